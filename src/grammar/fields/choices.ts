/** Fields with a closed set of answers. */
import { z } from 'zod'
import { foldWord } from '../fold.ts'
import { bad, field, ok, type FieldOptions, type RequiredField } from './base.ts'

/** One of a few words; `synonyms` maps other words to one of them. */
export function choice<const O extends readonly [string, ...string[]]>(
  label: string,
  options: O,
  opts: FieldOptions & { synonyms?: Record<string, O[number]> } = {},
): RequiredField<O[number]> {
  const known = new Map<string, O[number]>(options.map((option) => [foldWord(option), option]))
  for (const [word, option] of Object.entries(opts.synonyms ?? {})) known.set(foldWord(word), option)
  return field<O[number]>(label, opts, {
    form: 'choice',
    hint: options.join('、'),
    options,
    schema: z.enum(options as unknown as [O[number], ...O[number][]]) as unknown as z.ZodType<O[number]>,
    read: (typed) => {
      const found = known.get(foldWord(typed)) ?? known.get(foldWord(typed).replace(/^(?:设?为|当|做|是)/u, ''))
      return found === undefined ? bad(`“${label}”里没有“${typed.trim()}”，请从${options.join('、')}中选一个，如 ${label}:${options[0]}。`, [...options]) : ok(found)
    },
  })
}

const yes = ['开', '是', 'on', '打开', '开启', '启用', '有', '要', '对', 'yes', 'y', 'true', '√', '✓']
const no = ['关', '否', 'off', '关闭', '停用', '不用', '无', '没有', '不要', '不', '不是', 'no', 'n', 'false', '×', '✗']
const flags = new Map([...yes.map((word) => [foldWord(word), true] as const), ...no.map((word) => [foldWord(word), false] as const)])

/** 开/关, 是/否, 有/无, on/off. */
export const flag = (label: string, opts: FieldOptions = {}): RequiredField<boolean> =>
  field(label, opts, {
    form: 'choice',
    hint: '开或关',
    options: ['开', '关'],
    schema: z.boolean(),
    read: (typed) => {
      const found = flags.get(foldWord(typed))
      return found === undefined ? bad(`“${label}”没有看懂“${typed.trim()}”，请写开或关，如 ${label}:开。`) : ok(found)
    },
  })
