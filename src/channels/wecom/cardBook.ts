/** Cards that were sent, remembered by all processes until nobody will tap them any more. */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { Refused } from '../../domain/errors.ts'
import { day } from '../../domain/time.ts'
import type { Outgoing } from '../channel.ts'
import { noteKept } from '../kept.ts'
import { tappedCard, type Card } from './cards.ts'

/** How long a card can be tapped and then changed, ms. */
const cardLife = 7 * day
/** A card that the platform does not take in this form. */
const badCard = new Set([40_008, 40_058, 45_002])

/** Whether what was thrown means that words alone may still be taken. */
export const refusesCard = (error: unknown): boolean => error instanceof Refused && badCard.has(error.errcode ?? 0)

/** What a piece goes by on the platform, the same when it is sent again. Ids are unique in one workspace, and here are those of all. */
export const pieceKey = ({ id, to }: Pick<Outgoing, 'id' | 'to'>, text: string): string =>
  createHash('sha256').update(JSON.stringify([id, to, text])).digest('base64url')

export interface CardBook {
  /** To be called before the card is sent to `to`, since it may be tapped at once. */
  keep(card: Card, to: Outgoing['to']): Promise<void>
  /** The card without its buttons, for whoever tapped; undefined for a card that nobody remembers. */
  tapped(task: string, say: string, userid: string): Promise<Card | undefined>
}

/** `prefix` begins its keys; `nameOf` tells what somebody is called, by id on the platform. */
export function createCardBook({ redis, prefix, nameOf }: { redis: Redis; prefix: string; nameOf(userid: string): Promise<string | undefined> }): CardBook {
  const keyOf = (task: string): string => `${prefix}card:${task}`
  return {
    async keep(card, to) {
      const key = keyOf(card.task_id)
      const writing = redis.multi()
      if ('person' in to) noteKept(writing, 'wecom', to.person, key)
      await writing.set(key, JSON.stringify(card), 'PX', cardLife).exec()
    },
    async tapped(task, say, userid) {
      const [text, name] = await Promise.all([redis.get(keyOf(task)), nameOf(userid)])
      return text === null ? undefined : tappedCard(JSON.parse(text) as Card, say, name ?? userid)
    },
  }
}
