/** How a record's present state is kept in the cache: `<version>,<first>:<json>`. */
import type { Rec } from '../domain/record.ts'

/** A record and the ledger position of its first entry, which gives the order of filing. */
export interface Stored {
  record: Rec<Record<string, unknown>>
  first: number
}

type State = Omit<Rec<unknown>, 'kind' | 'id' | 'version'>

/** The JSON of a record's state; equal states give equal bytes. */
export const stateText = ({ unit, at, by, group, void: gone, data }: State): string =>
  JSON.stringify({ unit, at, by, group, void: gone, data })

/** The version in a cached value; undefined for no value. */
export const versionOf = (text: string | null): number | undefined => (text === null ? undefined : Number.parseInt(text, 10))

/** Reads a cached value back; all records have the same fields in the same order, which the engine handles quickest. */
export function readStored(kind: string, id: string, text: string): Stored {
  const comma = text.indexOf(',')
  const colon = text.indexOf(':', comma)
  const { unit, at, by, group, void: gone, data } = JSON.parse(text.slice(colon + 1)) as State & { data: Record<string, unknown> }
  return { record: { kind, id, version: Number.parseInt(text, 10), unit, at, by, group, void: gone, data }, first: Number(text.slice(comma + 1, colon)) }
}
