/** Plain words that answer the bot: 收到, 已完成. */
import type { Command } from './command.ts'
import { fold, foldWord, join, part, trimFolded, type Folded } from './fold.ts'

const ending = /^[\s,，。.!~;:…]*(?:(?:谢谢|辛苦|了|啦|哈|\p{Extended_Pictographic}|\[\p{Script=Han}{1,4}\]|\/(?:抱拳|强|玫瑰|ok|微笑|握手))[\s,，。.!~]*)*$/iu

/** The command that a whole message of plain words stands for, the longest word first. */
export function findWord(message: Folded, commands: readonly Command[]): { command: Command; word: string } | undefined {
  const text = message.text.toLowerCase()
  if (text.length > 40) return undefined
  return wordsOf(commands).find(({ word }) => {
    const length = lengthOf(word, text)
    let rest = text.slice(length)
    // 收到收到 says no more than 收到.
    while (rest.startsWith(word)) rest = rest.slice(word.length)
    return length > 0 && ending.test(rest)
  })
}

const numbered = /^(\p{Script=Han}{2,6}-?(?:\d{4}-)?\d{1,6})号? *(?=\p{L})/u

/** A number and a plain word behind it (任务4完成了), perhaps with more (，共6家), with the number first in the body. */
export function findNumberedWord(message: Folded, commands: readonly Command[]): { command: Command; body: Folded } | undefined {
  const match = numbered.exec(message.text.slice(0, 60))
  if (!match) return undefined
  const [lead, number = ''] = match
  const rest = part(message, lead.length, message.text.length)
  const alone = findWord(rest, commands)
  const found = alone ? { ...alone, body: part(rest, 0, 0) } : findWordWithMore(rest, commands)
  if (found?.command.subject === undefined) return undefined
  return { command: ofKind(found.command, number, commands), body: join([part(message, 0, number.length), fold(' '), found.body]) }
}

const takes = ({ subject, fields }: Command, kind: string): boolean => subject !== undefined && fields[subject]?.options.includes(kind) === true

/** The command meant by a plain word where it is about a record of this number. */
export function ofKind(command: Command, number: string, commands: readonly Command[]): Command {
  const [kind = ''] = /^\p{Script=Han}+/u.exec(number) ?? []
  return takes(command, kind) ? command : (commands.find((other) => other.alike === command.name && takes(other, kind)) ?? command)
}

/** A plain word with more behind it (已完成，共走访12户): what follows a sign or a space is the body. Only for answers that quote the bot. */
export function findWordWithMore(message: Folded, commands: readonly Command[]): { command: Command; word: string; body: Folded } | undefined {
  const text = message.text.toLowerCase()
  const found = wordsOf(commands).find(({ word }) => {
    const length = lengthOf(word, text)
    return length > 0 && /[\s,，;:。!]/.test(text[length] ?? '')
  })
  if (!found) return undefined
  const rest = trimFolded(part(message, lengthOf(found.word, text), text.length))
  return { ...found, body: /^[,，;:。!]/.test(rest.text) ? trimFolded(part(rest, 1, rest.text.length)) : rest }
}

const done = /[完成好定结妥毕]$/

/** Letters at the head of a text that say a word, 已经 before and 了 after it included; what is done may be 全部 done. 0 when it says something else. */
function lengthOf(word: string, text: string): number {
  const lead = (done.test(word) ? /^(?:已经?)?(?:全都|全部|都|全)?(?:已经?)?/ : /^已经?/).exec(text)?.[0] ?? ''
  const start = text.startsWith(word) ? 0 : lead !== '' && text.startsWith(word, lead.length) ? lead.length : undefined
  if (start === undefined) return 0
  const end = start + word.length
  return text[end] === '了' ? end + 1 : end
}

const wordsOf = (commands: readonly Command[]): { command: Command; word: string }[] =>
  commands.flatMap((command) => (command.words ?? []).map((word) => ({ command, word: foldWord(word) }))).sort((a, b) => b.word.length - a.word.length)
