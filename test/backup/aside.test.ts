/** Notices that waited when a backup was made are not sent by a restore unless somebody says so. */
import { describe, expect, test } from 'vitest'
import type { Redis } from 'ioredis'
import { keptAside, settleAside } from '../../src/backup/aside.ts'
import { backup } from '../../src/backup/backup.ts'
import { restore } from '../../src/backup/restore.ts'
import { silentLog } from '../../src/bot/log.ts'
import { createVirtualBot } from '../../src/bot/virtual.ts'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator } from '../../src/channels/simulator/simulator.ts'
import { kinds as allKinds } from '../../src/domain/records/index.ts'
import { soleLease } from '../../src/ledger/lease.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { loadParts } from '../../src/parts.ts'
import { startQuietBot } from '../support/quiet.ts'
import { freshRedis } from '../support/redis.ts'
import { commitAs, now } from '../ledger/sample.ts'
import { freshFolder } from './files.ts'
import { fill, open, scene } from './scene.ts'

const texts = async (redis: Redis) => (await keptAside(redis, 'w')).map(({ text }) => text)

describe('what waited in the outboxes', () => {
  test('is kept back among the failures, where it is seen, and nothing of it is in an outbox', async () => {
    const { redis, roundTrip } = await scene()
    await fill(redis, 'w')
    const { redis: other, workspaces: [one] } = await roundTrip({ sendWaiting: false })
    const ledger = open(other, 'w')
    expect(await ledger.outbox.chats()).toEqual([])
    expect(await other.keys('tx:{w}:out*')).toEqual([])
    expect(await texts(other)).toEqual(['已记录二'])
    expect(await ledger.failed.list(9)).toContainEqual(expect.objectContaining({ what: 'notice', error: expect.stringContaining('--waiting list') }))
    expect(one).toMatchObject({ faults: [], waiting: { notices: 1 } })
    // What was given up before is another matter.
    expect(await ledger.failed.count()).toBe((await open(redis, 'w').failed.count()) + 1)
  })

  test('is sent in its order behind what waits by then, each once', async () => {
    const { redis, roundTrip } = await scene()
    const ledger = open(redis, 'w')
    const say = (on: typeof ledger, ...said: string[]) => commitAs(on, { notices: said.map((text) => ({ to: 'g:中河', text, sort: 'notice' as const })) })
    await say(ledger, ...Array.from({ length: 12 }, (_, i) => `话${i + 1}`))
    const first = await ledger.outbox.head('g:中河')
    if (first) await ledger.outbox.failedTry(first, now)
    const { redis: other } = await roundTrip({ sendWaiting: false })
    const restored = open(other, 'w')
    await say(restored, '新')
    expect(await settleAside(other, 'w', 'send')).toBe(12)
    const sent: string[] = []
    for (let head = await restored.outbox.head('g:中河'); head; head = await restored.outbox.head('g:中河')) {
      expect([head.tries, head.triedAt]).toEqual([0, undefined])
      sent.push(head.text)
      await restored.outbox.sent(head, { channel: 'simulator', at: now })
    }
    expect(sent).toEqual(['新', ...Array.from({ length: 12 }, (_, i) => `话${i + 1}`)])
    expect([await settleAside(other, 'w', 'send'), await restored.failed.count()]).toEqual([0, 0])
  })

  test('goes on with the piece at which it stood', async () => {
    const { redis, roundTrip } = await scene()
    await fill(redis, 'w')
    const ledger = open(redis, 'w')
    await ledger.outbox.pieceSent((await ledger.outbox.head('g:中河'))!, { channel: 'simulator', sent: 2 })
    const { redis: other } = await roundTrip({ sendWaiting: false })
    await settleAside(other, 'w', 'send')
    expect(await open(other, 'w').outbox.head('g:中河')).toMatchObject({ text: '已记录二', pieces: { channel: 'simulator', sent: 2 } })
  })

  test('is dropped, and only that, when somebody says so', async () => {
    const { redis, roundTrip } = await scene()
    await fill(redis, 'w')
    const { redis: other } = await roundTrip({ sendWaiting: false })
    expect(await settleAside(other, 'w', 'drop')).toBe(1)
    const ledger = open(other, 'w')
    expect([await texts(other), await ledger.outbox.chats(), await ledger.failed.count()]).toEqual([[], [], await open(redis, 'w').failed.count()])
  })

  test('to somebody who was forgotten is not kept', async () => {
    const { redis, roundTrip } = await scene()
    await fill(redis, 'w')
    await commitAs(open(redis, 'w'), { notices: [{ to: 'p:wangmin', text: '只对您说', sort: 'notice' }] })
    const { redis: other } = await roundTrip({ sendWaiting: false })
    expect(await texts(other)).toContain('只对您说')
    await commitAs(open(other, 'w'), { forget: { person: 'wangmin' } })
    expect(await texts(other)).toEqual(['已记录二'])
    expect(JSON.stringify(await other.hvals('tx:{w}:failures'))).not.toContain('只对您说')
  })
})

test('drill: what the first service sent after the backup, the restored one does not say again until it is told to', async () => {
  const group = '中河街道工作群'
  const bot = await startQuietBot('2026-11-18 09:00')
  await bot.ledger.commit({
    cause: { key: 'k', day: '2026-11-18' }, view: await bot.ledger.view(), now: bot.now(), by: 'clock', changes: [],
    notices: [{ to: `g:${group}`, text: '例会改在三点', sort: 'notice' }],
  })
  const folder = await freshFolder()
  const { file } = await backup(bot.redis, { folder, now: bot.now() })
  const last = async (redis: Redis) => (await createChatLog(redis, 'test-pilot').list(`g:${group}`, 0)).map(({ text }) => text)
  await bot.restart('2026-11-18 09:01')
  await bot.say('wangmin', group, '/帮助 活动', '2026-11-18 09:02')
  expect(await last(bot.redis)).toContain('例会改在三点')

  const { redis: other } = await freshRedis()
  await restore(other, file, { folder, kinds: allKinds, now: bot.now() })
  const channels = [createSimulator(createChatLog(other, 'test-pilot'), async () => '团讯')]
  const again = await createVirtualBot({ ...(await loadParts()), ledger: openLedger(other, { workspace: 'test-pilot', kinds: allKinds }), lease: soleLease, channels, log: silentLog }, bot.now())
  const talk = (id: string) => again.say({ channel: 'simulator', id, group, sender: 'wangmin', text: '/帮助 活动', at: bot.now() })
  await talk('a')
  expect((await last(other)).length).toBeGreaterThan(0)
  expect(await last(other)).not.toContain('例会改在三点')
  expect(await settleAside(other, 'test-pilot', 'send')).toBe(1)
  await talk('b')
  await talk('c')
  expect((await last(other)).filter((text) => text === '例会改在三点')).toHaveLength(1)
})
