/** Builds the snapshot of units, people and groups that everything looks names up in. */
import type { Directory, DirectorySource, Group } from './directory.ts'
import { buildPeople } from './peopleIndex.ts'
import { platformOf } from './channels.ts'
import { cleanName } from './unitNames.ts'
import { buildSearch } from './unitSearch.ts'
import { nameShortly } from './unitShort.ts'
import { buildTree } from './unitTree.ts'

/** Immutable; all look-ups go by maps. Units come in tree order, people and groups in order of entry. */
export function buildDirectory(source: DirectorySource): Directory {
  const tree = buildTree(source.units)
  const search = buildSearch(tree)
  nameShortly(tree, search)
  const people = buildPeople(source.people)
  const groups: Group[] = source.groups.map(({ id, data }) => Object.assign({}, data, { name: cleanName(data.name), id }))
  Object.freeze(groups)
  const groupById = new Map(groups.map((group) => [group.id, group]))
  const groupByAddress = new Map<string, Group>()
  const groupsAt = new Map<string, Group[]>()
  for (const group of groups) {
    for (const [channel, address] of Object.entries({ simulator: group.name, ...group.addresses })) {
      const key = `${channel}|${cleanName(address)}`
      if (!groupByAddress.has(key)) groupByAddress.set(key, group)
    }
    groupsAt.set(group.unit, [...(groupsAt.get(group.unit) ?? []), group])
  }

  return Object.freeze({
    settings: source.settings,
    units: tree.units,
    groups,
    unit: tree.unit,
    group: (id: string) => groupById.get(id),
    groupOn: (channel: string, address: string) => groupByAddress.get(`${platformOf(channel)}|${cleanName(address)}`),
    findUnit: search.find,
    children: tree.children,
    below: tree.below,
    stretch: tree.stretch,
    parent: tree.parent,
    groupsFor(path: string) {
      const unit = tree.unit(path)
      const line = unit ? [unit, ...tree.above(path)] : []
      const holder = line.find(({ path: at }) => groupsAt.has(at))
      return holder ? [...(groupsAt.get(holder.path) ?? [])] : []
    },
    ...people,
  })
}
