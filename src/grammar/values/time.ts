import { type Clock as ClockText } from '../../domain/time.ts'
import { clockText } from './calendar.ts'
import { complain, complainOfPart } from './complaints.ts'
import type { ValueContext } from './context.ts'
import { andThen, type Reading, refused, understood } from './reading.ts'
import { resolveClock } from './resolveClock.ts'
import type { Expression } from './syntax.ts'
import { foldFor, understandExpression } from './understand.ts'

/** A time of day 'HH:MM' without a day; 1400 and 14.30 count here as well. */
export function readTime(text: string, ctx: ValueContext): Reading<ClockText> {
  return andThen(foldFor('time', text), (folded) =>
    andThen(understandExpression('time', withColon(folded), ctx), (found) => resolveTime(found, ctx)),
  )
}

const withColon = (folded: string): string => folded.replace(/^(\d\d)(\d\d)$/, '$1:$2').replace(/^(\d{1,2})\.(\d\d)$/, '$1:$2')

function resolveTime({ from, to }: Expression, ctx: ValueContext): Reading<ClockText> {
  const bound = Object.values(from.marks)[0]
  if (to) return refused(complain('time', `“${from.text}”和“${to.text}”是两个时间，这里只要一个`))
  if (from.days.length > 0 || from.period || from.span) return refused(complain('time', '这里只要几点几分，不要日期'))
  if (bound !== undefined) return refused(complain('time', `“${bound}”表示期限，这里要写确切时间`))
  if (from.part) return refused(complainOfPart('time', from.part))
  if (!from.clock) return refused(complain('time', `“${from.text}”没有写几点`))
  return andThen(resolveClock(from.clock, ctx, false), (minutes) => understood(clockText(minutes % 1440)))
}
