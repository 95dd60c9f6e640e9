/** The tree of units: who is above, below and beside, in the order in which siblings were entered. */
import type { Unit } from './directory.ts'
import type { Rec } from './record.ts'
import type { UnitData } from './records/directory.ts'
import { cleanName } from './unitNames.ts'

export interface UnitTree {
  /** All units, parents first, each followed by everything below it. */
  units: Unit[]
  unit(path: string): Unit | undefined
  parent(path: string): Unit | undefined
  children(path: string): Unit[]
  /** The unit and all below it, in tree order. */
  below(path: string): Unit[]
  /** The units above, nearest first. */
  above(path: string): Unit[]
}

/** The path of the unit above, or undefined at the top. */
export function parentPath(path: string): string | undefined {
  const cut = path.lastIndexOf('/')
  return cut < 0 ? undefined : path.slice(0, cut)
}

/** Whether a unit is another one or lies below it. */
export const within = (path: string, top: string): boolean => path === top || path.startsWith(`${top}/`)

export function buildTree(records: Rec<UnitData>[]): UnitTree {
  const byPath = new Map<string, Unit>()
  for (const { data } of records) {
    const name = cleanName(data.path.slice(data.path.lastIndexOf('/') + 1))
    byPath.set(data.path, { ...data, name, short: name })
  }
  const parentOf = (path: string): Unit | undefined => {
    const above = parentPath(path)
    return above === undefined ? undefined : byPath.get(above)
  }
  const tops: Unit[] = []
  const childrenOf = new Map<string, Unit[]>()
  for (const unit of byPath.values()) {
    const parent = parentOf(unit.path)
    if (!parent) tops.push(unit)
    else {
      const siblings = childrenOf.get(parent.path)
      if (siblings) siblings.push(unit)
      else childrenOf.set(parent.path, [unit])
    }
  }
  const units: Unit[] = []
  const span = new Map<string, { from: number; to: number }>()
  const visit = (unit: Unit): void => {
    const from = units.push(unit) - 1
    childrenOf.get(unit.path)?.forEach(visit)
    span.set(unit.path, { from, to: units.length })
  }
  tops.forEach(visit)
  for (const siblings of childrenOf.values()) Object.freeze(siblings)
  const none: Unit[] = []
  Object.freeze(none)
  Object.freeze(units)

  return {
    units,
    unit: (path) => byPath.get(path),
    parent: parentOf,
    children: (path) => childrenOf.get(path) ?? none,
    below(path) {
      const at = span.get(path)
      return at ? units.slice(at.from, at.to) : []
    },
    above(path) {
      const found: Unit[] = []
      for (let unit = parentOf(path); unit; unit = parentOf(unit.path)) found.push(unit)
      return found
    },
  }
}
