import { once } from 'node:events'
import { setTimeout as later } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { clockOf, dayOf, weekdayOf } from '../../src/domain/time.ts'
import { calmly } from '../support/calm.ts'
import { patience } from '../support/eventually.ts'
import { mondayTime } from './mondays.ts'
import { startPlatform } from './platform.ts'
import { startProxied } from './proxied.ts'
import { randomFrom } from './random.ts'

test('the same seed draws the same, another something else; all draws are in range', () => {
  const draws = (seed: number) => {
    const random = randomFrom(seed)
    return Array.from({ length: 50 }, () => random.between(3, 9))
  }
  expect(draws(7)).toEqual(draws(7))
  expect(draws(7)).not.toEqual(draws(8))
  expect(draws(7).every((draw) => draw >= 3 && draw < 9)).toBe(true)
  expect(new Set(draws(7)).size).toBe(50)
})

test('every stretch is a Monday around ten, one after another; the last goes on', () => {
  const mondays = { start: 1_000_000, stretch: 60_000, count: 3 }
  const seen = [-5000, 0, 59_999, 60_000, 130_000, 500_000].map((real) => mondayTime(mondays, 1_000_000 + real))
  expect(seen.map((ms) => `${dayOf(ms)} ${clockOf(ms)}`)).toEqual(['2026-03-02 09:59', '2026-03-02 09:59', '2026-03-02 10:00', '2026-03-09 09:59', '2026-03-16 09:59', '2026-03-16 10:06'])
  expect(seen.every((ms) => weekdayOf(dayOf(ms)) === 1)).toBe(true)
})

describe('the proxy', () => {
  test('cuts: what is asked meanwhile is answered once it is mended', async () => {
    const { proxy, redis } = await startProxied()
    const { closed, mend } = proxy.cut()
    expect(closed).toBe(1)
    await new Promise((resolve) => redis.once('close', resolve))
    const asked = redis.get('a')
    await later(100)
    expect(redis.status).not.toBe('ready')
    mend()
    expect(await asked).toBe('1')
  })

  test('goes silent: what stood then is dead for ever and does not know it, new connections work once it ends', async () => {
    const { proxy, redis } = await startProxied()
    const end = proxy.hush()
    const asked = redis.incr('a')
    const late = redis.duplicate()
    onTestFinished(() => late.disconnect())
    await once(late, 'connect')
    end()
    expect(await Promise.race([asked, late.get('a'), later(150, 'nothing')])).toBe('nothing')
    expect([redis.status, late.status]).toEqual(['ready', 'connect'])
    const fresh = redis.duplicate()
    onTestFinished(() => fresh.disconnect())
    expect(await fresh.get('a')).toBe('1')
  })
})

describe('the platform', () => {
  async function scene() {
    const platform = await startPlatform({ hears: 'http://127.0.0.1:9', random: randomFrom(3) })
    onTestFinished(() => platform.stop())
    const send = (id: string) =>
      fetch(platform.url, { method: 'POST', body: JSON.stringify({ id, text: `话${id}`, to: { group: '群' } }) }).then(({ status }) => status, () => 'broken')
    return { platform, send }
  }

  test('shows what it is sent, and who waits for a text gets it', async () => {
    const { platform, send } = await scene()
    const awaited = platform.awaitText('群', (text) => text.includes('b'), patience)
    expect([await send('a'), await send('b')]).toEqual([200, 200])
    expect(await awaited).toBe('话b')
    expect(platform.shown).toMatchObject([{ id: 'a', to: '群', told: true }, { id: 'b', told: true }])
    expect(await platform.awaitText('群', () => true, 20)).toBeUndefined()
  })

  test('refuses, or takes without a word, while it is to', async () => {
    const { platform, send } = await scene()
    const calm = platform.trouble('errors')
    const refused = await Promise.all(Array.from({ length: 20 }, (_, i) => send(`e${i}`)))
    calm()
    expect(refused.filter((status) => status !== 200).length).toBe(platform.counts.errors)
    expect(platform.counts.errors).toBeGreaterThan(0)
    expect(platform.shown.length).toBe(20 - platform.counts.errors)
    platform.trouble('twice')
    const taken = await Promise.all(Array.from({ length: 20 }, (_, i) => send(`t${i}`)))
    expect(taken.filter((status) => status === 'broken').length).toBe(platform.counts.twice)
    expect(platform.shown.filter(({ told }) => !told).length).toBe(platform.counts.twice)
    expect(platform.counts.twice).toBeGreaterThan(0)
  })

  test('knows when the product did not wait for the answer', calmly(async () => {
    const { platform } = await scene()
    platform.trouble('slow')
    const body = JSON.stringify({ id: 'a', text: '话', to: { group: '群' } })
    const over = new AbortController()
    const asked = fetch(platform.url, { method: 'POST', body, signal: over.signal }).then(() => 'answered', (error: Error) => error.name)
    await expect.poll(() => platform.shown, { interval: 5 }).toHaveLength(1)
    over.abort()
    expect(await asked).toBe('AbortError')
    await expect.poll(() => platform.shown[0]?.told).toBe(false)
  }))

  test('carries a message as often as it may, and says when nobody took it', async () => {
    const { platform } = await scene()
    expect(await platform.carry({ id: 'a', group: '群', sender: 's', text: '话', at: 0 }, 2)).toBe(false)
  })
})
