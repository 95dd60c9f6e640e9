/** What all workspaces share: what is kept in a backup, and what must not be. */
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Redis } from 'ioredis'
import { backup } from '../../src/backup/backup.ts'
import { createLines } from '../../src/backup/lines.ts'
import { restore } from '../../src/backup/restore.ts'
import { keepFiles } from '../../src/backup/files.ts'
import { createLimiter } from '../../src/channels/limiter.ts'
import { createBook, digest } from '../../src/channels/wechaty/book.ts'
import { createOpenIds } from '../../src/channels/wecom/openIds.ts'
import { createCardBook } from '../../src/channels/wecom/cardBook.ts'
import { createLogin } from '../../src/channels/wechaty/login.ts'
import { amend } from '../../src/domain/record.ts'
import { person } from '../../src/domain/records/directory.ts'
import { commitAs, kinds, now } from '../ledger/sample.ts'
import { freshRedis } from '../support/redis.ts'
import { sharedFateOf } from './fates.ts'
import { fill, scene } from './scene.ts'

const common = 'tx:{~channels}:'

/** A WeChat login in which a room and somebody in it were heard; answers their addresses. */
async function login(redis: Redis, self: string) {
  const book = createBook(redis)
  await book.open(self, now)
  await book.note('@@room', { kind: 'room', topic: digest('中河街道工作群'), seen: now })
  const room = book.addressOf('@@room')
  await book.note('@wang', { kind: 'person', name: digest('王敏'), rooms: { [room]: '' }, seen: now })
  await createLogin(redis).note(true, now)
  return { room, person: book.addressOf('@wang') }
}

describe('groups and people of a WeChat web login', () => {
  test('keep their addresses while the login lasts, and are looked for again in the next one', async () => {
    const { redis, roundTrip } = await scene()
    await fill(redis, 'w')
    const { room, person: address } = await login(redis, '@self1')
    const { redis: other } = await roundTrip()
    const book = createBook(other)
    await book.open('@self1', now)
    expect([book.addressOf('@@room'), book.addressOf('@wang'), book.isTied('@wang')]).toEqual([room, address, true])
    await book.open('@self2', now)
    expect(book.isTied('@@room')).toBe(false)
    expect([...book.lost()]).toEqual(expect.arrayContaining([[room, { kind: 'room', topic: digest('中河街道工作群'), seen: now }]]))
    const again = createLogin(other)
    await again.note(false, now + 1)
    expect(again.at()).toBe(now)
  })

  test('are many: all of them come through', async () => {
    const { redis, roundTrip } = await scene()
    await redis.hset(`${common}wechaty:book`, Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`web:${i}`, '{"kind":"room","topic":"x","seen":1}'])))
    const { redis: other } = await roundTrip()
    expect(await other.hgetall(`${common}wechaty:book`)).toEqual(await redis.hgetall(`${common}wechaty:book`))
  })
})

test('tokens, log-in keys, limits and leases are in no backup', async () => {
  const { redis, folder } = await scene()
  await login(redis, '@self1')
  await redis.set(`${common}token:corp:7`, 'SECRET-TOKEN')
  await redis.set(`${common}session-key`, 'SECRET-KEY')
  const answer = { errcode: 0, errmsg: '', userid_list: [{ open_userid: 'A-CIPHER', userid: 'A-PLAIN' }] }
  await createOpenIds({ redis, prefix: `${common}bot:b:`, call: async () => answer, known: async () => false, now: () => now }).plain('A-CIPHER')
  await createCardBook({ redis, prefix: `${common}bot:b:`, nameOf: async () => undefined }).keep({ card_type: 'button_interaction', main_title: { title: 'A-CARD' }, task_id: '1' }, { person: 'A-PLAIN' })
  await createLimiter(redis, '~channels')('x', [{ count: 1, per: 60_000 }], now)
  const { file } = await backup(redis, { folder, now })
  const text = gunzipSync(await readFile(file)).toString()
  for (const trace of ['SECRET', 'A-CARD', 'A-CIPHER', 'A-PLAIN', 'a-plain', 'rate:']) expect(text).not.toContain(trace)
  const { redis: other } = await freshRedis()
  await restore(other, file, { folder, kinds, now })
  const there = (await redis.keys(`${common}*`)).map((key) => key.slice(common.length))
  expect(there.filter((key) => sharedFateOf(key) === undefined)).toEqual([])
  expect((await other.keys('*')).sort()).toEqual(there.filter((key) => sharedFateOf(key) === 'kept').map((key) => common + key).sort())
})

test('every shared key that the sources name is thought of', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.startsWith('backup/')).map((path) => readFileSync(`src/${path}`, 'utf8'))
  const named = sources.flatMap((source) => [...source.matchAll(/tx:\{~channels\}:((?:\$\{[^}]*\}|[\w:-])*)/g)].map(([, key = '']) => key.replace(/\$\{[^}]*\}/g, 'x')))
  // What ends in a colon is only the beginning of keys.
  expect(named.filter((key) => !key.endsWith(':') && sharedFateOf(key) === undefined)).toEqual([])
  expect(named.filter((key) => key.endsWith(':') && !/^(bot:\w+:|wechaty:)$/.test(key))).toEqual([])
  expect(named).toEqual(expect.arrayContaining(['processes', 'session-key', 'token:x:x', 'wechaty:since']))
})

test('somebody forgotten after a backup is not brought back by what they were known by on WeChat', async () => {
  const { redis, folder } = await scene()
  keepFiles(redis, [folder], undefined)
  const ledger = await fill(redis, 'w')
  const known = await login(redis, '@self1')
  const view = await ledger.view()
  await commitAs(ledger, { view, changes: [amend(person, (await view.get(person, 'wangmin'))!, { ids: { wechaty: known.person } })] })
  const { file } = await backup(redis, { folder, now })
  await commitAs(ledger, { now: now + 1, forget: { person: 'wangmin' } })
  expect(await redis.hkeys(`${common}wechaty:book`)).toEqual([known.room])
  const { redis: other } = await freshRedis()
  await restore(other, file, { folder, kinds, now: now + 2 })
  expect(await other.hkeys(`${common}wechaty:book`)).toEqual([known.room])
})

describe('the form of the file', () => {
  test('is that of before when nothing is shared, so that a program of before can read it', async () => {
    const { redis, folder } = await scene()
    await fill(redis, 'w')
    const head = async (at: number) => JSON.parse(gunzipSync(await readFile((await backup(redis, { folder, now: at })).file)).toString().split('\n')[0] ?? '') as { format: number }
    expect((await head(now)).format).toBe(1)
    await login(redis, '@self1')
    expect((await head(now + 1000)).format).toBe(2)
  })

  test.each<[string, string]>([['after a workspace', 'wechaty:book'], ['of another kind', 'session-key']])('a line %s is refused', async (_, key) => {
    const { folder } = await scene()
    const lines = await createLines(`${folder}/file`, undefined)
    await lines.add({ t: 'backup', format: 2, made: now, workspaces: [] })
    await lines.add({ t: 'workspace', name: 'w' })
    await lines.add({ t: 'done', name: 'w', seq: 0, link: '', entries: 0 })
    await lines.add({ t: 'shared', key, value: 'x' })
    await lines.finish()
    const { redis: other } = await freshRedis()
    await expect(restore(other, `${folder}/file`, { folder, kinds, now })).rejects.toThrow(/第 4 行(：这一行不该在这里|读不懂)/)
    expect(await other.dbsize()).toBe(0)
  })
})
