import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { passes } from '../../src/bot/fault.ts'
import { SayToUser, TryAgain } from '../../src/domain/errors.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { startRedis } from '../support/redis.ts'

test('a connection that breaks in the middle of an answer is no mistake in the program: the message is tried again', async () => {
  const { socket, stop } = await startRedis()
  let tear = false
  const relay = createServer((near) => {
    const far = connect(socket)
    near.pipe(far)
    far.on('data', (chunk) => (tear ? near.end(chunk.subarray(0, 5)) : near.write(chunk)))
    for (const one of [near, far]) one.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const redis = connectRedis(`redis://127.0.0.1:${(relay.address() as AddressInfo).port}`)
  onTestFinished(async () => {
    redis.disconnect()
    relay.close()
    await stop()
  })
  await redis.set('a', '1')
  tear = true
  const [whole, torn] = (await redis.pipeline().set('b', '2').get('a').exec()) ?? []
  expect(whole).toEqual([null, 'OK'])
  expect(passes(torn?.[0])).toBe(true)
})

test.each<[Error, boolean]>([
  [new TryAgain('later'), true],
  [new Error('Connection is closed.'), true],
  [new Error('connect ECONNREFUSED 127.0.0.1:6379'), true],
  [new TypeError('x is not a function'), false],
  [new RangeError('Maximum call stack size exceeded'), false],
  [new SayToUser('没有权限'), false],
])('%s', (error, passing) => {
  expect(passes(error)).toBe(passing)
})
