import { Converter } from 'opencc-js/t2cn'

/** Values longer than this many characters are refused unread. */
export const LONGEST_VALUE = 200

const toSimplified = Converter({ from: 't', to: 'cn' })

const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u034f/gu

/** Signs that NFKC leaves alone or spoils, by what they stand for in a value. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[○◯⚪]/g, '〇'],
  [/[∶︰﹕꞉ː]/g, ':'],
  [/[‐‑‒–—―−﹣ー─━－]+/g, '-'],
  [/[〜∼～˜]+/g, '~'],
  [/[→⇒➔]/g, '~'],
  [/[⁄∕]/g, '/'],
  [/[﹒．·・･•∙]/g, '.'],
]

/** OpenCC writes 噚日 with a rare character; both are 寻日. */
const AFTER: readonly (readonly [RegExp, string])[] = [
  [/[㖊噚]/g, '寻'],
  [/[𠮶嗰]/gu, '个'],
  // 二O二六 with the letter.
  [/(?<=[〇零一二三四五六七八九])o(?=[〇零一二三四五六七八九])/g, '〇'],
  [/-{2,}/g, '-'],
  [/~{2,}/g, '~'],
]

const replaceAll = (text: string, table: readonly (readonly [RegExp, string])[]): string =>
  table.reduce((t, [from, to]) => t.replace(from, to), text)

/**
 * One written form for all that mean the same: full width, Traditional, invisible
 * characters, dashes and colons of every kind, lower case, single spaces.
 */
export function foldValue(text: string): string {
  const signs = replaceAll(text.replace(INVISIBLE, ''), SIGNS)
  const plain = signs.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  return replaceAll(toSimplified(plain), AFTER).replace(/[。.,，;!]+$/, '')
}
