/** Which backups are still wanted. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { day, instant } from '../domain/time.ts'
import { unfinished } from './blocks.ts'

/** When a backup of this name was made (ms); undefined for any other file. */
export function madeAt(name: string): number | undefined {
  const [, y, mo, d, h, mi, s] = /^tuanxun-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})\.ndjson\.gz(?:\.enc)?$/.exec(name) ?? []
  return y === undefined ? undefined : instant(`${y}-${mo}-${d}`, `${h}:${mi}`) + Number(s) * 1000
}

/**
 * Deletes backups older than so many days, the newest one never, and what was left unfinished a day ago. Other files, sealed years and the
 * list of the forgotten stay. To be called after a backup went well. Answers the names deleted.
 */
export async function dropOld(folder: string, { days, now }: { days: number; now: number }): Promise<string[]> {
  const names = await readdir(folder)
  const made = names.flatMap((name) => {
    const at = madeAt(name)
    return at === undefined ? [] : [{ name, at }]
  }).sort((a, b) => a.at - b.at)
  const aged = made.slice(0, -1).filter(({ at }) => at < now - days * day).map(({ name }) => name)
  for (const name of names.filter((one) => one.startsWith('tuanxun-') && one.includes(unfinished))) {
    if ((await stat(join(folder, name))).mtimeMs < now - day) aged.push(name)
  }
  for (const name of aged) await rm(join(folder, name), { force: true })
  return aged.sort()
}
