/** Whether this machine's clock is right, by the times that platforms give to what they send. */
import { minute } from '../domain/time.ts'

/** Clocks may differ, and messages be on their way, by so much, ms. */
const tolerated = 2 * minute
/** So many messages, one after another, must say the same. */
const looked = 4
/** Those that come within so long of one another count as one, ms: when a platform is back it gives all at once what lay there. */
const together = minute

/** In words, where it is ahead by so much (ms; negative: behind). */
export const spellOff = (off: number): string =>
  `这台机器的时钟比平台${off > 0 ? '快' : '慢'}约${Math.round(Math.abs(off) / minute)}分钟：请校准（timedatectl set-ntp true），提醒和简报都按它发`

export interface ClockWatch {
  /** A message has come that the platform dates at `at`, ms. */
  heard(at: number): void
  /** By how much this clock is ahead, ms (negative: behind), at least; undefined while nothing says that it is wrong. */
  off(): number | undefined
}

const least = (a: number, b: number): number => (Math.abs(a) < Math.abs(b) ? a : b)

/** One message may have lain somewhere; of several the least is taken. */
export function watchClock(now: () => number): ClockWatch {
  const said: { since: number; ahead: number }[] = []
  return {
    heard(at) {
      const ahead = now() - at
      const last = said.at(-1)
      if (last && Math.abs(now() - last.since) < together) {
        last.ahead = least(last.ahead, ahead)
        return
      }
      said.push({ since: now(), ahead })
      if (said.length > looked) said.shift()
    },
    off() {
      const wrong = said.length === looked && (said.every(({ ahead }) => ahead > tolerated) || said.every(({ ahead }) => ahead < -tolerated))
      return wrong ? said.map(({ ahead }) => ahead).reduce(least) : undefined
    },
  }
}
