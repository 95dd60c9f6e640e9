/** Two terms swapped (/换班): the holders change places, dates and base order stay (S2). */
import { z } from 'zod'
import { SayToUser } from '../../domain/errors.ts'
import { amend } from '../../domain/record.ts'
import type { Change, Rec } from '../../domain/record.ts'
import { stintOf, type Term } from '../../domain/chair.ts'
import { swapProblem } from '../../domain/stint.ts'
import { nameOf } from '../../domain/directory.ts'
import { handoverOf } from '../chairs/handover.ts'
import { termBefore } from '../chairs/read.ts'
import { handover, type HandoverData } from '../../domain/records/handover.ts'
import { chairTerm, holderOf, type ChairTermData } from '../../domain/records/chairTerm.ts'
import { dayOf, spellRange, type Day } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'
import type { ApprovalSubject } from './approval.ts'

/** What a request to swap carries: the two terms and who held them when it was made. */
const swapPayload = z.object({ mine: z.string(), mineHolder: z.string(), other: z.string(), otherHolder: z.string() })
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

/** The handover before a term, where it was confirmed, as only the holder of that time could: it waits for the new one's confirmation. */
async function reopened(term: Term, view: View): Promise<Rec<HandoverData> | undefined> {
  const before = await termBefore(view, term.data.committee, term.data.from)
  const filed = before && (await handoverOf(view, before))
  return filed?.data.taken ? filed : undefined
}

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
    const [first, second] = [await reopened(a, view), await reopened(b, view)]
    const line = (term: Term, unit: string) => `${spellRange(term.data)}：${nameOf(view.directory, unit)}（${term.id}）`
    const again = (filed: Rec<HandoverData> | undefined, unit: string) => (filed ? `\n${filed.id} 原已确认接任，请${nameOf(view.directory, unit)}重新发 /接任 确认` : '')
    return {
      changes: [hold(a, otherHolder, approval.id), hold(b, mineHolder, approval.id), ...[first, second].flatMap((one) => (one ? [amend(handover, one, { taken: undefined }, 'reopen', approval.id)] : []))],
      text: `换班后轮值主席：\n${line(a, otherHolder)}\n${line(b, mineHolder)}${again(first, otherHolder)}${again(second, mineHolder)}`,
    }
  },
}
