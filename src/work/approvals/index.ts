/** Every kind of request that can be granted or refused; a new one is added to this list. */
import type { ApprovalSubject } from './approval.ts'
import { postpone } from './postpone.ts'
import { swap } from './swap.ts'

export const approvalSubjects: readonly ApprovalSubject[] = [swap, postpone]
