import { describe, expect, it } from 'vitest'
import { type Case, casesOf, contextAt, readAs, short } from './support.ts'

const check = ({ field, now, text, expected }: Case): void => {
  const reading = readAs(field, text, contextAt(now))
  if (expected.startsWith('!')) {
    expect(reading.ok, reading.ok ? short(reading.value) : '').toBe(false)
    if (!reading.ok) expect(reading.complaint).toContain(expected.slice(1).trim())
  } else {
    expect(reading.ok ? short(reading.value) : reading.complaint).toBe(expected)
  }
}

const FILES = ['dateTime.txt', 'date.txt', 'deadline.txt', 'range.txt', 'time.txt', 'amounts.txt', 'calendarEdges.txt', 'refused.txt', 'strangers.txt', 'fresh.txt']

describe.each(FILES)('%s', (file) => {
  it.each(casesOf(file))('$field @ $now: $text', check)
})
