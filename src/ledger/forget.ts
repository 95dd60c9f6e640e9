/** What /注销 does to a person: tombstones in the chain, and the deletion of what lies beside it. */
import type { Redis } from 'ioredis'
import { privateChat } from '../domain/notice.ts'
import { amend, type Change, type Kind } from '../domain/record.ts'
import { person, type PersonData } from '../domain/records/directory.ts'
import { joinRequest } from '../domain/records/joinRequest.ts'
import { leave } from '../domain/records/leave.ts'
import { dropWords } from './failures.ts'
import { dropReceipts } from './receipts.ts'
import { fullLines, lines, readBody, type RawLine } from './log.ts'
import { readSide } from './side.ts'
import type { View } from './types.ts'

/** Act of the entries that say that a person's data was deleted. */
export const forgetAct = 'forget'

/** Stands where the name stood. */
export const forgottenName = '（已注销）'

/** Kinds whose records are about one person (`person` in their data) and hold something personal: what they hold afterwards. */
const about: Readonly<Record<string, { kind: Kind<never>; blank: Record<string, unknown> }>> = {
  [joinRequest.kind]: { kind: joinRequest as unknown as Kind<never>, blank: { name: forgottenName, sender: '', chat: '' } },
  [leave.kind]: { kind: leave as unknown as Kind<never>, blank: { reason: undefined } },
}

/** Records about a person, and positions of messages in which others named them. Reads every stream once: a wish is rare, and nothing else needs to know. */
async function traces(redis: Redis, prefix: string, id: string, name: string): Promise<{ records: Map<string, string>; texts: number[] }> {
  const records = new Map<string, string>()
  const texts: number[] = []
  for await (const some of fullLines(redis, prefix)) {
    for (const { line, text } of some) {
      const named = text !== null && name.length > 1 && String(readSide(text)).includes(name)
      if (!named && !mentions(line, id)) continue
      const { kind, id: record, by, data } = readBody(line)
      if (named && by !== id && !(kind === person.kind && record === id)) texts.push(line.seq)
      if (about[kind] && data['person'] === id) records.set(record, kind)
    }
  }
  return { records, texts }
}

/** Whether an entry can be about an id: written in it, or a number it mentions. */
const mentions = ({ body, numbers }: Pick<RawLine, 'body' | 'numbers'>, id: string): boolean => body.includes(JSON.stringify(id)) || numbers.split('|').includes(id)

/**
 * The tombstones: name, channel ids and posts are gone, and so is what is personal in the records about the person; the records stay.
 * The person's lists the messages of others that named them (unless a namesake may have been meant), since their wording goes too. Throws when there is no such person.
 */
export async function tombstones(redis: Redis, prefix: string, view: View, id: string): Promise<Change[]> {
  const before = await view.get(person, id)
  if (!before) throw new Error(`nobody to forget: ${id}`)
  const namesake = view.directory.people.some((one) => one.id !== id && one.name === before.data.name)
  const { records, texts } = await traces(redis, prefix, id, namesake ? '' : before.data.name)
  const blanked = await Promise.all([...records].map(async ([record, name]) => {
    const { kind, blank } = about[name] as (typeof about)[string]
    const now = await view.get(kind, record)
    return now === undefined ? [] : [{ ...amend(kind, now, blank as never, forgetAct), void: now.void }]
  }))
  const gone = { name: forgottenName, ids: {}, posts: [], gone: true, ...(texts.length > 0 ? { texts } : {}) }
  // The person's comes last: its position is the one that is remembered until all is deleted.
  return [...blanked.flat(), amend(person, before, gone, forgetAct)]
}

/** Side data below a tombstone that a person's wish covers: `side` earlier states of theirs and about them, `text` what they wrote, were entered by or were named in. */
export interface Covered {
  side: number[]
  text: number[]
}

/** Finds it in the streams, up to the tombstones' commit. */
export async function coveredBy(redis: Redis, prefix: string, id: string, tombstoneSeq: number): Promise<Covered> {
  const covered: Covered = { side: [], text: [] }
  const records = new Map<string, { side: number[]; text: number[]; theirs: boolean }>()
  for await (const line of lines(redis, prefix, 1, tombstoneSeq)) {
    if (!mentions(line, id) && !Object.keys(about).some((kind) => line.body.includes(`"${kind}"`))) continue
    const body = readBody(line)
    const text = line.seq - (body.nth ?? 0)
    if (line.seq === tombstoneSeq) covered.text.push(...((body.data['texts'] as number[] | undefined) ?? []))
    if (body.act === forgetAct) continue
    const isState = body.kind === person.kind && body.id === id
    if (isState && body.side !== undefined) covered.side.push(line.seq)
    if (isState || body.by === id) covered.text.push(text)
    if (!about[body.kind]) continue
    const record = records.get(body.id) ?? { side: [], text: [], theirs: false }
    record.side.push(line.seq)
    record.text.push(text)
    record.theirs ||= body.data['person'] === id
    records.set(body.id, record)
  }
  for (const { side, text, theirs } of records.values()) {
    if (!theirs) continue
    covered.side.push(...side)
    covered.text.push(...text)
  }
  return covered
}

/** A person's ids on channels in all earlier states. */
async function sendersOf(redis: Redis, prefix: string, side: readonly number[]): Promise<Set<string>> {
  const texts = side.length > 0 ? await redis.hmget(`${prefix}side`, ...side.map(String)) : []
  const states = texts.flatMap((text) => (text ? [readSide(text) as Partial<PersonData>] : []))
  return new Set(states.flatMap(({ ids = {} }) => Object.entries(ids).map(([channel, sender]) => `${channel}|${sender}`)))
}

/** Carries out every wish to be forgotten that the chain holds and that is not done yet; a crash in between loses none. */
export async function carryOutForgetting(redis: Redis, prefix: string): Promise<void> {
  for (const [id, seq] of Object.entries(await redis.hgetall(`${prefix}forgetting`))) {
    const { side, text } = await coveredBy(redis, prefix, id, Number(seq))
    const senders = await sendersOf(redis, prefix, side)
    await dropWords(redis, prefix, ({ message, notice }) => {
      const wrote = message && (message.sender === id || senders.has(`${message.channel}|${message.sender}`))
      return wrote || notice?.to === privateChat(id)
    })
    await dropReceipts(redis, prefix, new Set([...senders].map((sender) => `y:${sender}`)))
    if (text.length > 0) await redis.hdel(`${prefix}text`, ...text.map(String))
    if (side.length > 0) await redis.hdel(`${prefix}side`, ...side.map(String))
    await redis.hdel(`${prefix}forgetting`, id)
  }
}
