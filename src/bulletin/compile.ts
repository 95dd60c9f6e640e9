/** Material -> the sections of an issue. Pure; every figure and every word comes from the material. */
import type { Rec } from '../domain/record.ts'
import type { BulletinLine, BulletinSection, SectionTitle } from '../domain/records/bulletin.ts'
import { spellWeek, type WeeklyReportData } from '../domain/records/weeklyReport.ts'
import { dayOf, momentOf, spellDeadline, spellMoment, yearOf } from '../domain/time.ts'
import { digest } from './digest.ts'
import { matterName, type ActivityItem, type DueItem, type Material, type RevisedItem, type WeekItem } from './material.ts'
import type { NameOf } from './text.ts'

/** A section longer than this is cut and says how many lines there are more. */
const longest = 40
/** A list of unit names longer than this is cut likewise. */
const mostNames = 40

/** The sections in their order; empty ones are left out (S6). */
export function compile(material: Material, name: NameOf): BulletinSection[] {
  const { reports, chair, weeks } = material
  const lines: [SectionTitle, BulletinLine[]][] = [
    ['总体进展', [...overview(material), ...cut(reports, progressLine(name))]],
    ['本周活动', activityLines(material)],
    ['轮值交接', cut(chair, (item) => item)],
    ['创新举措', cut(told(reports, [['', 'innovation']]), toldLine(name))],
    ['问题与建议', cut(told(reports, [['问题：', 'problems'], ['建议：', 'suggestions']]), toldLine(name))],
    ['报送情况', [...weeks.flatMap((week) => weekLines(week, name)), ...revisedLines(material)]],
    ['逾期未办', overdueLines(material)],
    ['下周到期', cut(material.dueNext, dueLine(name))],
  ]
  return lines.filter(([, own]) => own.length > 0).map(([title, own]) => ({ title, lines: own }))
}

/** Only what will be printed is put into words: a province may have tens of thousands. */
function cut<T>(items: T[], line: (item: T) => BulletinLine): BulletinLine[] {
  const lines = items.slice(0, longest).map(line)
  return items.length > longest ? [...lines, { text: `另有 ${items.length - longest} 条，可用 /查 查看。` }] : lines
}

/** Names joined, cut at a sensible place. */
const names = (units: string[], name: NameOf): string =>
  `${units.slice(0, mostNames).map(name).join('、')}${units.length > mostNames ? `等 ${units.length} 个单位` : ''}`

function overview({ from, to, reports, held, counts }: Material): BulletinLine[] {
  const figures = [
    reports.length > 0 ? `收到周报 ${reports.length} 份` : '',
    held.length > 0 ? `开展活动 ${held.length} 场${headCount(held)}` : '',
    counts.planned > 0 ? `新报活动计划 ${counts.planned} 项` : '',
    counts.tasks > 0 ? `下达任务 ${counts.tasks} 项` : '',
    counts.done > 0 ? `办结任务 ${counts.done} 项` : '',
  ].filter((figure) => figure !== '')
  if (figures.length === 0) return []
  return [{ text: `${spellMoment(momentOf(from))}至${spellMoment(momentOf(to))}，${figures.join('，')}。` }]
}

function headCount(held: ActivityItem[]): string {
  const counted = held.filter(({ people }) => people !== undefined)
  return counted.length === 0 ? '' : `（${counted.reduce((sum, { people }) => sum + (people ?? 0), 0)} 人次）`
}

const progressLine = (name: NameOf) => ({ unit, id, data: { progress, proxy } }: Rec<WeeklyReportData>): BulletinLine => ({
  unit: proxy ? `${name(unit)}（代报）` : name(unit), text: digest(progress), ref: id,
})

interface Told {
  report: Rec<WeeklyReportData>
  head: string
  text: string
}

/** What people write into a field that has nothing to tell. */
const nothing = /^\s*(?:暂?无|没有|暂时没有|目前没有|未发现(?:问题)?|[-—/])[。.!！]?\s*$/

