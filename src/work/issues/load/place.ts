/** Names and tree order of the units of one issue. */
import type { Directory } from '../../../domain/directory.ts'

export interface Places {
  /** Short name; the last part of the path for a unit that is no longer there. */
  name(path: string): string
  /** Sorts by where the units stand in the tree; what is not at or below the issuing unit comes last. */
  inOrder<T>(items: T[], pathOf: (item: T) => string): T[]
}

export function placesBelow(directory: Directory, unit: string): Places {
  const order = new Map(directory.below(unit).map(({ path }, i) => [path, i]))
  const at = (path: string): number => order.get(path) ?? order.size
  return {
    name: (path) => directory.unit(path)?.short ?? path.split('/').at(-1) ?? path,
    inOrder: (items, pathOf) =>
      items.map((item) => ({ item, place: at(pathOf(item)) })).sort((a, b) => a.place - b.place).map(({ item }) => item),
  }
}
