/** Works the present state out from the streams alone: what verify compares and rebuild writes. */
import { stateText } from '../stored.ts'
import type { Body } from './body.ts'
import { readBody } from './log.ts'
import type { RawLine } from './rawLine.ts'
import { readSide } from './side.ts'

/** What a record's present state still shows of its first entry, and where its latest one is. */
interface Origin {
  first: number
  at: number
  by: string
  group: string | undefined
  version: number
}

/** What one entry did. */
export interface Step {
  body: Body
  /** The value that the cache must hold after it. */
  stored: string
  /** The record's version before it; undefined when it is new. */
  previous: number | undefined
  /** Numbers it allotted, and the value each counter should have given. */
  numbers: { number: string; counter: string; value: number; due: number }[]
}

export interface Replay {
  /** Last value by counter. */
  counters: ReadonlyMap<string, number>
  /** Takes the next line, with its side data when that is still there. Throws for a body that cannot be read. */
  take(line: RawLine, side: string | null): Step
}

/** The counter's value in a number as written: its digits at the end (a prefix never ends in one). */
const valueOf = (number: string): number => Number(/\d+$/.exec(number)?.[0])

export function createReplay(): Replay {
  const origins = new Map<string, Origin>()
  const counters = new Map<string, number>()
  return {
    counters,
    take(line, side) {
      const body = readBody(line)
      const key = `${body.kind}|${body.id}`
      const known = origins.get(key)
      const { first, at, by, group } = known ?? { first: line.seq, at: body.at, by: body.by, group: body.group }
      origins.set(key, { first, at, by, group, version: line.seq })
      const numbers = (body.allot ?? []).map(([number, counter, start]) => {
        const last = counters.get(counter)
        const value = valueOf(number)
        counters.set(counter, value)
        return { number, counter, value, due: last === undefined ? start : last + 1 }
      })
      const personal = body.side === undefined || side === null ? {} : (readSide(side) as Record<string, unknown>)
      const state = stateText({ unit: body.unit, at, by, group, void: body.void, data: { ...body.data, ...personal } })
      return { body, stored: `${line.seq},${first}:${state}`, previous: known?.version, numbers }
    },
  }
}
