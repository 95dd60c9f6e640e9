import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { connectRedis } from '../../src/redis/connect.ts'
import { eventually } from '../support/eventually.ts'

/** A connection to somebody who answers its greeting and nothing else, and what was asked there, write by write. */
async function unanswered(retryStrategy: () => number | null = () => null) {
  const arrived: string[] = []
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {}).on('data', (data) => {
      const asked = data.toString()
      if (asked.includes('key')) arrived.push(asked)
      else socket.write('+OK\r\n'.repeat(asked.match(/^\*/gm)?.length ?? 1))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const redis = connectRedis(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`, { redis: { enableReadyCheck: false, retryStrategy } })
  onTestFinished(() => {
    redis.disconnect()
    server.close()
  })
  await once(redis, 'ready')
  return { redis, arrived }
}
const keysIn = (text: string) => text.match(/key\d/g)

test('what is asked in one turn goes out in one write', async () => {
  const { redis, arrived } = await unanswered()
  for (const key of ['key1', 'key2', 'key3']) void redis.get(key).catch(() => {})
  await eventually(() => expect(arrived.map(keysIn)).toEqual([['key1', 'key2', 'key3']]))
})

test('what promises ask that the same callback has kept goes out with it', async () => {
  const { redis, arrived } = await unanswered()
  void redis.get('key1').catch(() => {})
  await Promise.resolve()
  await Promise.resolve()
  void redis.get('key2').catch(() => {})
  await eventually(() => expect(arrived.map(keysIn)).toEqual([['key1', 'key2']]))
})

test('what is asked goes out before anything else of the same turn is done', async () => {
  const { redis } = await unanswered()
  const waiting = new Promise<number>((resolve) => setImmediate(() => resolve(redis.stream.writableCorked)))
  void redis.get('key1').catch(() => {})
  expect(redis.stream.writableCorked).toBe(1)
  expect(await waiting).toBe(0)
})

test('the next turn does not wait for answers to the one before', async () => {
  const { redis, arrived } = await unanswered()
  void redis.get('key1').catch(() => {})
  await turn()
  await turn()
  void redis.get('key2').catch(() => {})
  await eventually(() => expect(keysIn(arrived.join(''))).toEqual(['key1', 'key2']))
})

test('what had not gone out, or was not answered, when the connection broke goes out once over the next', async () => {
  const { redis, arrived } = await unanswered(() => 1)
  void redis.get('key1').catch(() => {})
  await eventually(() => expect(arrived).toHaveLength(1))
  void redis.get('key2').catch(() => {})
  redis.stream.destroy()
  await turn()
  void redis.get('key3').catch(() => {})
  await eventually(() => expect(keysIn(arrived.join(''))).toEqual(['key1', 'key1', 'key2', 'key3']))
})
