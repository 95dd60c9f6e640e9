import { afterEach, describe, expect, it, vi } from 'vitest'
import { createBot } from '../../src/bot/bot.ts'
import { createHear } from '../../src/bot/hear.ts'
import { silentLog } from '../../src/bot/log.ts'
import type { Incoming } from '../../src/channels/channel.ts'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator } from '../../src/channels/simulator/simulator.ts'
import { createLease, createLeases, type Hold, type Offer } from '../../src/ledger/lease.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { loadParts } from '../../src/parts.ts'
import { startBot } from '../support/bot.ts'
import { quietPilot } from '../support/quiet.ts'

const street = '中河街道工作群'
const message: Incoming = { channel: 'simulator', id: 'a', group: street, sender: 'wangmin', text: '/待办', at: 0 }

describe('hearing', () => {
  afterEach(() => void vi.useRealTimers())

  it('fails within three seconds when Redis does not answer, so that the platform sends it again', async () => {
    vi.useFakeTimers()
    const stuck = { view: () => new Promise(() => {}) } as unknown as Ledger
    const hear = createHear({ ledger: stuck, now: () => 0, concerns: () => true, wake: async () => {} })
    const heard = hear(message).catch((error: Error) => error)
    await vi.advanceTimersByTimeAsync(3000)
    expect(await heard).toMatchObject({ message: expect.stringContaining('could not be made safe in time') })
  })

  it('passes an error of Redis on and wakes nobody', async () => {
    const broken = { view: () => Promise.reject(new Error('Connection is closed.')) } as unknown as Ledger
    const wake = vi.fn<() => Promise<void>>(async () => {})
    await expect(createHear({ ledger: broken, now: () => 0, concerns: () => true, wake })(message)).rejects.toThrow('Connection is closed')
    expect(wake).not.toHaveBeenCalled()
  })

  it('wakes whoever works the chat, for a repeat too: the first may have been taken without anybody knowing', async () => {
    const { ledger, now } = await startBot({ setup: quietPilot })
    const wake = vi.fn<() => Promise<void>>(async () => {})
    const hear = createHear({ ledger, now, concerns: ({ text }) => text !== '闲聊', wake })
    expect(await hear({ ...message, at: now() })).toBe('heard')
    expect(await hear({ ...message, at: now() })).toBe('duplicate')
    expect(await hear({ ...message, id: 'b', sender: 'chenlei', text: '闲聊', at: now() })).toBe('ignored')
    expect(await hear({ ...message, id: 'c', at: now() - 366 * 86_400_000 })).toBe('tooOld')
    expect(wake.mock.calls).toEqual([[`g:${street}`, undefined], [`g:${street}`, undefined]])
  })

  it('takes the inbox in passing where nobody has it, and leaves it to whoever has', async () => {
    const { ledger, redis, now } = await startBot({ setup: quietPilot })
    const { lease, offer } = createLeases(redis, ledger.workspace)
    const wake = vi.fn<(chat: string, hold?: Hold) => Promise<void>>(async () => {})
    const hear = createHear({ ledger, now, concerns: () => true, wake, offer: (chat) => offer(`in|${chat}`) })
    expect(await hear({ ...message, at: now() })).toBe('heard')
    const [chat, hold] = wake.mock.calls[0] ?? []
    expect([chat, await hold?.renew(), await lease(`in|g:${street}`)]).toEqual([`g:${street}`, true, undefined])
    expect(await hear({ ...message, id: 'b', at: now() })).toBe('heard')
    expect(wake).toHaveBeenCalledTimes(1)
    await hold?.release()
    expect(await hear({ ...message, id: 'c', at: now() })).toBe('heard')
    expect(wake).toHaveBeenCalledTimes(2)
    expect((await ledger.inbox.head(`g:${street}`))?.id).toBe('a')
  })

  it('works a message whose first answer was lost under the hold that was taken then: a broken connection asks again by itself', async () => {
    const { ledger, redis, now } = await startBot({ setup: quietPilot })
    const { offer } = createLeases(redis, ledger.workspace)
    const resent = { ...ledger, hear: async (...asked: Parameters<Ledger['hear']>) => ledger.hear(...asked).then(() => ledger.hear(...asked)) }
    const woken: (Hold | undefined)[] = []
    const hear = createHear({ ledger: resent, now, concerns: () => true, wake: async (_, hold) => void woken.push(hold), offer: (chat) => offer(`in|${chat}`) })
    expect(await hear({ ...message, at: now() })).toBe('duplicate')
    await expect.poll(() => woken.length).toBe(1)
    expect(await woken[0]?.renew()).toBe(true)
    // A repeat while another works has no hold, and keeps none.
    expect(await hear({ ...message, at: now() })).toBe('duplicate')
    await expect.poll(() => woken.length).toBe(2)
    expect(woken[1]).toBeUndefined()
    await woken[0]?.release()
    expect(await redis.keys(`tx:{${ledger.workspace}}:hold:*`)).toEqual([])
  })

  it('keeps no hold of a repeat that Redis did not answer for: nobody would ever work under it', async () => {
    const { ledger, redis, now } = await startBot({ setup: quietPilot })
    const { offer } = createLeases(redis, ledger.workspace)
    const woken: (Hold | undefined)[] = []
    let kept = 0
    const failing = (wanted: Offer): Offer => ({ ...wanted, perhaps() {
      const hold = wanted.perhaps()
      kept += 1
      return { ...hold, renew: () => Promise.reject(new Error('OOM command not allowed')), letGo() {
        kept -= 1
        hold.letGo()
      } }
    } })
    const hear = createHear({ ledger, now, concerns: () => true, wake: async (_, hold) => void woken.push(hold), offer: (chat) => failing(offer(`in|${chat}`)) })
    await ledger.hear({ ...message, chat: `g:${street}`, at: now() }, now())
    expect(await hear({ ...message, at: now() })).toBe('duplicate')
    await expect.poll(() => woken).toEqual([undefined])
    expect(kept).toBe(0)
  })

  it('is done when the message is safe, whether or not somebody could be woken', async () => {
    const { ledger, now } = await startBot({ setup: quietPilot })
    const wake = vi.fn<() => Promise<void>>(() => new Promise(() => {}))
    const hear = createHear({ ledger, now, concerns: () => true, wake })
    expect(await hear({ ...message, at: now() })).toBe('heard')
    wake.mockRejectedValue(new Error('Connection is closed.'))
    expect(await hear({ ...message, id: 'b', at: now() })).toBe('heard')
    expect(wake).toHaveBeenCalledTimes(2)
  })
})

