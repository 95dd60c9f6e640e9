/** The words of a reminder: neutral, one message for everything, each with the exact next command (S7, Burden). */
import { nameOf, type Directory, type Person } from '../../domain/directory.ts'
import type { Stage } from '../../domain/records/reminder.ts'
import { spellDue } from '../../domain/time.ts'
import type { Matter } from '../matters/matter.ts'

export interface Line {
  matter: Matter
  stage: Stage
  people: Person[]
}

type Part = 'ask' | 'wished' | 'coming' | 'late' | 'above'

/** A block's first line; what is late says 逾期 there (fixed wording), then follows one line a unit. */
const heads: Record<Part, (what: string, due: string | undefined) => string> = {
  ask: (what) => `【请确认】${what}的时间已过：`,
  wished: (what, due) => `【提醒】${what}${due === undefined ? '' : `，截止 ${due}`}：`,
  coming: (what, due) => `【提醒】${what}快到期了，截止 ${due}：`,
  late: (what, due) => `【催办】${what}已逾期，截止 ${due}：`,
  above: (what, due) => `【催办】${what}逾期多日仍未办，截止 ${due}，请协调：`,
}

function partOf({ stage, matter }: Line, now: number): Part {
  if (matter.gentle) return 'ask'
  if (stage === 'escalated') return 'above'
  if (matter.due <= now) return 'late'
  return stage === 'snoozed' ? 'wished' : 'coming'
}

/** The unit and who answers for it; a name is called once in a message, `called` holds those still to be called. */
function spellUnit({ matter, people }: Line, directory: Directory, called: Set<string>): string {
  const names = people.map((person) => (called.delete(person.id) ? `@${person.name}` : person.name)).join('、')
  return `${nameOf(directory, matter.unit)}${names === '' ? '' : `（${names}）`}`
}

/** One message for one chat: the same thing asked of several units is one block. `now` tells which matters are late already. */
export function compose(lines: readonly Line[], directory: Directory, mentioned: ReadonlySet<string>, now: number): string {
  const called = new Set(mentioned)
  const blocks = new Map<string, { part: Part; head: string; lines: Line[]; next: string | undefined }>()
  for (const line of lines) {
    const { label, title, due, timed, next } = line.matter
    const part = partOf(line, now)
    const head = heads[part](`${label}《${title}》`, due === Infinity ? undefined : spellDue(due, timed))
    // Those asked to coordinate have no command of their own to type.
    const block = blocks.get(`${head}|${next}`) ?? { part, head, lines: [], next: part === 'above' ? undefined : next }
    block.lines.push(line)
    blocks.set(`${head}|${next}`, block)
  }
  const order: Part[] = ['ask', 'wished', 'coming', 'late', 'above']
  return order
    .flatMap((part) => [...blocks.values()].filter((block) => block.part === part))
    .map(({ part, head, lines: some, next }) => [head, ...some.map((line) => spellUnit(line, directory, called)), ...(next === undefined ? [] : [`${part === 'ask' ? '已经办了请发' : '请发'}：${next}`])].join('\n'))
    .join('\n\n')
}
