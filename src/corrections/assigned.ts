/** Corrections of what was given to units: their shares follow. */
import { demandAhead } from '../assignments/give.ts'
import { amend, voidRecord, type Change, type Rec } from '../domain/record.ts'
import { assignment, type AssignmentData } from '../domain/records/assignment.ts'
import { dueAt, type Moment } from '../domain/time.ts'
import { f } from '../grammar/fields.ts'
import type { Correction, CorrectionAsk } from './correction.ts'

const openShares = async (of: string, { view }: CorrectionAsk): Promise<Rec<AssignmentData>[]> =>
  (await view.list(assignment, 'of', of)).filter((share) => share.data.done === undefined)

/** A new title or deadline goes to every share that is still open; what is done stays as it was done. */
async function follows(record: Rec<never>, patch: Record<string, unknown>, ask: CorrectionAsk): Promise<Change[]> {
  const title = patch['title'] as string | undefined
  const deadline = patch['deadline'] as Moment | undefined
  if (deadline) demandAhead(deadline, ask.ctx.now)
  if (title === undefined && deadline === undefined) return []
  const next: Partial<AssignmentData> = {
    ...(title === undefined ? {} : { title }),
    ...(deadline === undefined ? {} : { due: dueAt(deadline), timed: deadline.time !== undefined }),
  }
  return (await openShares(record.id, ask)).map((share) => amend(assignment, share, next))
}

async function voids(record: Rec<never>, ask: CorrectionAsk): Promise<Change[]> {
  const { ctx, view } = ask
  return (await view.list(assignment, 'of', record.id)).map((share) => voidRecord(assignment, share, ctx.sender?.id ?? '', ctx.now, record.id))
}

export const taskCorrection: Correction = {
  label: '任务',
  who: { roles: ['admin', 'cadre', 'contact'], mode: 'write', chair: true },
  fields: { title: f.text('标题', { max: 100 }), deadline: f.deadline('截止'), note: f.longText('说明') },
  follows,
  voids,
}

export const announcementCorrection: Correction = {
  label: '通知',
  who: { roles: ['admin', 'cadre'], mode: 'write', chair: true },
  fields: { title: f.text('标题', { max: 100 }), content: f.longText('内容'), deadline: f.deadline('截止') },
  follows,
  voids,
}
