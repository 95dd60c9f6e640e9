/** The list of who was forgotten, kept beside backups: a backup made before must not bring anybody back. Ids and times only. */
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Unusable } from './unusable.ts'

const shape = z.object({ workspace: z.string(), person: z.string(), at: z.number() })

/** A person's wish to be forgotten, and when it was filed (ms). */
export type Forgotten = z.infer<typeof shape>

/** Name of the list in the folder of backups. */
export const forgottenFile = 'forgotten.ndjson'

/** Undefined for what is no line of the list. */
function readLine(line: string): Forgotten | undefined {
  try {
    return shape.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}

/** Everybody on the list; undefined when there is none. A last line cut short by a crash is passed over. Throws Unusable for a damaged one. */
export async function readForgotten(folder: string): Promise<Forgotten[] | undefined> {
  const text = await readFile(join(folder, forgottenFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text?.split('\n').flatMap((line, i, { length }) => {
    const read = readLine(line)
    if (read) return [read]
    if (line === '' || i === length - 1) return []
    throw new Unusable(`${forgottenFile} 第 ${i + 1} 行读不懂，请先改正：它决定谁的个人信息不能恢复`)
  })
}

const same = (a: Forgotten, b: Forgotten): boolean => a.workspace === b.workspace && a.person === b.person && a.at === b.at

/** Puts people on the list who are not there yet; on disk when this is done. */
export async function noteForgotten(folder: string, people: readonly Forgotten[]): Promise<void> {
  const known = (await readForgotten(folder)) ?? []
  const fresh = people.filter((one, i) => !known.some((other) => same(one, other)) && people.findIndex((other) => same(one, other)) === i)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(join(folder, forgottenFile), 'a+', 0o600)
  try {
    const there = await file.readFile()
    const end = there.lastIndexOf('\n') + 1
    const last = there.subarray(end).toString()
    // A line cut short by a crash was a wish that is still one: it is written anew. Left there, it would make the list unreadable.
    if (last !== '' && !readLine(last)) await file.truncate(end)
    const lines = fresh.map(({ workspace, person, at }) => `${JSON.stringify({ workspace, person, at })}\n`)
    if (lines.length > 0) await file.appendFile((readLine(last) ? '\n' : '') + lines.join(''))
    await file.sync()
  } finally {
    await file.close()
  }
}
