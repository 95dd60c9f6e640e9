/** A command that begins on a later line of a message, or on its first behind a greeting. */
import type { Command } from './command.ts'
import { opensTalk } from './courtesy.ts'
import { part, type Folded } from './fold.ts'
import { findHead } from './head.ts'
import type { Registry } from './registry.ts'
import { isSpokenOf } from './spokenOf.ts'
import type { Via } from './understood.ts'

export type Later =
  /** Behind one line of courtesy: it is meant as if it stood first. */
  | { command: Command; via: Via; body: Folded }
  /** Behind other words: it cannot be told how much of them belongs to it. */
  | { behind: Command }

/** Somebody shows others how to write it. */
export const explains = /[:=]$|例|格式|模板|如下|这样|怎么|如何|参照|参考|照着|按照|复制|粘贴|填写|填好|可以发|请发|发送|输入|回复|指令|命令|用法|群里发/

const longestLead = 200

/** What begins behind a greeting (大家好，/任务 …), or the first later line that begins with a slash and a command's name, or is a form's head; undefined where that is chat. */
export function findLater(said: Folded, registry: Registry, spokenTo: boolean): Later | undefined {
  for (const match of said.text.slice(0, longestLead).matchAll(/\n *(?=\/\S|【)|[,。!~:] *(?=\/\p{Script=Han}{2})/gu)) {
    const start = match.index + match[0].length
    const head = findHead(part(said, start, said.text.length), registry, false)
    if (!head || !('command' in head)) continue
    const lead = said.text.slice(0, match.index).trim()
    const ownLine = match[0].startsWith('\n')
    if (opensTalk(lead) && (ownLine || spokenTo || !isSpokenOf(head))) return head
    if (!ownLine) continue
    return head.via === 'slash' && (spokenTo || !explains.test(lead)) ? { behind: head.command } : undefined
  }
  return undefined
}
