/** The ledger's Lua scripts as typed calls. */
import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'

type Script = (prefix: string, ...args: unknown[]) => Promise<unknown>

export interface Scripts {
  /** The arguments as one list: a large commit has more than a call can take. */
  commit(prefix: string, args: (string | number)[]): Promise<[outcome: string, detail?: string, numbers?: string[], ends?: [from: string, to: string, dir: string, rebuilt: string, seq: string], more?: number, granted?: string[], firsts?: number[]]>
  take(prefix: string, ...args: (string | number)[]): Promise<number>
  mark(prefix: string, ...args: string[]): Promise<number>
  /** The kind's label (see labelOf), then name, score and id of each place. */
  place(prefix: string, args: (string | number)[]): Promise<unknown>
  /** The same; answers the scores found. */
  find(prefix: string, args: (string | number)[]): Promise<(string | null)[]>
  /** Answers the partition's version, what was asked, and 1 where all came instead. */
  range(prefix: string, name: string, ...args: (string | number)[]): Promise<unknown>
}

/** What a script is called on a connection that has loaded it; `hear` is asked for by this name. */
export const nameOf = (script: string): string => `ledger:${script}`

/** The text of some files put together: what a script needs stands before it. */
const read = (...files: string[]): string => files.map((file) => readFileSync(new URL(`./${file}.lua`, import.meta.url), 'utf8')).join('')
const hold = 'boxes/hold'
const pages = 'indexes/pages'
const sources = Object.entries({
  hear: read(hold, 'boxes/hear'), take: read(hold, 'boxes/take'), mark: read('boxes/mark'),
  commit: read(hold, pages, 'commit/commit'),
  place: read(pages, 'indexes/place'), find: read(pages, 'indexes/find'), range: read(pages, 'indexes/range'),
})

/** Makes the scripts known to a connection; Redis gets each text once and is then called by its digest. */
export function loadScripts(redis: Redis): Scripts {
  const scripts = sources.map(([name, lua]) => {
    const command = nameOf(name)
    redis.defineCommand(command, { numberOfKeys: 1, lua })
    const call = (redis as unknown as Record<string, Script>)[command] as Script
    return [name, call.bind(redis)]
  })
  return Object.fromEntries(scripts) as unknown as Scripts
}
