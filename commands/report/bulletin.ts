import type { Unit } from '../../src/domain/directory.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { groupChat } from '../../src/domain/notice.ts'
import type { Rec } from '../../src/domain/record.ts'
import { bulletin, type BulletinData } from '../../src/domain/records/bulletin.ts'
import { readers } from '../../src/domain/roles.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { demand, may } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'
import { findIssue, issuesBack } from '../../src/work/issues/find.ts'
import { office } from '../../src/work/issues/office.ts'
import { textOf } from '../../src/work/issues/say.ts'

/** The unit whose bulletin is meant: the one named, else that of the group, else the sender's own. */
const unitOf = (ctx: Context, view: View): Unit | undefined =>
  ctx.unitNamed || ctx.group === undefined ? ctx.unit : view.directory.unit(ctx.group.unit)

/** In the group it was posted to anyone may read it again; elsewhere whoever may read the unit. */
const postedHere = (ctx: Context, unit: Unit): boolean =>
  ctx.group !== undefined && ctx.group.unit === unit.path && ctx.chat === groupChat(ctx.group.id)

/** The issue so many before the latest one that has gone out, and what tells which one that is. */
async function issued(view: View, unit: Unit, back: number): Promise<{ issue: Rec<BulletinData>; lead: string }> {
  const all = (await view.list(bulletin, 'unit', unit.path, { reverse: true, limit: back + 10 })).filter(({ data }) => data.state === 'issued')
  const [latest] = all
  if (latest === undefined) throw new SayToUser(`${unit.short}还没有编发过简报。`)
  const name = bulletin.title(latest.data)
  const issue = all[back]
  if (issue === undefined) throw new SayToUser(`${unit.short}最近一期简报是${name}，没有更早的那一期。`)
  return { issue, lead: back === 0 ? '' : `最近一期是${name}，它的${'上'.repeat(back)}一期是：\n` }
}

/** The issue that is asked for, the latest where none is named. */
async function asked(view: View, unit: Unit, named: string | undefined): Promise<{ issue: Rec<BulletinData>; lead: string }> {
  const back = named === undefined ? 0 : issuesBack(named)
  return back === undefined ? { issue: await findIssue(view, unit.path, named ?? ''), lead: '' } : issued(view, unit, back)
}

export default defineCommand({
  name: '简报',
  aliases: ['bulletin', 'jianbao', 'jb'],
  area: 'report',
  summary: '看最近一期或某一期工作简报',
  who: 'known',
  fields: { issue: f.text('期号', { also: ['期', '编号'], hint: '如 16', max: 30 }).optional() },
  examples: ['/简报', '/简报 16', '/简报 第16期', '/简报 上一期', '/简报 简报-2026-016'],
  questions: [{ pattern: /^(?<期号>上上?一?期|前一期|最近一期|最新一期|这一?期|本期|第?[\d一二三四五六七八九十]{1,4}期)的?(?:工作)?简报(?:的内容)?(?:说了什么|写了什么|有什么|是什么|怎么写的)?$/, example: '上一期简报' }],
  asked: [
    { all: ['bulletin'], may: ['what', 'whether', 'how'], slots: { unit: '单位' } },
    { all: ['story', 'what'], note: '各单位报的问题和经验在简报里；看某个单位的请发 /查 周报 单位:名称' },
  ],
  remarks: ['简报每周编发一次，收录上一期截止以来新记录的内容；没有新记录就不出，期号不跳。'],
  async decide({ input, view, ctx }) {
    const unit = unitOf(ctx, view)
    if (unit === undefined) throw new SayToUser('不知道要看哪个单位的简报，请写明，如 /简报 16 单位:浙江省。')
    if (!postedHere(ctx, unit)) demand(ctx, view, readers, unit.path)
    const { issue, lead } = await asked(view, unit, input.issue)
    if (issue.data.state === 'draft' && !may(ctx, view, office, unit.path)) throw new SayToUser(`${bulletin.title(issue.data)}还没有签发。`)
    const head = issue.data.state === 'draft' ? '【待签发】\n' : lead
    return only(ctx, head + textOf(view.directory, issue.data), [issue.id])
  },
})
