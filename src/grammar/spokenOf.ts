/** Whether a command that does not open its message is only spoken of: 大家好，/周报 记得交; 1. /活动 是报活动的. Who asks how it is written (/周报 怎么写) means it. */
import type { Command } from './command.ts'
import type { Folded } from './fold.ts'
import { labelBook, labelLikes } from './labels.ts'

const aboutIt = /^(?:这个|这条|那个|就?是|用来|用于|记得|别忘|不要忘|不会|不用|可以|能不能|每[周月天个]|大家|各位)|(?<=.)(?:怎么|如何)|什么时候|指令|命令|格式|用法|[吗?][\s!。.]*$/u

/** What others are told or asked to do may be said in the same words (/通知 记得交周报). */
const toOthers: ReadonlySet<Command['area']> = new Set(['announcement', 'task'])

/** `inList`: others are named below it in the same way; then a value must show that it is meant, too. */
export function isSpokenOf({ command, body }: { command: Command; body: Folded }, inList = false): boolean {
  const { text } = body
  const book = labelBook(command)
  if (text === '') return inList
  if (labelLikes(text).some(({ word }) => book.get(word)?.field !== undefined)) return false
  return (!toOthers.has(command.area) && aboutIt.test(text)) || (inList && !/\d/.test(text))
}
