/** Checks what is left of the chain where files of sealed years cannot be read: their seams hold it together. */
import type { Redis } from 'ioredis'
import { linkOf } from '../chain/body.ts'
import { linesInRedis } from '../chain/log.ts'
import { outsideOf } from '../chain/outside.ts'
import { sealsOf, type Seal } from '../chain/sealed.ts'
import type { Head } from '../types.ts'
import type { Fault } from './fault.ts'

/** Sealed years whose files cannot be read, and what is wrong with those that are there. */
export async function unreadYears(redis: Redis, prefix: string): Promise<{ years: string[]; faults: Fault[] }> {
  const years: string[] = []
  const faults: Fault[] = []
  for (const seal of (await sealsOf(redis, prefix)).values()) {
    const state = await outsideOf(redis).sealed.state(seal)
    if (state === 'whole') continue
    years.push(seal.year)
    if (state !== 'absent') faults.push({ seq: seal.first, number: '', what: `${seal.year}年的封存文件不符：${state.broken}` })
  }
  return { years, faults }
}

/** Links, places and number of the entries in Redis. Records, indexes and counters are not compared: what they come from cannot be read. */
export async function checkRest(redis: Redis, prefix: string, anchors: readonly Head[]): Promise<{ head: Head; faults: Fault[] }> {
  const [seals, [end, link]] = await Promise.all([sealsOf(redis, prefix), redis.hmget(`${prefix}head`, 'seq', 'link')])
  const head: Head = { seq: Number(end ?? 0), link: link ?? '' }
  const all: Seal[] = [...seals.values()]
  const links = new Map(all.flatMap(({ seams }) => seams))
  const faults: Fault[] = []
  const add = (seq: number, what: string) => faults.push({ seq, number: '', what })
  let last: Head = { seq: 0, link: '' }
  let found = all.reduce((sum, { entries }) => sum + entries, 0)
  for await (const line of linesInRedis(redis, prefix, 1, head.seq)) {
    const before = line.seq === last.seq + 1 ? last.link : links.get(line.seq - 1)
    if (before === undefined) add(last.seq + 1, '条目缺失')
    else if (linkOf(before, line.body, line.numbers) !== line.link) add(line.seq, '条目内容与哈希链不符')
    last = line
    found++
    for (const anchor of anchors) if (anchor.seq === line.seq && !line.link.startsWith(anchor.link)) add(line.seq, `与另存的链值 ${anchor.link} 不符`)
  }
  if (found < head.seq && faults.length === 0) add(head.seq, `共 ${head.seq} 条，只找到 ${found} 条`)
  else if ((last.seq === head.seq ? last.link : links.get(head.seq)) !== head.link) add(head.seq, '链头的链值被改动')
  for (const anchor of anchors) if (anchor.seq > head.seq) add(head.seq + 1, `另存的链值在第 ${anchor.seq} 条，台账只到第 ${head.seq} 条`)
  return { head, faults }
}
