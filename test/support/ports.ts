import { once } from 'node:events'
import { createServer } from 'node:net'

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  const free = await once(server, 'listening').then(() => true, () => false)
  if (free) await new Promise((done) => server.close(done))
  return free
}

/**
 * Free ports of loopback whose cluster bus, 10000 above, is free too. Each of vitest's workers has its own range: what is free is not taken at once.
 * All lie below what the system gives to connections on their way out, and to whoever asks for any port (32768).
 */
export async function freePorts(count: number): Promise<number[]> {
  const range = 1000
  const first = 12_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 10) * range
  const found: number[] = []
  while (found.length < count) {
    const port = first + Math.floor(Math.random() * range)
    if (!found.includes(port) && (await isFree(port)) && (await isFree(port + 10_000))) found.push(port)
  }
  return found
}

/** One such port. */
export const freePort = async (): Promise<number> => (await freePorts(1))[0] ?? 0
