/** Which workspaces there are in a Redis. */
import type { Redis } from 'ioredis'
import { keysBeginning } from './scan.ts'

/** Key of a set: the workspaces that were set up, whether or not this process serves them. */
export const setUpKey = 'tx:workspaces'

/** Every workspace that keeps anything, be it a message that waits, in order of name. What is kept for all together stands under `{~…}`, which is no name. */
export async function workspacesIn(redis: Redis): Promise<string[]> {
  const names = new Set<string>()
  for await (const keys of keysBeginning(redis, 'tx:{')) {
    for (const key of keys) {
      const name = /^tx:\{([^}~][^}]*)\}:(?!hold:)/.exec(key)?.[1]
      if (name !== undefined) names.add(name)
    }
  }
  return [...names].sort()
}
