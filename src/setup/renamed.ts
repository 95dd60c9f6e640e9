/** A file may call units by their names of today, or be what renames them: the records know them by the path they were first filed under. */
import type { Directory } from '../domain/directory.ts'
import { foldName } from '../domain/unitNames.ts'
import { lineage, parentPath } from '../domain/unitPath.ts'
import { calledNow } from '../domain/unitTree.ts'
import { SetupProblems } from './setup.ts'
import type { Setup, UnitEntry } from './setup.ts'

/** Where the records have the units of a file, by their paths in the file, the new names of those that it renames, and units that it has twice. */
interface Found {
  paths: Map<string, string>
  names: Map<string, string>
  problems: string[]
}

const is = (one: { name: string }, said: string): boolean => foldName(one.name) === foldName(said)

/**
 * A unit of an unknown path is one that is there, beside it in the tree, when it bears that name already, or when it is the only one, not in
 * the file by itself, whose name the entry gives as an alias: then it is renamed.
 */
function find(units: readonly UnitEntry[], directory: Directory): Found {
  const paths = new Map<string, string>()
  const names = new Map<string, string>()
  const entries = new Map<string, string>()
  const problems: string[] = []
  const listed = new Set(units.map(({ path }) => path))
  const parentsFirst = units.map((entry) => ({ ...entry, depth: lineage(entry.path).length })).sort((a, b) => a.depth - b.depth)
  for (const { path, aliases = [] } of parentsFirst) {
    const above = parentPath(path)
    const storedAbove = above === undefined ? undefined : (paths.get(above) ?? above)
    const name = calledNow({ path })
    const own = storedAbove === undefined ? name : `${storedAbove}/${name}`
    const isListed = (said: string): boolean => listed.has(above === undefined ? said : `${above}/${said}`)
    const there = directory.unit(own)
    const beside = there ? [] : storedAbove === undefined ? directory.units.filter((one) => !one.path.includes('/')) : directory.children(storedAbove)
    const formers = beside.filter((one) => !isListed(one.name) && !isListed(calledNow({ path: one.path })) && aliases.some((alias) => is(one, alias)))
    const known = there ?? beside.find((one) => is(one, name))
    const unit = known ?? (formers.length === 1 ? formers[0] : undefined)
    const stored = unit?.path ?? own
    const other = entries.get(stored)
    if (other !== undefined) problems.push(`单位“${other}”和“${path}”是同一个单位的不同名称，请只写一个`)
    entries.set(stored, path)
    paths.set(path, stored)
    if (unit && !known) names.set(unit.path, name)
  }
  return { paths, names, problems }
}

/**
 * The file with its units under the paths of the records, `called` where it renames one; the file itself where nothing differs.
 * Throws SetupProblems where two of its units are one in the records.
 */
export function underOwnPaths(setup: Setup, directory: Directory): Setup {
  const { paths, names, problems } = find(setup.units, directory)
  if (problems.length > 0) throw new SetupProblems(problems)
  if ([...paths].every(([said, own]) => said === own)) return setup
  const own = (path: string): string => paths.get(path) ?? path
  const at = <T extends { unit: string }>(entry: T): T => ({ ...entry, unit: own(entry.unit) })
  const { series } = setup.settings
  return {
    ...setup,
    settings: { ...setup.settings, ...(series && { series: Object.fromEntries(Object.entries(series).map(([path, next]) => [own(path), next])) }) },
    units: setup.units.map((entry) => ({ ...entry, path: own(entry.path), called: names.get(own(entry.path)) })),
    people: setup.people.map((entry) => ({ ...at(entry), posts: entry.posts.map(at) })),
    groups: setup.groups.map(at),
    chairTerms: setup.chairTerms.map((entry) => ({ ...at(entry), committee: own(entry.committee) })),
  }
}
