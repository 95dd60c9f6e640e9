import { isNumeral, isVague, numeralValue } from './numerals.ts'

/** Amounts are exact: millionths, as a big integer. */
export const MILLION = 1_000_000n

const UNIT: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1000n, 万: 10_000n, 亿: 100_000_000n }
const SEGMENT = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,6}))?([十百千万亿]*)/

/** An amount in millionths: 1,200, 1.5万, 2万3千, 一百零五, 一点五万; null when the text is none. */
export function amountOf(text: string): bigint | null {
  if (text === '') return null
  return /^\d/.test(text) ? arabic(text) : numeral(text)
}

function arabic(text: string): bigint | null {
  let rest = text
  let total = 0n
  let unit = 10n ** 18n
  while (rest !== '') {
    const found = SEGMENT.exec(rest)
    if (!found) return null
    const [all, whole = '', decimals = '', units = ''] = found
    const size = [...units].reduce((product, ch) => product * (UNIT[ch] ?? 1n), 1n)
    if (size >= unit || (decimals !== '' && total > 0n)) return null
    // 2万3 is spoken for 23000; 2万3000 says it outright.
    const short = units === '' && total > 0n && whole.length === 1 ? unit / 10n : 1n
    total += BigInt(`${whole.replaceAll(',', '')}${decimals.padEnd(6, '0')}`) * size * short
    if (units === '' && all !== rest) return null
    ;[rest, unit] = [rest.slice(all.length), size]
  }
  return total
}

function numeral(text: string): bigint | null {
  const [whole = '', decimals, ...more] = text.split('点')
  if (more.length > 0 || whole === '' || isVague(whole)) return null
  if (decimals === undefined) return exact(whole)
  const [, digits = '', units = ''] = /^([〇零一二三四五六七八九]+)([百千万亿]?)$/.exec(decimals) ?? []
  const integer = exact(whole)
  if (integer === null || digits === '' || digits.length > 6) return null
  const fraction = BigInt([...digits].map((d) => numeralValue(d)).join('').padEnd(6, '0'))
  return (integer + fraction) * (UNIT[units] ?? 1n)
}

function exact(text: string): bigint | null {
  const value = [...text].every(isNumeral) ? numeralValue(text) : null
  return value === null || !Number.isSafeInteger(value) ? null : BigInt(value) * MILLION
}

const ROUGH = /约|左右|大概|上下|以上|以下|不到|不足|超过|超|将近|近|若干|几|多|余|来|许|至少|至多|最多|上百|上千|数十|数百|十数|可能|估计|\+/

/** What keeps a folded text from being one exact amount, said by its name; null when nothing does. */
export function inexact(text: string): string | null {
  const rough = ROUGH.exec(text)
  if (rough) return `“${rough[0]}”不够确切，记录要写确切的数`
  if (/^(?:-|负)/.test(text)) return '不能是负数'
  if (/[-~至到]|或|\//.test(text)) return `“${text}”不止一个数`
  const pair = /[一二两三四五六七八九]{2}/.exec(text)
  return pair && isVague(pair[0]) && text.length <= 4 && !/[〇零]/.test(text) && !/[一二两三四五六七八九]{3}/.test(text) ? `“${text}”不够确切，记录要写确切的数` : null
}

/** Removes spaces that do not part two digits. */
export const closeUp = (text: string): string => text.replace(/(?<!\d) | (?!\d)/g, '')
