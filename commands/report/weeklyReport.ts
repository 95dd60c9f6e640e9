import { SayToUser } from '../../src/domain/errors.ts'
import { amend, create, type Rec } from '../../src/domain/record.ts'
import { reportSections, sectionNames, spellWeek, weeklyReport, type WeeklyReportData } from '../../src/domain/records/weeklyReport.ts'
import type { Unit } from '../../src/domain/directory.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { addLate } from '../../src/work/issues/late.ts'
import { addRevision } from '../../src/work/issues/revised.ts'
import { filed, owedAt, reportWeek, timeliness } from '../../src/work/reports/weeklyReport.ts'

type Sections = Partial<Pick<WeeklyReportData, (typeof reportSections)[number]>>

const given = (sections: Sections) => reportSections.filter((key) => sections[key] !== undefined)

function mustHave(unit: Unit | undefined): Unit {
  if (unit === undefined) throw new SayToUser('不知道是哪个单位的周报，请写明单位，如 单位:宁波市。')
  return unit
}

/** Replaces the sections given and keeps the others; every version stays in the history. */
function replaced(before: Rec<WeeklyReportData>, sections: Sections) {
  const changed = given(sections).filter((key) => sections[key] !== before.data[key])
  const kept = given(before.data).filter((key) => !changed.includes(key))
  const patch: Partial<WeeklyReportData> = Object.fromEntries(changed.map((key) => [key, sections[key]]))
  return { change: amend(weeklyReport, before, patch), patch, changed, kept }
}

/** 上周，开了会 */
const weekFirst = /^(?<value>(?:上上?|本|这)(?:一个?|个)?(?:周|星期|礼拜)|第\d{1,2}周)的?(?:周报)?(?:[\s,，:;。、]+|$)/u

export default defineCommand({
  name: '周报',
  aliases: ['report', 'weekly', 'zhoubao', 'zb', '工作动态'],
  area: 'report',
  summary: '报送一周的工作动态；同一周再报，只替换写了的栏目',
  who: { roles: ['admin', 'cadre'], mode: 'write' },
  fields: {
    progress: f.longText('进展情况', { also: ['进展', '工作进展', '工作情况', '主要工作', '本周工作', '开展情况'], hint: '如 完成班子增配，开展活动2场' }),
    innovation: f.longText('创新举措', { also: ['创新', '创新性措施', '创新措施', '创新做法', '亮点'], positional: false }).optional(),
    problems: f.longText('问题', { also: ['存在问题', '遇到的问题', '困难'], positional: false }).optional(),
    suggestions: f.longText('建议', { also: ['工作建议', '意见建议'], positional: false }).optional(),
    week: f.week('周', { also: ['周次', '哪一周'], positional: false, lead: weekFirst }).optional(),
  },
  examples: [
    '/周报 进展情况:完成班子增配，开展活动2场 问题:场地不足',
    '【周报】\n进展情况:召开联席会议\n创新举措:青年夜校进楼宇\n建议:统一下发台账格式',
    '/周报 周:上周 进展情况:完成人员登记',
  ],
  remarks: [
    '一个单位一周一份；按时与否看第一次报送的时间，以后的修改都留有历史。',
    '周一12:00前，上周还没有报的，算上周的；也可以用“周”写明。',
    '替别的单位报送，写明“单位”，会注明代报。',
  ],
  async waives({ input, view, ctx }) {
    if (ctx.unit === undefined || given(input).length === 0) return []
    const { week } = await reportWeek(view, ctx, ctx.unit, input.week)
    return (await filed(view, ctx.unit.path, week)) === undefined ? [] : ['progress']
  },
  async decide({ input, view, ctx }) {
    const unit = mustHave(ctx.unit)
    const { week, note } = await reportWeek(view, ctx, unit, input.week)
    const { innovation, problems, suggestions } = input
    const progress: string | undefined = input.progress
    const sections: Sections = { progress, innovation, problems, suggestions }
    const name = `${unit.short} ${spellWeek(week)}周报`
    const another = input.week === undefined && note === undefined && /^上(?:一个?|个)?(?:周|星期|礼拜)/u.test(progress ?? '') ? `按${spellWeek(week)}记的；要报上周的请写明 周:上周。` : undefined
    const notes = [note ?? another].filter((one) => one !== undefined)

    const before = await filed(view, unit.path, week)
    if (before !== undefined) {
      const { change, patch, changed, kept } = replaced(before, sections)
      if (changed.length === 0) throw new SayToUser(`${before.id} 没有改动：所写内容与已报的相同。`)
      const revision = await addRevision(view, before, patch, { act: 'amend', at: ctx.now })
      const lines = [
        `已更新 ${before.id}：${name}`,
        `更新：${sectionNames(changed)}${kept.length > 0 ? `；保留：${sectionNames(kept)}` : ''}`,
        `首次报送：${timeliness(before.data.due, before.at, ctx.calendar)}`,
        `计入：下一期简报${revision.notices.length > 0 ? '，已发出的简报补登' : ''}`,
      ]
      return { changes: [change, ...revision.changes], notices: [reply(ctx, [...lines, ...notes].join('\n'), [before.id]), ...revision.notices] }
    }

    if (progress === undefined) throw new SayToUser('这一周第一次报送要写进展情况，如 进展情况:完成班子增配。')
    const due = await owedAt(view, ctx, unit, week)
    const { sender } = ctx
    const proxy = sender !== undefined && sender.unit !== unit.path && !sender.posts.some((post) => post.unit === unit.path)
    const data: WeeklyReportData = { week, progress, innovation, problems, suggestions, due: due ?? null, ...(proxy && { proxy }) }
    const change = create(weeklyReport, { unit: unit.path, data, now: ctx.now })
    const late = due === undefined ? { changes: [], notices: [] } : await addLate(view, { unit: unit.path, week, ref: change.ref, due, at: ctx.now })
    const lines = [
      `已记录 ${change.ref}：${name}`,
      ...(proxy ? [`代报：${sender.name}代${unit.short}报送`] : []),
      `栏目：${sectionNames(given(sections))}（${given(sections).length} 项）`,
      `报送：${timeliness(data.due, ctx.now, ctx.calendar)}`,
      `计入：${due === undefined ? '' : '报送情况、'}下一期简报${late.notices.length > 0 ? '，已发出的简报补登' : ''}`,
    ]
    const answer = reply(ctx, [...lines, ...notes].join('\n'), [change.ref])
    return { changes: [change, ...late.changes], notices: [answer, ...late.notices] }
  },
})
