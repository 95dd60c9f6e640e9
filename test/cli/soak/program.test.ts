import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { soakProgram } from '../../../src/cli/soakProgram.ts'
import { freshRedis } from '../../support/redis.ts'

/** Runs the program to its end. */
async function soak(url: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, ['scripts/program.mjs', 'src/cli/soak.ts', ...args], { env: { ...process.env, REDIS_URL: url }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const [code] = (await once(child, 'close')) as unknown[]
  return { code, said }
}

test('the whole product goes through some weeks: all is recorded, forms and messages are gone at their end', async () => {
  const { url, redis } = await freshRedis()
  const { code, said } = await soak(url, '--streets', '3', '--weeks', '4')
  expect(said).toMatch(/ week +entries .*queue\n[^]*\n +2 +\d+ [^]*\n +4 +\d+ .*\n[^]*ids: unknown\n/)
  expect(code).toBe(0)
  expect(await redis.exists('tx:{soak}:in', 'tx:{soak}:out')).toBe(0)
  // An activity and a report of each street a week.
  expect(await redis.hlen('tx:{soak}:r:activity')).toBe(12)
  expect(await redis.hlen('tx:{soak}:r:weeklyReport')).toBeGreaterThanOrEqual(9)
  const surroundings = { args: ['--weeks', '1'], env: { REDIS_URL: url }, stdin: (async function* () {})(), print: () => undefined }
  await expect(soakProgram(surroundings)).rejects.toThrow('只能用空的 Redis')
})
