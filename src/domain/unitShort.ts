/** How units are written in answers: as shortly as tells them apart (grammar.md, Answers). */
import type { Unit } from './directory.ts'
import type { UnitSearch } from './unitSearch.ts'
import type { UnitTree } from './unitTree.ts'

/** An ambiguous unit and the units above it that its name has to be written with, nearest first. */
interface Spelling {
  unit: Unit
  with: Unit[]
}

/** Sets `short` where a name alone is ambiguous: the parent's name before it (西岸区白塔街道), more parents' while that is still ambiguous. */
export function nameShortly(tree: UnitTree, search: UnitSearch): void {
  const ambiguous = tree.units.filter((unit) => search.namesakes(unit) > 1).map((unit) => ({ unit, with: [] }))
  for (const alike of groups(ambiguous, ({ unit }) => search.forms(unit).name)) tellApart(alike, tree)
  for (const { unit, with: above } of ambiguous) unit.short = [unit, ...above].map(({ name }) => name).reverse().join('')
}

function tellApart(alike: Spelling[], tree: UnitTree): void {
  const grown = alike.filter((spelling) => {
    const parent = tree.parent((spelling.with.at(-1) ?? spelling.unit).path)
    if (parent) spelling.with.push(parent)
    return parent !== undefined
  })
  for (const still of groups(grown, (spelling) => spelling.with.at(-1)?.name ?? '')) if (still.length > 1) tellApart(still, tree)
}

function groups<T>(items: T[], key: (item: T) => string): T[][] {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const at = key(item)
    const list = found.get(at)
    if (list) list.push(item)
    else found.set(at, [item])
  }
  return [...found.values()]
}
