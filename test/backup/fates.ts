/** What becomes of every key when it is backed up: one that is not listed here fails a test on a busy workspace, or of the sources where all share it. */

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

/** Keys that all workspaces share, below `tx:{~channels}:`. */
const shared: readonly [RegExp, Fate][] = [
  // By what groups and people of a WeChat web login are known again, and how gently the account is to be used.
  [/^wechaty:(login|links|book|since)$/, 'kept'],
  // How processes and channels are doing just now, who holds what, and limits: all of it comes again by itself.
  [/^(processes|probe)$/, 'left'], [/^wechaty:state$/, 'left'], [/^hold:/, 'left'], [/^rate:/, 'left'],
  [/^bot:.+:(leader|state|asks|bell|answers:.+|ask:.+|reply:.+|sent:.+)$/, 'left'],
  // What an id that arrived as ciphertext stands for, and which keys are about whom: asked for again, so that a restore brings nobody back.
  [/^bot:.+:(plain|sealed):.+$/, 'left'], [/^account:.+$/, 'left'],
  // Until when a bot listened; an answer that nobody knows to have arrived.
  [/^bot:.+:(heardUntil|gap|leader:willing|unsure:.+)$/, 'left'],
  // Buttons already sent and the app's menu: what was tapped is heard all the same, and the menu is made anew.
  [/^bot:.+:card:.+$/, 'left'], [/^menu:/, 'left'],
  // What lets somebody in must not lie in a file: it is fetched, or made, anew.
  [/^(token:.+|session-key)$/, 'left'],
]

/** The fate of a key that all workspaces share, without the common prefix. */
export const sharedFateOf = (key: string): Fate | undefined => shared.find(([pattern]) => pattern.test(key))?.[1]

/** The fate of a key without its workspace's prefix; undefined for one that nobody thought of. */
export const fateOf = (key: string): Fate | undefined => fates.find(([pattern]) => pattern.test(key))?.[1]
