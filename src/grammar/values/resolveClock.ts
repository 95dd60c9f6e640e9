import { momentOf } from '../../domain/time.ts'
import { clockText, minutesOf } from './calendar.ts'
import type { ValueContext } from './context.ts'
import { type Reading, refused, understood } from './reading.ts'
import type { Clock } from './syntax.ts'
import type { Part } from './words.ts'

type Said = Extract<Clock, { c: 'said' }>
/** An hour of 24 (24 and more belong to the next day), or why it cannot be. */
type Hour = { hour: number; note?: string } | { wrong: string }

/** Minutes after midnight of the day a clock time is said with; 1440 and more lie on the next day. */
export function resolveClock(clock: Clock, ctx: ValueContext, dated: boolean): Reading<number> {
  switch (clock.c) {
    case 'noon':
      return understood(minutesOf(ctx.noon))
    case 'endOfWork':
      return understood(minutesOf(ctx.endOfWork))
    case 'midnight':
      return understood(1440, ['午夜按当天24:00（次日00:00）理解'])
    case 'now':
      return understood(minutesOf(momentOf(ctx.now).time ?? ''))
    case 'either':
      return refused(`“${clock.text}”可以是${clock.first}，也可以是${clock.second}，请写清楚，如“14:00”。`)
    case 'said':
      return said(clock, dated)
  }
}

function said(clock: Said, dated: boolean): Reading<number> {
  const { hour, minute, text } = clock
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return refused(`没有“${text}”这个时间，请核对后重写，如“14:00”。`)
  const found = hourOf(clock, dated)
  if ('wrong' in found) return refused(found.wrong)
  const minutes = found.hour * 60 + minute
  if (minutes < 0) return refused(`“${text}”没有看懂，请写成如“23:55”。`)
  const dropped = clock.seconds ? `“${text}”只记到分钟` : undefined
  return understood(minutes, [found.note, dropped].filter((note) => note !== undefined))
}

function hourOf(clock: Said, dated: boolean): Hour {
  const { hour, part } = clock
  if (!part) return bareHour(clock)
  const noon24 = hour >= 13 ? hour : hour + 12
  const wrong: Hour = { wrong: `“${part}”和${hour}点对不上，请核对后重写，如“14:00”。` }
  switch (part) {
    case '凌晨':
      if (clock.tonight) return hour <= 5 || hour === 12 ? nextDay(hour % 12, clock) : wrong
      if (hour === 12 || hour === 24) return { hour: 0, note: `“${clock.text}”按00:00理解` }
      return hour <= 6 ? { hour } : wrong
    case '早上':
      return hour <= 11 ? { hour } : wrong
    case '上午':
      if (hour === 12) return clock.latin ? { hour: 0 } : { hour, note: `“${clock.text}”按中午12:${String(clock.minute).padStart(2, '0')}理解` }
      return hour <= 11 ? { hour } : wrong
    case '中午':
      if (hour === 11 || hour === 12) return { hour }
      return (hour >= 1 && hour <= 3) || (hour >= 13 && hour <= 15) ? { hour: noon24 } : wrong
    case '下午':
      if (hour === 12) return clock.latin ? { hour } : { hour, note: `“${clock.text}”按中午12:${String(clock.minute).padStart(2, '0')}理解` }
      return (hour >= 1 && hour <= (clock.latin ? 11 : 8)) || (hour >= 13 && hour <= 23) ? { hour: noon24 } : wrong
    case '傍晚':
      return (hour >= 4 && hour <= 8) || (hour >= 16 && hour <= 20) ? { hour: noon24 } : wrong
    case '晚上':
    case '半夜':
      return night(clock, part, dated)
  }
}

/** 1 to 6 without a part of the day is afternoon (grammar.md); two digits (06:30) are a 24-hour clock. */
function bareHour({ hour, minute, literal, text }: Said): Hour {
  if (hour === 24) return { hour, note: `“${text}”按次日00:00理解` }
  if (hour < 1 || hour > 6 || literal) return { hour }
  return { hour: hour + 12, note: `“${text}”按下午${hour}点${minute > 0 ? `${minute}分` : ''}（${clockText((hour + 12) * 60 + minute)}）理解` }
}

/** 晚上12点 ends the day; 晚上2点 belongs to the next day only when the night is named (今晚2点). */
function night(clock: Said, part: Part, dated: boolean): Hour {
  const { hour } = clock
  if (hour === 12 || hour === 0 || hour === 24) return nextDay(0, clock)
  if (hour >= 17) return { hour }
  if (hour >= 5 && hour <= 11) return { hour: hour + 12 }
  if (hour > 12) return { wrong: `“${part}”和${hour}点对不上，请核对后重写，如“20:00”。` }
  if (clock.tonight) return nextDay(hour, clock)
  if (!dated) return { hour }
  return { wrong: `“${clock.text}”可以是当天凌晨${hour}点，也可以是次日凌晨${hour}点，请写清楚，如“21日凌晨${hour}点”。` }
}

const nextDay = (hour: number, clock: Said): Hour => ({
  hour: hour + 24,
  note: `“${clock.text}”按次日${clockText(hour * 60 + clock.minute)}理解`,
})
