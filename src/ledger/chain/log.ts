/** Reads the ledger's streams, one per calendar year, as one sequence; of sealed years their files. */
import type { Redis } from 'ioredis'
import { denumber } from '../commit/placeholder.ts'
import type { Body } from './body.ts'
import { outsideOf } from './outside.ts'
import type { RawLine } from './rawLine.ts'
import { sealsOf, type Seal } from './sealed.ts'
import { upcast } from './upcast.ts'

/** Entries read at once. */
const chunk = 500

type StreamItem = [id: string, fields: string[]]

function rawLine(year: string, [id, fields]: StreamItem): RawLine {
  const field = (name: string) => {
    const i = fields.indexOf(name)
    return i % 2 === 0 ? (fields[i + 1] ?? '') : ''
  }
  return { seq: Number(id.split('-')[0]), year, body: field('b'), numbers: field('n'), link: field('h') }
}

/** The entry's body with its numbers in, in today's shape. Throws for text that is no entry. */
export const readBody = ({ body, numbers }: Pick<RawLine, 'body' | 'numbers'>): Body =>
  upcast(JSON.parse(denumber(body, numbers.split('|'))) as Body)

/** Calendar years that have a stream, oldest first. */
const yearsOf = async (redis: Redis, prefix: string): Promise<string[]> => (await redis.smembers(`${prefix}years`)).sort()

/** One line, in whatever year it stands. */
export async function lineAt(redis: Redis, prefix: string, seq: number): Promise<RawLine | undefined> {
  for (const year of (await yearsOf(redis, prefix)).reverse()) {
    const [item] = (await redis.xrange(`${prefix}log:${year}`, `${seq}-0`, `${seq}-0`)) as StreamItem[]
    if (item) return rawLine(year, item)
  }
  for (const seal of (await sealsOf(redis, prefix)).values()) {
    for await (const line of outsideOf(redis).sealed.lines(seal, seq, seq)) return line
  }
  return undefined
}

/** What was sealed comes first: a year that goes on afterwards, by history that is brought in, has its later entries in Redis. */
async function* linesOfYear(redis: Redis, prefix: string, year: string, seal: Seal | undefined, from: number, to: number): AsyncGenerator<RawLine> {
  if (seal) yield* outsideOf(redis).sealed.lines(seal, from, to)
  let start = `${from}-0`
  for (;;) {
    const items = (await redis.xrange(`${prefix}log:${year}`, start, `${to}`, 'COUNT', chunk)) as StreamItem[]
    for (const item of items) yield rawLine(year, item)
    const last = items.at(-1)
    if (!last || items.length < chunk) return
    start = `(${last[0]}`
  }
}

/** All lines with positions in [from, to], in order of position. Throws SayToUser when the file of a sealed year cannot be read. */
export async function* lines(redis: Redis, prefix: string, from = 1, to = Number.MAX_SAFE_INTEGER): AsyncGenerator<RawLine> {
  const [years, seals] = await Promise.all([yearsOf(redis, prefix), sealsOf(redis, prefix)])
  yield* merged(years.map((year) => linesOfYear(redis, prefix, year, seals.get(year), from, to)))
}

/** The same without those of sealed years. */
export async function* linesInRedis(redis: Redis, prefix: string, from = 1, to = Number.MAX_SAFE_INTEGER): AsyncGenerator<RawLine> {
  yield* merged((await yearsOf(redis, prefix)).map((year) => linesOfYear(redis, prefix, year, undefined, from, to)))
}

/** Around New Year two streams interleave. */
async function* merged(streams: AsyncGenerator<RawLine>[]): AsyncGenerator<RawLine> {
  const waiting = await Promise.all(streams.map(async (stream) => ({ stream, item: await stream.next() })))
  for (;;) {
    let first: (typeof waiting)[number] | undefined
    for (const one of waiting) {
      if (!one.item.done && (!first || first.item.done || one.item.value.seq < first.item.value.seq)) first = one
    }
    if (!first || first.item.done) return
    yield first.item.value
    first.item = await first.stream.next()
  }
}

/** A line with what lies beside it; null for what is not there. */
export interface FullLine {
  line: RawLine
  side: string | null
  text: string | null
}

/** Lines with their side data, in batches. */
export async function* fullLines(redis: Redis, prefix: string, from = 1, to = Number.MAX_SAFE_INTEGER): AsyncGenerator<FullLine[]> {
  const full = async (some: RawLine[]): Promise<FullLine[]> => {
    const seqs = some.map(({ seq }) => String(seq))
    const [sides, texts] = await Promise.all([redis.hmget(`${prefix}side`, ...seqs), redis.hmget(`${prefix}text`, ...seqs)])
    return some.map((line, i) => ({ line, side: sides[i] ?? null, text: texts[i] ?? null }))
  }
  let some: RawLine[] = []
  for await (const line of lines(redis, prefix, from, to)) {
    some.push(line)
    if (some.length < chunk) continue
    yield await full(some)
    some = []
  }
  if (some.length > 0) yield await full(some)
}
