/** The words of a reminder: neutral, one message for everything, each with the exact next command (S7, Burden). */
import type { Directory, Person } from '../domain/directory.ts'
import { spellDue } from '../domain/time.ts'
import type { Matter } from '../matters/matter.ts'
import type { Stage } from '../domain/records/reminder.ts'

export interface Line {
  matter: Matter
  stage: Stage
  people: Person[]
}

function describe({ matter, people }: Line, directory: Directory, mentioned: ReadonlySet<string>, showNext: boolean): string {
  const unit = directory.unit(matter.unit)?.short ?? matter.unit
  const names = people.map((p) => (mentioned.has(p.id) ? `@${p.name}` : p.name)).join('、')
  const who = names === '' ? '' : `（${names}）`
  const next = showNext ? `。请发：${matter.next}` : ''
  if (matter.gentle) return `${unit}${who}：${matter.label}《${matter.title}》。已经办了请发：${matter.next}`
  return `${unit}${who}：${matter.label}《${matter.title}》，截止 ${spellDue(matter.due, matter.timed)}${next}`
}

const heads: Record<'ask' | 'coming' | 'late' | 'above', string> = {
  ask: '【请确认】以下活动的时间已过：',
  coming: '【提醒】以下事项快到期了：',
  late: '【催办】以下事项已逾期：',
  above: '【催办】以下事项多次提醒后仍逾期，请协调：',
}

function partOf({ stage, matter }: Line, now: number): keyof typeof heads {
  if (matter.gentle) return 'ask'
  if (stage === 'escalated') return 'above'
  return matter.due <= now ? 'late' : 'coming'
}

/** One message for one chat. `now` tells which matters are late already. */
export function compose(lines: readonly Line[], directory: Directory, mentioned: ReadonlySet<string>, now: number): string {
  const parts = new Map<keyof typeof heads, string[]>()
  for (const line of lines) {
    const part = partOf(line, now)
    parts.set(part, [...(parts.get(part) ?? []), describe(line, directory, mentioned, part !== 'above')])
  }
  const order = ['ask', 'coming', 'late', 'above'] as const
  return order.flatMap((part) => (parts.has(part) ? [`${heads[part]}\n${parts.get(part)?.join('\n')}`] : [])).join('\n')
}
