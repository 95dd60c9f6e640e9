import type { TestProject } from 'vitest/node'
import { findProgram } from '../../scripts/lib/find.mjs'
import { startThrowAwayRedis } from '../../scripts/lib/throw-away-redis.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    redisUrl: string
  }
}

/** vitest's global set-up: one redis-server for the whole run, ended with it. */
export default async function redisOfRun(project: TestProject): Promise<() => Promise<void>> {
  const program = findProgram('redis-server')
  if (program === undefined) throw new Error('redis-server is missing: npm test installs it')
  const server = await startThrowAwayRedis({ program, settings: { databases: '4001' } })
  project.provide('redisUrl', server.url)
  return server.stop
}
