/** How a program lays records out, so that two versions of it on one ledger are told apart. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { bodyVersion } from './body.ts'
import type { Indexed } from './places.ts'

/** What of a kind decides how its records are written. */
export interface Laid extends Indexed {
  schema?: z.ZodType
  personal?: readonly string[]
}

/** A digest of it: the version of bodies, and the kinds' fields and indexes as they are written down. */
export function layoutOf(kinds: readonly Laid[]): string {
  const all = kinds.map(({ kind, indexes, schema, personal = [] }) => [
    kind, ...Object.entries(indexes).map(([name, of]) => `${name} ${String(of)}`), ...personal,
    ...(schema ? [JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))] : []),
  ])
  return createHash('sha256').update(JSON.stringify([bodyVersion, ...all.sort()])).digest('hex').slice(0, 16)
}
