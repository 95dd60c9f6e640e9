import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { create, defineKind } from '../../src/domain/record.ts'
import { instant } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { View } from '../../src/ledger/types.ts'
import { freshRedis, startRedis } from '../support/redis.ts'
import { callsOf, commitAs, heard, kinds, memo, newMemo, now } from './sample.ts'

const mine = '浙江省/宁波市/鄞州区/中河街道'
const day = (n: number) => instant('2026-11-01') + n * 86_400_000

/** A unit with five records of its own among `others` of others. */
async function filled(others: number) {
  const server = await startRedis()
  onTestFinished(server.stop)
  const redis = server.redis()
  const ledger = openLedger(redis, { workspace: 'test', kinds })
  const theirs = Array.from({ length: others }, (_, i) => newMemo(`别 ${i}`, { unit: `浙江省/杭州市/街道${i % 40}`, on: day(i % 30) }))
  await commitAs(ledger, { changes: [...theirs, ...[1, 2, 3, 4, 5].map((n) => newMemo(`我 ${n}`, { unit: mine, on: day(n) }))] })
  await ledger.view()
  await redis.config('RESETSTAT')
  return { ledger, redis }
}

const readUnit = async (view: View) => {
  expect(await view.list(memo, 'tree', mine, { from: day(2), to: day(4) })).toHaveLength(3)
  expect(await view.count(memo, 'tree', mine)).toBe(5)
  await view.get(memo, '便条-2026-001')
}

test('reading a unit\'s records asks the same few questions however large the ledger is', async () => {
  const asked = []
  for (const others of [10, 2000]) {
    const { ledger, redis } = await filled(others)
    await readUnit(await ledger.view())
    asked.push(await callsOf(redis))
  }
  expect(asked[0]).toEqual({ hmget: 3, eval: 1, hget: 1, zrange: 1 })
  expect(asked[1]).toEqual(asked[0])
})

test('handling a message reads and writes the same few keys however large the ledger is', async () => {
  const asked = []
  for (const others of [10, 2000]) {
    const { ledger, redis } = await filled(others)
    const message = heard('1')
    await ledger.hear(message, now)
    const view = await ledger.view()
    await commitAs(ledger, { view, cause: { inbox: message }, changes: [newMemo('新', { unit: mine })], notices: [{ to: message.chat, text: '好', sort: 'answer' }], text: message.text })
    asked.push(await callsOf(redis))
  }
  // The one partition that is kept in pages is asked for the page.
  const { zrevrangebylex = 0, ...rest } = asked[1] ?? {}
  expect(rest).toEqual(asked[0])
  expect(zrevrangebylex).toBe(1)
})

test('a commit may change more partitions than one call of Redis takes', async () => {
  const { redis } = await freshRedis()
  const many = defineKind<object>({ kind: 'many', label: '多', schema: z.object({}), indexes: { all: () => Array.from({ length: 4_100 }, (_, i) => ({ in: String(i), at: i })) } })
  const ledger = openLedger(redis, { workspace: 'test', kinds: [many] })
  await commitAs(ledger, { changes: [create(many, { unit: mine, data: {}, now })] })
  expect(await redis.hlen('tx:{test}:versions')).toBe(4_100)
  expect(await (await ledger.view()).list(many, 'all', '4099')).toHaveLength(1)
})

test('the same question asked twice of one view goes to Redis once', async () => {
  const { ledger, redis } = await filled(1)
  const view = await ledger.view()
  const first = await view.list(memo, 'tree', mine)
  expect(await view.list(memo, 'tree', mine)).toEqual(first)
  expect(await view.get(memo, '便条-2026-001')).toBe(await view.get(memo, '便条-2026-001'))
  expect(await callsOf(redis)).toEqual({ eval: 1, zrange: 1, hget: 1, hmget: 3 })
})
