/** The directory, kept in this process and brought up to date by what has changed. */
import type { Redis } from 'ioredis'
import { buildDirectory } from '../../domain/buildDirectory.ts'
import type { Directory, DirectorySource } from '../../domain/directory.ts'
import type { Rec } from '../../domain/record.ts'
import type { WorkspaceData } from '../../domain/records/directory.ts'
import { defaultSettings } from '../../domain/settings.ts'
import { readStored, type Stored } from '../stored.ts'

/** Kinds that make up the directory: every change of one bumps its version. */
export const standingKinds: ReadonlySet<string> = new Set(['workspace', 'unit', 'person', 'group'])

export interface Snapshot {
  version: number
  directory: Directory
}

const chunk = 2000

/** Answers the directory at least as new as `version`, reading only what changed since the last call. */
export function createDirectoryCache(redis: Redis, prefix: string, workspace: string): (version: number) => Promise<Snapshot> {
  const records = new Map<string, Stored>()
  let snapshot: Snapshot | undefined
  let loading: Promise<Snapshot> = Promise.resolve(undefined as never)
  // Behind a lost connection there may be another server, with another past: positions count for one past only.
  let past = 0
  let readIn = 0
  for (const event of ['close', '-node']) redis.on(event, () => void (past += 1))
  const upTo = (version: number): Snapshot | undefined => (snapshot?.version === version && readIn === past ? snapshot : undefined)

  const read = async (kind: string, ids: string[]) => {
    for (let i = 0; i < ids.length; i += chunk) {
      const some = ids.slice(i, i + chunk)
      const texts = await redis.hmget(`${prefix}r:${kind}`, ...some)
      for (const [j, id] of some.entries()) {
        const text = texts[j]
        if (text) records.set(`${kind}|${id}`, readStored(kind, id, text))
      }
    }
  }
  const source = (): DirectorySource => {
    const all = [...records.values()].filter(({ record }) => !record.void).sort((a, b) => a.first - b.first)
    const of = <D>(kind: string) => all.flatMap(({ record }) => (record.kind === kind ? [record as Rec<unknown> as Rec<D>] : []))
    const settings = of<WorkspaceData>('workspace')[0]?.data ?? defaultSettings({ name: workspace, office: workspace, since: '1970-01-01' })
    return { settings, units: of('unit'), people: of('person'), groups: of('group') }
  }
  const reload = async (): Promise<Snapshot> => {
    const version = Number((await redis.hget(`${prefix}head`, 'dir')) ?? 0)
    if ((snapshot && version < snapshot.version) || readIn !== past) records.clear()
    readIn = past
    const since = records.size === 0 ? 0 : (snapshot?.version ?? 0)
    const changed = new Map<string, string[]>()
    for (const member of await redis.zrange(`${prefix}dir`, `(${since}`, '+inf', 'BYSCORE')) {
      const bar = member.indexOf('|')
      const kind = member.slice(0, bar)
      const ids = changed.get(kind) ?? []
      ids.push(member.slice(bar + 1))
      changed.set(kind, ids)
    }
    for (const [kind, ids] of changed) await read(kind, ids)
    return (snapshot = { version, directory: buildDirectory(source()) })
  }
  return async (version) => {
    const known = upTo(version)
    if (known) return known
    loading = loading.catch(() => undefined).then(async () => upTo(version) ?? reload())
    return loading
  }
}
