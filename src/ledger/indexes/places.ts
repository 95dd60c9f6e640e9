/** Where a record stands in its kind's secondary indexes. */
import type { Place, Rec } from '../../domain/record.ts'
import { placeName } from '../keys.ts'

/** What indexing needs of any kind, whatever its data. */
export interface Indexed {
  kind: string
  label?: string | undefined
  numbered?: boolean | undefined
  indexes: Record<string, (record: never) => Place[]>
}

/** Partition name (see placeName) to score. Voided records stand nowhere. Throws when an index gives one partition two scores. */
export function placesOf(kind: Indexed, record: Rec<unknown>): Map<string, number> {
  const places = new Map<string, number>()
  if (record.void) return places
  for (const [index, of] of Object.entries(kind.indexes)) {
    for (const place of of(record as never)) {
      const name = placeName(kind.kind, index, place.in)
      if (!Number.isSafeInteger(place.at)) throw new Error(`index ${name}: the score of ${record.id} is not a whole number`)
      if ((places.get(name) ?? place.at) !== place.at) throw new Error(`index ${name}: two scores for ${record.id}`)
      places.set(name, place.at)
    }
  }
  return places
}

/** What the numbers of a kind's records begin with, '' where they carry none: indexes leave it out. */
export const labelOf = ({ label = '', numbered = false }: Pick<Indexed, 'label' | 'numbered'>): string => (numbered ? label : '')

/** A member of an index as the record's id; undoes memberOf of pages.lua. */
export function idOf(label: string, member: string): string {
  if (label === '' || member.length !== 10 || !/^\d{10}$/.test(member)) return member
  let from = 4
  while (from < 7 && member[from] === '0') from++
  // In one piece: what is put together from parts is slow to look up.
  return [label, member.slice(0, 4), member.slice(from)].join('-')
}
