/** The people, units and groups of a workspace as one immutable snapshot; pure lookups, no I/O. */
import { groupIn, type Chat } from './notice.ts'
import type { Rec } from './record.ts'
import type { GroupData, PersonData, Post, Role, UnitData, WorkspaceData } from './records/directory.ts'
import type { Day } from './time.ts'
import { lastPart } from './unitPath.ts'

export interface Unit extends UnitData {
  /** Last part of the path, or what it is called since it was renamed: 中河街道. */
  name: string
  /** Those it was given, and what it was called before. */
  aliases: string[]
  /** How it is written in this workspace: with its parent when the name alone is ambiguous (西岸区白塔街道). */
  short: string
  /** When it was entered, ms: it owes nothing for the time before. */
  since: number
}
export interface Person extends PersonData {
  id: string
}
export interface Group extends GroupData {
  id: string
}

/** Neighbours in a list: from place `from` up to, not including, `to`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Outcome of looking a unit up by what a person typed. */
export type UnitMatch = { unit: Unit } | { candidates: Unit[] } | { unknown: string; nearest: Unit[] }

export interface Directory {
  settings: WorkspaceData
  units: Unit[]
  people: Person[]
  groups: Group[]
  unit(path: string): Unit | undefined
  person(id: string): Person | undefined
  group(id: string): Group | undefined
  /** The person behind a channel's sender id. */
  personOn(channel: string, senderId: string): Person | undefined
  /** The group at a channel's address. */
  groupOn(channel: string, address: string): Group | undefined
  /** By full path, partial path (鄞州区/中河街道, 鄞州区中河街道), name or alias; never guesses between two (a unit at or below `near` wins only when it is the only one there). */
  findUnit(text: string, near?: string): UnitMatch
  /** People of that name; several when namesakes exist. */
  findPeople(name: string): Person[]
  /** Units directly below. */
  children(path: string): Unit[]
  /** The unit and all below it, in tree order. */
  below(path: string): Unit[]
  /** Where the unit and all below it stand in `units`. */
  stretch(path: string): Stretch | undefined
  parent(path: string): Unit | undefined
  /** Groups bound to a unit; when it has none, those of the nearest unit above that has one. */
  groupsFor(path: string): Group[]
  /** Holders of posts at a unit on a day, in order of entry; only those with one of the roles when given. */
  holders(path: string, on: Day, ...roles: Role[]): Person[]
  /** Who answers for a unit: its 报送人, else the holder of its first post. */
  responsible(path: string, on: Day): Person | undefined
  /** A person's posts in force on a day. */
  postsOf(person: Person, on: Day): Post[]
}

/** What a directory is built from. */
export interface DirectorySource {
  settings: WorkspaceData
  units: Rec<UnitData>[]
  people: Rec<PersonData>[]
  groups: Rec<GroupData>[]
}

/** A unit and those above it, nearest first. */
export function upward({ unit, parent }: Pick<Directory, 'unit' | 'parent'>, path: string): Unit[] {
  const found: Unit[] = []
  for (let at = unit(path); at; at = parent(at.path)) found.push(at)
  return found
}

/** The bound group that a chat is; undefined for any other chat. */
export function groupAt({ group }: Pick<Directory, 'group'>, chat: Chat): Group | undefined {
  const id = groupIn(chat)
  return id === undefined ? undefined : group(id)
}

/** A unit's short name; the last part of its path where no such unit is known (any more). */
export const nameOf = ({ unit }: Pick<Directory, 'unit'>, path: string): string => unit(path)?.short ?? lastPart(path)
