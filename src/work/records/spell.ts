/** Any record in words, from the labels its kind declares. */
import { nameOf, type Directory } from '../../domain/directory.ts'
import type { Kind } from '../../domain/record.ts'
import { momentOf, spellMoment } from '../../domain/time.ts'

const isMoment = (value: object): value is { date: string; time?: string } => 'date' in value && typeof value.date === 'string'

/** A stored value as people write it: dates in full, units by short name, persons by name. */
function spellValue(value: unknown, directory: Directory): string {
  if (value === undefined || value === null || value === '') return '（空）'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return value > 1e12 ? spellMoment(momentOf(value)) : String(value)
  if (typeof value === 'string') return directory.unit(value)?.short ?? directory.person(value)?.name ?? value
  if (Array.isArray(value)) return value.length === 0 ? '（空）' : value.map((one) => spellValue(one, directory)).join('、')
  if (isMoment(value)) return spellMoment(value)
  return Object.values(value).map((one) => spellValue(one, directory)).join(' ')
}

type Spelt = Pick<Kind<unknown>, 'labels' | 'words' | 'spell'>

/** A record in one line, its units by their names of today. */
export const spellTitle = <D>({ title }: Pick<Kind<D>, 'title'>, data: D, directory: Directory): string => title(data, (path) => nameOf(directory, path))

/** One field's value, in the kind's own words where it has some. */
function spellField(kind: Spelt, key: string, value: unknown, directory: Directory): string {
  const own = (kind.spell as Record<string, (value: never, name: (path: string) => string) => string> | undefined)?.[key]
  if (own && value !== undefined) return own(value as never, (path) => nameOf(directory, path))
  return (typeof value === 'string' ? (kind.words as Record<string, Record<string, string>>)[key]?.[value] : undefined) ?? spellValue(value, directory)
}

/** `标签：值` lines of the labelled fields that hold something. */
export function spellData(kind: Spelt, data: Record<string, unknown>, directory: Directory): string[] {
  return Object.entries(kind.labels as Record<string, string>).flatMap(([key, label]) =>
    (data[key] ?? undefined) === undefined || (Array.isArray(data[key]) && data[key].length === 0) ? [] : [`${label}：${spellField(kind, key, data[key], directory)}`],
  )
}

/** What changed between two states, `标签：旧 → 新`. */
export function spellChanges(kind: Spelt, before: Record<string, unknown>, after: Record<string, unknown>, directory: Directory): string[] {
  return Object.entries(kind.labels as Record<string, string>).flatMap(([key, label]) => {
    const [old, now] = [spellField(kind, key, before[key], directory), spellField(kind, key, after[key], directory)]
    return old === now ? [] : [`${label}：${old} → ${now}`]
  })
}
