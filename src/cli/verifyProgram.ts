/** Replays the ledgers and says whether each is as it was written. */
import { parseArgs } from 'node:util'
import type { Redis } from 'ioredis'
import { kinds } from '../domain/records/index.ts'
import { rebuild } from '../ledger/rebuild.ts'
import { keysBeginning } from '../ledger/scan.ts'
import type { Head } from '../ledger/types.ts'
import { verify, type Verified } from '../ledger/verify.ts'
import { connectRedis } from '../redis/connect.ts'
import { redisUrl, type Surroundings } from './files.ts'

/** Faults printed at most; the first is what matters. */
const shown = 20

/** Every workspace that has something in its ledger. */
async function workspacesIn(redis: Redis): Promise<string[]> {
  const names = new Set<string>()
  for await (const keys of keysBeginning(redis, 'tx:{')) {
    for (const key of keys) {
      const name = /^tx:\{([^}]+)\}:(?:head|years)$/.exec(key)?.[1]
      if (name !== undefined) names.add(name)
    }
  }
  return [...names].sort()
}

function readAnchor(text: string): Head {
  const [, seq, link] = /^(\d+)[:-]([0-9a-f]{8,40})$/.exec(text) ?? []
  if (seq === undefined || link === undefined) throw new Error(`--anchor 应为简报末行的“台账校验”，例：--anchor 120-3f9c02ab，收到：${text}`)
  return { seq: Number(seq), link }
}

function spell({ workspace, head, faults }: Verified): string {
  const sum = `${workspace}：台账共 ${head.seq} 条，链值 ${head.link || '（空）'}`
  if (faults.length === 0) return `${sum}，核对无误`
  const lines = faults.slice(0, shown).map(({ seq, number, what }) => `  第 ${seq} 条${number === '' ? '' : `（${number}）`}：${what}`)
  const more = faults.length > shown ? [`  …另有 ${faults.length - shown} 处`] : []
  return [`${sum}，发现 ${faults.length} 处不符，最早在第 ${faults[0]?.seq} 条`, ...lines, ...more].join('\n')
}

/**
 * `[workspace …] [--anchor SEQ:LINK …] [--repair]`: one line for each workspace (all when none is named); throws when one is not in order.
 * An anchor is a chain head that was printed (`120-3f9c02ab`) or kept elsewhere. `--repair` writes records and indexes anew from the ledger; what was
 * changed in the ledger itself cannot be repaired and stays a fault.
 */
export async function verifyProgram({ args, env, print }: Surroundings): Promise<void> {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: { anchor: { type: 'string', multiple: true, default: [] }, repair: { type: 'boolean', default: false } },
  })
  const anchors = values.anchor.map(readAnchor)
  const redis = connectRedis(redisUrl({ env }))
  try {
    const workspaces = positionals.length > 0 ? positionals : await workspacesIn(redis)
    if (workspaces.length === 0) print('还没有台账\n')
    const bad: string[] = []
    for (const workspace of workspaces) {
      let verified = await verify(redis, { workspace, kinds, anchors })
      print(`${spell(verified)}\n`)
      if (verified.faults.length > 0 && values.repair) {
        await rebuild(redis, { workspace, kinds })
        verified = await verify(redis, { workspace, kinds, anchors })
        print(`已按台账重建记录和索引。${spell(verified)}\n`)
      }
      if (verified.faults.length > 0) bad.push(workspace)
    }
    if (bad.length > 0) throw new Error(`核对不符：${bad.join('、')}`)
  } finally {
    redis.disconnect()
  }
}
