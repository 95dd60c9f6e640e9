import { expect, test } from 'vitest'
import { create } from '../../src/domain/record.ts'
import { person } from '../../src/domain/records/directory.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { startRedis } from '../support/redis.ts'
import { commitAs, kinds, now, place } from './sample.ts'

test('a failover that takes the last entries away leaves nobody in the directory who was in them', async () => {
  const server = await startRedis()
  try {
    const [mine, others] = [server.redis(), server.redis()]
    const [ledger, other] = [mine, others].map((redis) => openLedger(redis, { workspace: 'test', kinds }))
    const join = async (id: string) =>
      other && commitAs(other, { changes: [create(person, { unit: place, now, id, data: { name: id, unit: place, posts: [], ids: {} } })] })
    const names = async () => (await ledger?.view())?.directory.people.map(({ name }) => name)
    await join('甲')
    const keys = await others.keys('tx:*')
    const kept = await Promise.all(keys.map(async (key) => [key, await others.dumpBuffer(key)] as const))
    await join('乙')
    expect(await names()).toEqual(['甲', '乙'])
    // The replica that takes over has not got the last entry; the next one takes its place.
    await others.flushdb()
    for (const [key, value] of kept) if (value) await others.restore(key, 0, value)
    await join('丙')
    await others.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
    await expect.poll(names).toEqual(['甲', '丙'])
  } finally {
    await server.stop()
  }
})
