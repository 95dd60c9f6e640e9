import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { freePort } from './support/ports.ts'
import { startRedis } from './support/redis.ts'

test('a wrong password ends it for good, with words, without a stack and without the password', async () => {
  const port = String(await freePort())
  const server = await startRedis({ port })
  await server.redis().config('SET', 'requirepass', 'right')
  const env = { ...process.env, PORT: '0', REDIS_URL: `redis://:geheim123@127.0.0.1:${port}` }
  const child = spawn(process.execPath, ['scripts/program.mjs', 'src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const [code] = (await once(child, 'close').finally(server.stop)) as unknown[]
  expect(said).toContain('Redis 不认用户名或口令')
  expect(said).not.toMatch(/geheim123|\n {4}at /)
  expect(code).toBe(78)
})
