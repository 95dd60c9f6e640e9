/** Identity-card and phone numbers: never echoed, and whoever types one into a group is warned (Records). Keys of group robots: never kept in words nor echoed. */

/** What may stand between the parts of a number. */
const gap = '[-\\s·‐-―−]?'
/** Mainland mobile numbers, with or without +86 and with a sign or space in the usual places. A bulletin's seal may look like one (台账校验：148-12345678). */
const phone = new RegExp(`(?<![\\dA-Za-z])(?<!台账校验[:：](?=\\d+-\\d{8}(?!\\d)))(?:\\+?86${gap})?(1[3-9]\\d)(?:${gap}\\d{4}${gap}|\\.\\d{4}\\.)(\\d{4})(?!\\d)`, 'g')
/** Identity-card numbers, 18 signs with a plausible date of birth; the parts may stand apart. */
const identity = /(?<![\dA-Za-z])([1-9]\d{2})\d{3}[- ]?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[- ]?\d{3}[\dXx](?!\d)/g

/** The same text with half-width signs for full-width ones, sign by sign: keyboards write numbers and addresses in either. */
const halfWidth = (text: string): string => text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ')

function hideIn(text: string, read: string, pattern: RegExp, shown: (...found: string[]) => string): string {
  const hidden: string[] = []
  let from = 0
  for (const found of read.matchAll(pattern)) {
    hidden.push(text.slice(from, found.index), shown(...found))
    from = found.index + found[0].length
  }
  return hidden.join('') + text.slice(from)
}

/**
 * The text with what a pattern finds shown otherwise, in whichever width it was written; all else stays as it is. It is read as it stands, too: a
 * full-width digit beside a number makes it no longer one.
 */
function hide(text: string, pattern: RegExp, shown: (...found: string[]) => string): string {
  const hidden = hideIn(text, halfWidth(text), pattern, shown)
  return hideIn(hidden, hidden, pattern, shown)
}

/** The text with such numbers masked: 138****5678. */
export const mask = (text: string): string =>
  hide(hide(text, identity, (_all, place) => `${place}***************`), phone, (_all, head, tail) => `${head}****${tail}`)

/** Whether a text holds such a number. */
export const holdsNumbers = (text: string): boolean => mask(text) !== text

export const numberWarning = '提醒：请不要在群里发身份证号、手机号，显示时已隐去。'

/** The key of a group robot's address, and such a key alone (a UUID): whoever has it can speak in the group. */
const key = /(?<=[?&]key=)[\w-]{4,}|(?<![\da-z])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])/gi

/** A secret by its last four signs: …0a1b. */
export const tail = (secret: string): string => `…${secret.slice(-4)}`

/** The text with such keys shortened to their last four signs. */
export const maskKeys = (text: string): string => hide(text, key, tail)

/** Takes the force out of words that a platform would turn into a call to everybody or by id: `@所有人`, `<@all>`. Real mentions travel apart from the text. */
export const muteCalls = (text: string): string => text.replace(/@(?=所有人|全体成员|(?:all|everyone)(?![\w]))/gi, '＠').replaceAll('<@', '<＠')
