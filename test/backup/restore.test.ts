import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backup } from '../../src/backup/backup.ts'
import { createLines } from '../../src/backup/lines.ts'
import { fateOf } from './fates.ts'
import { restore } from '../../src/backup/restore.ts'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, heard, kinds, memo, newMemo, now } from '../ledger/sample.ts'
import { freshRedis } from '../support/redis.ts'
import { fill, open, scene, truthOf } from './scene.ts'

const key = '一条足够长的口令 for tests'

describe('the restore drill', () => {
  test.each([['plain', {}], ['encrypted', { key }]])('%s: every key that is truth, in every workspace, is as it was', async (_, options) => {
    const { redis, roundTrip } = await scene()
    for (const workspace of ['浙江-2026', 'guangdong']) await fill(redis, workspace)
    await redis.sadd('tx:workspaces', '浙江-2026', 'guangdong')
    const before = await truthOf(redis)
    const again = await roundTrip(options)
    expect(await truthOf(again.redis)).toEqual(before)
    expect(Object.keys(before).length).toBeGreaterThan(50)
    for (const { workspace, faults, head, now: end } of again.workspaces) {
      expect(faults).toEqual([])
      expect(end).toEqual(head)
      expect(await verify(again.redis, { workspace, kinds })).toEqual(await verify(redis, { workspace, kinds }))
    }
  })

  test('every key of a busy workspace is thought of', async () => {
    const { redis } = await scene()
    await fill(redis, 'w')
    const keys = (await redis.keys('tx:*')).map((name) => name.replace('tx:{w}:', ''))
    expect(keys.filter((name) => fateOf(name) === undefined)).toEqual([])
    for (const name of ['sent', 'failures', 'lapsing', 'seen:kept', 'in:g:中河', 'out:g:中河', 'log:2025', 'log:2026', 'side', 'text']) expect(keys).toContain(name)
  })

  test('nothing is doubled or lost: what was handled is known, what waited goes on, numbers follow on', async () => {
    const { redis, roundTrip } = await scene()
    await fill(redis, 'w')
    const ledger = open((await roundTrip()).redis, 'w')
    expect(await ledger.hear(heard('m1'), now)).toBe('duplicate')
    expect(await ledger.hear(heard('old'), now, { keep: true })).toBe('duplicate')
    expect((await ledger.inbox.head('g:中河'))?.id).toBe('m2')
    expect((await commitAs(ledger, { cause: { inbox: heard('m2') }, changes: [newMemo('后')] })).outcome).toBe('committed')
    expect((await (await ledger.view()).get(memo, '便条-2026-004'))?.data.title).toBe('后')
    expect((await ledger.outbox.head('g:中河'))?.text).toBe('已记录二')
    expect(await (await ledger.view()).state('clock|remind')).toBe('77')
    expect((await verify((await roundTrip()).redis, { workspace: 'w', kinds })).faults).toEqual([])
  })

  test('a step of the clock that was done is not done again', async () => {
    const { redis, roundTrip } = await scene()
    await commitAs(open(redis, 'w'), { cause: { key: 'bulletin|47', day: '2026-11-20' }, changes: [newMemo('简报')] })
    const ledger = open((await roundTrip()).redis, 'w')
    expect((await commitAs(ledger, { cause: { key: 'bulletin|47', day: '2026-11-20' }, changes: [newMemo('简报')] })).outcome).toBe('duplicate')
  })

  test('ids that are restored age as they would have', async () => {
    const { redis, roundTrip } = await scene()
    await fill(redis, 'w')
    const ledger = open((await roundTrip()).redis, 'w')
    expect((await ledger.purge(now + 370 * 86_400_000)).days).toBeGreaterThan(0)
  })

  test('no workspace at all is a backup too', async () => {
    const { roundTrip } = await scene()
    expect(await roundTrip()).toMatchObject({ workspaces: [], listed: true })
  })
})

test('a backup names the chain\'s head, which later proves that nothing up to there was rewritten', async () => {
  const { redis, folder } = await scene()
  const ledger = await fill(redis, 'w')
  const { workspaces: [one] } = await backup(redis, { folder, now })
  expect(one?.head).toEqual((await ledger.view()).head)
  await commitAs(ledger, { changes: [newMemo('后')] })
  expect((await verify(redis, { workspace: 'w', kinds, anchors: [one!.head] })).faults).toEqual([])
})

