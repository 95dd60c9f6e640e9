/** Kinds and short ways for the ledger's tests. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { create, defineKind, subtree, type Change } from '../../src/domain/record.ts'
import { group, person, unit, workspace } from '../../src/domain/records/directory.ts'
import { instant } from '../../src/domain/time.ts'
import { openLedger, type LedgerOptions } from '../../src/ledger/ledger.ts'
import type { Commit, Heard, Ledger, View } from '../../src/ledger/types.ts'
import { freshRedis } from '../support/redis.ts'

const noteData = z.object({ title: z.string(), on: z.number(), secret: z.string().optional(), refers: z.string().optional() })
/** A numbered kind with a tree index, a status index and a personal field. */
export const memo = defineKind<z.infer<typeof noteData>>({
  kind: 'memo', label: '便条', schema: noteData, personal: ['secret'], title: (d) => d.title,
  indexes: { tree: (r) => subtree(r.unit, r.data.on), open: (r) => [{ in: r.unit, at: r.at }], about: (r) => (r.data.refers ? [{ in: r.data.refers, at: 1 }] : []) },
})
const keyData = z.object({ value: z.string() })
/** A kind with keys of its own. */
export const keyed = defineKind<z.infer<typeof keyData>>({ kind: 'keyed', label: '键', numbered: false, schema: keyData })

export const kinds = [memo, keyed, workspace, unit, person, group]
export const now = instant('2026-11-20', '14:00')
export const place = '浙江省/宁波市/鄞州区'

export async function freshLedger(options: Partial<LedgerOptions> = {}) {
  const { redis, url } = await freshRedis()
  return { redis, url, ledger: openLedger(redis, { workspace: 'test', kinds, salt: 'fixed', ...options }) }
}

export const newMemo = (title: string, more: { on?: number; secret?: string | undefined; refers?: string; unit?: string; now?: number } = {}): Change =>
  create(memo, {
    unit: more.unit ?? place, now: more.now ?? now,
    data: { title, on: more.on ?? now, secret: more.secret, refers: more.refers },
  })

let keys = 0
/** Commits with a cause of its own. */
export const commitAs = async (ledger: Ledger, spec: Partial<Commit> & { view?: View }) =>
  ledger.commit({
    cause: { key: `k${++keys}`, day: '2026-11-20' }, view: spec.view ?? (await ledger.view()), now, by: 'wangmin', changes: [], notices: [], ...spec,
  })

export const heard = (id: string, more: Partial<Heard> = {}): Heard => ({
  channel: 'simulator', id, chat: 'g:中河', sender: 'wangmin', group: '中河', text: `text of ${id}`, at: now, ...more,
})

/** Commits and answers the number of the first record. */
export async function file(ledger: Ledger, change: Change, more: Partial<Commit> = {}): Promise<string> {
  const done = await commitAs(ledger, { changes: [change], ...more })
  if (done.outcome !== 'committed') throw new Error(done.outcome)
  return done.fill(change.ref)
}

/** How often each command was called since CONFIG RESETSTAT; on a server of one's own only. */
export async function callsOf(redis: Redis): Promise<Record<string, number>> {
  const info = await redis.info('commandstats')
  const calls = [...info.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)].map(([, name = '', n]) => [name, Number(n)] as const)
  return Object.fromEntries(calls.filter(([name]) => !/^(info|config|hello|client|select)/.test(name)))
}
