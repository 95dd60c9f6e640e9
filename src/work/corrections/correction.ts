/** What of a kind of record may be corrected or voided afterwards, and what else then changes with it. */
import type { Chat, Decision } from '../../domain/notice.ts'
import type { Rec } from '../../domain/record.ts'
import type { Who } from '../../domain/roles.ts'
import type { CommandDecision, Context } from '../../grammar/command.ts'
import type { Fields } from '../../grammar/field.ts'
import type { View } from '../../ledger/types.ts'

export interface CorrectionAsk {
  view: View
  ctx: Context
}

/** What follows from correcting or voiding a record. */
export interface Follow extends Decision {
  /** Other records that go along with it: their chats are told in the same words, once. */
  along?: { ref: string; chats: Chat[] }[]
  /** What is told besides, in the answer and in one other chat, which also hears what to do about it. */
  besides?: { to: Chat; text: string; todo: string }[]
}

/** Declared once per kind; /更正 and /作废 come from it. */
export interface Correction {
  /** Chinese name of the kind. */
  label: string
  who: Who
  /** Fields that may be corrected, by the data's own keys. */
  fields: Fields
  /** What is said of a record that is none of its fields and may be said by others than `who` (状态:未办结); undefined when something else is said. */
  aside?(record: Rec<never>, said: string, ask: CorrectionAsk): Promise<CommandDecision | undefined>
  /** Why this record may not be corrected or voided, in a sentence. */
  refuses?(record: Rec<never>, ask: CorrectionAsk): string | undefined
  /** What follows from a correction: what changes with it and who else is told; `patch` holds the new values by key. May throw SayToUser. */
  follows?(record: Rec<never>, patch: Record<string, unknown>, ask: CorrectionAsk): Promise<Follow>
  /** What whoever corrects it is told at once about the new values. */
  remarks?(patch: Record<string, unknown>, ask: CorrectionAsk, record: Rec<never>): string[]
  /** Chats where it was posted: they are told of the change too. */
  postedIn?(record: Rec<never>, ask: CorrectionAsk): Chat[]
  /** What voiding means, where it is not that the record counts no more. */
  voided?: string
  /** What follows from voiding. */
  voids?(record: Rec<never>, reason: string, ask: CorrectionAsk): Promise<Follow>
}

/** Nothing follows. */
export const nothing: Follow = { changes: [], notices: [] }
