/** The body of a ledger entry: what the hash chain protects. */
import { createHash } from 'node:crypto'

/** Version of the bodies written now; older ones are read through upcast.ts. */
export const bodyVersion = 1

/** In the order in which it is written. Absent fields are left out. Placeholders in it stand for the entry's numbers. */
export interface Body {
  v: number
  kind: string
  id: string
  act: string
  /** Filed at (ms) and by (person id, `clock`, `setup`). */
  at: number
  by: string
  group?: string | undefined
  /** The message (`channel|id`) or the key of the job's step that caused it. */
  cause: string
  unit: string
  note?: string | undefined
  void?: { at: number; by: string; reason: string } | undefined
  /** Position of the record's entry before this one. */
  prev?: number | undefined
  /** How many entries before this one in the same commit, when not the first: the original text is kept with that one. */
  nth?: number | undefined
  /** Numbers this entry allotted: placeholder, counter, the counter's first value. */
  allot?: [token: string, counter: string, first: number][] | undefined
  /** SHA-256 (hex) of the personal fields and of the original text kept beside the chain. */
  side?: string | undefined
  text?: string | undefined
  /** All fields that are not personal. */
  data: Record<string, unknown>
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')

/** The chain's next link; the commit script computes the same. */
export const linkOf = (previous: string, body: string, numbers: string): string => sha1(previous + sha256(body) + numbers)
