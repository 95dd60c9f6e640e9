/** Which workspaces a process serves, and what is loaded into each at start. */
import { basename, resolve } from 'node:path'
import type { Redis } from 'ioredis'
import type { Config } from './config.ts'
import { kinds } from './domain/records/index.ts'
import { prefixOf } from './ledger/keys.ts'
import type { Ledger } from './ledger/types.ts'
import { bringUpToDate } from './ledger/upToDate.ts'
import { setUpKey } from './ledger/workspaces.ts'
import { readSetupFile } from './setup/file.ts'
import { isLoaded, loadSetup } from './setup/load.ts'
import { SetupProblems, type Setup } from './setup/setup.ts'

const samplePilot = new URL('../pilot.example.yaml', import.meta.url).pathname

/** What is served where nothing has been set up. */
const placeholder = 'tuanxun'

/** Every workspace there is, by name; the placeholder only while it is used or alone. */
async function allWorkspaces(redis: Redis): Promise<string[]> {
  const known = (await redis.smembers(setUpKey)).sort()
  const others = known.filter((workspace) => workspace !== placeholder)
  const used = Number(await redis.hget(`${prefixOf(placeholder)}head`, 'seq')) > 0
  return used || others.length === 0 ? known : others
}

/** The workspace that a program works on when no file names it: the configured one, else the only one there is. */
export async function knownWorkspace(redis: Redis, configured: string | undefined): Promise<string | undefined> {
  const known = configured === undefined ? await allWorkspaces(redis) : configured.split(',').map((name) => name.trim())
  return known.length === 1 ? known[0] : undefined
}

/** Answers whether it was not known before. */
export const rememberWorkspace = async (redis: Redis, workspace: string): Promise<boolean> => (await redis.sadd(setUpKey, workspace)) === 1

/** A workspace that is served, with its ledger open. */
export interface Served {
  workspace: string
  ledger: Ledger
}

export interface OpenOptions {
  redis: Redis
  config: Pick<Config, 'setups' | 'workspaces' | 'tryout'>
  open(workspace: string): Ledger
  now(): number
  say(line: string): void
}

/** The files of SETUP by workspace. Throws SetupProblems when two are for the same one: each would undo the other at every start. */
async function readSetups(paths: readonly string[]): Promise<Map<string, { setup: Setup; name: string }>> {
  const setups = new Map<string, { setup: Setup; name: string }>()
  for (const path of paths) {
    const setup = await readSetupFile(resolve(path))
    const other = setups.get(setup.workspace)
    if (other) throw new SetupProblems([`${basename(path)}：和 ${other.name} 都是试点 ${setup.workspace}，一个试点请只写一个文件`])
    setups.set(setup.workspace, { setup, name: basename(path) })
  }
  return setups
}

/**
 * Opens the workspaces to serve, the one that takes what is nobody's first: those of WORKSPACE and SETUP in their order, else all there are.
 * Loads what is to be loaded: the files named by SETUP when they are new or have changed (a restart must not undo what was changed by
 * commands since), the sample pilot only in try-out mode and where there is nothing. Throws SetupProblems.
 */
export async function openWorkspaces({ redis, config, open, now, say }: OpenOptions): Promise<[Served, ...Served[]]> {
  const setups = await readSetups(config.setups)
  const named = [...new Set([...config.workspaces, ...setups.keys()])]
  const known = named.length > 0 ? named : await allWorkspaces(redis)
  if (known.length === 0 && config.tryout) {
    const setup = await readSetupFile(samplePilot)
    setups.set(setup.workspace, { setup, name: '示例试点' })
    known.push(setup.workspace)
  }
  const [first = placeholder, ...more] = known
  const serve = async (workspace: string): Promise<Served> => {
    await bringUpToDate(redis, { workspace, kinds })
    const ledger = open(workspace)
    const given = setups.get(workspace)
    if (given && !(await isLoaded(ledger, given.setup))) {
      const { added, changed } = await loadSetup(ledger, given.setup, now())
      const count = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0)
      if (count(added) + count(changed) > 0) say(`已载入${given.name}：新增${count(added)}项，更新${count(changed)}项`)
    }
    await rememberWorkspace(redis, workspace)
    return { workspace, ledger }
  }
  const served: [Served, ...Served[]] = [await serve(first)]
  for (const workspace of more) served.push(await serve(workspace))
  return served
}
