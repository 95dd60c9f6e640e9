import { expect, onTestFinished, test } from 'vitest'
import { backup } from '../../src/backup/backup.ts'
import { restore } from '../../src/backup/restore.ts'
import { readBody, lines } from '../../src/ledger/chain/log.ts'
import type { Redis } from 'ioredis'
import type { Ledger } from '../../src/ledger/types.ts'
import { commitAs, heard, kinds, newMemo, now } from '../ledger/sample.ts'
import { freshRedis, startRedis } from '../support/redis.ts'
import { fill, open, scene } from './scene.ts'

const chats = ['g:甲', 'g:乙', 'g:丙']

/** Hears and works a chat without end: each message becomes one record, one answer, and counts in the chat's working state. */
async function work(ledger: Ledger, chat: string, stop: AbortSignal): Promise<number> {
  let n = 0
  for (; !stop.aborted; n++) {
    const message = heard(`${chat} ${n}`, { chat })
    await ledger.hear(message, now)
    if (n % 3 === 0) await ledger.hear(heard(`${chat} ${n} more`, { chat: `${chat} waiting` }), now)
    await commitAs(ledger, {
      cause: { inbox: message }, changes: [newMemo('话', { unit: chat, secret: '密' })], text: message.text,
      notices: [{ to: chat, text: '好', sort: 'answer' }], state: [{ key: chat, value: String(n + 1) }],
    })
    await commitAs(ledger, { cause: { key: `once ${chat} ${n}`, day: '2026-11-20' }, changes: [] })
    const answer = await ledger.outbox.head(chat)
    if (answer && n % 2 === 0) await ledger.outbox.sent(answer, { channel: 'simulator', at: now })
  }
  return n
}

/** What must fit together at any one moment, whichever it is. */
async function expectWhole(redis: Redis, ledger: Ledger): Promise<number> {
  const p = 'tx:{w}:'
  const causes: string[] = []
  for await (const line of lines(redis, p)) causes.push(readBody(line).cause)
  const recorded = causes.filter((cause) => cause.startsWith('simulator|'))
  expect(new Set(recorded).size).toBe(recorded.length)
  const waiting = (await Promise.all((await ledger.inbox.chats()).map((chat) => redis.lrange(`${p}in:${chat}`, 0, -1)))).flat().map((item) => item.split('\n')[0])
  const seen = (await redis.smembers(`${p}seen:20261120`)).filter((id) => !id.startsWith('before'))
  expect([...recorded, ...waiting].sort()).toEqual(seen.sort())
  for (const chat of chats) {
    const done = recorded.filter((cause) => cause.startsWith(`simulator|${chat} `)).length
    expect(Number((await redis.hget(`${p}state`, chat)) ?? 0)).toBe(done)
    const receipts = (await (await ledger.view()).said(0, now)).filter(({ to }) => to === chat).length
    expect((await redis.llen(`${p}out:${chat}`)) + receipts).toBe(done)
    // The step after each message may be done or not, none before it may be missing.
    const steps = (await redis.smembers(`${p}done:20261120`)).filter((key) => key.startsWith(`once ${chat} `)).length
    expect(done - steps === 0 || done - steps === 1).toBe(true)
  }
  return recorded.length
}

test('a backup made while messages come in, are answered and sent is of one moment', async () => {
  const { redis, folder } = await scene()
  const ledger = open(redis, 'w')
  // So many ids that they cannot be read at once.
  await redis.sadd('tx:{w}:days', 'seen:20261120')
  for (let i = 0; i < 20; i++) await redis.sadd('tx:{w}:seen:20261120', ...Array.from({ length: 500 }, (_, j) => `before|${i} ${j}`))
  const stop = new AbortController()
  const working = Promise.all(chats.map((chat) => work(ledger, chat, stop.signal)))
  try {
    const counts: number[] = []
    for (let i = 0; i < 3; i++) {
      const { file, workspaces: [made] } = await backup(redis, { folder, now: now + i * 1000 })
      const { redis: other, stop: drop } = await freshRedis()
      const { workspaces: [one] } = await restore(other, file, { folder, kinds, now, sendWaiting: true })
      expect(one).toMatchObject({ head: made!.head, now: made!.head, faults: [] })
      counts.push(await expectWhole(other, open(other, 'w')))
      expect(await other.scard('tx:{w}:seen:20261120')).toBeGreaterThan(10_000)
      await drop()
    }
    expect(counts[2]).toBeGreaterThan(counts[0]!)
  } finally {
    stop.abort()
    await working
  }
  expect((await working).every((n) => n > 3)).toBe(true)
})

test('somebody who is forgotten while it is written is not in it', async () => {
  const { redis, folder } = await scene()
  const ledger = await fill(redis, 'w')
  for (let i = 0; i < 600; i++) await redis.hset('tx:{w}:state', `k${i}`, 'x')
  // The wish is filed at the moment at which the entries are read.
  const xrange = redis.xrange.bind(redis)
  let filed = false
  redis.xrange = (async (...args: Parameters<typeof xrange>) => {
    if (!filed && String(args[0]).includes('log:')) {
      filed = true
      await commitAs(ledger, { forget: { person: 'wangmin' } })
    }
    return xrange(...args)
  }) as typeof redis.xrange
  const { file, workspaces: [made] } = await backup(redis, { folder, now })
  expect(filed).toBe(true)
  const { redis: other } = await freshRedis()
  const { workspaces: [one] } = await restore(other, file, { folder, kinds, now })
  expect(one).toMatchObject({ faults: [], forgottenAgain: [], head: made!.head })
  expect(one!.forgotten.has('wangmin')).toBe(true)
  expect(JSON.stringify([await other.hvals('tx:{w}:side'), await other.hvals('tx:{w}:text')])).not.toContain('王敏')
})

test('Redis going away in the middle leaves no file behind', async () => {
  const server = await startRedis()
  onTestFinished(server.stop)
  const redis = server.redis()
  const { folder } = await scene()
  await fill(redis, 'w')
  redis.xrange = (async () => {
    throw new Error('Connection is closed.')
  }) as unknown as typeof redis.xrange
  await expect(backup(redis, { folder, now })).rejects.toThrow('closed')
  const { readdir } = await import('node:fs/promises')
  expect(await readdir(folder)).toEqual([])
})
