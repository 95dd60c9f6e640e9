/** What goes wrong with connections and beside them, for the log: a Redis that is away makes every connection complain several times a second. */
import type { Log } from '../bot/log.ts'
import { minute } from '../domain/time.ts'
import { saidBy, troubleOf } from '../redis/trouble.ts'

/** Different complaints that are remembered at most. */
const most = 200

/** Told of an error and what it is about; the same one is logged once in a minute, with how often it came meanwhile. `clock` counts ms. */
export function createComplaints(log: Log, clock: () => number = () => performance.now()): (error: Error, what?: string) => void {
  const known = new Map<string, { at: number; times: number }>()
  return (error, what = 'redis') => {
    const said = saidBy(error)
    // Of jobs, addresses and scripts that are told apart by their number alone one is enough.
    const key = `${what}|${said.replaceAll(/[0-9a-f]*\d[0-9a-f]*/g, '#')}`
    const before = known.get(key)
    if (before && clock() - before.at < minute) {
      before.times++
      return
    }
    if (known.size >= most) known.clear()
    known.set(key, { at: clock(), times: 0 })
    log.error({ what, error: said, ...(before && before.times > 0 ? { times: before.times + 1 } : {}) }, troubleOf(error) ?? 'a connection or a job failed')
  }
}
