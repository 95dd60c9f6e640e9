import { defineJob, type JobAsk } from '../src/bot/job.ts'
import { byHand } from '../src/domain/channels.ts'
import { privateChat, type Notice } from '../src/domain/notice.ts'
import { isQuiet, speakingFrom, usualQuiet } from '../src/domain/slots.ts'
import { clockOf, dayOf } from '../src/domain/time.ts'
import type { WorkCalendar } from '../src/domain/workCalendar.ts'
import type { View } from '../src/ledger/types.ts'
import { byGroup, keepPastings, pastings, remindAt, type Pasting } from '../src/work/pasting/pasting.ts'

/** What nobody has said to be pasted and nobody was reminded of, with the moment for it, ms. */
async function waiting(view: View, calendar: WorkCalendar): Promise<{ one: Pasting; slot: number }[]> {
  const open = (await pastings(view)).filter(({ by, reminded, group }) => by === undefined && !reminded && view.directory.group(group)?.fallback === byHand)
  return open.map((one) => ({ one, slot: remindAt(one, calendar, view.directory.settings.endOfWork) }))
}

/** One message to each person for all of theirs. */
function noticesFor(due: readonly Pasting[], view: View): Notice[] {
  const people = [...new Set(due.flatMap((one) => one.people))].filter((id) => view.directory.person(id)?.gone !== true)
  return people.flatMap((id) => {
    const lines = byGroup(due.filter((one) => one.people.includes(id)), view).map(({ name, what }) => `“${name}”：${what}`)
    if (lines.length === 0) return []
    const text = ['要粘贴到群里的内容，还没有人回“已粘贴”：', ...lines, '贴好请回“已粘贴”。只提醒这一次。'].join('\n')
    return [{ to: privateChat(id), text, sort: 'reminder' as const, actions: [{ label: '已粘贴', say: '/已粘贴' }] }]
  })
}

/** Whoever was given something to paste and has not said that it is done is reminded, once, within working hours (domain.md Burden). */
export default defineJob({
  name: 'remindPasting',
  summary: '人工粘贴的内容没有确认时提醒一次',
  pattern: '* * * * *',
  async next(after, view, calendar) {
    const slots = (await waiting(view, calendar)).map(({ slot }) => slot).filter((slot) => slot > after)
    return slots.length === 0 ? undefined : Math.min(...slots)
  },
  makesUpFrom: speakingFrom,
  async steps({ now, calendar }) {
    if (!calendar.isWorkday(dayOf(now)) || isQuiet(clockOf(now), usualQuiet)) return undefined
    return [{
      key: `remindPasting|${now}`,
      async decide({ view }: JobAsk) {
        const due = (await waiting(view, calendar)).filter(({ slot }) => slot <= now).map(({ one }) => one)
        const after = (await pastings(view)).map((one) => (due.some(({ n }) => n === one.n) ? { ...one, reminded: true as const } : one))
        return { changes: [], notices: noticesFor(due, view), state: [keepPastings(after, now)] }
      },
    }]
  },
})
