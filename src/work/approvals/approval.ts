/** What /同意 and /不同意 bring about, by the subject of the request. */
import type { Change, Rec } from '../../domain/record.ts'
import type { ApprovalData } from '../../domain/records/approval.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

export interface ApprovalAsk {
  approval: Rec<ApprovalData>
  view: View
  ctx: Context
}

/** One kind of request. The generic commands check who answers, set the state and tell the asker; the subject only changes what it is about. */
export interface ApprovalSubject {
  /** Key stored in the request: `swap`. */
  subject: string
  /** Chinese name for answers: 换班. */
  label: string
  /**
   * The changes that granting brings about, committed together with the answer, and one line that says what now holds.
   * Throws SayToUser when it can no longer be granted.
   */
  grant(ask: ApprovalAsk): Promise<{ changes: Change[]; text: string }>
}
