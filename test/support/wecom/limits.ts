/** Counts what has been sent within a window. Over it a sender is blocked for as long as the window is (protocol.md E). */

export interface Window {
  /** ms */
  per: number
  max: number
}

export const perMinute = (max: number): Window => ({ per: 60_000, max })
export const perHour = (max: number): Window => ({ per: 3_600_000, max })

export type Limits = (key: string, windows: readonly Window[]) => boolean

/** `limits(key, windows)` takes a place and answers true, or answers false when there is none. */
export function createLimits(now: () => number): Limits {
  const sent = new Map<string, number[]>()
  const blocked = new Map<string, number>()
  return (key, windows) => {
    const time = now()
    if ((blocked.get(key) ?? 0) > time) return false
    const times = sent.get(key) ?? []
    const full = windows.filter(({ per, max }) => times.filter((at) => at > time - per).length >= max)
    if (full.length > 0) {
      blocked.set(key, time + Math.max(...full.map(({ per }) => per)))
      return false
    }
    const longest = Math.max(...windows.map(({ per }) => per))
    sent.set(key, [...times.filter((at) => at > time - longest), time])
    return true
  }
}
