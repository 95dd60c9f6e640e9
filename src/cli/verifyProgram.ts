/** Replays the ledgers and says whether each is as it was written. */
import { keepFiles } from '../backup/files.ts'
import { readConfig } from '../config.ts'
import { kinds } from '../domain/records/index.ts'
import { rebuild } from '../ledger/rebuild.ts'
import type { Head } from '../ledger/types.ts'
import { verify } from '../ledger/verify.ts'
import { workspacesIn } from '../ledger/workspaces.ts'
import { reachRedis } from '../redis/reach.ts'
import { defineProgram } from './program.ts'
import { spellFaults } from './spellFaults.ts'

function readAnchor(text: string): Head {
  const [, seq, link] = /^(\d+)[:-]([0-9a-f]{8,40})$/.exec(text) ?? []
  if (seq === undefined || link === undefined) throw new Error(`--anchor 应为简报末行的“台账校验”，例：--anchor 120-3f9c02ab，收到：${text}`)
  return { seq: Number(seq), link }
}

/**
 * One line for each workspace (all when none is named); throws when one is not in order.
 * An anchor is a chain head that was printed (`120-3f9c02ab`) or kept elsewhere. `--repair` writes records and indexes anew from the ledger; what was
 * changed in the ledger itself cannot be repaired and stays a fault.
 */
export const verifyProgram = defineProgram({
  name: 'verify',
  takes: '[试点编号 …]',
  summary: '重放台账，与记录比对，指出第一条被改动的；不写试点编号就核对所有试点的。',
  options: {
    anchor: { type: 'string', multiple: true, default: [], value: '120-3f9c02ab', does: '以前印在简报末行或另外留存的链值，可写几个' },
    repair: { type: 'boolean', default: false, does: '按台账重建记录和索引' },
  },
  async run({ values, positionals }, { env, print }) {
    const anchors = values.anchor.map(readAnchor)
    const { redisUrl, backup: { folder, key } } = readConfig(env)
    const redis = await reachRedis(redisUrl)
    try {
      keepFiles(redis, [folder], key)
      const workspaces = positionals.length > 0 ? positionals : await workspacesIn(redis)
      if (workspaces.length === 0) print('还没有台账\n')
      const bad: string[] = []
      for (const workspace of workspaces) {
        let verified = await verify(redis, { workspace, kinds, anchors })
        print(`${spellFaults(verified)}\n`)
        if (verified.faults.length > 0 && values.repair) {
          await rebuild(redis, { workspace, kinds })
          verified = await verify(redis, { workspace, kinds, anchors })
          print(`已按台账重建记录和索引。${spellFaults(verified)}\n`)
        }
        if (verified.faults.length > 0) bad.push(workspace)
      }
      if (bad.length > 0) throw new Error(`核对不符：${bad.join('、')}`)
    } finally {
      redis.disconnect()
    }
  },
})
