/** A deadline put off for one unit's share (/延期): granted by whoever set it. */
import { z } from 'zod'
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { amend } from '../../domain/record.ts'
import { assignment } from '../../domain/records/assignment.ts'
import { spellDue } from '../../domain/time.ts'
import type { ApprovalSubject } from './approval.ts'

const postponePayload = z.object({ share: z.string(), due: z.number(), timed: z.boolean(), reason: z.string() })

export const postpone: ApprovalSubject = {
  subject: 'postpone',
  label: '延期',
  async grant({ approval, view }) {
    const { share: id, due, timed, reason } = postponePayload.parse(approval.data.payload)
    const share = await view.get(assignment, id)
    if (!share || share.void) throw new SayToUser(`${approval.data.ref} 已作废，不必再答复。`)
    if (share.data.done) throw new SayToUser(`${approval.data.ref} 已经办结，不必再延期。`)
    const unit = nameOf(view.directory, share.unit)
    return {
      changes: [amend(assignment, share, { due, timed }, 'postpone', reason)],
      text: `${unit}的 ${approval.data.ref}《${share.data.title}》新的截止：${spellDue(due, timed)}`,
    }
  },
}
