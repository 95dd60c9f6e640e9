/**
 * npm run verify -- [workspace …] [--anchor SEQ:LINK] [--repair]
 * Replays every ledger and says in one line each whether it is as it was written. Exit code 1 when one is not.
 */
import { parseArgs } from 'node:util'
import type { Redis } from 'ioredis'
import { kinds } from '../domain/records/index.ts'
import type { Head } from '../ledger/types.ts'
import { rebuild } from '../ledger/rebuild.ts'
import { keysBeginning } from '../ledger/scan.ts'
import { verify, type Verified } from '../ledger/verify.ts'
import { connectRedis } from '../redis/connect.ts'

/** Faults printed at most; the first is what matters. */
const shown = 20

async function workspacesIn(redis: Redis): Promise<string[]> {
  const names = new Set<string>()
  for await (const keys of keysBeginning(redis, 'tx:{')) {
    for (const key of keys) {
      const name = /^tx:\{([^}]+)\}:head$/.exec(key)?.[1]
      if (name !== undefined) names.add(name)
    }
  }
  return [...names].sort()
}

function readAnchor(text: string): Head {
  const [, seq, link] = /^(\d+):([0-9a-f]{40})$/.exec(text) ?? []
  if (seq === undefined || link === undefined) throw new Error(`--anchor 应为“条目序号:链值”，例如 --anchor 120:${'0'.repeat(40)}，收到：${text}`)
  return { seq: Number(seq), link }
}

function spell({ workspace, head, faults }: Verified): string {
  const sum = `${workspace}：台账共 ${head.seq} 条，链值 ${head.link || '（空）'}`
  if (faults.length === 0) return `${sum}，核对无误`
  const lines = faults.slice(0, shown).map(({ seq, number, what }) => `  第 ${seq} 条${number === '' ? '' : `（${number}）`}：${what}`)
  return [`${sum}，发现 ${faults.length} 处不符，最早的在第 ${faults[0]?.seq} 条`, ...lines, ...(faults.length > shown ? ['  …'] : [])].join('\n')
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { anchor: { type: 'string', multiple: true, default: [] }, repair: { type: 'boolean', default: false } },
  })
  const url = process.env['REDIS_URL']
  if (!url) throw new Error('缺少 REDIS_URL，例如 REDIS_URL=redis://127.0.0.1:6379')
  const anchors = values.anchor.map(readAnchor)
  const redis = connectRedis(url)
  try {
    let bad = 0
    const workspaces = positionals.length > 0 ? positionals : await workspacesIn(redis)
    if (workspaces.length === 0) console.log('没有台账')
    for (const workspace of workspaces) {
      let verified = await verify(redis, { workspace, kinds, anchors })
      console.log(spell(verified))
      if (verified.faults.length > 0 && values.repair) {
        await rebuild(redis, { workspace, kinds })
        verified = await verify(redis, { workspace, kinds, anchors })
        console.log(`已按台账重建记录和索引。${spell(verified)}`)
      }
      if (verified.faults.length > 0) bad++
    }
    return bad === 0 ? 0 : 1
  } finally {
    redis.disconnect()
  }
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
