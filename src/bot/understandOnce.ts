/** A message is read when it is heard and again when it is handled; in one process, where nothing has changed in between, once is enough. */
import type { Directory } from '../domain/directory.ts'
import { understand } from '../grammar/parse.ts'
import type { ParseContext, Understood } from '../grammar/understood.ts'
import { identityOf } from '../ledger/keys.ts'
import type { Heard } from '../ledger/types.ts'
import { messageOf } from './understanding.ts'

type Said = Omit<Heard, 'chat'>

interface Kept {
  said: Said
  open: boolean
  directory: Directory | undefined
  read: Understood
}

/** Messages remembered between hearing and handling. */
const most = 500

const parts = ['text', 'quote', 'toBot', 'group', 'sender', 'at'] as const

export interface UnderstandOnce {
  /** Understands a message and keeps that for whoever handles it; `open` is what `at.open` answers for every command. */
  hearing(said: Said, at: ParseContext, open: boolean): Understood
  /** What was understood at the hearing, if it was by the same directory and with the same open, else understands it now. */
  handling(said: Said, at: ParseContext, open: boolean): Understood
}

export function createUnderstandOnce(): UnderstandOnce {
  const kept = new Map<string, Kept>()
  return {
    hearing(said, at, open) {
      const read = understand(messageOf(said), at)
      if (read.kind === 'silence') return read
      kept.set(identityOf(said), { said, open, directory: at.fields.directory, read })
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return read
    },
    handling(said, at, open) {
      const known = kept.get(identityOf(said))
      kept.delete(identityOf(said))
      const same = known?.open === open && known.directory === at.fields.directory && parts.every((part) => known.said[part] === said[part])
      return same ? known.read : understand(messageOf(said), at)
    },
  }
}
