/** What a setup file says, read and checked, before it is compared with what is there. */
import type { GroupData, Post, UnitData, WeeklyMoment, WorkspaceData } from '../domain/records/directory.ts'
import type { UnitKind } from '../domain/records/directory.ts'
import type { Day } from '../domain/time.ts'

/** A unit of the file, or a parent that the file only implies. What is undefined was not said. */
export interface UnitEntry {
  path: string
  kind: UnitKind
  /** True when the kind was worked out from the name: it counts for a new unit only. */
  guessed: boolean
  nature?: UnitData['nature']
  system?: string | undefined
  aliases?: string[] | undefined
  pilot?: UnitData['pilot']
  office?: string | undefined
  /** Another name than the one it has. */
  called?: string | undefined
}

/** A person with all posts, the home post first. */
export interface PersonEntry {
  id: string
  name: string
  unit: string
  posts: Post[]
  /** Ids by channel; undefined when the file gives one id for all. */
  ids?: Record<string, string> | undefined
}

/** A group; what is undefined was not said. */
export interface GroupEntry {
  id: string
  name: string
  unit: string
  bulletin?: WeeklyMoment | null | undefined
  bulletinAs?: GroupData['bulletinAs']
  reminders?: boolean | undefined
  quiet?: GroupData['quiet']
  ranking?: boolean | undefined
  fallback?: string | undefined
  webhook?: string | undefined
  addresses?: Record<string, string> | undefined
}

/** A term of the chair that a member unit holds by agreement on paper (S2). */
export interface ChairTermEntry {
  committee: string
  unit: string
  from: Day
  to: Day
}

/** One setup file. Everything in it is checked against the file itself: units are known, ids are unique. */
export interface Setup {
  /** Id of the pilot programme, part of every key in Redis. */
  workspace: string
  /** What the file says about the workspace; what is missing was not said. */
  settings: Partial<Omit<WorkspaceData, 'since'>>
  /** In the order of the file, parents that it only implies before their first child. */
  units: UnitEntry[]
  people: PersonEntry[]
  groups: GroupEntry[]
  chairTerms: ChairTermEntry[]
  /** SHA-256 of the file, hex. */
  digest: string
}

/** All that is wrong with a setup file, one sentence each, every one naming its place. Nothing of the file may be loaded. */
export class SetupProblems extends Error {
  override name = 'SetupProblems'
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
  }
}
