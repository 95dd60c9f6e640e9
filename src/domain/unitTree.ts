/** The tree of units: who is above, below and beside, in the order in which siblings were entered. */
import type { Stretch, Unit } from './directory.ts'
import type { Rec } from './record.ts'
import type { UnitData } from './records/directory.ts'
import { cleanName } from './unitNames.ts'
import { lastPart, parentPath } from './unitPath.ts'

/** A unit's place, and where it and all below it stand among all units. */
interface Place extends Stretch {
  unit: Unit
  parent: Place | undefined
  children: Place[]
  from: number
  to: number
}

export interface UnitTree {
  /** All units, parents first, each followed by everything below it. */
  units: Unit[]
  unit(path: string): Unit | undefined
  parent(path: string): Unit | undefined
  children(path: string): Unit[]
  /** The unit and all below it, in tree order. */
  below(path: string): Unit[]
  /** Where they stand in `units`. */
  stretch(path: string): Stretch | undefined
  /** The units above, nearest first. */
  above(path: string): Unit[]
}

/** A unit's name as it stands. */
export const calledNow = ({ path, called }: Pick<UnitData, 'path' | 'called'>): string => called ?? cleanName(lastPart(path))

/** What a unit's record holds by another name: records and numbers stay under its path, and the name it had still finds it. */
export function renamed(unit: Pick<UnitData, 'path' | 'called' | 'former'>, called: string): Pick<UnitData, 'called' | 'former'> {
  const former = new Set([...(unit.former ?? []), calledNow(unit)])
  former.delete(called)
  return { called, former: [...former] }
}

export function buildTree(records: Rec<UnitData>[]): UnitTree {
  const places = new Map<string, Place>()
  for (const { data, at } of records) {
    const name = calledNow(data)
    // The engine gives each object a shape of its own where more follows a spread; fields of one shape are read more than twenty times as fast.
    const unit = { name, short: name, since: at, ...data }
    if (data.former) unit.aliases = [...new Set([...data.aliases, ...data.former])]
    places.set(data.path, { unit, parent: undefined, children: [], from: 0, to: 0 })
  }
  const tops: Place[] = []
  for (const place of places.values()) {
    place.parent = places.get(parentPath(place.unit.path) ?? '')
    const siblings = place.parent?.children ?? tops
    siblings.push(place)
  }
  const units: Unit[] = []
  const visit = (place: Place): void => {
    place.from = units.push(place.unit) - 1
    place.children.forEach(visit)
    place.to = units.length
  }
  tops.forEach(visit)
  Object.freeze(units)

  return {
    units,
    unit: (path) => places.get(path)?.unit,
    parent: (path) => places.get(path)?.parent?.unit,
    children: (path) => (places.get(path)?.children ?? []).map((place) => place.unit),
    below(path) {
      const at = places.get(path)
      return at ? units.slice(at.from, at.to) : []
    },
    stretch: (path) => places.get(path),
    above(path) {
      const found: Unit[] = []
      for (let at = places.get(path)?.parent; at; at = at.parent) found.push(at.unit)
      return found
    },
  }
}

/** Things of units in the order of the unit tree, in which lists are shown: never ranked (Burden). */
export function inTreeOrder<T extends { unit: string }>(things: readonly T[], { units }: { units: readonly UnitData[] }): T[] {
  const place = new Map(units.map(({ path }, i) => [path, i]))
  return [...things].sort((a, b) => (place.get(a.unit) ?? Infinity) - (place.get(b.unit) ?? Infinity))
}
