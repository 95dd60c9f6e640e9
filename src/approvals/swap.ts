/** Two terms swapped (/换班): the holders change places, dates and base order stay (S2). */
import { z } from 'zod'
import { SayToUser } from '../domain/errors.ts'
import { amend } from '../domain/record.ts'
import type { Change } from '../domain/record.ts'
import { stintOf, type Term } from '../domain/chair.ts'
import { swapProblem } from '../domain/chairTerm.ts'
import { chairTerm, holderOf, type ChairTermData } from '../domain/records/chairTerm.ts'
import { dayOf, spellRange, type Day } from '../domain/time.ts'
import type { Directory } from '../domain/directory.ts'
import type { ApprovalSubject } from './approval.ts'

/** What a request to swap carries: the two terms and who held them when it was made. */
export const swapPayload = z.object({ mine: z.string(), mineHolder: z.string(), other: z.string(), otherHolder: z.string() })
export type SwapPayload = z.infer<typeof swapPayload>

/** The change that makes a unit hold a term; back at its own unit nothing of the swap remains. */
function hold(term: Term, unit: string, note: string): Change {
  const patch: Partial<ChairTermData> = { holder: unit === term.data.unit ? undefined : unit }
  return amend(chairTerm, term, patch, 'swap', note)
}

/** Why two terms cannot be swapped today, in a sentence; undefined when they can. */
export const swapHindrance = (mine: Term, other: Term, today: Day): string | undefined =>
  mine.data.committee === other.data.committee
    ? swapProblem(stintOf(mine, []), stintOf(other, []), today)
    : '两个任期不属于同一个共建委员会，不能换班'

const nameOf = (directory: Directory, path: string) => directory.unit(path)?.short ?? path

export const swap: ApprovalSubject = {
  subject: 'swap',
  label: '换班',
  async grant({ approval, view, ctx }) {
    const { mine, mineHolder, other, otherHolder } = swapPayload.parse(approval.data.payload)
    const [a, b] = [await view.get(chairTerm, mine), await view.get(chairTerm, other)]
    if (!a || !b || a.void || b.void || holderOf(a.data) !== mineHolder || holderOf(b.data) !== otherHolder) {
      throw new SayToUser(`${approval.id} 申请之后任期有变动，不能再同意；请重新发 /换班。`)
    }
    const hindrance = swapHindrance(a, b, dayOf(ctx.now))
    if (hindrance) throw new SayToUser(`${hindrance}。`)
    const line = (term: Term, unit: string) => `${spellRange(term.data)}：${nameOf(view.directory, unit)}（${term.id}）`
    return {
      changes: [hold(a, otherHolder, approval.id), hold(b, mineHolder, approval.id)],
      text: `换班后轮值主席：\n${line(a, otherHolder)}\n${line(b, mineHolder)}`,
    }
  },
}
