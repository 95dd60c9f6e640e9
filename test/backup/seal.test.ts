import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { backup } from '../../src/backup/backup.ts'
import { keepFiles } from '../../src/backup/files.ts'
import { restore } from '../../src/backup/restore.ts'
import { sealYear } from '../../src/backup/sealYear.ts'
import { amend } from '../../src/domain/record.ts'
import { person } from '../../src/domain/records/directory.ts'
import { instant } from '../../src/domain/time.ts'
import { rebuild } from '../../src/ledger/rebuild.ts'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, file, kinds, memo, newMemo, now } from '../ledger/sample.ts'
import { freshRedis } from '../support/redis.ts'
import { fill, open, scene, truthOf } from './scene.ts'

const newYear = instant('2027-01-03')
const key = '一条足够长的口令 for tests'
const eve = instant('2026-12-31', '23:59')

/** A workspace of two years with New Year's night in between, and a record of the old year amended in the new one. */
async function twoYears(redis: Redis) {
  const ledger = await fill(redis, 'w')
  for (const at of [eve, newYear, eve, newYear]) await file(ledger, newMemo('夜', { now: at, secret: '密夜' }), { now: at, text: '原文夜' })
  const view = await ledger.view()
  await commitAs(ledger, { view, now: newYear, changes: [amend(memo, (await view.get(memo, '便条-2026-002'))!, { title: '二改' })] })
  return ledger
}

async function sealed(options: { key?: string } = {}) {
  const { redis, folder } = await scene()
  await twoYears(redis)
  const outside = keepFiles(redis, [folder], options.key)
  const before = { truth: await truthOf(redis), history: await open(redis, 'w').view().then((view) => view.history(memo, '便条-2026-002')) }
  const seal = (year = '2026', more: object = {}) => sealYear(redis, { workspace: 'w', year, folder, key: options.key, kinds, now: newYear, ...more })
  return { redis, folder, outside, before, seal, path: join(folder, 'sealed') }
}
const check = (redis: Redis) => verify(redis, { workspace: 'w', kinds })

describe.each([['plain', {}], ['encrypted', { key }]])('a sealed year, %s', (_sort, options) => {
  test('its stream is gone from Redis, and everything reads as before', async () => {
    const { redis, before, seal, path } = await sealed(options)
    const head = (await check(redis)).head
    const positions = (await redis.xrange('tx:{w}:log:2026', '-', '+')).map(([id]) => Number(id.split('-')[0]))
    const { file: name, entries, first, last } = await seal()
    expect(await redis.exists('tx:{w}:log:2026')).toBe(0)
    expect(entries).toBeGreaterThan(5)
    expect([entries, first, last]).toEqual([positions.length, positions[0], positions.at(-1)])
    expect(await readdir(path)).toEqual([name])
    expect(await check(redis)).toEqual({ workspace: 'w', head, faults: [] })
    const view = await open(redis, 'w').view()
    expect(await view.history(memo, '便条-2026-002')).toEqual(before.history)
    expect(before.history.map(({ act }) => act)).toEqual(['create', 'amend'])
    expect(await view.textOf(5)).toBe('原文一')
    const { 'tx:{w}:log:2026': stream, ...rest } = before.truth
    expect(stream).toBeDefined()
    expect(await truthOf(redis)).toEqual({ ...rest, 'tx:{w}:sealed': expect.objectContaining({ 2026: expect.stringContaining(name) }) })
  })

  test('records can be rebuilt from it, amended and corrected, and people forgotten', async () => {
    const { redis, seal } = await sealed(options)
    await seal()
    const before = await redis.hgetall('tx:{w}:r:memo')
    await rebuild(redis, { workspace: 'w', kinds })
    expect(await redis.hgetall('tx:{w}:r:memo')).toEqual(before)
    const ledger = open(redis, 'w')
    const view = await ledger.view()
    await commitAs(ledger, { view, now: newYear, changes: [amend(memo, (await view.get(memo, '便条-2026-001'))!, { title: '再改' })] })
    await commitAs(ledger, { now: newYear, forget: { person: 'wangmin' } })
    expect((await (await ledger.view()).get(person, 'wangmin'))?.data.ids).toEqual({})
    expect(JSON.stringify(await redis.hvals('tx:{w}:side'))).not.toContain('王敏')
    expect((await check(redis)).faults).toEqual([])
  })
})

test('the file holds nothing personal, so that nothing in it has to be forgotten', async () => {
  const { seal, path } = await sealed()
  const { file: name } = await seal()
  const { gunzipSync } = await import('node:zlib')
  const text = gunzipSync(await readFile(join(path, name))).toString()
  expect(text).toContain('便条')
  for (const trace of ['王敏', '密一', 'W-wangmin', '原文']) expect(text).not.toContain(trace)
})

