/** Reads a backup through before it is used: whether it is whole, in order, and of a version this program knows. */
import { basename } from 'node:path'
import { forgottenBy } from '../ledger/forget.ts'
import { prefixOf } from '../ledger/keys.ts'
import { readBody } from '../ledger/chain/log.ts'
import { readSeal, type Seal } from '../ledger/chain/sealed.ts'
import type { Head } from '../ledger/types.ts'
import { readLines } from './lines.ts'
import type { EntryLine, Line, ValueLine } from './shapes.ts'
import { Unusable } from './unusable.ts'

/** One workspace in a backup. */
export interface Contained {
  workspace: string
  head: Head
  entries: number
  /** Years whose entries stand in files of their own. */
  seals: Seal[]
  /** Who was forgotten by then, and when last (ms). */
  forgotten: Map<string, number>
  /** Messages and notices that waited. */
  waiting: { messages: number; notices: number }
}

export interface Contents {
  /** When it was made, ms. */
  made: number
  /** Names of the workspaces that were served. */
  served: string[]
  workspaces: Contained[]
}

function takeEntry(one: Contained, { seq, body, numbers }: EntryLine): void {
  if (seq <= one.head.seq) throw new Unusable(`第 ${seq} 条排在第 ${one.head.seq} 条之后`)
  let read
  try {
    read = readBody({ body, numbers })
  } catch (error) {
    throw new Unusable(`台账第 ${seq} 条读不出来：${error instanceof Error ? error.message : String(error)}`)
  }
  const gone = forgottenBy(read)
  if (gone !== undefined) one.forgotten.set(gone, read.at)
  one.head.seq = seq
  one.entries++
}

function takeValue(one: Contained, line: ValueLine): void {
  if (line.t === 'list') one.waiting[line.key.startsWith('in:') ? 'messages' : 'notices'] += line.items.length
  if (line.t === 'hash' && line.key === 'sealed') one.seals.push(...line.fields.map(([, text]) => readSeal(text)))
}

/** Throws Unusable, with the file's name and the line. */
export async function inspect(path: string, key: string | undefined): Promise<Contents> {
  let contents: Contents | undefined
  let one: Contained | undefined
  const take = (line: Line) => {
    if (line.t === 'end') return
    if (contents === undefined) {
      if (line.t === 'year') throw new Unusable('是封存的年份，不是备份：放在备份目录的 sealed 下即可查历史，不用恢复')
      if (line.t !== 'backup') throw new Unusable('开头不是备份')
      contents = { made: line.made, served: line.workspaces, workspaces: [] }
    } else if (line.t === 'shared') {
      if (one !== undefined || contents.workspaces.length > 0) throw new Unusable('这一行不该在这里')
    } else if (one === undefined) {
      if (line.t !== 'workspace') throw new Unusable('这里应开始一个工作区')
      prefixOf(line.name)
      one = { workspace: line.name, head: { seq: 0, link: '' }, entries: 0, seals: [], forgotten: new Map(), waiting: { messages: 0, notices: 0 } }
    } else if (line.t === 'done') {
      if (line.name !== one.workspace || line.entries !== one.entries) throw new Unusable(`${one.workspace} 应有 ${line.entries} 条，实有 ${one.entries} 条`)
      contents.workspaces.push({ ...one, head: { seq: line.seq, link: line.link } })
      one = undefined
    } else if (line.t === 'entry') takeEntry(one, line)
    else if (line.t === 'backup' || line.t === 'year' || line.t === 'workspace') throw new Unusable('这一行不该在这里')
    else takeValue(one, line)
  }
  for await (const { nth, line } of readLines(path, key)) {
    try {
      take(line)
    } catch (error) {
      throw new Unusable(`${basename(path)}：第 ${nth} 行：${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (contents === undefined || one !== undefined) throw new Unusable(`${basename(path)}：没有写完`)
  return contents
}
