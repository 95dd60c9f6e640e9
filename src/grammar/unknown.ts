/** Tells a mistyped command from other things that begin with a slash. */
import { emojiNames } from './emoji.ts'

/** A word of a command: letters or Chinese, nothing else that chat is made of. */
const commandWord = /^(?:[\p{L}_$][\p{L}\p{N}_$-]{1,23})[?]?$/u
const han = /\p{Script=Han}/gu

const isEmoji = (word: string): boolean => emojiNames.some((name) => word.startsWith(name))

/** Whether a slash and this word (folded), followed by this sign, was meant as a command. Paths, emoji codes, fractions and prose were not. */
export function looksLikeCommand(said: string, next: string): boolean {
  const word = said.toLowerCase()
  if (next !== '' && !/[\s:,;。、!]/.test(next)) return false
  return commandWord.test(word) && (word.match(han)?.length ?? 0) <= 8 && !isEmoji(word)
}

const prose = /[的了吗呢吧啊呀哦嘛我你您他她它们这那哪]/u

/** Whether such a word reads like speech rather than a name; then only a near command makes it one. */
export const readsLikeProse = (word: string): boolean => prose.test(word) || (word.match(han)?.length ?? 0) >= 6
