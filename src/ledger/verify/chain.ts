/** First half of verify: the streams themselves. Every entry in its place, every digest, link and number. */
import type { Redis } from 'ioredis'
import { linkOf, sha1 } from '../chain/body.ts'
import { fullLines, type FullLine } from '../chain/log.ts'
import { createReplay, type Replay, type Step } from '../chain/replay.ts'
import type { Head } from '../types.ts'
import type { Fault } from './fault.ts'
import { checkSide, type SideCheck } from './side.ts'

export interface ChainCheck {
  /** The last line read. */
  head: Head
  replay: Replay
  side: SideCheck
  /** What each record's cached value must be (see `mark`) and its version, by `kind|id`. */
  states: Map<string, { version: number; mark: string }>
  /** Reads on up to a position. */
  readTo(seq: number): Promise<void>
  faults(): Fault[]
}

/** A short digest of a cached value: those of a million records fit into memory. */
export const mark = (stored: string): string => sha1(stored).slice(0, 20)

/** Side data that was tampered with need not be JSON any more; its digest tells. */
function isJson(text: string | null): boolean {
  try {
    return text !== null && JSON.parse(text) !== null
  } catch {
    return false
  }
}

/** `anchors` are heads that were kept elsewhere, such as printed in a bulletin; of a link its first signs will do. */
export function checkChain(redis: Redis, prefix: string, anchors: readonly Head[]): ChainCheck {
  const replay = createReplay()
  const side = checkSide()
  const states: ChainCheck['states'] = new Map()
  const faults: Fault[] = []
  const head: Head = { seq: 0, link: '' }

  const checkStep = (seq: number, { body, previous, numbers }: Step) => {
    const add = (what: string) => faults.push({ seq, number: body.id, what })
    if (body.prev !== previous) add(`所接的前一条应为 ${previous ?? '无'}`)
    for (const { counter, value, due } of numbers) if (value !== due) add(`编号不连续：${counter} 应为 ${due}，写的是 ${value}`)
  }

  const take = ({ line, ...stored }: FullLine) => {
    const { seq, link } = line
    if (seq !== head.seq + 1) faults.push({ seq: head.seq + 1, number: '', what: '条目缺失' })
    const fits = linkOf(head.link, line.body, line.numbers) === link
    head.seq = seq
    head.link = link
    let number = ''
    try {
      const step = replay.take(line, isJson(stored.side) ? stored.side : null)
      number = step.body.id
      if (fits) checkStep(seq, step)
      side.take(seq, step.body, stored)
      states.set(`${step.body.kind}|${number}`, { version: seq, mark: mark(step.stored) })
    } catch (error) {
      if (fits) faults.push({ seq, number, what: `条目读不出来：${String(error)}` })
    }
    if (!fits) faults.push({ seq, number, what: '条目内容与哈希链不符' })
    for (const anchor of anchors) if (anchor.seq === seq && !link.startsWith(anchor.link)) faults.push({ seq, number, what: `与另存的链值 ${anchor.link} 不符` })
  }

  return {
    head, replay, side, states,
    async readTo(seq) {
      for await (const some of fullLines(redis, prefix, head.seq + 1, seq)) for (const one of some) take(one)
    },
    faults: () => [...faults, ...side.faults()],
  }
}
