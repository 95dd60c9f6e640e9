/** From the raw entries of a file, YAML or workbook, to a checked Setup; every problem is collected before any is thrown. */
import { z } from 'zod'
import { roleNames } from '../domain/records/directory.ts'
import type { Post } from '../domain/records/directory.ts'
import { usualReport } from '../domain/settings.ts'
import { checkAliases, checkTerms, checkUnique, checkUnits } from './check.ts'
import { head, lists, personId } from './schema.ts'
import type { EntryOf, Head, ListName } from './schema.ts'
import type { Complain, Lists, Path, Placed, Source } from './source.ts'
import { SetupProblems } from './setup.ts'
import type { GroupEntry, PersonEntry, Setup } from './setup.ts'
import { completeUnits } from './units.ts'

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads one value by its shape; complains about each fault at its own place. */
function read<T extends z.ZodType>(schema: T, value: unknown, at: Path, source: Source, complain: Complain): z.output<T> | undefined {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const nameOf = (path: Path) => source.name(path.slice(0, path.findLastIndex((part) => typeof part === 'string') + 1))
  const parsed = schema.safeParse(value, {
    error: (issue) => {
      const key = nameOf([...at, ...((issue.path ?? []) as Path)])
      return issue.input === undefined ? `缺少 ${key}` : `${key} 的写法不对`
    },
  })
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const path = [...at, ...(issue.path as Path)]
    if (issue.code !== 'unrecognized_keys') complain(path, issue.message)
    else for (const key of issue.keys) complain([...path, key], `不认识的键“${key}”${known.length && !issue.path.length ? `，可用：${known.map((one) => source.name([...path, one])).join('、')}` : ''}`)
  }
  return undefined
}

function readLists(raw: Record<string, unknown>, source: Source, complain: Complain): Lists {
  const readList = <L extends ListName>(name: L): Placed<EntryOf<L>> => {
    const value = raw[name] ?? []
    if (!Array.isArray(value)) complain([name], `${source.name([name])} 应是一个列表`)
    const entries: Placed<EntryOf<L>> = []
    for (const [index, one] of (Array.isArray(value) ? value : []).entries()) {
      const path = [name, index]
      const entry = read(lists[name] as z.ZodType, one, path, source, complain) as EntryOf<L> | undefined
      if (entry) entries.push({ entry, path })
    }
    return entries
  }
  return {
    units: readList('units'), people: readList('people'), groups: readList('groups'),
    bulletins: readList('bulletins'), chairTerms: readList('chairTerms'),
  }
}

function personOf(entry: EntryOf<'people'>): PersonEntry {
  const { id, name, unit, title, roles, reporter, posts } = entry
  const home: Post[] =
    title !== undefined || roles.length > 0 || reporter !== undefined
      ? [{ unit, title: title ?? roles.map((role) => roleNames[role]).join('、'), roles, ...(reporter === undefined ? {} : { reporter }) }]
      : []
  return { id: personId(entry), name, unit, posts: [...home, ...posts], ids: typeof id === 'string' ? undefined : id }
}

const groupOf = (entry: EntryOf<'groups'>): GroupEntry => ({ ...entry, id: entry.id ?? entry.name })

/** Without the keys that were not said. */
const said = <T extends object>(entry: T) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as Said<T>
type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function settingsOf(top: Head, bulletins: Lists['bulletins']): Setup['settings'] {
  const { name, office, bot, weeklyReport, standards, noon, endOfWork, ranking } = top
  const series = Object.fromEntries(bulletins.map(({ entry: { unit, nextIssue, nextTotal } }) => [unit, { nextIssue, nextTotal }]))
  const settings = { name, office, botNames: bot?.names, weeklyReport: weeklyReport && { due: weeklyReport.due ?? usualReport.due, from: weeklyReport.from ?? usualReport.from }, standards, noon, endOfWork, ranking }
  return { ...said(settings), series }
}

/** Checks the raw content of a file whole. Throws SetupProblems with everything that is wrong, in the order of the file. */
export function assembleSetup(raw: unknown, source: Source): Setup {
  const problems: { path: Path; text: string }[] = []
  const complain: Complain = (path, text) => void problems.push({ path, text })
  if (!isMap(raw)) throw new SetupProblems([`${source.place([])}：应是“键: 值”的形式，例：workspace: zhejiang-2026`])
  const keys = [...Object.keys(head.shape), ...Object.keys(lists)]
  for (const key of Object.keys(raw)) {
    if (!keys.includes(key)) complain([key], `不认识的键“${key}”，可用：${keys.join('、')}`)
  }
  const top = read(head, Object.fromEntries(Object.entries(raw).filter(([key]) => key in head.shape)), [], source, complain)
  const entries = readLists(raw, source, complain)
  const units = completeUnits(entries.units.map(({ entry }) => entry), (index, path) => {
    const at = entries.units[index]?.path ?? []
    complain([...at, 'path'], `“${path}”的类别看不出来，请为它写上 ${source.name([...at, 'kind'])}`)
  })
  checkUnits(raw, units, entries, complain)
  checkUnique(entries, complain)
  checkAliases(entries.units, complain)
  checkTerms(entries.chairTerms, complain)
  if (problems.length > 0 || !top) {
    const lines = problems.sort((a, b) => source.position(a.path) - source.position(b.path)).map(({ path, text }) => `${source.place(path)}：${text}`)
    throw new SetupProblems([...new Set(lines)])
  }
  return {
    workspace: top.workspace,
    settings: settingsOf(top, entries.bulletins),
    units,
    people: entries.people.map(({ entry }) => personOf(entry)),
    groups: entries.groups.map(({ entry }) => groupOf(entry)),
    chairTerms: entries.chairTerms.map(({ entry }) => entry),
    digest: source.digest,
  }
}
