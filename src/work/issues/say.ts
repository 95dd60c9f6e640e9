/** What is said when an issue is made, and to whom. */
import { nameOf, type Directory } from '../../domain/directory.ts'
import { dueText } from '../../bulletin/compile.ts'
import { matterName, type OverdueItem } from '../../bulletin/material.ts'
import { bulletinText } from '../../bulletin/text.ts'
import { groupChat, privateChat, type Notice } from '../../domain/notice.ts'
import type { BulletinData } from '../../domain/records/bulletin.ts'
import { dayOf, momentOf, spellMoment } from '../../domain/time.ts'

/** The issue itself, once for each of its groups; one that was unbound since (/解绑) is left out. */
export function posts(directory: Directory, ref: string, data: BulletinData): Notice[] {
  const text = textOf(directory, data)
  return data.groups.filter((group) => directory.group(group) !== undefined).map((group) => ({ to: groupChat(group), text, sort: 'bulletin', about: [ref] }))
}

/** A whole issue with its units named as they are now. */
export const textOf = (directory: Directory, data: BulletinData): string =>
  bulletinText(data, (path) => nameOf(directory, path))

/** To the office, which reads it through and releases it. */
export function forRelease(directory: Directory, unit: string, ref: string, data: BulletinData): Notice[] {
  const name = nameOf(directory, unit)
  const text = `${textOf(directory, data)}\n\n待签发，核对后请发：/简报 签发 ${ref}\n需要改动请发：/简报 更正 ${ref} 内容:…`
  const office = directory.holders(unit, dayOf(data.to), 'admin', 'cadre')
  return office.map((person) => ({ to: privateChat(person.id), text: `【待签发简报】${name}\n${text}`, sort: 'notice', about: [ref] }))
}

/** Longer lists are cut; /待办 shows the rest. */
const longest = 200

/** The whole list of what is overdue, privately to the unit's leaders, since the bulletin names only the unit's own (Burden). */
export function overdueForLeaders(directory: Directory, unit: string, ref: string, data: BulletinData, { all }: OverdueItem): Notice[] {
  if (all.length === 0) return []
  const lines = all.slice(0, longest).map((matter) => `${matter.short}：${matterName(matter)}，${dueText(matter.due, matter.timed)}到期`)
  const more = all.length > longest ? [`另有 ${all.length - longest} 项，请发 /待办 查看。`] : []
  const head = `逾期未办清单：${nameOf(directory, unit)}，共 ${all.length} 项（第${data.issue}期简报，截至 ${spellMoment(momentOf(data.to))}）`
  const text = [head, ...lines, ...more].join('\n')
  return directory.holders(unit, dayOf(data.to), 'leader').map((person) => ({ to: privateChat(person.id), text, sort: 'notice', about: [ref] }))
}
