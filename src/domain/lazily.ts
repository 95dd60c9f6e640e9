/** A value worked out at its first use and kept: an index that many snapshots never need. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