/** What the reports tell in some parts, each with the words to put before it. */
function told(reports: Rec<WeeklyReportData>[], parts: [head: string, part: 'innovation' | 'problems' | 'suggestions'][]): Told[] {
  const found: Told[] = []
  for (const report of reports) {
    for (const [head, part] of parts) {
      const text = report.data[part]
      if (text !== undefined && !nothing.test(text)) found.push({ report, head, text })
    }
  }
  return found
}

const toldLine = (name: NameOf) => ({ report: { unit, id }, head, text }: Told): BulletinLine => ({ unit: name(unit), text: head + digest(text), ref: id })

function activityLines({ held, ahead }: Material): BulletinLine[] {
  const lines = held.length > 0 ? [{ text: `已开展 ${held.length} 场${headCount(held)}：` }, ...cut(held, activityLine)] : []
  return ahead.length > 0 ? [...lines, { text: `未来一周计划 ${ahead.length} 场：` }, ...cut(ahead, activityLine)] : lines
}

function activityLine({ unit, ref, topic, when, place, people, jointly }: ActivityItem): BulletinLine {
  const facts = [
    spellMoment(when),
    place,
    people === undefined ? undefined : `${people} 人次`,
    jointly.length > 0 ? `联办：${jointly.join('、')}` : undefined,
  ].filter((fact) => fact !== undefined)
  return { unit, text: `${topic}（${facts.join('，')}）`, ref }
}

function weekLines({ week, due, onTime, late, notDue, missing, covered }: WeekItem, name: NameOf): BulletinLine[] {
  const total = onTime.length + late.length + notDue.length + missing
  const states = [
    onTime.length > 0 ? `按时 ${onTime.length}` : '',
    late.length > 0 ? `逾期报送 ${late.length}` : '',
    missing > 0 ? `逾期未报 ${missing}` : '',
    notDue.length > 0 ? `未到期 ${notDue.length}` : '',
  ].filter((state) => state !== '')
  return [
    { text: `${spellWeek(week)}（${spellDeadline(momentOf(due))}截止）：应报 ${total}，${states.join('，')}` },
    ...(onTime.length > 0 ? [{ text: `按时：${names(onTime, name)}` }] : []),
    ...(late.length > 0 ? [{ text: `逾期报送：${names(late, name)}` }] : []),
    ...(notDue.length > 0 ? [{ text: `未到期：${names(notDue, name)}` }] : []),
    ...(covered ? [] : [{ text: `${yearOf(due)}年放假安排尚无数据，按周一至周五计算。` }]),
  ]
}

/** What earlier issues printed and was changed since. */
function revisedLines({ revised }: Material): BulletinLine[] {
  const line = ({ unit, ref, issue, sections }: RevisedItem): BulletinLine => ({
    unit, ref, text: `第${issue}期刊出的周报${sections.length === 0 ? '已作废' : `有更新，${sections.map(({ name, text }) => `${name}：${digest(text)}`).join('；')}`}`,
  })
  return revised.length === 0 ? [] : [{ text: '刊后更正：' }, ...cut(revised, line)]
}

/** Only the issuing unit's own matters are named; the others are counted (Burden). */
function overdueLines({ overdue: { own, below } }: Material): BulletinLine[] {
  return [
    ...cut(own, (matter) => ({ unit: matter.short, text: `${matterName(matter)}（${dueText(matter.due, matter.timed)}到期）` })),
    ...cut(below, ({ unit, count }) => ({ unit, text: `${count} 项` })),
  ]
}

const dueLine = (name: NameOf) => (item: DueItem): BulletinLine => ({ text: `${dueText(item.due, item.timed)} ${matterName(item)}：${names(item.units, name)}` })

/** A due time as people set it: without a time of day the last moment of a day is meant. */
export const dueText = (due: number, timed: boolean): string =>
  spellDeadline(timed ? momentOf(due) : { date: dayOf(due - 1) })