test('the file holds nothing of who was forgotten before, and an encrypted one nothing readable', async () => {
  const { redis, folder } = await scene()
  await fill(redis, 'w')
  const { file } = await backup(redis, { folder, key, now })
  const bytes = await readFile(file)
  for (const trace of ['王敏', '密一', 'W-wangmin', '便条']) expect(bytes.includes(trace)).toBe(false)
  expect((await readdir(folder)).sort()).toEqual(['forgotten.ndjson', 'tuanxun-20261120-140000.ndjson.gz.enc'])
})

test('a ledger that was tampered with is restored as it is, and the faults are told', async () => {
  const { redis, roundTrip } = await scene()
  await fill(redis, 'w')
  await redis.xdel('tx:{w}:log:2026', '6-0')
  const { workspaces: [one] } = await roundTrip()
  expect(one?.faults[0]).toMatchObject({ seq: 6, what: '条目缺失' })
})

describe('refuses', () => {
  test('a Redis that is not empty, and writes nothing', async () => {
    const { redis, folder } = await scene()
    await fill(redis, 'w')
    const { file } = await backup(redis, { folder, now })
    const { redis: other } = await freshRedis()
    await other.set('something', 'else')
    await expect(restore(other, file, { folder, kinds, now })).rejects.toThrow('不是空的（例如有 something）')
    expect(await other.keys('*')).toEqual(['something'])
    await other.set('tx:restoring', 'file')
    await expect(restore(other, file, { folder, kinds, now })).rejects.toThrow('上次恢复 file 没有做完')
  })

  test('entries that a newer program wrote, and a file of another sort', async () => {
    const { redis, folder } = await scene()
    const ledger = await fill(redis, 'w')
    const { seq } = (await ledger.view()).head
    await redis.xadd('tx:{w}:log:2026', `${seq + 1}-0`, 'b', '{"v":99,"kind":"memo"}', 'n', '', 'h', 'x')
    await redis.hset('tx:{w}:head', 'seq', seq + 1)
    const { file } = await backup(redis, { folder, now })
    const { redis: other } = await freshRedis()
    await expect(restore(other, file, { folder, kinds, now })).rejects.toThrow(new RegExp(`第 \\d+ 行：台账第 ${seq + 1} 条读不出来：.*99`))
    const year = await createLines(join(folder, 'year'), undefined)
    await year.add({ t: 'year', format: 1, made: now, workspace: 'w', year: '2025' })
    await year.finish()
    await expect(restore(other, join(folder, 'year'), { folder, kinds, now })).rejects.toThrow('year：第 1 行：是封存的年份，不是备份')
    expect(await other.dbsize()).toBe(0)
  })

  test('a file whose entries are out of order or fewer than it says', async () => {
    const { folder } = await scene()
    const { redis: other } = await freshRedis()
    const body = JSON.stringify({ v: 1, kind: 'memo', id: 'x', act: 'create', at: now, by: '', cause: '', unit: '', data: {} })
    const write = async (seqs: number[], entries: number) => {
      const lines = await createLines(join(folder, 'file'), undefined)
      await lines.add({ t: 'backup', format: 1, made: now, workspaces: [] })
      await lines.add({ t: 'workspace', name: 'w' })
      for (const seq of seqs) await lines.add({ t: 'entry', seq, year: '2026', body, numbers: '', link: '' })
      await lines.add({ t: 'done', name: 'w', seq: 9, link: '', entries })
      await lines.finish()
      return restore(other, join(folder, 'file'), { folder, kinds, now })
    }
    await expect(write([2, 1], 2)).rejects.toThrow('第 4 行：第 1 条排在第 2 条之后')
    await expect(write([1, 2], 3)).rejects.toThrow('第 5 行：w 应有 3 条，实有 2 条')
    expect(await other.dbsize()).toBe(0)
  })

  test('a file that is encrypted with another key, before anything is written', async () => {
    const { redis, folder } = await scene()
    await fill(redis, 'w')
    const { file } = await backup(redis, { folder, key, now })
    const { redis: other } = await freshRedis()
    for (const wrong of [undefined, 'another passphrase']) await expect(restore(other, file, { folder, key: wrong, kinds, now })).rejects.toThrow(/BACKUP_KEY/)
    expect(await other.dbsize()).toBe(0)
  })
})
