/** Chinese numerals, everyday and banker's. */

const DIGITS: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
  壹: 1, 贰: 2, 弍: 2, 叁: 3, 参: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9, 俩: 2, 仨: 3,
}
const SMALL: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const BIG: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }
const TENS: Readonly<Record<string, string>> = { 廿: '二十', 卄: '二十', 卅: '三十', 卌: '四十' }

/** Whether a character can stand in a Chinese numeral. */
export function isNumeral(ch: string): boolean {
  return ch in DIGITS || ch in SMALL || ch in BIG || ch in TENS
}

/** Whether a numeral only lists digits (二〇二六), without 十, 百 and so on. */
export function isPositional(text: string): boolean {
  return [...text].every((ch) => ch in DIGITS)
}

/** 三五个, 两三天 name no number. */
export function isVague(text: string): boolean {
  const first = DIGITS[text[0] ?? ''] ?? 0
  return text.length === 2 && isPositional(text) && first > 0 && (DIGITS[text[1] ?? ''] === first + 1 || text === '三五')
}

/**
 * The number a Chinese numeral says, or null when it says none or more than one
 * (三四十, 一二百). 一百二 is 120 and 两万三 is 23000, as they are spoken.
 */
export function numeralValue(text: string): number | null {
  const plain = [...text].map((ch) => TENS[ch] ?? ch).join('')
  if (plain === '' || plain === '百' || plain === '佰') return null
  return isPositional(plain) ? Number([...plain].map((ch) => DIGITS[ch]).join('')) : spoken(plain)
}

function spoken(text: string): number | null {
  let total = 0
  let section = 0
  let digit: number | null = null
  let unit = Number.POSITIVE_INFINITY
  let bigUnit = Number.POSITIVE_INFINITY
  let zero = false
  for (const ch of text) {
    const value = DIGITS[ch]
    const small = SMALL[ch]
    const big = BIG[ch]
    if (value !== undefined) {
      if (digit !== null) return null
      if (value === 0) zero = true
      else digit = value
    } else if (small !== undefined) {
      if (small >= unit || (digit === null && small !== 10 && section === 0 && total === 0 && small !== 100)) return null
      section += (digit ?? 1) * small
      ;[digit, unit, zero] = [null, small, false]
    } else if (big !== undefined) {
      section += digit ?? 0
      if (section === 0 || big >= bigUnit) return null
      total += section * big
      ;[section, digit, unit, bigUnit, zero] = [0, null, big, big, false]
    } else return null
  }
  if (digit === null) return total + section
  const short = !zero && unit > 10 && Number.isFinite(unit)
  return total + section + digit * (short ? unit / 10 : 1)
}
