/** The keys of a setup file and the shape of each entry (grammar.md, The setup file). Unknown keys are complaints. */
import { z } from 'zod'
import { isEverybody } from '../domain/everybody.ts'
import * as word from './words.ts'

const addresses = z.record(z.string(), word.text)
/** What names one person, with what is wrong with it otherwise. */
const onePerson = (what: string, example: string, wrong: (said: string) => string | undefined = () => undefined) =>
  word.text.superRefine((said, ctx) => {
    const message = isEverybody(said) ? `“${said}”在平台上指所有人，不能用作${what}，请写本人的，例：${example}` : wrong(said)
    if (message !== undefined) ctx.addIssue({ code: 'custom', message })
  })
const badId = (id: string): string => `“${id}”不能用作人员编号（不能含括号或竖线，不能是 bot、clock）`
const ownId = onePerson('人员编号', 'wangmin', (id) => (/[()（）<>|]/.test(id) || id === 'bot' || id === 'clock' ? badId(id) : undefined))
const accountId = onePerson('账号', 'WangMin', (id) => (id.includes('|') ? `“${id}”是几个账号，请只写本人的一个，例：WangMin` : undefined))

/** The top of the file, without its lists. */
export const head = z.strictObject({
  workspace: word.text.regex(/^[\p{L}\p{N}_-]+$/u, { error: '工作区编号只能用文字、数字、- 和 _，例：zhejiang-2026' }),
  name: word.text.optional(),
  office: word.text.optional(),
  bot: z.strictObject({ names: word.listOf(word.text).refine((names) => names.length > 0, { error: '至少写一个名称' }) }).optional(),
  weeklyReport: z.strictObject({ due: word.weekly.optional(), from: word.listOf(word.unitKind).optional() }).optional(),
  standards: z.literal('default', { error: '目前只有 default' }).optional(),
  noon: word.clockTime.optional(),
  endOfWork: word.clockTime.optional(),
  ranking: word.flag.optional(),
})

const pilot = z.strictObject({ level: word.pilotLevel, batch: word.text.optional() })

const unitEntry = z.strictObject({
  path: word.unitPath,
  kind: word.unitKind.optional(),
  nature: word.nature.optional(),
  system: word.text.optional(),
  aliases: word.listOf(word.text).optional(),
  pilot: pilot.optional(),
  office: word.text.optional(),
})

const post = z.strictObject({
  unit: word.unitPath,
  title: word.text,
  roles: word.listOf(word.role).default([]),
  reporter: word.flag.optional(),
  from: word.date.optional(),
  to: word.date.optional(),
})

const personEntry = z.strictObject({
  id: z.union([ownId, z.record(z.string(), accountId)], {
    error: ({ input }) => (typeof input === 'string' ? badId(input) : input === undefined ? undefined : 'id 的写法不对，例：wangmin 或 { wecom: WangMin }'),
  }),
  key: ownId.optional(),
  name: onePerson('姓名', '王敏'),
  unit: word.unitPath,
  title: word.text.optional(),
  roles: word.listOf(word.role).default([]),
  reporter: word.flag.optional(),
  posts: z.array(post).default([]),
})

const groupEntry = z.strictObject({
  name: word.text,
  unit: word.unitPath,
  id: word.text.optional(),
  bulletin: word.weeklyOrOff.optional(),
  bulletinAs: word.bulletinForm.optional(),
  reminders: word.flag.optional(),
  quiet: word.quietHours.optional(),
  ranking: word.flag.optional(),
  fallback: word.channel.optional(),
  webhook: word.text.optional(),
  addresses: addresses.optional(),
})

const seriesEntry = z.strictObject({ unit: word.unitPath, nextIssue: word.counter, nextTotal: word.counter })

const termEntry = z.strictObject({ committee: word.unitPath, unit: word.unitPath, from: word.date, to: word.date })

/** The lists of the file by key. */
export const lists = { units: unitEntry, people: personEntry, groups: groupEntry, bulletins: seriesEntry, chairTerms: termEntry } as const
export type ListName = keyof typeof lists
/** One entry of a list after reading. */
export type EntryOf<L extends ListName> = z.output<(typeof lists)[L]>
export type Head = z.output<typeof head>

/** A person's own id: the plain one, `key`, else the first of the channels' ids. */
export function personId({ id, key }: EntryOf<'people'>): string {
  return typeof id === 'string' ? id : (key ?? Object.values(id)[0] ?? '')
}