describe('on a channel that hears only mentions', () => {
  it('prompts say how to answer there, by the bot\'s own name', async () => {
    const { ledger, redis, now } = await startBot({ setup: quietPilot.replace('[团讯, 小团]', '[小团, 团讯]') })
    const chatLog = createChatLog(redis, ledger.workspace)
    const simulator = createSimulator(chatLog, async () => '小团')
    const channel = { ...simulator, can: { ...simulator.can, hear: 'mentioned' as const } }
    const bot = createBot({ ...(await loadParts()), ledger, lease: createLease(redis, ledger.workspace), channels: [channel], log: silentLog, now, wake: { inbox: async () => {}, outbox: async () => {} } })
    const say = async (id: string, text: string, group: string | undefined = street) => {
      await bot.hear({ ...message, id, text, group, toBot: true, at: now() })
      await bot.settle()
      return (await chatLog.list(group === undefined ? 'p:wangmin' : `g:${group}`, 0)).at(-1)?.text
    }
    expect(await say('a', '@小团 活动 主题:读书会')).toMatch(/请 @小团 回复。.*不填了请发 @小团 \/取消/)
    expect(await say('b', '@小团 2月30日')).toContain('请 @小团 回复改正后的内容。')
    expect(await say('c', '11月20日')).toContain('活动-2026-001：读书会')
  })
})
