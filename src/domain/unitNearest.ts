/** Guesses for a unit that nobody knows. */
import { distance } from 'fastest-levenshtein'
import type { Unit } from './directory.ts'
import type { Forms } from './unitNames.ts'
import { lastPart, within } from './unitPath.ts'
import type { UnitTree } from './unitTree.ts'

/**
 * Up to three units whose names are nearest by edit distance to a folded text, nearest first, then those at or below `near`, then tree order;
 * a name that holds the text (万达 in 万达商圈联合团支部) is near. Otherwise at least half of the shorter spelling must be right: nothing is better than noise.
 */
export function nearestUnits(tree: UnitTree, forms: (unit: Unit) => Forms, wanted: string, near?: string): Unit[] {
  const last = lastPart(wanted)
  if (last === '') return []
  const scored: { unit: Unit; far: number; away: number }[] = []
  for (const unit of tree.units) {
    const { name, exact, loose } = forms(unit)
    const parent = tree.parent(unit.path)
    const full = parent ? [forms(parent).name + name] : []
    let far = last.length >= 2 && name.includes(last) ? 1 : Infinity
    for (const form of [...exact, ...loose, ...full]) {
      const limit = Math.max(1, Math.floor(Math.min(form.length, last.length) / 2))
      if (Math.abs(form.length - last.length) > limit) continue
      const steps = distance(form, last)
      if (steps <= limit && steps < form.length) far = Math.min(far, steps)
    }
    if (far < Infinity) scored.push({ unit, far, away: near !== undefined && within(unit.path, near) ? 0 : 1 })
  }
  return scored.sort((a, b) => a.far - b.far || a.away - b.away).slice(0, 3).map(({ unit }) => unit)
}
