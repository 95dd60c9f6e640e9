/** A file may call units by their names of today, or be what renames them: the records know them by the path they were first filed under. */
import type { Directory } from '../domain/directory.ts'
import { foldName } from '../domain/unitNames.ts'
import { calledNow, parentPath } from '../domain/unitTree.ts'
import type { Setup, UnitEntry } from './setup.ts'

/** Where the records have the units of a file, by their paths in the file, and the new names of those that it renames. */
interface Found {
  paths: Map<string, string>
  names: Map<string, string>
}

/**
 * A unit of an unknown path is one that is there, beside it in the tree and not in the file by its own path, when it bears that name already, or
 * when it is the only one whose name the entry gives as an alias: then it is renamed.
 */
function find(units: readonly UnitEntry[], directory: Directory): Found {
  const paths = new Map<string, string>()
  const names = new Map<string, string>()
  const listed = new Set(units.map(({ path }) => path))
  const parentsFirst = units.map((entry) => ({ ...entry, depth: entry.path.split('/').length })).sort((a, b) => a.depth - b.depth)
  for (const { path, aliases = [] } of parentsFirst) {
    const above = parentPath(path)
    const storedAbove = above === undefined ? undefined : (paths.get(above) ?? above)
    const name = calledNow({ path })
    const own = storedAbove === undefined ? name : `${storedAbove}/${name}`
    const beside = directory.unit(own) ? [] : storedAbove === undefined ? directory.units.filter((one) => !one.path.includes('/')) : directory.children(storedAbove)
    const free = beside.filter((one) => !listed.has(above === undefined ? one.path : `${above}/${calledNow({ path: one.path })}`))
    const is = (one: { name: string }, said: string) => foldName(one.name) === foldName(said)
    const known = free.find((one) => is(one, name))
    const [former, ...more] = free.filter((one) => aliases.some((alias) => is(one, alias)))
    const unit = known ?? (more.length === 0 ? former : undefined)
    paths.set(path, unit?.path ?? own)
    if (unit && !known) names.set(unit.path, name)
  }
  return { paths, names }
}

/** The file with its units under the paths of the records, `called` where it renames one; the file itself where nothing differs. */
export function underOwnPaths(setup: Setup, directory: Directory): Setup {
  const { paths, names } = find(setup.units, directory)
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
