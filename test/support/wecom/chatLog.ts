/** What members see in their chats. */
import type { Card } from './cards.ts'

/** Who said something. A group robot is named by its key. */
export type Speaker = { member: string } | { bot: string } | { app: number } | { robot: string }

export interface Message {
  /** msgid */
  id: string
  /** ms */
  at: number
  /** chatid of the group, or the userid of the single chat. */
  chat: string
  /** In a single chat: with whom. */
  with?: { bot: string } | { app: number }
  by: Speaker
  /** msgtype: text, stream, markdown, template_card … */
  kind: string
  /** What can be read: of a card its titles and lines. */
  text: string
  /** userids; 'all' for everybody. */
  mentioned: string[]
  /** Command or path that brought it; 'say' for members. */
  via: string
  /** A stream that may still change is false. */
  finished: boolean
  stream?: string
  /** Earlier texts of a stream. */
  before: string[]
  card?: Card
  /** A picture's bytes. */
  image?: Buffer
  /** How the card looks to those for whom it was changed. */
  cardFor: Record<string, Card>
  quote?: Message
  recalled?: boolean
}

export interface ChatLog {
  add(message: Omit<Message, 'before' | 'cardFor' | 'finished'> & { finished?: boolean }): Message
  /** Changes a message and wakes those who wait. */
  change(message: Message, fields: Partial<Message>): void
  /** Lets those who wait look again. */
  wake(): void
  all(): readonly Message[]
  find(id: string): Message | undefined
  /** Resolves with what `look` finds, at once or after a change; rejects after `ms` by the real clock. */
  until<T>(look: () => T | undefined, ms: number, complain: () => string): Promise<T>
}

export function createChatLog(): ChatLog {
  const messages: Message[] = []
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of waiting) look()
  }
  return {
    add(message) {
      const added: Message = { finished: true, before: [], cardFor: {}, ...message }
      messages.push(added)
      wake()
      return added
    },
    change(message, fields) {
      Object.assign(message, fields)
      wake()
    },
    wake,
    all: () => messages,
    find: (id) => messages.find((message) => message.id === id),
    until(look, ms, complain) {
      return new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer)
          waiting.delete(check)
        }
        const timer = setTimeout(() => {
          stop()
          reject(new Error(complain()))
        }, ms)
        const check = () => {
          try {
            const found = look()
            if (found === undefined) return
            stop()
            resolve(found)
          } catch (error) {
            stop()
            reject(error)
          }
        }
        waiting.add(check)
        check()
      })
    },
  }
}
