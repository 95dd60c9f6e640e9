/** The face of an issue in a chat: plain text. */
import { spellDay, spellMoment, momentOf } from '../domain/time.ts'
import type { BulletinData, BulletinLine, BulletinSection } from '../domain/records/bulletin.ts'

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** What is printed of a report that came in after the issue; `name` gives a unit's short name. */
type NameOf = (path: string) => string

/** `第 3 期（总第 12 期）`, alone on its line (fixed wording). */
export const headLine = ({ issue, total }: Pick<BulletinData, 'issue' | 'total'>): string => `第 ${issue} 期（总第 ${total} 期）`

/** A whole issue; a corrected one says so behind its name and keeps its number. */
export function bulletinText(data: BulletinData, name: NameOf): string {
  const { title, office, date, head, corrections } = data
  const top = [`${title}${corrections.length > 0 ? '（更正）' : ''}`, headLine(data), office, spellDay(date)]
  const notes = corrections.map(({ at, section, text }) => `${spellMoment(momentOf(at))}更正${section === undefined ? '' : `“${section}”`}：${text}`)
  return [
    top.join('\n'),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...sectionTexts(data.sections),
    ...lateText(data, name),
    `台账校验：${head.seq}-${head.link.slice(0, 8)}`,
  ].join('\n\n')
}

/** The sections alone, as a preview shows them. */
export const sectionTexts = (sections: BulletinSection[]): string[] =>
  sections.map(({ title, lines }, i) => [`${ordinals[i] ?? ''}、${title}`, ...lines.map(lineText)].join('\n'))

const lineText = ({ unit, text, ref }: BulletinLine): string =>
  `${unit === undefined ? '' : `${unit}：`}${text}${ref === undefined ? '' : `（${ref}）`}`

function lateText({ late }: BulletinData, name: NameOf): string[] {
  if (late.length === 0) return []
  return [['刊后补报：', ...late.map(({ unit, ref, at }) => `${name(unit)}：${spellMoment(momentOf(at))}（${ref}）`)].join('\n')]
}
