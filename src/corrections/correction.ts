/** What of a kind of record may be corrected or voided afterwards, and what else then changes with it. */
import type { Change, Rec } from '../domain/record.ts'
import type { Who } from '../domain/roles.ts'
import type { Context } from '../grammar/command.ts'
import type { Fields } from '../grammar/field.ts'
import type { View } from '../ledger/types.ts'

export interface CorrectionAsk {
  view: View
  ctx: Context
}

/** Declared once per kind; /更正 and /作废 come from it. */
export interface Correction {
  /** Chinese name of the kind. */
  label: string
  who: Who
  /** Fields that may be corrected, by the data's own keys. */
  fields: Fields
  /** Why this record may not be corrected or voided, in a sentence. */
  refuses?(record: Rec<never>, ask: CorrectionAsk): string | undefined
  /** Changes that follow from a correction; `patch` holds the new values by key. May throw SayToUser. */
  follows?(record: Rec<never>, patch: Record<string, unknown>, ask: CorrectionAsk): Promise<Change[]>
  /** Changes that follow from voiding. */
  voids?(record: Rec<never>, ask: CorrectionAsk): Promise<Change[]>
}
