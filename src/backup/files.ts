/** Where the ledger's files outside Redis lie. */
import type { Redis } from 'ioredis'
import { keepOutside, type Outside } from '../ledger/chain/outside.ts'
import { noteForgotten } from './forgotten.ts'
import { createSealedReader, sealedFolder } from './sealedYears.ts'

/**
 * Lets the ledgers of this connection read sealed years in the folders of backups (looked through in this order), and keep the list of
 * the forgotten in the first. `onError` is told when the list cannot be written; it is tried again with the next purge.
 */
export function keepFiles(redis: Redis, folders: readonly [string, ...string[]], key: string | undefined, onError?: (error: Error) => void): Outside {
  const outside: Outside = {
    sealed: createSealedReader(folders.map(sealedFolder), key),
    async noteForgotten(workspace, person, at) {
      try {
        await noteForgotten(folders[0], [{ workspace, person, at }])
      } catch (error) {
        onError?.(error instanceof Error ? error : new Error(String(error)))
        throw error
      }
    },
  }
  keepOutside(redis, outside)
  return outside
}
