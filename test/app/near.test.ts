import { describe, expect, it } from 'vitest'
import { workNear } from '../../src/app/near.ts'
import { soleLease, type Hold } from '../../src/ledger/lease.ts'

const taken = (await soleLease('in')) as Hold

/** What was told to the queue, and work that ends when it is let go. */
function scene(outcome: () => Promise<number | undefined> = async () => undefined) {
  const told: string[] = []
  const worked: string[] = []
  const waiting: (() => void)[] = []
  let held = false
  const run = async (what: string) => {
    worked.push(what)
    if (held) await new Promise<void>((resolve) => waiting.push(resolve))
    return outcome()
  }
  const near = workNear(
    { inbox: async (chat) => void told.push(`in ${chat}`), outbox: async (chat) => void told.push(`out ${chat}`) },
    { workInbox: async (chat) => void (await run(`in ${chat}`)), workOutbox: (chat) => run(`out ${chat}`) },
    (name) => ({ name, token: 't', ms: 1, taken: () => taken, perhaps: () => taken }),
  )
  return { ...near, told, worked, hold: () => void (held = true), letGo: () => waiting.forEach((go) => go()) }
}

describe('what wakes up in a process that works', () => {
  it('is done there, and the queue hears nothing of it', async () => {
    const { wake, close, told, worked } = scene()
    await wake.inbox('g:1')
    await wake.outbox('g:2')
    await close()
    expect([worked, told]).toEqual([['in g:1', 'out g:2'], []])
  })

  it('goes through the queue when it failed, or is to be tried again later', async () => {
    const failing = scene(async () => Promise.reject(new Error('away')))
    await failing.wake.inbox('g:1')
    await failing.wake.outbox('g:2')
    await failing.close()
    expect(failing.told).toEqual(['in g:1', 'out g:2'])
    const later = scene(async () => 5000)
    await later.wake.outbox('g:3')
    await later.close()
    expect(later.told).toEqual(['out g:3'])
  })

  it('goes through the queue when this process has its hands full', async () => {
    const { wake, close, told, hold, letGo, worked } = scene()
    hold()
    for (let i = 0; i < 102; i++) await wake.inbox(`g:${i}`)
    expect([worked.length, told]).toEqual([100, ['in g:100', 'in g:101']])
    letGo()
    await close()
  })

  it('asks for no holds while it would not do the work; what it holds already it does', async () => {
    const { wake, offer, close, told, worked, hold: wait, letGo } = scene()
    expect(offer('in|g:1')).toMatchObject({ name: 'in|g:1' })
    wait()
    for (let i = 0; i < 100; i++) await wake.inbox(`g:${i}`)
    expect(offer('in|g:100')).toBeUndefined()
    await wake.outbox('g:100', taken)
    expect([worked.at(-1), told]).toEqual(['out g:100', []])
    letGo()
    await close()
    expect(offer('in|g:1')).toBeUndefined()
  })

  it('goes through the queue once the process is closing, which waits for what is being done', async () => {
    const { wake, close, told, hold, letGo, worked } = scene()
    hold()
    await wake.inbox('g:1')
    let closed = false
    const closing = close().then(() => (closed = true))
    await wake.inbox('g:2')
    expect([worked, told, closed]).toEqual([['in g:1'], ['in g:2'], false])
    letGo()
    await closing
    expect(closed).toBe(true)
  })

  it('waits for nobody: whoever wakes goes on at once, and a queue that is away does no harm', async () => {
    const near = workNear(
      { inbox: async () => Promise.reject(new Error('queue away')), outbox: async () => {} },
      { workInbox: async () => Promise.reject(new Error('redis away')), workOutbox: async () => undefined },
      (name) => ({ name, token: 't', ms: 1, taken: () => taken, perhaps: () => taken }),
    )
    await near.wake.inbox('g:1')
    await near.close()
  })
})
