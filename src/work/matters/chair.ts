/** What the rotating chair owes: the term's duties, the handover, and taking over (S2). */
import { dutiesOf } from '../chairs/duties.ts'
import { handoverOf } from '../chairs/handover.ts'
import { termAfter } from '../chairs/read.ts'
import { committeeName } from '../chairs/say.ts'
import { handoverDays, type Term } from '../../domain/chair.ts'
import { chairTerm, holderOf, spellDuty } from '../../domain/records/chairTerm.ts'
import { handover, type HandoverData } from '../../domain/records/handover.ts'
import type { Rec } from '../../domain/record.ts'
import { noticesBefore } from '../../domain/stint.ts'
import { addDays, day, dayOf, instant, type Day } from '../../domain/time.ts'
import { within } from '../../domain/unitPath.ts'
import { among, type Matter, type MatterAsk, type MatterSource } from './matter.ts'

/** Days before its end from which a term's handover is on the list of things to do: the first notice's. */
const [listedBefore] = noticesBefore
const endOf = (date: Day): number => instant(addDays(date, 1))

/** Terms that end in a window (ms) and were known before they ended, held at or below a unit. */
async function ending({ view }: MatterAsk, { from, to, unit }: { from: number; to: number; unit?: string | undefined }): Promise<Term[]> {
  const terms = await view.list(chairTerm, 'end', '', { from, to })
  return terms.filter((term) => among(holderOf(term.data), unit) && term.at < endOf(term.data.to))
}

type Owed = Pick<Matter, 'ref' | 'label' | 'title' | 'next' | 'due' | 'since'>
const owed = (term: Term, part: Owed): Matter => ({
  ...part, unit: holderOf(term.data), timed: false, assignees: [], issuer: term.data.committee, escalates: false,
})

const those = (matters: (Matter | undefined)[]): Matter[] => matters.filter((matter) => matter !== undefined)

/** The duties of terms, from their first day; at the end the clock marks them, and nothing is open any more. */
export const duties: MatterSource = {
  label: chairTerm.label,
  async open(ask, window) {
    const matterOf = async (term: Term): Promise<Matter | undefined> => {
      const unmet = term.data.outcome ? [] : (await dutiesOf(ask.view, term)).filter(({ met }) => !met)
      if (unmet.length === 0) return undefined
      return owed(term, {
        ref: term.id, label: chairTerm.label, title: `轮值任期内${unmet.map(({ duty }) => spellDuty(duty)).join('、')}`,
        next: '/活动 主题:… 时间:… 人数:…', due: endOf(term.data.to), since: Math.max(term.at, instant(term.data.from)),
      })
    }
    return those(await Promise.all((await ending(ask, window)).map(matterOf)))
  },
  nextDue: ({ view }, from) => view.next(chairTerm, 'end', '', from),
}

/** Handovers not filed: allowed until 30 days after the term. */
export const handovers: MatterSource = {
  label: handover.label,
  async open(ask, { from, to, unit }) {
    const grace = handoverDays * day
    const matterOf = async (term: Term): Promise<Matter | undefined> => {
      const last = addDays(term.data.to, handoverDays)
      const tooLate = !ask.ahead && last < dayOf(ask.now)
      if (tooLate || (await handoverOf(ask.view, term))) return undefined
      return owed(term, {
        ref: `${term.id}|${handover.label}`, label: handover.label, title: `${committeeName(ask.directory, term.data.committee)}轮值主席交接`,
        next: '/交接 已办:… 未办:…', due: endOf(last), since: Math.max(term.at, instant(addDays(term.data.to, -listedBefore))),
      })
    }
    return those(await Promise.all((await ending(ask, { from: from - grace, to: to - grace, unit })).map(matterOf)))
  },
  async nextDue({ view }, from) {
    const end = await view.next(chairTerm, 'end', '', from - handoverDays * day)
    return end === undefined ? undefined : end + handoverDays * day
  },
}

/** A filed handover as what the incoming chair owes, within the same 30 days; nothing while no next term is planned. */
async function takeOverOf({ view, directory }: MatterAsk, { id, data }: Rec<HandoverData>): Promise<Matter | undefined> {
  const ended = await view.get(chairTerm, data.term)
  const next = ended && (await termAfter(view, data.committee, ended.data.to))
  if (!ended || !next) return undefined
  const last = addDays(ended.data.to, handoverDays)
  return owed(next, {
    ref: id, label: '接任', title: `确认接任${committeeName(directory, data.committee)}轮值主席`, next: '/接任',
    due: endOf(last > next.data.from ? last : next.data.from), since: data.filedAt,
  })
}

/** Those of committees at, above or below a unit. */
async function takingOver(ask: MatterAsk, unit?: string): Promise<Matter[]> {
  const waiting = await ask.view.list(handover, 'waiting', '')
  const filed = waiting.filter(({ data: { committee } }) => among(committee, unit) || within(unit ?? '', committee))
  return those(await Promise.all(filed.map((record) => takeOverOf(ask, record))))
}

export const takeOvers: MatterSource = {
  label: '接任',
  open: async (ask, { from, to, unit }) =>
    (await takingOver(ask, unit)).filter((matter) => matter.due >= from && matter.due <= to && among(matter.unit, unit)),
  async nextDue(ask, from) {
    const dues = (await takingOver(ask)).map(({ due }) => due).filter((due) => due >= from)
    return dues.length === 0 ? undefined : Math.min(...dues)
  },
}
