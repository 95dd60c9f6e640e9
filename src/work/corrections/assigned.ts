/** Corrections of what was given to units: their shares follow. */
import { openUntil } from '../announcements/publish.ts'
import { demandAhead, groupsOf, restDayRemarks } from '../assignments/give.ts'
import { amend, voidRecord, type Change, type Rec } from '../../domain/record.ts'
import type { AnnouncementData } from '../../domain/records/announcement.ts'
import { assignment, type AssignmentData } from '../../domain/records/assignment.ts'
import type { TaskData } from '../../domain/records/task.ts'
import type { Who } from '../../domain/roles.ts'
import { dueAt, type Moment } from '../../domain/time.ts'
import { f } from '../../grammar/fields.ts'
import type { Correction, CorrectionAsk } from './correction.ts'
import { reopen } from './reopen.ts'

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

/** A rest day, or a year whose holidays are not known, is told at once. */
const remarks = (patch: Record<string, unknown>, { ctx }: CorrectionAsk): string[] =>
  patch['deadline'] === undefined ? [] : restDayRemarks(patch['deadline'] as Moment, ctx)

const issuers: Who = { roles: ['admin', 'cadre', 'contact'], mode: 'write', chair: true }

export const taskCorrection: Correction = {
  label: '任务',
  who: issuers,
  fields: { title: f.text('标题', { max: 100 }), deadline: f.deadline('截止'), note: f.longText('说明') },
  aside: (record, said, ask) => reopen(record as Rec<TaskData>, said, issuers, ask),
  follows,
  remarks,
  postedIn: (record, { view }) => groupsOf((record as Rec<TaskData>).data.units, view.directory),
  voids,
}

export const announcementCorrection: Correction = {
  label: '通知',
  who: { roles: ['admin', 'cadre'], mode: 'write', chair: true },
  fields: { title: f.text('标题', { max: 100 }), content: f.longText('内容'), deadline: f.deadline('截止') },
  async follows(record, patch, ask) {
    const changes = await follows(record, patch, ask)
    // A plain 收到 counts for longer when there is more time.
    if (patch['deadline'] !== undefined) patch['openUntil'] = openUntil(patch['deadline'] as Moment, ask.ctx.now)
    return changes
  },
  remarks,
  postedIn: (record) => (record as Rec<AnnouncementData>).data.chats,
  voids,
}
