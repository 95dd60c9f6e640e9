import { expect, test } from 'vitest'
import { UnfitRedis } from '../../src/redis/check.ts'
import { reachRedis } from '../../src/redis/reach.ts'
import { freePort } from '../support/ports.ts'
import { freshRedis, startRedis } from '../support/redis.ts'

test('one that answers is connected to', async () => {
  const { url, redis } = await freshRedis()
  await redis.set('here', '1')
  const reached = await reachRedis(url)
  expect(await reached.get('here')).toBe('1')
  reached.disconnect()
})

test('nobody there: words, and why, after a while', async () => {
  const error = await reachRedis('unix:///tmp/tuanxun-nobody.sock', 100).then(() => undefined, (caught: unknown) => caught)
  expect(error).toBeInstanceOf(UnfitRedis)
  expect(String(error)).toMatch(/连不上 Redis.*\nconnect ENOENT/s)
})

test('whoever is not let in is told at once, without what was tried', async () => {
  const port = String(await freePort())
  const server = await startRedis({ port })
  await server.redis().config('SET', 'requirepass', 'right')
  await expect(reachRedis(`redis://:geheim@127.0.0.1:${port}`, 60_000).finally(server.stop)).rejects.toThrow(/不认用户名或口令(?!.*geheim)/s)
})
