/** The face of an issue in a chat: plain text. */
import type { BulletinData, BulletinLine, BulletinSection } from '../domain/records/bulletin.ts'
import { sectionNames } from '../domain/records/weeklyReport.ts'
import { momentOf, spellDay, spellMoment } from '../domain/time.ts'

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** Gives a unit's short name of today; what was set down with an issue keeps the name that it was set down with. */
export type NameOf = (path: string) => string

/** `第 3 期（总第 12 期）`, alone on its line (fixed wording). */
const headLine = ({ issue, total }: Pick<BulletinData, 'issue' | 'total'>): string => `第 ${issue} 期（总第 ${total} 期）`

/** A whole issue; a corrected one says so behind its title and keeps its number. */
export function bulletinText(data: BulletinData, name: NameOf): string {
  const corrected = data.corrections.length > 0
  const top = [`${data.title}${corrected ? '（更正）' : ''}`, headLine(data), data.office, spellDay(data.date)]
  return paragraphs(top, data.corrections.map(correctionLine), ...sectionTexts(data.sections), lateLines(data, name), revisedLines(data, name), [sealLine(data)])
}

/** What would go out now; it has no number yet. */
export function previewText(data: Omit<BulletinData, 'issue' | 'total'>): string {
  const top = [`${data.title}（预览，未编号）`, data.office, spellDay(data.date)]
  return paragraphs(top, ...sectionTexts(data.sections), [sealLine(data)])
}

const paragraphs = (...blocks: string[][]): string =>
  blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')

const sectionTexts = (sections: BulletinSection[]): string[][] =>
  sections.map(({ title, lines }, i) => [`${ordinals[i] ?? ''}、${title}`, ...lines.map(lineText)])

const lineText = ({ unit, text, ref }: BulletinLine): string =>
  `${unit === undefined ? '' : `${unit}：`}${text}${ref === undefined ? '' : `（${ref}）`}`

const correctionLine = ({ at, section, text }: BulletinData['corrections'][number]): string =>
  `${spellMoment(momentOf(at))}更正：${section === undefined ? text : `“${section}”一栏`}`

const lateLines = ({ late }: BulletinData, name: NameOf): string[] =>
  late.length === 0 ? [] : ['刊后补报', ...late.map(({ unit, name: then = name(unit), ref, at }) => `${then}：${spellMoment(momentOf(at))}（${ref}）`)]

const revisedLines = ({ revised = [] }: BulletinData, name: NameOf): string[] =>
  revised.length === 0 ? [] : ['刊后更正', ...revised.map(({ unit, name: then = name(unit), ref, at, sections }) => `${then}：${spellMoment(momentOf(at))} ${sections.length === 0 ? '作废' : sectionNames(sections)}（${ref}）`)]

/** The ledger's end when it was compiled: a chain proves little without an anchor outside. */
const sealLine = ({ head }: Pick<BulletinData, 'head'>): string => `台账校验：${head.seq}-${head.link.slice(0, 8)}`
