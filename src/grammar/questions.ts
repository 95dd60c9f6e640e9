/** Plain questions to the bot (S33). */
import type { Command } from './command.ts'
import { labelBook } from './labels.ts'

const opening = /^(?:请问|您好|你好|麻烦|劳驾|想问一?下|问一?下|问问|查一?下|查查|看一?下|看看|帮我?(?:查|看)?一?下?|告诉我|我?想知道|给我|把|请)[,，、。!:]?/
const closing = /(?:谢谢|发给?我|给我看看?|吗|呢|呀|啊|吧|嘛|哦|哈|一下|[?!。.,，~…])$/

/** A question without politeness, white space and signs at its ends. */
function bare(text: string): string[] {
  let rest = text.replace(/\s+/g, '')
  for (let opened = rest.replace(opening, ''); opened !== rest; opened = rest.replace(opening, '')) rest = opened
  const forms = [rest]
  for (let closed = rest.replace(closing, ''); closed !== rest; closed = rest.replace(closing, '')) forms.push((rest = closed))
  // Longest cut first; a pattern may want its 吗 back.
  return [...new Set(forms.reverse().concat(text.replace(/\s+/g, '')))].filter(Boolean)
}

const whole = new WeakMap<RegExp, RegExp>()

/** The pattern for a whole text. */
function wholly(pattern: RegExp): RegExp {
  const known = whole.get(pattern) ?? new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, ''))
  whole.set(pattern, known)
  return known
}

/** The command a question means, with texts by field key (or 单位 and 群); folded text in. */
export function findQuestion(text: string, commands: readonly Command[], isUnit: (name: string) => boolean = () => false): { command: Command; raw: Record<string, string> } | undefined {
  if (text.length > 60) return undefined
  const forms = bare(text)
  for (const command of commands) {
    for (const { pattern, fields, known = false } of command.questions ?? []) {
      const exact = wholly(pattern)
      const meant = ({ groups: { 单位: unit } = {} }: RegExpExecArray): boolean => !known || unit === undefined || isUnit(unit)
      const match = forms.map((form) => exact.exec(form)).find((found) => found !== null && meant(found))
      if (!match) continue
      const book = labelBook(command)
      const raw: Record<string, string> = {}
      for (const [label, value] of Object.entries({ ...fields, ...match.groups })) {
        const key = book.get(label)?.key
        if (key !== undefined && value) raw[key] = value
      }
      return { command, raw }
    }
  }
  return undefined
}
