/** Names and tree order of the units of one issue. */
import type { NameOf } from '../../../bulletin/text.ts'
import { nameOf, type Directory } from '../../../domain/directory.ts'

export interface Places {
  name: NameOf
  /** Sorts by where the units stand in the tree; what is not at or below the issuing unit comes last. */
  inOrder<T>(items: T[], pathOf: (item: T) => string): T[]
}

export const namesIn = (directory: Directory): NameOf => (path) => nameOf(directory, path)

export function placesBelow(directory: Directory, unit: string): Places {
  const { from, to } = directory.stretch(unit) ?? { from: 0, to: 0 }
  const at = (path: string): number => {
    const place = directory.stretch(path)?.from ?? to
    return place >= from && place < to ? place : to
  }
  return {
    name: namesIn(directory),
    inOrder(items, pathOf) {
      // The place, then where it came: plain numbers, which are sorted without being compared by us.
      const keys = new Float64Array(items.length)
      items.forEach((item, i) => void (keys[i] = at(pathOf(item)) * items.length + i))
      // What was worked out unit by unit is in order already.
      if (keys.every((key, i) => i === 0 || key > (keys[i - 1] as number))) return items
      return Array.from(keys.sort(), (key) => items[key % items.length] as (typeof items)[number])
    },
  }
}
