import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createOutgoing, type Pending } from '../../src/web/tryout/page/outgoing.ts'

let pending: Pending[]
let posted: { id: string; text: string }[]
/** Statuses to answer with, 0 for a broken connection; then 202. */
let statuses: number[]
const sent: string[] = []
const outgoing = () => createOutgoing({ pending: () => pending, change: (next) => (pending = next), sent: async (place) => void sent.push(place) })
const message = (text: string) => ({ group: '群', sender: 'wangmin', text })

beforeEach(() => {
  vi.useFakeTimers()
  pending = []
  posted = []
  statuses = []
  sent.length = 0
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    posted.push(JSON.parse(String(init.body)) as { id: string; text: string })
    const status = statuses.shift() ?? 202
    if (status === 0) throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(status < 300 ? {} : { error: `状态${status}` }), { status })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

describe('messages on their way out', () => {
  test('go one after another, each with an id of its own, and are gone when they are safe', async () => {
    const out = outgoing()
    for (const text of ['一', '二', '三']) out.add(message(text), 'g:群')
    expect(pending).toHaveLength(3)
    await settle()
    expect(posted.map(({ text }) => text)).toEqual(['一', '二', '三'])
    expect(new Set(posted.map(({ id }) => id)).size).toBe(3)
    expect([pending, sent]).toEqual([[], ['g:群', 'g:群', 'g:群']])
  })

  test.each([0, 503, 500])('that meet a %i are kept, those behind them too, and tried again by themselves under the same ids', async (status) => {
    statuses = [status]
    const out = outgoing()
    out.add(message('一'), 'g:群')
    out.add(message('二'), 'g:群')
    await settle()
    expect(pending.map(({ text, state }) => [text, state])).toEqual([['一', 'failed'], ['二', 'failed']])
    await settle(4000)
    expect(pending).toEqual([])
    expect(posted.map(({ text }) => text)).toEqual(['一', '一', '二'])
    expect(posted[1]?.id).toBe(posted[0]?.id)
  })

  test('that are refused say why, stay, and are not tried again unasked', async () => {
    statuses = [413]
    const out = outgoing()
    out.add(message('太长'), 'g:群')
    out.add(message('后面的'), 'g:群')
    await settle(60_000)
    expect(pending).toMatchObject([{ text: '太长', state: 'refused', why: '状态413' }])
    out.retryAll()
    await settle()
    expect(posted).toHaveLength(2)
    out.retry(pending[0]?.id ?? '')
    await settle()
    expect([posted.length, pending]).toEqual([3, []])
  })

  test('may be dropped, and tried at once when the connection is back', async () => {
    statuses = [0]
    const out = outgoing()
    out.add(message('不要了'), 'g:群')
    out.add(message('要'), 'g:群')
    await settle()
    out.drop(pending[0]?.id ?? '')
    out.retryAll()
    await settle()
    expect(posted.map(({ text }) => text)).toEqual(['不要了', '要'])
    await settle(60_000)
    expect(posted).toHaveLength(2)
  })
})
