/** Old entries in today's shape. Every version that was ever written stays readable: never change an upcaster, add one. */
import { bodyVersion, type Body } from './body.ts'

type Old = { v: number } & Record<string, unknown>

/** `upcasters[i]` turns a body of version i + 1 into one of version i + 2. */
const upcasters: ((old: Old) => Old)[] = []

/** Throws for a body of a version that this program does not know yet. */
export function upcast(body: Old | Body): Body {
  if (!Number.isInteger(body.v) || body.v < 1 || body.v > bodyVersion) {
    throw new Error(`an entry of version ${String(body.v)}: this program reads versions 1 to ${bodyVersion}`)
  }
  return upcasters.slice(body.v - 1).reduce((old, up) => up(old), body as Old) as unknown as Body
}