test('history that is brought in later goes on in Redis, and the year can be sealed again with it', async () => {
  const { redis, seal } = await sealed()
  await seal()
  await file(open(redis, 'w'), newMemo('补', { now }), { now })
  expect((await check(redis)).faults).toEqual([])
  const again = await seal()
  expect(again.seams.length).toBeGreaterThan(2)
  expect(await redis.exists('tx:{w}:log:2026')).toBe(0)
  expect((await check(redis)).faults).toEqual([])
})

describe('without its file', () => {
  test('verify accepts it, says so, and still finds what was done to the rest of the chain', async () => {
    const { redis, folder, seal, path } = await sealed()
    await seal()
    await rm(path, { recursive: true })
    keepFiles(redis, [folder], undefined)
    expect(await check(redis)).toMatchObject({ faults: [], unread: ['2026'] })
    await redis.hset('tx:{w}:head', 'link', 'f'.repeat(40))
    expect((await check(redis)).faults).toMatchObject([{ what: '链头的链值被改动' }])
    await redis.xdel('tx:{w}:log:2025', (await redis.xrange('tx:{w}:log:2025', '-', '+'))[0]![0])
    expect((await check(redis)).faults.length).toBeGreaterThan(0)
  })

  test('its history is answered with where it is, everything else goes on; records are not rebuilt into less', async () => {
    const { redis, folder, seal, path } = await sealed()
    await seal()
    await rename(path, `${path}-away`)
    keepFiles(redis, [folder], undefined)
    const ledger = open(redis, 'w')
    await expect((await ledger.view()).history(memo, '便条-2026-001')).rejects.toThrow(/^2026年的台账已封存，封存文件读不出来/)
    expect((await (await ledger.view()).get(memo, '便条-2026-001'))?.data.title).toBe('一改')
    await expect(rebuild(redis, { workspace: 'w', kinds })).rejects.toThrow('已封存')
    expect((await commitAs(ledger, { now: newYear, changes: [newMemo('新', { now: newYear })] })).outcome).toBe('committed')
    await rename(`${path}-away`, path)
    expect(await (await ledger.view()).history(memo, '便条-2026-001')).toHaveLength(2)
  })

  test('another whole one in its place is a fault', async () => {
    const [one, other] = [await sealed(), await sealed()]
    const [{ file: name }, { file: strange }] = [await one.seal(), await other.seal('2026', { now: newYear + 1000 })]
    await copyFile(join(other.path, strange), join(one.path, name))
    keepFiles(one.redis, [one.folder], undefined)
    expect(await check(one.redis)).toMatchObject({ faults: [{ what: expect.stringContaining('不是封存时写的那一份') }], unread: ['2026'] })
  })

  test('one that was changed is a fault', async () => {
    const { redis, folder, seal, path } = await sealed()
    const { file: name } = await seal()
    const bytes = await readFile(join(path, name))
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(join(path, name), bytes)
    keepFiles(redis, [folder], undefined)
    expect(await check(redis)).toMatchObject({ faults: [{ what: expect.stringMatching(/^2026年的封存文件不符：.*损坏/) }], unread: ['2026'] })
  })
})

describe('is not sealed', () => {
  test.each([['2027', '还没有结束'], ['2028', '还没有结束'], ['26', '还没有结束'], ['2019', '没有2019年的台账']])('%s: %s', async (year, complaint) => {
    const { seal } = await sealed()
    await expect(seal(year)).rejects.toThrow(complaint)
  })

  test('twice', async () => {
    const { seal } = await sealed()
    await seal()
    await expect(seal()).rejects.toThrow('2026年已经封存')
  })

  test('when the ledger is not in order', async () => {
    const { redis, seal, path } = await sealed()
    await redis.hset('tx:{w}:r:memo', '便条-2026-001', '1,1:{}')
    await expect(seal()).rejects.toThrow('没有封存')
    expect(await redis.exists('tx:{w}:log:2026')).toBe(1)
    await expect(readdir(path)).rejects.toThrow('ENOENT')
  })
})

describe('backups of a ledger with a sealed year', () => {
  test('leave its entries to its file, and are restored beside it', async () => {
    const { redis, folder, seal } = await sealed()
    await seal()
    const { file: path, workspaces: [one] } = await backup(redis, { folder, now: newYear })
    expect(one?.entries).toBeLessThan(one!.head.seq)
    const { redis: other } = await freshRedis()
    const { workspaces } = await restore(other, path, { folder, kinds, now: newYear, sendWaiting: true })
    expect(workspaces[0]).toMatchObject({ faults: [], head: one!.head })
    expect(await truthOf(other)).toEqual(await truthOf(redis))
    expect(await (await open(other, 'w').view()).history(memo, '便条-2026-001')).toHaveLength(2)
  })

  test('are refused without it, before anything is written', async () => {
    const { redis, folder, seal, path } = await sealed()
    await seal()
    const { file: made } = await backup(redis, { folder, now: newYear })
    await rm(path, { recursive: true })
    const { redis: other } = await freshRedis()
    await expect(restore(other, made, { folder, kinds, now: newYear })).rejects.toThrow('缺少封存的2026年')
    expect(await other.dbsize()).toBe(0)
  })
})
