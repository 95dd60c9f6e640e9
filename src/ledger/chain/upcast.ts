/** Old entries in today's shape. Every version that was ever written stays readable: never change an upcaster, add one. */
import { TryAgain } from '../../domain/errors.ts'
import { bodyVersion, type Body } from './body.ts'

type Old = { v: number } & Record<string, unknown>

/** `upcasters[i]` turns a body of version i + 1 into one of version i + 2. */
const upcasters: ((old: Old) => Old)[] = []

/** An entry that a newer program has written; that one may read it. */
export class NewerEntry extends TryAgain {
  constructor(version: number) {
    super(`台账里有更新版本的程序写的条目（第${version}版），这个程序只认识第1到第${bodyVersion}版，请用新版本的程序 / an entry of version ${version}: this program reads versions 1 to ${bodyVersion}`)
  }
}

/** Throws for what is no entry, and NewerEntry for one of a version that this program does not know yet. */
export function upcast(body: Old | Body): Body {
  if (Number.isInteger(body.v) && body.v > bodyVersion) throw new NewerEntry(body.v)
  if (!Number.isInteger(body.v) || body.v < 1) throw new Error(`an entry of version ${String(body.v)}`)
  return upcasters.slice(body.v - 1).reduce((old, up) => up(old), body as Old) as unknown as Body
}
