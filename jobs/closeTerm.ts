import { defineJob } from '../src/bot/job.ts'
import { dutiesOf } from '../src/work/chairs/duties.ts'
import { amend } from '../src/domain/record.ts'
import { chairTerm } from '../src/domain/records/chairTerm.ts'

/** At the end of a term records whether its duties were met, else 未完成; the term never changes after that (S2). */
export default defineJob({
  name: 'closeTerm',
  summary: '任期结束时记下职责是否完成',
  pattern: '* * * * *',
  next: (after, view) => view.next(chairTerm, 'end', '', after + 1),
  async steps({ since, now, view }) {
    const ended = await view.list(chairTerm, 'end', '', { from: since + 1, to: now })
    return ended.map(({ id }) => ({
      key: `closeTerm|${id}`,
      async decide(ask) {
        const term = await ask.view.get(chairTerm, id)
        if (!term || term.void || term.data.outcome) return { changes: [], notices: [] }
        const states = await dutiesOf(ask.view, term)
        const counted = [...new Set(states.flatMap((state) => state.counted.map((record) => record.id)))]
        const met = states.every((state) => state.met)
        return { changes: [amend(chairTerm, term, { outcome: { met, counted } }, 'close', met ? '职责已完成' : '未完成')], notices: [] }
      },
    }))
  },
})
