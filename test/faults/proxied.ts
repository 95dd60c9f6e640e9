import { onTestFinished } from 'vitest'
import type { Redis } from 'ioredis'
import { connectRedis } from '../../src/redis/connect.ts'
import { startRedis } from '../support/redis.ts'
import { startProxy, type Proxy } from './proxy.ts'

/** A Redis of its own behind a proxy, with a connection to it and `a` set to 1; gone when the test ends. */
export async function startProxied(): Promise<{ proxy: Proxy; redis: Redis }> {
  const server = await startRedis()
  const proxy = await startProxy(server.socket)
  const redis = connectRedis(`redis://127.0.0.1:${proxy.port}`)
  onTestFinished(async () => {
    redis.disconnect()
    await proxy.stop()
    await server.stop()
  })
  await redis.set('a', '1')
  return { proxy, redis }
}
