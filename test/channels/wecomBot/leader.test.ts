import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { standForLeader } from '../../../src/channels/wecomBot/leader.ts'
import { connectRedis } from '../../../src/redis/connect.ts'
import { calmly } from '../../support/calm.ts'
import { eventually } from '../../support/eventually.ts'
import { freshRedis } from '../../support/redis.ts'

async function scene() {
  const { redis, url } = await freshRedis()
  const said: string[] = []
  const stand = (name: string, ms = 400) => {
    const own = connectRedis(url)
    const leadership = standForLeader({ redis: own, key: 'lead', ms, gained: () => void said.push(`${name} leads`), lost: () => void said.push(`${name} lost`) })
    onTestFinished(async () => {
      await leadership.stop()
      own.disconnect()
    })
    return { ...leadership, own }
  }
  return { redis, said, stand, heard: (...expected: string[]) => eventually(() => expect(said).toEqual(expected)) }
}

test('one of many, for as long as it lives', calmly(async () => {
  const { said, stand, heard } = await scene()
  const all = ['a', 'b', 'c'].map((name) => stand(name))
  await eventually(() => expect(said).toHaveLength(1))
  await sleep(900)
  expect(said).toHaveLength(1)
  expect(all.filter((one) => one.leads())).toHaveLength(1)
  await heard(said[0] ?? '')
}))

test('stopped: another may lead at once', calmly(async () => {
  const { stand, heard } = await scene()
  const a = stand('a', 600_000)
  await heard('a leads')
  const b = stand('b', 600_000)
  await a.stop()
  expect(a.leads()).toBe(false)
  await b.look()
  await heard('a leads', 'b leads')
}))

test('gone without a word: another leads when the lease has lapsed', calmly(async () => {
  const { stand, heard } = await scene()
  const a = stand('a')
  await heard('a leads')
  const b = stand('b')
  a.own.disconnect()
  await heard('a leads', 'b leads')
  expect([a.leads(), b.leads()]).toEqual([false, true])
}))

test('lost to another: said once', calmly(async () => {
  const { redis, stand, heard } = await scene()
  const a = stand('a')
  await heard('a leads')
  await redis.set('lead', 'another', 'PX', 60_000)
  await heard('a leads', 'a lost')
  expect(a.leads()).toBe(false)
  await redis.del('lead')
  await heard('a leads', 'a lost', 'a leads')
}))

describe('giving way', () => {
  test('not where nobody would lead instead', calmly(async () => {
    const { stand, heard } = await scene()
    const a = stand('a')
    await heard('a leads')
    expect(await a.giveWay(60_000)).toBe(false)
    await sleep(300)
    expect([a.leads(), a.term()]).toEqual([true, 1])
    await heard('a leads')
  }))

  test('to a standby, which keeps it as long as it lives; then whoever rests leads again rather than nobody', calmly(async () => {
    const { stand, heard } = await scene()
    const a = stand('a')
    await heard('a leads')
    const b = stand('b')
    await eventually(async () => expect(await a.giveWay(60_000)).toBe(true))
    expect(a.leads()).toBe(false)
    await heard('a leads', 'a lost', 'b leads')
    await sleep(600)
    await heard('a leads', 'a lost', 'b leads')
    expect(await b.giveWay(60_000)).toBe(false)
    await b.stop()
    await heard('a leads', 'a lost', 'b leads', 'a leads')
  }))

  test('who has rested may be given way to', calmly(async () => {
    const { stand, heard } = await scene()
    const a = stand('a')
    await heard('a leads')
    const b = stand('b')
    await eventually(async () => expect(await a.giveWay(300)).toBe(true))
    await heard('a leads', 'a lost', 'b leads')
    await eventually(async () => expect(await b.giveWay(300)).toBe(true))
    await heard('a leads', 'a lost', 'b leads', 'b lost', 'a leads')
  }))

  test('nothing is given up that is another’s already', calmly(async () => {
    const { redis, stand, heard } = await scene()
    const a = stand('a')
    await heard('a leads')
    stand('b')
    await redis.set('lead', 'another', 'PX', 60_000)
    expect(await a.giveWay(60_000)).toBe(false)
    expect(await redis.get('lead')).toBe('another')
  }))
})

test('lapsed and taken anew: another may have led meanwhile', calmly(async () => {
  const { redis, stand, heard } = await scene()
  const a = stand('a')
  await heard('a leads')
  expect(a.term()).toBe(1)
  await redis.del('lead')
  await heard('a leads', 'a leads')
  expect(a.term()).toBe(2)
}))
