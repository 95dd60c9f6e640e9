/** Which workspace a process serves, and what is loaded into it at start. */
import { basename, resolve } from 'node:path'
import type { Redis } from 'ioredis'
import type { Config } from './config.ts'
import { kinds } from './domain/records/index.ts'
import type { Ledger } from './ledger/types.ts'
import { bringUpToDate } from './ledger/upToDate.ts'
import { readSetupFile } from './setup/file.ts'
import { isLoaded, loadSetup } from './setup/load.ts'

/** Names of the workspaces in this Redis. */
const workspacesKey = 'tx:workspaces'
const samplePilot = new URL('../pilot.example.yaml', import.meta.url).pathname

/** The workspace to serve when no file names it: the configured one, else the only one there is. */
export async function knownWorkspace(redis: Redis, configured: string | undefined): Promise<string | undefined> {
  if (configured !== undefined) return configured
  const known = await redis.smembers(workspacesKey)
  return known.length === 1 ? known[0] : undefined
}

export const rememberWorkspace = (redis: Redis, workspace: string) => redis.sadd(workspacesKey, workspace)

/**
 * Opens the workspace and loads what is to be loaded: the file named by SETUP when it is new or has changed
 * (a restart must not undo what was changed by commands since),
 * the sample pilot only in try-out mode and into an empty workspace.
 */
export async function openWorkspace({ redis, config, open, now, say }: {
  redis: Redis
  config: Config
  open(workspace: string): Ledger
  now(): number
  say(line: string): void
}): Promise<{ workspace: string; ledger: Ledger }> {
  const named = config.setup === undefined ? undefined : await readSetupFile(resolve(config.setup))
  const known = named?.workspace ?? (await knownWorkspace(redis, config.workspace))
  const sample = known === undefined && config.tryout ? await readSetupFile(samplePilot) : undefined
  const setup = named ?? sample
  const workspace = known ?? sample?.workspace ?? 'tuanxun'
  await bringUpToDate(redis, { workspace, kinds })
  const ledger = open(workspace)
  if (setup && !(await isLoaded(ledger, setup))) {
    const { added, changed } = await loadSetup(ledger, setup, now())
    const count = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0)
    if (count(added) + count(changed) > 0) say(`已载入${named ? basename(config.setup ?? '') : '示例试点'}：新增${count(added)}项，更新${count(changed)}项`)
  }
  await rememberWorkspace(redis, workspace)
  return { workspace, ledger }
}
