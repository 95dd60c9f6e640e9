/** Chat logs in the text form in which QQ exports group messages (grammar.md, Transcripts). Pure. */

/** One message of a transcript. */
export interface Line {
  /** When it was sent, ms. */
  at: number
  /** What stood after 消息对象: a group's name, or `王敏(wangmin)` for a private chat. */
  chat: string
  /** Sender's display name and id. */
  name: string
  id: string
  text: string
  /** Line of its header in the file, from 1. */
  line: number
}

/** A transcript that cannot be read; the message names file and line. */
export class TranscriptError extends Error {
  override name = 'TranscriptError'
}

/** Sender ids with a meaning of their own: what the bot said, and the line that runs the clock on. */
export const botId = 'bot'
export const clockId = 'clock'

/** The person of a private chat `王敏(wangmin)`; undefined for a group's name. */
export function privateWith(chat: string): { name: string; id: string } | undefined {
  const match = /^(.*?)\s*(?:\(([^()<>]+)\)|<([^()<>]+)>)$/.exec(chat)
  return match ? { name: match[1] as string, id: (match[2] ?? match[3]) as string } : undefined
}
