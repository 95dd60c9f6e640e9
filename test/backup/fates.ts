/** What becomes of every key of a workspace when it is backed up: one that is not listed here fails a test on a busy workspace. */

/** How a key is carried over: written out, worked out anew from the streams, or left behind because it means nothing later. */
export type Fate = 'kept' | 'rebuilt' | 'left'

const fates: readonly [RegExp, Fate][] = [
  // The truth: entries, and what lies beside them so that it can be deleted.
  [/^log:\d{4}$/, 'kept'], [/^(side|text|sealed)$/, 'kept'], [/^years$/, 'rebuilt'],
  // What must neither be lost nor done twice: waiting messages and notices, ids of what was handled, wishes not carried out yet.
  [/^(in|out)(:|$)/, 'kept'], [/^(seen|done):/, 'kept'], [/^days$/, 'kept'], [/^forgetting$/, 'kept'],
  // Half-filled forms, marks of the clock, digests of what was loaded; receipts and failures.
  [/^(state|lapsing)$/, 'kept'], [/^sent$/, 'kept'], [/^(failed|failures)$/, 'kept'],
  [/^head$/, 'rebuilt'], [/^[rx]:/, 'rebuilt'], [/^(numbers|versions|dir)$/, 'rebuilt'],
  // Who holds which work at this moment; what was written only to be waited for.
  [/^hold:/, 'left'], [/^fence$/, 'left'],
]

/** The fate of a key without its workspace's prefix; undefined for one that nobody thought of. */
export const fateOf = (key: string): Fate | undefined => fates.find(([pattern]) => pattern.test(key))?.[1]
