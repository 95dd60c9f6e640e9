/** What /注销 does to a person: tombstones in the chain, and the deletion of what lies beside it. */
import type { Redis } from 'ioredis'
import { accountOf } from '../domain/channels.ts'
import { privateChat } from '../domain/notice.ts'
import { amend, forgottenName, type Change, type Kind, type Rec } from '../domain/record.ts'
import { person, type PersonData } from '../domain/records/directory.ts'
import { kinds } from '../domain/records/index.ts'
import { joinRequest, type JoinData } from '../domain/records/joinRequest.ts'
import { dropAccount } from './accounts.ts'
import { dropWords } from './boxes/failures.ts'
import { dropReceipts } from './boxes/receipts.ts'
import type { Body } from './chain/body.ts'
import { fullLines, lineAt, lines, readBody } from './chain/log.ts'
import { outsideOf } from './chain/outside.ts'
import type { RawLine } from './chain/rawLine.ts'
import { readOriginal, readSide } from './chain/side.ts'
import { workspaceOf } from './keys.ts'
import type { View } from './types.ts'

/** Act of the entries that say that a person's data was deleted. */
export const forgetAct = 'forget'

/** Kinds whose records are about one person and hold something personal; the kinds say what is left of it. */
const about: ReadonlyMap<string, Kind<unknown>> = new Map(kinds.flatMap((kind) => (kind.blank ? [[kind.kind, kind]] : [])))

/** Who is to be forgotten: known by these names and ids, which no later entry may give away. */
interface Subject {
  /** Person id, or the number of a request of somebody who was never admitted. */
  id: string
  /** Empty when a namesake may be meant. */
  name: string
  /** Ids on channels. */
  senders: readonly string[]
}

/** Records about somebody, and positions of messages in which others named them. Reads every stream once: a wish is rare, and nothing else needs to know. */
async function traces(redis: Redis, prefix: string, { id, name, senders }: Subject): Promise<{ records: Map<string, string>; texts: number[] }> {
  const records = new Map<string, string>()
  const texts: number[] = []
  for await (const some of fullLines(redis, prefix)) {
    for (const { line, side, text } of some) {
      const named = text !== null && name.length > 1 && JSON.stringify(readOriginal(text)).includes(name)
      const theirs = side !== null && senders.some((sender) => side.includes(JSON.stringify(sender)))
      if (!named && !theirs && !mentions(line, id)) continue
      const { kind, id: record, by, data } = readBody(line)
      if (named && by !== id && !(kind === person.kind && record === id)) texts.push(line.seq)
      if (about.has(kind) && (theirs || data['person'] === id || record === id)) records.set(record, kind)
    }
  }
  return { records, texts }
}

/** Whether an entry can be about an id: written in it, or a number it mentions. */
const mentions = ({ body, numbers }: Pick<RawLine, 'body' | 'numbers'>, id: string): boolean => body.includes(JSON.stringify(id)) || numbers.split('|').includes(id)

/** The subject of a wish as the records know it. Throws when there is none. */
async function subjectOf(view: View, id: string): Promise<Subject & { before: Rec<PersonData> | undefined }> {
  const before = await view.get(person, id)
  const request = before ? undefined : await view.get(joinRequest, id)
  if (!before && !request) throw new Error(`nobody to forget: ${id}`)
  const name = before?.data.name ?? request?.data.name ?? ''
  const namesake = view.directory.people.some((one) => one.id !== id && one.name === name)
  const senders = before ? Object.values(before.data.ids) : [request?.data.sender ?? '']
  return { id, name: namesake ? '' : name, senders: senders.filter((sender) => sender !== ''), before }
}

/**
 * The tombstones: name, channel ids and posts are gone, and so is what is personal in the records about the person; the records stay.
 * The last lists the messages of others that named them (unless a namesake may have been meant), since their wording goes too. Throws when there is no such person.
 */
export async function tombstones(redis: Redis, prefix: string, view: View, id: string): Promise<Change[]> {
  const { before, ...subject } = await subjectOf(view, id)
  const { records, texts } = await traces(redis, prefix, subject)
  const listed = texts.length > 0 ? { texts } : {}
  const blanked = await Promise.all([...records].map(async ([record, name]): Promise<Change[]> => {
    const kind = about.get(name) as Kind<unknown>
    const now = await view.get(kind, record)
    return now === undefined ? [] : [{ ...amend(kind, now, { ...kind.blank, ...(record === id ? listed : {}) }, forgetAct), void: now.void }]
  }))
  const changes = blanked.flat()
  // The subject's own comes last: its position is the one that is remembered until all is deleted.
  if (before) return [...changes, amend(person, before, { name: forgottenName, ids: {}, posts: [], gone: true, ...listed }, forgetAct)]
  return changes.sort((a, b) => Number(a.ref === id) - Number(b.ref === id))
}

