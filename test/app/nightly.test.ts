import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Queue } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import { refuseLoss } from '../../src/app/loss.ts'
import { nightlyBackup } from '../../src/app/nightly.ts'
import type { Pilot } from '../../src/app/pilots.ts'
import { startWork } from '../../src/app/workers.ts'
import { silentLog, type Log } from '../../src/bot/log.ts'
import { day } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { setUpKey } from '../../src/ledger/workspaces.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { fill } from '../backup/scene.ts'
import { freshFolder } from '../backup/files.ts'
import { kinds, now } from '../ledger/sample.ts'
import { freshRedis } from '../support/redis.ts'

const backups = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('tuanxun-'))

async function night(keepDays = 30) {
  const { redis, url } = await freshRedis()
  const folder = await freshFolder()
  const ledger = await fill(redis, 'w')
  const said: Record<string, unknown>[] = []
  const log: Log = { info: (fields) => void said.push(fields), warn: () => {}, error: () => {} }
  const clock = { now }
  const run = nightlyBackup({ redis, config: { folder, keepDays, key: undefined }, ledger, log, now: () => clock.now })
  return { redis, url, folder, ledger, run, said, clock }
}

test('one backup a day, its heads in the log, and nothing of anybody', async () => {
  const { run, folder, said, clock, ledger } = await night()
  for (let i = 0; i < 3; i++) await run?.()
  expect(await backups(folder)).toHaveLength(1)
  const { seq, link } = (await ledger.view()).head
  expect(said).toEqual([{ file: expect.stringContaining(folder), bytes: expect.any(Number), heads: [`w ${seq}-${link.slice(0, 8)}`], dropped: 0 }])
  clock.now += 31 * day
  await run?.()
  expect(await backups(folder)).toEqual(['tuanxun-20261221-140000.ndjson.gz'])
})

test('none is made of ledgers without an entry: the next start would take the Redis for one that has lost everything', async () => {
  const { redis } = await freshRedis()
  const folder = await freshFolder()
  const ledger = openLedger(redis, { workspace: 'w', kinds })
  await redis.sadd(setUpKey, 'w')
  await redis.hset('tx:{w}:head', 'layout', 'x')
  const run = nightlyBackup({ redis, config: { folder, keepDays: 30, key: undefined }, ledger, log: silentLog, now: () => now })
  await run?.()
  expect(await backups(folder)).toEqual([])
  await expect(refuseLoss(redis, { folder })).resolves.toBeUndefined()
})

test('one that fails is kept among the failures and tried again at the next look', async () => {
  const { run, redis, ledger, folder } = await night()
  await redis.hset('tx:{w}:head', 'rebuilding', '1')
  await expect(run?.()).rejects.toThrow('正在重建')
  expect(await ledger.failed.list(9)).toContainEqual(expect.objectContaining({ id: 'backup', what: 'job', error: expect.stringContaining('正在重建') }))
  await redis.hdel('tx:{w}:head', 'rebuilding')
  await run?.()
  expect(await backups(folder)).toHaveLength(1)
})

test('a folder that cannot be written is such a failure', async () => {
  const { run, folder, ledger } = await night()
  const { rm } = await import('node:fs/promises')
  await rm(folder, { recursive: true })
  await writeFile(folder, 'in the way')
  await expect(run?.()).rejects.toThrow('ENOTDIR')
  expect((await ledger.failed.list(9)).map(({ id }) => id)).toContain('backup')
})

test('with BACKUP_KEEP_DAYS=0 none is made', async () => {
  expect((await night(0)).run).toBeUndefined()
})

test('the clock looks every hour, once for all workspaces', async () => {
  const { url, run, folder } = await night()
  const connection = connectRedis(url)
  const work = async (nightly: typeof run) => startWork([{ workspace: 'w' } as Pilot], { connection, onError: () => {}, keepFailedDays: 90, jobs: [], look: undefined, nightly })
  const workers = await work(run)
  const clock = new Queue('clock', { connection, prefix: '{tuanxun}' })
  onTestFinished(async () => {
    await clock.close()
    connection.disconnect()
  })
  expect((await clock.getJobSchedulers(0, -1)).map(({ key, pattern, tz }) => [key, pattern, tz])).toContainEqual(['backup', '0 * * * *', 'Asia/Shanghai'])
  await clock.add('backup', {})
  await expect.poll(() => backups(folder)).toHaveLength(1)
  await workers.close()
  await (await work(undefined)).close()
  expect((await clock.getJobSchedulers(0, -1)).map(({ key }) => key).sort()).toEqual(['purge@w', 'sweep@w'])
})

test('a list of files beside the backups is left alone', async () => {
  const { run, folder } = await night()
  await writeFile(join(folder, 'notes.txt'), '')
  await run?.()
  expect((await readdir(folder)).sort()).toEqual(['forgotten.ndjson', 'notes.txt', 'tuanxun-20261120-140000.ndjson.gz'])
})
