import { foldWord } from '../fold.ts'

/** Values longer than this many characters are refused unread. */
export const LONGEST_VALUE = 200

const FINAL_STOP = [/[。.,，;!]+$/, ''] as const

/** What values write in more ways than messages do, by the one form the readers know. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/[○◯⚪]/g, '〇'],
  [/[·・•∙﹒]/g, '.'],
  [/[→⇒➔˜]/g, '~'],
  [/ー/g, '-'],
  // OpenCC writes 噚日 with a rare character; both are 寻日. 嗰 is 个 likewise.
  [/[㖊噚]/g, '寻'],
  [/[𠮶嗰]/gu, '个'],
  // 二O二六 with the letter.
  [/(?<=[〇零一二三四五六七八九])o(?=[〇零一二三四五六七八九])/g, '〇'],
  [/-+/g, '-'],
  [/~+/g, '~'],
  FINAL_STOP,
  // A value as a whole in quotes or brackets.
  [/^[("「【《]([^()"「」【】《》]*)[)"」】》]$/, '$1'],
  FINAL_STOP,
]

/**
 * One written form for all that mean the same: what a message's fold does (full width, Traditional,
 * invisible characters, case), and besides the circles, dots and dashes that dates are written with.
 */
export function foldValue(text: string): string {
  return SAME.reduce((folded, [from, to]) => folded.replace(from, to), foldWord(text))
}
