/** The records of one sort that belong to an issue: in one issue each, whatever order things were committed in (S6). */
import type { BulletinData } from '../../../domain/records/bulletin.ts'
import type { Kind, Rec } from '../../../domain/record.ts'
import type { View } from '../../../ledger/types.ts'
import { countRefs, holdsRef } from '../../../bulletin/refs.ts'

/** The period an issue covers: `from` up to but not at `to`, ms. */
export interface Window {
  unit: string
  from: number
  to: number
  /** Data of the unit's earlier issues, latest first, as far back as a straggler may be. */
  earlier: BulletinData[]
}

/** Above this many records an earlier period is looked through again only when the count says that one is new in it. */
const many = 2_000

export interface Sort<D> {
  /** Key under which the issue keeps their numbers. */
  name: string
  kind: Kind<D>
  /** Index by filing time for a whole subtree. */
  index: keyof Kind<D>['indexes'] & string
}

/**
 * Records filed in the period, and stragglers: filed in an earlier issue's period but committed only after that issue was compiled
 * (a message counts from when it was sent), so that nothing falls between two issues.
 */
export async function recorded<D>(view: View, { name, kind, index }: Sort<D>, { unit, from, to, earlier }: Window): Promise<Rec<D>[]> {
  const stragglersOf = async (issue: BulletinData): Promise<Rec<D>[]> => {
    const range = { from: issue.from, to: issue.to - 1 }
    const known = countRefs(issue.sources[name] ?? [])
    if (known > many && (await view.count(kind, index, unit, range)) === known) return []
    const again = await view.list(kind, index, unit, range)
    return again.filter((record) => record.version > issue.head.seq && !earlier.some(({ sources }) => holdsRef(sources[name] ?? [], record.id)))
  }
  const [found, ...stragglers] = await Promise.all([view.list(kind, index, unit, { from, to: to - 1 }), ...earlier.map(stragglersOf)])
  return [...stragglers.flat(), ...found]
}
