import { expect, onTestFinished, test } from 'vitest'
import { createRelay, type RelayOptions } from '../../../src/channels/wecomBot/relay.ts'
import { patience } from '../../support/eventually.ts'
import { freshRedis } from '../../support/redis.ts'

test('nothing is asked before the answer can be heard, as after the start of a process', async () => {
  const { redis } = await freshRedis()
  const prefix = `relay:${redis.options.db}:`
  const asked: string[] = []
  const open = (options: Partial<RelayOptions>) => {
    const relay = createRelay({ redis, prefix, leads: () => false, steppedDown: () => {}, handle: async ({ key }) => (asked.push(key), { errcode: 0 }), ...options })
    onTestFinished(() => relay.stop())
    return relay
  }
  let listen = () => {}
  const late = new Promise<void>((resolve) => (listen = resolve))
  const slow = Object.assign(Object.create(redis) as typeof redis, {
    duplicate() {
      const ears = redis.duplicate()
      const subscribe = ears.subscribe.bind(ears)
      ears.subscribe = async (...names: unknown[]) => late.then(() => subscribe(...(names as string[])))
      return ears
    },
  })
  const leader = open({ leads: () => true })
  const outcome = open({ redis: slow, patience }).ask({ key: 'k', chatid: 'c', chat_type: 1, body: {} }).catch((error: Error) => error.message)
  // Time enough to ask, and to be answered in vain.
  for (let i = 0; i < 20; i++) {
    await leader.serve()
    await new Promise((done) => setTimeout(done, 5))
  }
  expect(asked).toEqual([])
  listen()
  await expect.poll(async () => (await leader.serve(), asked)).toEqual(['k'])
  expect(await outcome).toEqual({ errcode: 0 })
})
