/** A steady load: everybody in every group talks, says things twice, out of order, and again much later. */
import { later } from './kept.ts'
import { nextLine, type Due, type Found, type Line } from './lines.ts'
import type { Street } from './pilot.ts'
import type { Platform, Post } from './platform.ts'
import { randomFrom, type Random } from './random.ts'

/** One message and what became of it at the platform. */
export interface Said {
  post: Post
  due: Due
  /** Real times, ms; the second one once the product has taken it. */
  begun: number
  acknowledged?: number
}

export interface Talk {
  said: readonly Said[]
  counts: { duplicates: number; replays: number; swapped: number; givenUp: number }
  /** Ends it; resolves when everything has been carried. */
  stop(): Promise<void>
}

export interface TalkOptions {
  streets: readonly Street[]
  platform: Platform
  /** The product's time, ms. */
  now(): number
  seed: number
  /** Mean pause of a group between two messages, ms. */
  pause: number
}

const day = 24 * 60 * 60 * 1000
/** Some give up as WeCom does, after so many tries; the others go on, until the product must have come back. */
const tries = { few: 3, many: 200 }
const answerWithin = 8000

export function startTalk({ streets, platform, now, seed, pause }: TalkOptions): Talk {
  const said: Said[] = []
  const counts = { duplicates: 0, replays: 0, swapped: 0, givenUp: 0 }
  const asides = new Set<Promise<unknown>>()
  const silence = new AbortController()
  let nth = 0

  const note = (work: Promise<unknown>) => {
    asides.add(work)
    void work.finally(() => asides.delete(work))
  }
  const write = (street: Street, { sender, text, due }: Line, age = 0): Said => {
    nth += 1
    const one: Said = { post: { id: `m${nth}`, group: street.group, sender, text, at: now() - age }, due, begun: Date.now() }
    said.push(one)
    return one
  }
  const carry = async (one: Said, random: Random): Promise<void> => {
    if (random.chance(0.05)) {
      counts.duplicates += 1
      note(platform.carry(one.post, tries.few))
    }
    const taken = await platform.carry(one.post, random.chance(0.1) ? tries.few : tries.many)
    if (taken) one.acknowledged = Date.now()
    else counts.givenUp += 1
  }
  const say = async (street: Street, line: Line, found: Found, random: Random): Promise<void> => {
    const one = write(street, line)
    const token = /x\d+x/.exec(line.text)?.[0] ?? ''
    const answer = line.learn && platform.awaitText(street.group, (text) => text.includes(token) || text.includes('还需要填写'), answerWithin)
    await carry(one, random)
    const heard = answer && (await answer)
    const next = heard === undefined ? undefined : line.learn?.(heard, found)
    if (next) await say(street, next, found, random)
  }
  const swap = async (street: Street, found: Found, random: Random): Promise<void> => {
    counts.swapped += 1
    const [first, second] = [0, 1].map((i) => write(street, nextLine(street, nth + 1, { ...found, owed: [] }, random), 1000 - i))
    if (!first || !second) return
    await carry(second, random)
    await carry(first, random)
  }
  const replay = async (street: Street, random: Random): Promise<void> => {
    const old = said.filter(({ post, acknowledged }) => post.group === street.group && acknowledged !== undefined)
    if (old.length === 0) return
    counts.replays += 1
    await platform.carry(random.pick(old).post, tries.few)
  }
  const talkIn = async (street: Street) => {
    const random = randomFrom(seed + 7919 * (street.nth + 1))
    const found: Found = { activities: [], owed: [] }
    // A message of yesterday comes late: replayed later, it is a day old.
    await carry(write(street, { sender: street.cadre, text: `/活动 主题:昨x${nth + 1}x 时间:昨天9:00 人数:8`, due: 'record' }, day), random)
    while (!silence.signal.aborted) {
      await later(random.between(0.2, 1.8) * pause)
      if (silence.signal.aborted) break
      const draw = random.next()
      if (draw < 0.05) await replay(street, random)
      else if (draw < 0.1) await swap(street, found, random)
      else await say(street, nextLine(street, nth + 1, found, random), found, random)
    }
  }
  const all = streets.map(talkIn)
  return {
    said,
    counts,
    async stop() {
      silence.abort()
      await Promise.all(all)
      await Promise.all(asides)
    },
  }
}
