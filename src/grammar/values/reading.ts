/**
 * What reading a value gives: the value with remarks the answer must repeat
 * (e.g. “2点按下午2点（14:00）理解”), or one polite Chinese sentence that says
 * what was wrong and shows an example that would work. Readers never throw.
 */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly notes: string[] }
  | { readonly ok: false; readonly complaint: string }

/** A successful reading. */
export function understood<T>(value: T, notes: readonly string[] = []): Reading<T> {
  return { ok: true, value, notes: [...new Set(notes)] }
}

/** A failed reading; `complaint` is a whole sentence. */
export function refused(complaint: string): { readonly ok: false; readonly complaint: string } {
  return { ok: false, complaint }
}

/** Carries a value on to the next step, keeping the notes of both. */
export function andThen<A, B>(reading: Reading<A>, next: (value: A) => Reading<B>): Reading<B> {
  if (!reading.ok) return reading
  const result = next(reading.value)
  return result.ok ? understood(result.value, [...reading.notes, ...result.notes]) : result
}
