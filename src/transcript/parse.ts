/** Reads a transcript. */
import { dayOf } from '../domain/time.ts'
import { privateWith, TranscriptError } from './transcript.ts'
import type { Line } from './transcript.ts'

const header = /^(\d{4}-\d{2}-\d{2})[ \t]+(\d{1,2}):(\d{2}):(\d{2})[ \t]+(.*(?:\([^()<>]+\)|<[^()<>]+>))\s*$/
const chatLine = /^消息对象[:：]\s*(.*?)\s*$/
/** What an export prints around the name of a chat. */
const preamble = /^(?:={3,}|消息记录.*|消息分组[:：].*|\s*)$/
const rule = /^={3,}\s*$/

function instantOf(match: RegExpExecArray): number | undefined {
  const [, date, hours, minutes, seconds] = match as unknown as [string, string, string, string, string]
  const at = Date.parse(`${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}+08:00`)
  return Number.isNaN(at) || dayOf(at) !== date ? undefined : at
}

/** The text of a message without outer blank lines, and without the preamble of the chat that follows it. */
function textOf(lines: readonly string[], chatFollows: boolean): string {
  let to = lines.length
  if (chatFollows) {
    let from = to
    while (from > 0 && preamble.test(lines[from - 1] as string)) from--
    if (lines.slice(from).some((line) => rule.test(line))) to = from
  }
  let from = 0
  while (from < to && (lines[from] as string).trim() === '') from++
  while (to > from && (lines[to - 1] as string).trim() === '') to--
  return lines.slice(from, to).join('\n')
}

/** Line numbers (from 0) that lie between two lines of `=` before any header: an export's own words. */
function frames(lines: readonly string[]): Set<number> {
  const framed = new Set<number>()
  let open: number | undefined
  for (const [i, line] of lines.entries()) {
    if (header.test(line)) open = undefined
    if (!rule.test(line)) continue
    if (open !== undefined) for (let k = open + 1; k < i; k++) framed.add(k)
    open = i
  }
  return framed
}

/**
 * The messages of a transcript in the order of the file. `file` is how complaints call it.
 * Throws TranscriptError for a line that is neither header, text nor preamble, and for an impossible time.
 */
export function parseTranscript(text: string, file = '聊天记录'): Line[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const framed = frames(lines)
  const messages: Line[] = []
  let chat: string | undefined
  let open: { message: Line; from: number } | undefined
  const close = (to: number, chatFollows: boolean): void => {
    if (open) messages.push({ ...open.message, text: textOf(lines.slice(open.from, to), chatFollows) })
    open = undefined
  }
  const fail = (i: number, why: string): never => {
    throw new TranscriptError(`${file} 第${i + 1}行：${why}`)
  }
  for (const [i, line] of lines.entries()) {
    const named = chatLine.exec(line)
    const head = header.exec(line)
    if (named) {
      close(i, true)
      chat = named[1] || fail(i, '消息对象后面没有群名，例：消息对象:鄞州区中河街道工作群')
    } else if (head) {
      close(i, false)
      const at = instantOf(head) ?? fail(i, '时间不存在，例：2026-11-16 09:00:00 王敏(wangmin)')
      const sender = privateWith(head[5] as string) as { name: string; id: string }
      open = { message: { at, chat: chat ?? fail(i, '前面缺少“消息对象:群名”一行'), ...sender, text: '', line: i + 1 }, from: i + 1 }
    } else if (!open && !preamble.test(line) && !framed.has(i)) {
      fail(i, '不是消息开头，例：2026-11-16 09:00:00 王敏(wangmin)')
    }
  }
  close(lines.length, false)
  return messages
}
