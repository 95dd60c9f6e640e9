/** Writes a transcript: what parseTranscript reads back. */
import { clockOf, dayOf } from '../domain/time.ts'
import type { Line } from './transcript.ts'

type Message = Omit<Line, 'line'>

const seconds = (at: number): string => String(Math.floor(at / 1000) % 60).padStart(2, '0')
/** `2026-11-16 09:00:00 王敏(wangmin)` */
const headerOf = ({ at, name, id }: Message): string => `${dayOf(at)} ${clockOf(at)}:${seconds(at)} ${name}(${id})`

/** The messages in their order, one `消息对象:` line wherever the chat changes; ends with a line break. */
export function formatTranscript(messages: readonly Message[]): string {
  let chat: string | undefined
  const blocks: string[] = []
  for (const message of messages) {
    if (message.chat !== chat) blocks.push(`消息对象:${message.chat}`)
    chat = message.chat
    blocks.push(message.text === '' ? headerOf(message) : `${headerOf(message)}\n${message.text}`)
  }
  return blocks.map((block) => `${block}\n`).join('\n')
}

/** Several transcripts as one, in time order; of messages at the same time those of the earlier file come first. */
export const mergeTranscripts = (transcripts: readonly (readonly Line[])[]): Line[] =>
  transcripts.flat().sort((a, b) => a.at - b.at)
