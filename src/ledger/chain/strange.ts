/** What of a record only a newer program knows: an older one carries it on when it changes something else. */

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the schema has taken something out of a value, at any depth. */
function lacks(given: unknown, parsed: unknown): boolean {
  if (Array.isArray(given)) return Array.isArray(parsed) && given.some((one, i) => lacks(one, parsed[i]))
  if (!isFields(given) || !isFields(parsed)) return false
  return Object.entries(given).some(([key, value]) => value !== undefined && (!Object.hasOwn(parsed, key) || lacks(value, parsed[key])))
}

/** The parts of a list that stood in it before, by their bytes; and what stood at a place, where the list is as long as it was. */
function earlierIn(before: unknown, given: readonly unknown[]): (one: unknown, i: number) => unknown {
  if (!Array.isArray(before)) return () => undefined
  const known = new Map(before.map((one) => [JSON.stringify(one), one as unknown]))
  return (one, i) => known.get(JSON.stringify(one)) ?? (before.length === given.length ? before[i] : undefined)
}

/**
 * A value as its schema knows it, and in its lists and nested values what the schema does not know, if it stood there `before` and is still `given`.
 * Whatever is not from before stays out: no decision of this program can have meant it. Fields of the value itself are the caller's matter.
 */
export function withStrangeParts(before: unknown, given: unknown, parsed: unknown): unknown {
  if (!lacks(given, parsed)) return parsed
  if (Array.isArray(given) && Array.isArray(parsed)) {
    const earlier = earlierIn(before, given)
    return given.map((one, i) => withStrangeParts(earlier(one, i), one, parsed[i]))
  }
  if (!isFields(given) || !isFields(parsed) || !isFields(before)) return parsed
  const known = Object.entries(parsed).map(([key, value]) => [key, withStrangeParts(before[key], given[key], value)])
  const strange = Object.entries(given).filter(([key, value]) => !Object.hasOwn(parsed, key) && value !== undefined && JSON.stringify(before[key]) === JSON.stringify(value))
  return Object.fromEntries([...known, ...strange])
}
