import { owingBelow, firstWeek } from '../../src/domain/owing.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { spellWeek, weeklyReport } from '../../src/domain/records/weeklyReport.ts'
import { reportDue, reportWeekFor } from '../../src/domain/reportWeek.ts'
import { addDays, dayOf, instant, momentOf, spellDeadline, spellMoment, yearOf, type Day } from '../../src/domain/time.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { urged } from '../../src/grammar/askingWords.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'
import { missingReports } from '../../src/work/matters/weeklyReport.ts'

/** Longer lists are cut. */
const longest = 60
/** Without a week, this many earlier weeks are looked through for what is still missing. */
const weeksBack = 8

function listed(names: string[]): string[] {
  if (names.length <= longest) return names
  return [...names.slice(0, longest), `另有 ${names.length - longest} 个单位，写明单位可分开看，如 /欠报 单位:宁波市。`]
}

interface Asked {
  view: View
  ctx: Context
  path: string
}

async function ofWeek({ view, ctx, path }: Asked, week: Day): Promise<string[]> {
  const due = reportDue(week, view.directory.settings.weeklyReport.due, ctx.calendar)
  if (week < firstWeek(view.directory)) return ['试点这时还没有开始，不需要报送。']
  if (due === undefined) return ['这一周没有工作日，不需要报送。']
  const missing = (await missingReports(view, week, path)).map(({ short }) => short)
  const owing = new Set(owingBelow(view.directory, path).map((unit) => unit.path))
  const at = instant(week)
  const reports = (await view.list(weeklyReport, 'week', path, { from: at, to: at })).filter(({ unit }) => owing.has(unit))
  const late = reports.filter((report) => report.at > due).length
  const over = ctx.now > due
  return [
    `截止：${spellDeadline(momentOf(due))}${over ? '' : '（未到期）'}`,
    `应报 ${reports.length + missing.length}，按时 ${reports.length - late}，逾期报送 ${late}，未报 ${missing.length}`,
    ...(missing.length > 0 ? [over ? '逾期未报：' : '尚未报送：', ...listed(missing)] : ['已全部报送。']),
    ...(ctx.calendar.covers(dayOf(due)) ? [] : [`${yearOf(due)}年放假安排尚无数据，按周一至周五计算。`]),
  ]
}

async function ofEarlierWeeks({ view, ctx, path }: Asked, week: Day): Promise<string[]> {
  const lines: string[] = []
  for (let earlier = addDays(week, -7), i = 0; i < weeksBack && earlier >= firstWeek(view.directory); earlier = addDays(earlier, -7), i++) {
    if (reportDue(earlier, view.directory.settings.weeklyReport.due, ctx.calendar) === undefined) continue
    const missing = (await missingReports(view, earlier, path)).map(({ short }) => short)
    if (missing.length > 0) lines.push(`${spellWeek(earlier)}：${listed(missing).join('、')}`)
  }
  return lines.length > 0 ? ['此前逾期未报：', ...lines] : []
}

/** Parts of the plain questions. */
const weekPart = '(?<周>上周|上一周|本周|这周)'
const unitPart = '(?<单位>[^谁哪还@]{2,12}?)'
const whoPart = '(?:谁|有谁|(?:有)?哪(?:些|个|几个)(?:单位|地方|街道|市|地市|城市|区|县|区县|人))'
const missingPart = '(?:还)?(?:没有|没|未)(?:交|报|报送|上报|写|提交|发)'

export default defineCommand({
  name: '欠报',
  aliases: ['missing', 'qianbao', 'qb', '未报'],
  area: 'report',
  summary: '看谁还没有报送周报',
  who: { roles: ['admin', 'leader', 'instructor', 'cadre'], mode: 'read' },
  fields: { week: f.week('周', { also: ['周次', '哪一周'] }).optional() },
  examples: ['/欠报', '/欠报 上周', '/欠报 单位:宁波市'],
  questions: [
    { pattern: new RegExp(`^${weekPart}?${unitPart}??(?:还有)?${whoPart}${missingPart}(?:的)?周报(?:的)?$`), example: '谁还没交周报' },
    { pattern: new RegExp(`^${unitPart}??${weekPart}?(?:的)?周报(?:还有)?${whoPart}${missingPart}$`), example: '上周周报谁没交' },
    { pattern: new RegExp(`^${weekPart}?${unitPart}??${weekPart.replace('<周>', '<周次>')}?(?:还有)?${whoPart}(?:还)?(?:没有|没|未)(?:交|报|报送|上报|提交)(?:上来)?(?:的|了)?$`), example: '上周谁没报', known: true },
  ],
  asked: [
    { all: ['weekly', 'urge'], may: ['who', 'not', 'hand'], slots: { period: '周', unit: '单位' }, note: urged },
    { all: ['weekly'], any: ['who', 'whether', 'not'], may: ['hand', 'due', 'how', 'count', 'self', 'other'], slots: { period: '周', unit: '单位' } },
    { all: ['weekly', 'when'], may: ['due', 'hand'], slots: { unit: '单位' } },
    { all: ['weekly', 'how'], slots: { period: '周', unit: '单位' } },
    { all: ['hand'], any: ['whether', 'not'], needs: ['unit'], slots: { period: '周', unit: '单位' } },
    { all: ['hand', 'not', 'who'], may: ['count'], slots: { period: '周', unit: '单位' } },
    { all: ['weekly', 'hand'], any: ['count', 'how'], slots: { period: '周', unit: '单位' } },
  ],
  async decide({ input, view, ctx }) {
    const unit = ctx.unit
    if (unit === undefined) throw new SayToUser('不知道要看哪个单位，请写明，如 /欠报 单位:宁波市。')
    const asOf = `截至 ${spellMoment(momentOf(ctx.now))}`
    const { directory } = view
    if (owingBelow(directory, unit.path).length === 0) {
      return only(ctx, `${unit.short}及下级没有应报周报的单位（应报：${directory.settings.weeklyReport.from.join('、') || '无'}）。\n${asOf}`)
    }
    const asked = { view, ctx, path: unit.path }
    const usual = reportWeekFor(ctx.now, true)
    // On the Monday morning of the first week there is no week before.
    const week = input.week ?? (usual < firstWeek(directory) ? addDays(usual, 7) : usual)
    const lines = [
      `欠报情况：${unit.short} ${spellWeek(week)}周报`,
      ...(await ofWeek(asked, week)),
      ...(input.week === undefined ? await ofEarlierWeeks(asked, week) : []),
      asOf,
    ]
    return only(ctx, lines.join('\n'))
  },
})
