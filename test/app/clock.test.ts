import { expect, test } from 'vitest'
import { spellOff, watchClock } from '../../src/app/clock.ts'
import { day, minute } from '../../src/domain/time.ts'

/** What messages say that come so long after one another, ms. */
const heardEvery = (pause: number, ahead: readonly number[]) => {
  let now = 1_800_000_000_000
  const clock = watchClock(() => now)
  for (const ms of ahead) {
    now += pause
    clock.heard(now - ms)
  }
  return clock.off()
}
const after = (...ahead: number[]) => heardEvery(minute, ahead)

test('a clock that all messages say to be wrong is, by the least they say', () => {
  expect(after(day + 900, day + 400, day + 5000, day + 700)).toBe(day + 400)
  expect(after(-day, -day - 400, -day, 3000 - day)).toBe(3000 - day)
})

test.each([
  ['nothing was heard', []],
  ['too few were heard', [day, day, day]],
  ['they were on their way for a while', [900, 2 * minute, 30_000, 4000]],
  ['one lay somewhere', [400, day, 300, 500]],
  ['most lay somewhere while the platform was away', [day, day, day, 300]],
  ['they do not agree', [day, -day, day, -day]],
  ['it was set right since', [day, day, day, day, 400]],
] as const)('nothing is wrong: %s', (_, ahead) => {
  expect(after(...ahead)).toBeUndefined()
})

test('what comes all at once says no more than one message: a platform that was away gives what lay there', () => {
  const lay = [20, 19, 18, 17, 16, 15].map((minutes) => minutes * minute)
  expect(heardEvery(100, lay)).toBeUndefined()
  expect(heardEvery(minute, lay)).toBe(15 * minute)
  // Of several that come together the least counts: it has hardly lain anywhere.
  expect(heardEvery(minute / 2, [day, 300, day, day, day, day, day, day])).toBeUndefined()
})

test('in words', () => {
  expect([spellOff(day), spellOff(-90_000)].map((words) => words.split('：')[0])).toEqual(['这台机器的时钟比平台快约1440分钟', '这台机器的时钟比平台慢约2分钟'])
})
