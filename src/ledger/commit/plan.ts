/** Lays a commit out as the arguments of commit.lua. */
import type { Chat } from '../../domain/notice.ts'
import { dayOf, yearOf } from '../../domain/time.ts'
import { originalOf, type Salt } from '../chain/side.ts'
import type { Move } from '../indexes/partition.ts'
import { compactDay, identityOf } from '../keys.ts'
import type { Commit, Waiting } from '../types.ts'
import { standingKinds } from '../views/directoryCache.ts'
import type { Notes } from '../views/notes.ts'
import { recordKey } from '../views/reads.ts'
import { lineOf, tokensOf, type Line } from './entry.ts'
import { stripSigns } from './placeholder.ts'

type Args = (string | number)[]

/** The cause in words, and where the script looks whether it was answered before. */
function causeOf(commit: Commit): { name: string; args: Args } {
  const { cause } = commit
  if ('inbox' in cause) {
    const name = identityOf(cause.inbox)
    return { name, args: ['inbox', name, cause.inbox.chat, compactDay(dayOf(cause.inbox.at))] }
  }
  if (/[\n\uE000\uE001]/.test(cause.key)) throw new Error('a key is one line')
  return { name: cause.key, args: ['once', cause.key, compactDay(cause.day), ''] }
}

/** A list as the script reads it: its length, then each item's arguments. */
function listed<T>(items: readonly T[], each: (item: T) => Args): Args {
  const args: Args = [items.length]
  for (const item of items) args.push(...each(item))
  return args
}

/** What must still hold: nothing for a plain answer, working state when only that changes, everything when records change. */
function expectations({ changes, state = [] }: Commit, notes: Notes): Args {
  const records = changes.length > 0 ? [...notes.records.values()] : []
  for (const { kind, ref, before } of changes) if (before) records.push({ kind: kind.kind, id: ref, version: String(before.version) })
  const partitions = changes.length > 0 ? [...notes.partitions] : []
  const states = changes.length + state.length > 0 ? [...notes.states] : []
  return [
    changes.length > 0 ? notes.dir : '',
    ...listed(records, ({ kind, id, version }) => [kind, id, version]),
    ...listed(partitions, ([name, version]) => [name, version]),
    ...listed(states, ([key, value]) => [key, value === null ? '0' : '1', value ?? '']),
  ]
}

const lineArgs = (line: Line): Args => [
  line.body, line.digest, ...listed(line.tokens, (name) => [name]),
  line.kind, line.label, line.id, line.state, line.side, line.text, standingKinds.has(line.kind) ? '1' : '0',
  ...listed(line.left, ([name, score]) => [name, score]),
  ...listed(line.stands, ([name, score]) => [name, score]),
]

/** A notice as it will wait, without id and tries, which the outbox adds. */
interface Said {
  to: Chat
  json: string
}

/** What a commit says, in the order decided. */
function waitingOf({ cause, notices, now }: Commit): Said[] {
  const heard = 'inbox' in cause ? cause.inbox : undefined
  return notices.map((notice) => {
    const answers = heard !== undefined && notice.sort === 'answer' && notice.to === heard.chat
    const waiting: Omit<Waiting, 'id' | 'tries'> = { ...notice, at: now, ...(answers ? { via: heard.channel, reply: heard.reply } : {}) }
    return { to: notice.to, json: JSON.stringify(waiting) }
  })
}

/** A commit laid out. What it will have changed is named as the script fills it in, placeholders included. */
export interface Plan {
  args: Args
  records: string[]
  /** Places left and places taken, in the order of the entries. */
  moves: Move[]
  states: string[]
  /** The commit's notices, in its order. */
  waiting: Said[]
}

/** Throws on a programming error: data that its kind refuses, two changes of one record, an unknown placeholder. */
export function planOf(commit: Commit, notes: Notes, salt: Salt): Plan {
  const { changes, now, by, group, state = [] } = commit
  const refs = new Set(changes.map(({ kind, ref }) => `${kind.kind} ${ref}`))
  if (refs.size < changes.length) throw new Error('one decision changes a record twice')
  if (state.some(({ until = 0 }) => !Number.isFinite(until))) throw new Error('working state lapses at no time that is a number')
  const cause = causeOf(commit)
  const text = commit.text === undefined || commit.forget ? undefined : originalOf(stripSigns(commit.text), commit.attachments?.map(({ name, type, ref }) => ({ name: stripSigns(name), type: stripSigns(type), ref: stripSigns(ref) })))
  const tokens = tokensOf(changes)
  const lines = changes.map((change, nth) => lineOf(change, nth, { cause: cause.name, now, by, group, text, salt, tokens }))
  const waiting = waitingOf(commit)
  const args = [
    ...cause.args,
    ...expectations(commit, notes),
    ...listed(changes.flatMap((change) => change.allot), ({ token, counter, first, prefix, pad }) => [
      token.slice(1, -1), counter, first, prefix, pad,
    ]),
    yearOf(now),
    ...listed(lines, lineArgs),
    ...listed(waiting, ({ to, json }) => [to, json]),
    ...listed([...(commit.offers?.values() ?? [])], ({ name, token, ms }) => [name, token, ms]),
    ...listed(state, ({ key, value, until }) => [key, value === null ? '0' : '1', value ?? '', until ?? '']),
    commit.forget?.person ?? '',
    commit.hold?.name ?? '', commit.hold?.token ?? '',
  ]
  return {
    args,
    records: lines.map(({ kind, id }) => recordKey(kind, id)),
    moves: lines.flatMap(({ id, left, stands }, nth) => [
      ...left.map(([name, score]) => ({ name, id, score, leaves: true, nth })), ...stands.map(([name, score]) => ({ name, id, score, leaves: false, nth })),
    ]),
    states: state.map(({ key }) => key),
    waiting,
  }
}
