/** What a view has read, so that a commit can tell whether it still holds. */
import { recordKey } from './reads.ts'

export interface Notes {
  /** Link of the chain's end at which everything read was found to stand. */
  link: string
  /** Version of the directory the view shows. */
  dir: number
  /** Version by kind and id; '' for a record that was not there. */
  records: Map<string, { kind: string; id: string; version: string }>
  /** Version by partition name; '' for one never written. */
  partitions: Map<string, string>
  /** Text by key; null for none. */
  states: Map<string, string | null>
}

export const newNotes = (link: string, dir: number): Notes => ({ link, dir, records: new Map(), partitions: new Map(), states: new Map() })

/** Remembers a version; the first one read counts, so that a change between two reads is found out. */
export function noteRecord(notes: Notes, kind: string, id: string, version: string): void {
  const key = recordKey(kind, id)
  if (!notes.records.has(key)) notes.records.set(key, { kind, id, version })
}