/** Whom an entry is the tombstone of: a person's id, or the number of a request of somebody never admitted. */
export const forgottenBy = ({ act, kind, id, data }: Body): string | undefined =>
  act === forgetAct && (kind === person.kind || (kind === joinRequest.kind && data['person'] === undefined)) ? id : undefined

/** Side data below a tombstone that a person's wish covers: `side` earlier states of theirs and about them, `text` what they wrote, were entered by or were named in. */
export interface Covered {
  side: number[]
  text: number[]
}

/** Finds it in the streams, up to the tombstones' commit. Records about them are known by their own tombstones. */
async function coveredBy(redis: Redis, prefix: string, id: string, tombstoneSeq: number): Promise<Covered> {
  const covered: Covered = { side: [], text: [] }
  const records = new Map<string, { side: number[]; text: number[]; theirs: boolean }>()
  for await (const line of lines(redis, prefix, 1, tombstoneSeq)) {
    if (!mentions(line, id) && ![...about.keys()].some((kind) => line.body.includes(`"${kind}"`))) continue
    const body = readBody(line)
    const text = line.seq - (body.nth ?? 0)
    if (line.seq === tombstoneSeq) covered.text.push(...((body.data['texts'] as number[] | undefined) ?? []))
    const isAbout = about.has(body.kind)
    const record = records.get(body.id) ?? { side: [], text: [], theirs: false }
    if (isAbout) records.set(body.id, record)
    record.theirs ||= body.act === forgetAct
    if (body.act === forgetAct) continue
    const isState = body.kind === person.kind && body.id === id
    if (isState && body.side !== undefined) covered.side.push(line.seq)
    if (isState || body.by === id) covered.text.push(text)
    if (!isAbout) continue
    record.side.push(line.seq)
    record.text.push(text)
  }
  for (const { side, text, theirs } of records.values()) {
    if (!theirs) continue
    covered.side.push(...side)
    covered.text.push(...text)
  }
  return covered
}

/** `wecomApp|WangMin`, as chats of strangers name somebody, as an account. */
function accountNamed(named: string): string {
  const at = named.indexOf('|')
  return accountOf(named.slice(0, at), named.slice(at + 1))
}

/** A person's accounts in all earlier states. */
async function accountsIn(redis: Redis, prefix: string, side: readonly number[]): Promise<Set<string>> {
  const texts = side.length > 0 ? await redis.hmget(`${prefix}side`, ...side.map(String)) : []
  const states = texts.flatMap((text) => (text ? [readSide(text) as Partial<PersonData> & Partial<JoinData>] : []))
  return new Set(states.flatMap(({ ids = {}, chat = '' }) => [
    ...Object.entries(ids).map(([channel, sender]) => accountOf(channel, sender)),
    ...(chat.startsWith('y:') ? [accountNamed(chat.slice(2))] : []),
  ]))
}

/** Puts a wish on the list outside; answers whether that could be done. */
async function noted(redis: Redis, prefix: string, id: string, seq: number): Promise<boolean> {
  const line = await lineAt(redis, prefix, seq)
  return line === undefined || outsideOf(redis).noteForgotten(workspaceOf(prefix), id, readBody(line).at).then(() => true, () => false)
}

/** Carries out every wish to be forgotten that the chain holds and that is not done yet; a crash in between loses none. */
export async function carryOutForgetting(redis: Redis, prefix: string): Promise<void> {
  for (const [id, seq] of Object.entries(await redis.hgetall(`${prefix}forgetting`))) {
    const { side, text } = await coveredBy(redis, prefix, id, Number(seq))
    const accounts = await accountsIn(redis, prefix, side)
    await dropWords(redis, prefix, ({ message, notice }) => {
      const wrote = message && (message.sender === id || accounts.has(accountOf(message.channel, message.sender)))
      return wrote || notice?.to === privateChat(id)
    })
    await dropReceipts(redis, prefix, (to) => to.startsWith('y:') && accounts.has(accountNamed(to.slice(2))))
    for (const account of accounts) await dropAccount(redis, account)
    if (text.length > 0) await redis.hdel(`${prefix}text`, ...text.map(String))
    if (side.length > 0) await redis.hdel(`${prefix}side`, ...side.map(String))
    // What could not be put on the list stays a wish: the next purge tries again.
    if (await noted(redis, prefix, id, Number(seq))) await redis.hdel(`${prefix}forgetting`, id)
  }
}
