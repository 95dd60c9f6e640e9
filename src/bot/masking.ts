/** Numbers of identity cards and phones that people type: they are hidden before anything of a message can be recorded. */
import type { Notice } from '../domain/notice.ts'
import { holdsNumbers, mask, maskKeys, numberWarning } from '../domain/privacy.ts'
import type { Heard } from '../ledger/types.ts'

/** A file's name comes past the grammar: with line breaks or control signs in it, it would stand in an answer as lines of the bot's own. */
const onOneLine = (name: string): string => name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

const wordsBy = (hide: (text: string) => string, heard: Heard): Heard => ({
  ...heard,
  text: hide(heard.text),
  ...(heard.quote === undefined ? {} : { quote: hide(heard.quote) }),
  ...(heard.attachments === undefined ? {} : { attachments: heard.attachments.map((one) => ({ ...one, name: hide(onOneLine(one.name)) })) }),
})

/** The message as it is worked on: a command may ask for a robot's key. */
export const masked = (heard: Heard): Heard => wordsBy(mask, heard)

/** The message as it may be kept: the words that held a key must not. */
export const keyless = (heard: Heard): Heard => wordsBy((text) => maskKeys(mask(text)), heard)

/** Adds the warning to the answer where somebody typed such a number into a group. */
export function warned({ group, text }: Heard, notices: Notice[]): Notice[] {
  const [answer, ...rest] = notices
  if (!answer || group === undefined || !holdsNumbers(text)) return notices
  return [{ ...answer, text: `${answer.text}\n${numberWarning}` }, ...rest]
}
