/** How a program lays records out, so that two versions of it on one ledger are told apart. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { bodyVersion } from './chain/body.ts'
import { labelOf, type Indexed } from './indexes/places.ts'

/** What of a kind decides how its records are written. */
export interface Laid extends Indexed {
  schema?: z.ZodType
  personal?: readonly string[]
}

/** How partitions are kept: 2 in pages, see pages.lua. */
const pagesVersion = 2

/** A digest of it: the versions of bodies and of pages, and the kinds' labels, fields and indexes as they are written down. */
export function layoutOf(kinds: readonly Laid[]): string {
  const all = kinds.map(({ kind, label, numbered, indexes, schema, personal = [] }) => [
    kind, labelOf({ label, numbered }), ...Object.entries(indexes).map(([name, of]) => `${name} ${String(of)}`), ...personal,
    ...(schema ? [JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))] : []),
  ])
  return createHash('sha256').update(JSON.stringify([bodyVersion, pagesVersion, ...all.sort()])).digest('hex').slice(0, 16)
}
