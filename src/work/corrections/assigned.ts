/** Corrections of what was given to units: their shares follow. */
import { nameOf } from '../../domain/directory.ts'
import { openUntil } from '../announcements/publish.ts'
import { demandAhead, demandPerson, groupsOf, issuers, restDayRemarks } from '../assignments/give.ts'
import { amend, voidRecord, type Change, type Rec } from '../../domain/record.ts'
import { announcement, type AnnouncementData } from '../../domain/records/announcement.ts'
import { assignment, type AssignmentData } from '../../domain/records/assignment.ts'
import type { TaskData } from '../../domain/records/task.ts'
import { dueAt, type Moment } from '../../domain/time.ts'
import { f } from '../../grammar/fields.ts'
import { copiesOf, issuersChat, partNames, type Copied } from './copies.ts'
import type { Correction, CorrectionAsk, Follow } from './correction.ts'
import { reopen } from './reopen.ts'

const openShares = async (of: string, { view }: CorrectionAsk): Promise<Rec<AssignmentData>[]> =>
  (await view.list(assignment, 'of', of)).filter((share) => share.data.done === undefined)

type ShareChange = (share: Rec<AssignmentData>) => Partial<AssignmentData>

/** A new title or deadline, and what else changes, goes to every share that is still open; what is done stays as it was done. */
async function shareChanges(record: Rec<unknown>, patch: Record<string, unknown>, ask: CorrectionAsk, more?: ShareChange): Promise<Change[]> {
  const title = patch['title'] as string | undefined
  const deadline = patch['deadline'] as Moment | undefined
  if (title === undefined && deadline === undefined && more === undefined) return []
  const next: Partial<AssignmentData> = {
    ...(title === undefined ? {} : { title }),
    ...(deadline === undefined ? {} : { due: dueAt(deadline), timed: deadline.time !== undefined }),
  }
  return (await openShares(record.id, ask)).map((share) => amend(assignment, share, { ...next, ...more?.(share) }))
}

/** A task passes to another person: what is still open of the unit they are of, or of the only one; the other units answer for their own. */
function passOn({ data }: Rec<TaskData>, patch: Record<string, unknown>, { view, ctx }: CorrectionAsk): ShareChange | undefined {
  const person = view.directory.person(patch['assignees'] as string)
  if (!person) return undefined
  demandPerson(person, data.units, issuers, view, ctx, 'changes')
  patch['assignees'] = [person.id]
  return ({ unit }) => ({ person: data.units.length === 1 || unit === person.unit ? person.id : undefined })
}

async function follows(record: Rec<never>, patch: Record<string, unknown>, ask: CorrectionAsk, more?: ShareChange): Promise<Follow> {
  if (patch['deadline'] !== undefined) demandAhead(patch['deadline'] as Moment, ask.ctx.now)
  return { changes: await shareChanges(record, patch, ask, more), notices: [] }
}

const voidShares = async (record: Rec<unknown>, { ctx, view }: CorrectionAsk): Promise<Change[]> =>
  (await view.list(assignment, 'of', record.id)).map((share) => voidRecord(assignment, share, ctx.sender?.id ?? '', ctx.now, record.id))

/** A rest day, or a year whose holidays are not known, is told at once. */
const remarks = (patch: Record<string, unknown>, { ctx }: CorrectionAsk): string[] =>
  patch['deadline'] === undefined ? [] : restDayRemarks(patch['deadline'] as Moment, ctx)

export const taskCorrection: Correction = {
  label: '任务',
  who: issuers,
  fields: { title: f.text('标题', { max: 100 }), deadline: f.deadline('截止'), note: f.longText('说明'), assignees: f.person('负责人', { also: ['责任人', '承办人'] }) },
  aside: (record, said, ask) => reopen(record as Rec<TaskData>, said, issuers, ask),
  follows: (record, patch, ask) => follows(record, patch, ask, patch['assignees'] === undefined ? undefined : passOn(record, patch, ask)),
  remarks,
  postedIn: (record, { view }) => groupsOf((record as Rec<TaskData>).data.units, view.directory),
  voids: async (record, _, ask) => ({ changes: await voidShares(record, ask), notices: [] }),
}

/** Which copies go along and which stand as their own unit left them. */
function toldOf(along: readonly Copied[], standing: readonly Copied[], verb: '更正' | '作废', { view }: CorrectionAsk, reason = ''): Pick<Follow, 'along' | 'besides'> {
  return {
    along: along.map(({ copy }) => ({ ref: copy.id, chats: copy.data.chats })).sort((a, b) => (a.ref < b.ref ? -1 : 1)),
    besides: standing.map(({ copy, own }) => ({
      to: issuersChat(copy),
      text: `${copy.id} 由${nameOf(view.directory, copy.unit)}自行改过${partNames(own)}，没有随之${verb}`,
      todo: verb === '作废' ? `不用办了请发：/作废 ${copy.id} ${reason}` : `要改请发：/更正 ${copy.id} ${own.map((part) => `${announcement.labels[part] ?? part}:…`).join(' ')}`,
    })),
  }
}

export const announcementCorrection: Correction = {
  label: '通知',
  who: { roles: ['admin', 'cadre'], mode: 'write', chair: true },
  fields: { title: f.text('标题', { max: 100 }), content: f.longText('内容'), deadline: f.deadline('截止') },
  async follows(record, patch, ask) {
    const { changes } = await follows(record, patch, ask)
    const copied = await copiesOf(record as Rec<AnnouncementData>, ask.view, Object.keys(patch))
    // A plain 收到 counts for longer when there is more time.
    const longer = (deadline: unknown) => (deadline === undefined ? {} : { openUntil: openUntil(deadline as Moment, ask.ctx.now) })
    Object.assign(patch, longer(patch['deadline']))
    for (const { copy, same } of copied.filter((one) => one.same.length > 0)) {
      const theirs = Object.fromEntries(same.map((part) => [part, patch[part]]))
      changes.push(amend(announcement, copy, { ...theirs, ...longer(theirs['deadline']) }, 'correct', record.id), ...(await shareChanges(copy, theirs, ask)))
    }
    const along = copied.filter(({ same }) => same.length > 0)
    return { changes, notices: [], ...toldOf(along, copied.filter(({ own }) => own.length > 0), '更正', ask) }
  },
  remarks,
  postedIn: (record) => (record as Rec<AnnouncementData>).data.chats,
  async voids(record, reason, ask) {
    const changes = await voidShares(record, ask)
    const copied = await copiesOf(record as Rec<AnnouncementData>, ask.view)
    const along = copied.filter(({ own }) => own.length === 0)
    for (const { copy } of along) changes.push(voidRecord(announcement, copy, ask.ctx.sender?.id ?? '', ask.ctx.now, reason), ...(await voidShares(copy, ask)))
    return { changes, notices: [], ...toldOf(along, copied.filter(({ own }) => own.length > 0), '作废', ask, reason) }
  },
}
