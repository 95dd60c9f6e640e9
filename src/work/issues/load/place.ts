/** Names and tree order of the units of one issue. */
import type { Directory } from '../../../domain/directory.ts'
import { within } from '../../../domain/unitTree.ts'

export interface Places {
  /** Short name; the last part of the path for a unit that is no longer there. */
  name(path: string): string
  /** Sorts by where the units stand in the tree; what is not at or below the issuing unit comes last. */
  inOrder<T>(items: T[], pathOf: (item: T) => string): T[]
}

const orders = new WeakMap<Directory, ReadonlyMap<string, number>>()

/** Where each unit stands in the tree; worked out once for each directory. */
function orderOf(directory: Directory): ReadonlyMap<string, number> {
  const order = orders.get(directory) ?? new Map(directory.units.map(({ path }, i) => [path, i]))
  orders.set(directory, order)
  return order
}

export function placesBelow(directory: Directory, unit: string): Places {
  const order = orderOf(directory)
  const at = (path: string): number => (within(path, unit) ? (order.get(path) ?? order.size) : order.size)
  return {
    name: (path) => directory.unit(path)?.short ?? path.split('/').at(-1) ?? path,
    inOrder(items, pathOf) {
      const places = items.map((item) => at(pathOf(item)))
      // What was worked out unit by unit is in order already.
      if (places.every((place, i) => i === 0 || place >= (places[i - 1] as number))) return items
      return items.map((_, i) => i).sort((a, b) => (places[a] as number) - (places[b] as number)).map((i) => items[i] as (typeof items)[number])
    },
  }
}
