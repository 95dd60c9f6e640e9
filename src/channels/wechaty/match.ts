/** Who of a new login may be whom of before, by names alone: only where both sides have exactly one of a name. */
import type { Entry } from './book.ts'

/** A member of a room in this login, in digests. */
export interface Member {
  id: string
  name: string
  /** The name in the room; of the empty name when there is none. */
  alias: string
}

/** The one earlier room of a topic, `none`, or `several` when two earlier or two present rooms share it. */
export function matchRoom(lost: ReadonlyMap<string, Entry>, topic: string, present: number): { address: string } | 'none' | 'several' {
  const found = [...lost].filter(([, entry]) => entry.kind === 'room' && entry.topic === topic)
  const [only] = found
  if (!only) return 'none'
  return found.length === 1 && present === 1 ? { address: only[0] } : 'several'
}

/** Those whose key nobody else shares. */
function alone<T>(all: readonly T[], key: (one: T) => string): Map<string, T> {
  const found = new Map<string, T>()
  const shared = new Set<string>()
  for (const one of all) {
    if (found.has(key(one))) shared.add(key(one))
    found.set(key(one), one)
  }
  for (const name of shared) found.delete(name)
  return found
}

/**
 * The members that go by the same name and the same name in the room as somebody of before, and how many of before remain without one.
 * `free` says whether a member may be taken for somebody of before.
 */
export function matchPeople(lost: ReadonlyMap<string, Entry>, room: string, members: readonly Member[], free: (id: string) => boolean): { pairs: { id: string; address: string }[]; left: number } {
  const before = [...lost].flatMap(([address, entry]) => {
    const alias = entry.kind === 'person' ? entry.rooms[room] : undefined
    return entry.kind === 'person' && alias !== undefined ? [{ address, key: `${entry.name}|${alias}` }] : []
  })
  const now = alone(members, ({ name, alias }) => `${name}|${alias}`)
  const pairs = [...alone(before, ({ key }) => key)].flatMap(([key, { address }]) => {
    const member = now.get(key)
    return member && free(member.id) ? [{ id: member.id, address }] : []
  })
  return { pairs, left: before.length - pairs.length }
}
