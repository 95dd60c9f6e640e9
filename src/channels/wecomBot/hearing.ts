/** What comes by the long connection: messages are heard until they are safe, as the platform never sends one again (protocol.md sections B3 and B5). */
import { setTimeout as sleep } from 'node:timers/promises'
import { day, minute } from '../../domain/time.ts'
import type { Hear, Incoming } from '../channel.ts'
import { cardChange, type Card } from '../wecom/cards.ts'
import type { Connection, Frame } from './connection.ts'
import { readBotCall } from './incoming.ts'
import { insist } from './insist.ts'

/** A welcome and a card's change are taken within 5 s; ms. */
const inTime = 4000
/** How long a welcome is tried to be made, as the event comes once a day; ms. */
const welcomeWithin = 1500
/** How long a message is held in memory while it cannot be made safe, ms. */
const holdFor = 10 * minute
const longestPause = 10_000

/** Trying again does not help, and would hold up those that follow. */
const isBug = (error: unknown): boolean => error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError

export interface HearingOptions {
  hear: Hear
  now(): number
  send: Connection['send']
  welcome(): Promise<string>
  /** The id that the roster goes by. */
  plain(userid: string): Promise<string>
  /** The card without its buttons, for whoever tapped; undefined for a card that nobody remembers. */
  tapped(task: string, say: string, userid: string): Promise<Card | undefined>
  /** Told what went wrong, without words of people. */
  failed(what: string, error: unknown): void
}

export interface Hearing {
  take(frame: Frame): void
  /** Resolves when all that came is safe, at most after `ms`. */
  drain(ms: number): Promise<void>
}

export function createHearing({ hear, now, send, welcome, plain, tapped, failed }: HearingOptions): Hearing {
  /** The last message of each conversation: the next waits for it. */
  const last = new Map<string, Promise<void>>()

  async function untilSafe(message: Incoming): Promise<void> {
    const begun = performance.now()
    for (let pause = 200; ; pause = Math.min(2 * pause, longestPause)) {
      try {
        await hear({ ...message, sender: await plain(message.sender) })
        return
      } catch (error) {
        failed('hear', error)
        if (isBug(error) || performance.now() - begun > holdFor) return
        await sleep(pause, undefined, { ref: false })
      }
    }
  }

  function enqueue(message: Incoming): void {
    const chat = message.group ?? `@${message.sender}`
    const done = (last.get(chat) ?? Promise.resolve()).then(() => untilSafe(message)).finally(() => {
      if (last.get(chat) === done) last.delete(chat)
    })
    last.set(chat, done)
  }

  /** Answers an event while it may still be answered. */
  async function answer(cmd: Parameters<Connection['send']>[0], reqId: string, body: Promise<object | undefined>): Promise<void> {
    const made = await Promise.race([body, sleep(inTime, undefined, { ref: false })])
    const errcode = made && (await send(cmd, reqId, made))
    if (errcode) failed(cmd, new Error(`errcode ${errcode}`))
  }

  return {
    take({ reqId, event, body }) {
      // An event's req_id takes no answer of the kind that messages get.
      const call = readBotCall(body, now(), (_said, at) => (event ? undefined : { handle: reqId, until: at + day }))
      if (call?.sort === 'entered') {
        const text = insist(welcome, performance.now() + welcomeWithin).then((content) => ({ msgtype: 'text', text: { content } }))
        answer('aibot_respond_welcome_msg', reqId, text).catch((error: unknown) => failed('welcome', error))
      }
      if (call?.sort === 'message' || call?.sort === 'tap') enqueue(call.message)
      if (call?.sort === 'tap' && call.task !== undefined) {
        const { text, sender } = call.message
        const { task } = call
        const change = plain(sender).then((userid) => tapped(task, text, userid)).then((card) => card && cardChange(sender, card))
        answer('aibot_respond_update_msg', reqId, change).catch((error: unknown) => failed('card', error))
      }
    },
    async drain(ms) {
      await Promise.race([Promise.all(last.values()), sleep(ms, undefined, { ref: false })])
    },
  }
}
