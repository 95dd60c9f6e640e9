import type { Unit } from '../../src/domain/directory.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { groupChat } from '../../src/domain/notice.ts'
import type { Rec } from '../../src/domain/record.ts'
import { bulletin, type BulletinData } from '../../src/domain/records/bulletin.ts'
import type { Who } from '../../src/domain/roles.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { demand, may } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'
import { findIssue } from '../../src/work/issues/find.ts'
import { office } from '../../src/work/issues/office.ts'
import { textOf } from '../../src/work/issues/say.ts'

const readers: Who = { roles: ['admin', 'leader', 'instructor', 'cadre', 'contact'], mode: 'read' }

/** The unit whose bulletin is meant: the one named, else that of the group, else the sender's own. */
const unitOf = (ctx: Context, view: View): Unit | undefined =>
  ctx.unitNamed || ctx.group === undefined ? ctx.unit : view.directory.unit(ctx.group.unit)

/** In the group it was posted to anyone may read it again; elsewhere whoever may read the unit. */
const postedHere = (ctx: Context, unit: Unit): boolean =>
  ctx.group !== undefined && ctx.group.unit === unit.path && ctx.chat === groupChat(ctx.group.id)

async function latestIssued(view: View, unit: Unit): Promise<Rec<BulletinData>> {
  const latest = (await view.list(bulletin, 'unit', unit.path, { reverse: true, limit: 10 })).find(({ data }) => data.state === 'issued')
  if (latest === undefined) throw new SayToUser(`${unit.short}还没有编发过简报。`)
  return latest
}

export default defineCommand({
  name: '简报',
  aliases: ['bulletin', 'jianbao', 'jb'],
  area: 'report',
  summary: '看最近一期或某一期工作简报',
  who: 'known',
  fields: { issue: f.text('期号', { also: ['期', '编号'], hint: '如 16', max: 30 }).optional() },
  examples: ['/简报', '/简报 16', '/简报 第16期', '/简报 简报-2026-016'],
  asked: [{ all: ['bulletin'], may: ['what', 'whether', 'how'], slots: { unit: '单位' } }],
  remarks: ['简报每周编发一次，收录上一期截止以来新记录的内容；没有新记录就不出，期号不跳。'],
  async decide({ input, view, ctx }) {
    const unit = unitOf(ctx, view)
    if (unit === undefined) throw new SayToUser('不知道要看哪个单位的简报，请写明，如 /简报 16 单位:浙江省。')
    if (!postedHere(ctx, unit)) demand(ctx, view, readers, unit.path)
    const issue = input.issue === undefined ? await latestIssued(view, unit) : await findIssue(view, unit.path, input.issue)
    if (issue.data.state === 'draft' && !may(ctx, view, office, unit.path)) throw new SayToUser(`${bulletin.title(issue.data)}还没有签发。`)
    const head = issue.data.state === 'draft' ? '【待签发】\n' : ''
    return only(ctx, head + textOf(view.directory, issue.data), [issue.id])
  },
})
