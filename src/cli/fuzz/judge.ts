/** What must hold of every answer, whatever was asked. */

/** Longest processor time for one message, ms. */
export const longestWork = 50

/** What stands behind a sign with a force of its own: calls to everybody, a mention by id. */
const calls = /@(?:所有人|全体成员|(?:all|everyone)(?!\w))|<@/i
const numbers = /(?<![\dA-Za-z])(?:1[3-9]\d{9}|[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?!\d)/
/** What only a mistake of the program says. */
const slips = /\bundefined\b|\bNaN\b|\[object |没有办成/

/** What is wrong with the answers to a text; nothing when all is well. `mustAnswer`: it was plainly meant for the bot. */
export function faultsOf(text: string, answers: readonly string[], mustAnswer: boolean): string[] {
  const found: string[] = []
  if (mustAnswer && answers.length === 0) found.push('no answer')
  for (const answer of answers) {
    if (answer.trim() === '') found.push('an empty answer')
    if (calls.test(answer)) found.push('a call to everybody')
    if (numbers.test(answer)) found.push('a phone or identity-card number')
    if (/[\ue000\ue001]|(?![\n\t])\p{Cc}/u.test(answer)) found.push('a control character or a number not filled in')
    const slip = slips.exec(answer)?.[0]
    if (slip !== undefined && !text.includes(slip)) found.push(`“${slip}”`)
  }
  return [...new Set(found)]
}
