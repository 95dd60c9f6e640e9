/** Finding a unit by what a person typed, and writing it so that it is found again. */
import type { Unit, UnitMatch } from './directory.ts'
import { lazily } from './lazily.ts'
import { cleanName, foldName, looseForms, type Forms } from './unitNames.ts'
import { nearestUnits } from './unitNearest.ts'
import { within } from './unitPath.ts'
import type { UnitTree } from './unitTree.ts'

/** 0: name or alias after an unbroken row of parents' names; 1: name or alias; 2: without its ending word. */
type Tier = 0 | 1 | 2

/** Longer than any unit's path, in UTF-16 units: no name is looked for in a whole page. */
const longest = 300

export interface UnitSearch {
  find(text: string, near?: string): UnitMatch
  /** How many units answer to a unit's name, itself included; not those that were only called so before, since who is called so now comes first. */
  namesakes(unit: Unit): number
  forms(unit: Unit): Forms
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (list.at(-1) !== value) list.push(value)
}

export function buildSearch(tree: UnitTree): UnitSearch {
  const forms = new Map<Unit, Forms>()
  const exact = new Map<string, Unit[]>()
  const loose = new Map<string, Unit[]>()
  const bearers = new Map<string, number>()
  for (const unit of tree.units) {
    const name = foldName(unit.name)
    const former = (unit.former ?? []).map(foldName)
    const form = { name, exact: [name, ...unit.aliases.map(foldName)], loose: [name, ...former].flatMap((one) => looseForms(one, unit.kind)) }
    forms.set(unit, form)
    for (const text of form.exact) push(exact, text, unit)
    for (const text of new Set(form.exact)) if (text === name || !former.includes(text)) bearers.set(text, (bearers.get(text) ?? 0) + 1)
    for (const text of form.loose) push(loose, text, unit)
  }
  const formsOf = (unit: Unit): Forms => forms.get(unit) ?? { name: unit.name, exact: [], loose: [] }

  /** Whether what stands before a name is made of names of units above it, in order; some may be left out. */
  function leads(before: string, above: Unit[]): boolean {
    const rest = before.endsWith('/') ? before.slice(0, -1) : before
    if (rest === '') return true
    return above.some((unit, i) => {
      const { exact: names, loose: shorter } = formsOf(unit)
      return [...names, ...shorter].some((form) => form !== '' && rest.endsWith(form) && leads(rest.slice(0, -form.length), above.slice(i + 1)))
    })
  }

  /** Whether it is made of the full names of the units right above it, none left out. */
  function leadsUnbroken(before: string, above: Unit[]): boolean {
    const rest = before.endsWith('/') ? before.slice(0, -1) : before
    const [parent, ...further] = above
    if (rest === '') return true
    if (!parent) return false
    const { name } = formsOf(parent)
    return rest.endsWith(name) && leadsUnbroken(rest.slice(0, -name.length), further)
  }

  /** The units meant in the most exact sense in which any is meant. */
  function meant(wanted: string): Unit[] {
    const tiers: [Set<Unit>, Set<Unit>, Set<Unit>] = [new Set(), new Set(), new Set()]
    for (let cut = wanted.lastIndexOf('/') + 1; cut < wanted.length; cut++) {
      const before = wanted.slice(0, cut)
      const last = wanted.slice(cut)
      const collect = (units: Unit[] | undefined, tier: (above: Unit[]) => Tier): void => {
        for (const unit of units ?? []) {
          const above = tree.above(unit.path)
          if (leads(before, above)) tiers[tier(above)].add(unit)
        }
      }
      collect(exact.get(last), (above) => (leadsUnbroken(before, above) ? 0 : 1))
      collect(loose.get(last), () => 2)
    }
    return [...(tiers.find((tier) => tier.size > 0) ?? [])]
  }

  function find(text: string, near?: string): UnitMatch {
    if (text.length > longest) return { unknown: text, nearest: [] }
    const typed = cleanName(text)
    const direct = tree.unit(typed)
    if (direct) return { unit: direct }
    const wanted = foldName(typed).replace(/^\/+|\/+$/gu, '')
    const found = wanted === '' ? [] : meant(wanted)
    const spelled = found.filter((unit) => unit.name === typed)
    const candidates = spelled.length === 1 ? spelled : found
    const one = candidates.length === 1 ? candidates[0] : near === undefined ? undefined : nearby(candidates, near)
    if (one) return { unit: one }
    if (candidates.length > 0) return { candidates }
    // All units are gone through for it, and most who ask want to know no more than that it is none.
    const nearest = lazily(() => nearestUnits(tree, formsOf, wanted, near))
    return { unknown: typed, get nearest() { return nearest() } }
  }

  return { find, forms: formsOf, namesakes: (unit) => bearers.get(formsOf(unit).name) ?? 1 }
}

/**
 * The only candidate at or below a unit. That is no guess: what is said in a unit's name is about it and what lies under it, and reaches
 * no further. A namesake beside or above it is asked about (domain.md, Units).
 */
function nearby(candidates: Unit[], near: string): Unit | undefined {
  const below = candidates.filter((unit) => within(unit.path, near))
  return below.length === 1 ? below[0] : undefined
}
