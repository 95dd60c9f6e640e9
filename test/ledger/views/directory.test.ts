import { describe, expect, onTestFinished, test } from 'vitest'
import { amend, create, voidRecord } from '../../../src/domain/record.ts'
import { person, unit, workspace } from '../../../src/domain/records/directory.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { rebuild } from '../../../src/ledger/rebuild.ts'
import type { Ledger } from '../../../src/ledger/types.ts'
import { startRedis } from '../../support/redis.ts'
import { callsOf, commitAs, file, freshLedger, kinds, newMemo, now, place } from '../sample.ts'

const addUnit = (path: string) => create(unit, { unit: path, now, id: path, data: { path, kind: '街道', aliases: [] } })
const addPerson = (id: string, name: string) =>
  create(person, { unit: place, now, id, data: { name, unit: place, posts: [{ unit: place, title: '干事', roles: ['cadre'] }], ids: {} } })
const rename = async (ledger: Ledger, id: string, name: string) => {
  const view = await ledger.view()
  return commitAs(ledger, { view, changes: [amend(person, (await view.get(person, id))!, { name })] })
}
const names = async (ledger: Ledger) => (await ledger.view()).directory.people.map(({ name }) => name)

describe('the directory of a view', () => {
  test('a workspace without settings has sensible ones', async () => {
    const { ledger } = await freshLedger()
    const { settings, units, people, groups } = (await ledger.view()).directory
    expect(settings).toMatchObject({ name: 'test', botNames: ['团讯'], weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['市'] } })
    expect([units, people, groups]).toEqual([[], [], []])
    expect(workspace.schema.safeParse(settings).success).toBe(true)
  })

  test('stays the same object while nothing in it changes, whatever else is filed', async () => {
    const { ledger } = await freshLedger()
    await file(ledger, addUnit(place))
    const { directory } = await ledger.view()
    await file(ledger, newMemo('一'))
    expect((await ledger.view()).directory).toBe(directory)
    await file(ledger, addPerson('wangmin', '王敏'))
    expect((await ledger.view()).directory.person('wangmin')?.name).toBe('王敏')
    expect(directory.person('wangmin')).toBeUndefined()
  })

  test('another process sees a change at its next view, reading only what changed', async () => {
    const server = await startRedis()
    onTestFinished(server.stop)
    const redis = server.redis()
    const ledger = openLedger(redis, { workspace: 'test', kinds })
    await commitAs(ledger, { changes: Array.from({ length: 300 }, (_, i) => addPerson(`p${i}`, `人${i}`)) })
    const other = openLedger(redis, { workspace: 'test', kinds })
    expect(await names(other)).toHaveLength(300)
    await rename(ledger, 'p7', '改名')
    await redis.config('RESETSTAT')
    expect((await names(other))[7]).toBe('改名')
    const { hmget, hget, zrange, ...rest } = await callsOf(redis)
    expect({ hmget, hget, zrange, rest }).toEqual({ hmget: 2, hget: 1, zrange: 1, rest: {} })
  })

  test('people come in the order of entry in every process, however they were amended since', async () => {
    const { ledger, redis } = await freshLedger()
    await commitAs(ledger, { changes: [addPerson('z', '先'), addPerson('a', '后')] })
    await file(ledger, addPerson('b', '末'))
    await rename(ledger, 'z', '先改')
    const expected = ['先改', '后', '末']
    expect(await names(ledger)).toEqual(expected)
    expect(await names(openLedger(redis, { workspace: 'test', kinds }))).toEqual(expected)
    await rebuild(redis, { workspace: 'test', kinds })
    expect(await names(ledger)).toEqual(expected)
    expect(await names(openLedger(redis, { workspace: 'test', kinds }))).toEqual(expected)
  })

  test('what is voided is not in it', async () => {
    const { ledger } = await freshLedger()
    await file(ledger, addUnit(place))
    const view = await ledger.view()
    await commitAs(ledger, { view, changes: [voidRecord(unit, (await view.get(unit, place))!, 'lixin', now, '撤并')] })
    expect((await ledger.view()).directory.unit(place)).toBeUndefined()
  })

  test('many views asked for at once, while it changes, are each at least as new as the last commit before', async () => {
    const { ledger } = await freshLedger()
    for (let i = 0; i < 10; i++) {
      await file(ledger, addPerson(`p${i}`, `人${i}`))
      const seen = await Promise.all(Array.from({ length: 10 }, () => names(ledger)))
      for (const one of seen) expect(one).toHaveLength(i + 1)
    }
  })

  test('a store emptied under the process is seen as empty', async () => {
    const { ledger, redis } = await freshLedger()
    await file(ledger, addPerson('wangmin', '王敏'))
    expect(await names(ledger)).toHaveLength(1)
    await redis.flushdb()
    expect(await names(ledger)).toEqual([])
  })
})
