import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nameAt } from '../../src/backup/backup.ts'
import { backUpDaily, isDue } from '../../src/backup/daily.ts'
import { dropOld, madeAt } from '../../src/backup/keep.ts'
import { day, instant } from '../../src/domain/time.ts'
import { freshFolder } from './files.ts'
import { fill, scene } from './scene.ts'

const now = instant('2026-11-22', '03:00')
const touch = (folder: string, names: string[]) => Promise.all(names.map((name) => writeFile(join(folder, name), '')))

test('a backup\'s name tells in Shanghai\'s time when it was made', () => {
  expect(nameAt(now + 7000, false)).toBe('tuanxun-20261122-030007.ndjson.gz')
  for (const encrypted of [false, true]) expect(madeAt(nameAt(now + 7000, encrypted))).toBe(now + 7000)
  for (const name of ['forgotten.ndjson', 'sealed', 'tuanxun-20261122-030007.ndjson.gz.unfinished-ab', 'my tuanxun-20261122-030007.ndjson.gz', 'tuanxun-20261122-030007.ndjson.gz.old']) expect(madeAt(name)).toBeUndefined()
})

test('backups older than so many days go; the newest, other files and sealed years stay', async () => {
  const folder = await freshFolder()
  const [old, edge, fresh] = [nameAt(now - 31 * day, true), nameAt(now - 30 * day, false), nameAt(now, true)]
  const others = ['forgotten.ndjson', 'notes.txt', 'w-2020-9.ndjson.gz']
  await touch(folder, [old, edge, fresh, ...others])
  await mkdir(join(folder, 'sealed'))
  expect(await dropOld(folder, { days: 30, now })).toEqual([old])
  expect((await readdir(folder)).sort()).toEqual([edge, fresh, 'sealed', ...others].sort())
})

test('the only backup stays, however old', async () => {
  const folder = await freshFolder()
  await touch(folder, [nameAt(now - 400 * day, false), nameAt(now - 300 * day, false)])
  expect(await dropOld(folder, { days: 30, now })).toEqual([nameAt(now - 400 * day, false)])
})

test('what a crash left unfinished goes after a day', async () => {
  const folder = await freshFolder()
  const [old, young] = [`${nameAt(now, false)}.unfinished-aa`, `${nameAt(now, false)}.unfinished-bb`]
  await touch(folder, [old, young])
  await utimes(join(folder, old), new Date(now - 2 * day), new Date(now - 2 * day))
  await utimes(join(folder, young), new Date(now), new Date(now))
  expect(await dropOld(folder, { days: 30, now })).toEqual([old])
})

test('a backup is due once a day from three o\'clock in the morning on, also when that hour was slept through', async () => {
  const folder = await freshFolder()
  const at = (clock: string, date = '2026-11-22') => instant(date, clock)
  expect(await isDue(join(folder, 'none'), now)).toBe(true)
  expect(await isDue(folder, at('09:00'))).toBe(true)
  await touch(folder, [nameAt(at('03:00', '2026-11-21'), false), 'forgotten.ndjson'])
  expect(await isDue(folder, at('02:59'))).toBe(false)
  expect(await isDue(folder, at('03:00'))).toBe(true)
  expect(await isDue(folder, at('23:00'))).toBe(true)
  await touch(folder, [nameAt(at('17:30'), true)])
  expect(await isDue(folder, at('23:00'))).toBe(false)
  expect(await isDue(folder, at('03:00', '2026-11-23'))).toBe(true)
})

test('a backup that fails deletes none', async () => {
  const { redis, folder } = await scene()
  await fill(redis, 'w')
  const old = nameAt(now - 99 * day, false)
  await touch(folder, [old])
  await redis.hset('tx:{w}:head', 'rebuilding', '1')
  await expect(backUpDaily(redis, { folder, now, keepDays: 30 })).rejects.toThrow('正在重建')
  expect(await readdir(folder)).toEqual([old])
  await redis.hdel('tx:{w}:head', 'rebuilding')
  expect(await backUpDaily(redis, { folder, now, keepDays: 30 })).toMatchObject({ dropped: [old] })
})
