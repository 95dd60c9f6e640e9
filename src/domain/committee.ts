/** Where a committee (区域团组织共建委员会) sits and which units belong to it (S1, S2). */
import { upward, type Directory, type Unit } from './directory.ts'

const seats: ReadonlySet<string> = new Set(['街道', '社区（街道）', '乡镇'])
const isMember = (unit: Unit): boolean => unit.kind === '成员单位'

/** Path of the unit whose committee a unit belongs to: the street it lies in; for a member unit outside any street, the unit above it. Undefined above the streets. */
export function committeeOf(directory: Directory, path: string): string | undefined {
  const line = upward(directory, path)
  const street = line.find((unit) => seats.has(unit.kind))
  if (street) return street.path
  return line[0] && isMember(line[0]) ? line.find((unit) => !isMember(unit))?.path : undefined
}

/** The member units of a committee, in tree order. */
export const membersOf = (directory: Directory, committee: string): Unit[] =>
  directory.below(committee).filter((unit) => isMember(unit) && committeeOf(directory, unit.path) === committee)

/** The committees a unit stands for: its own, or above the streets those of all member units below. Paths, in tree order. */
export function committeesFor(directory: Directory, path: string): string[] {
  const own = committeeOf(directory, path)
  if (own !== undefined) return [own]
  const found = new Set<string>()
  for (const unit of directory.below(path)) {
    const committee = isMember(unit) ? committeeOf(directory, unit.path) : undefined
    if (committee !== undefined) found.add(committee)
  }
  return [...found]
}
