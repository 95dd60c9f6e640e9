import { describe, expect, it } from 'vitest'
import type { Channel, Outgoing } from '../../src/channels/channel.ts'
import { deliver } from '../../src/bot/deliver.ts'
import { TryAgain } from '../../src/domain/errors.ts'
import { day, dayOf } from '../../src/domain/time.ts'
import type { Notice } from '../../src/domain/notice.ts'
import { soleLease, type Hold } from '../../src/ledger/lease.ts'
import { startQuietBot } from '../support/quiet.ts'

const to = 'g:中河街道工作群'

/** A hold that is still ours as long as `ours` says so. */
const holdThat = async (ours: () => Promise<boolean>): Promise<Hold> => ({ ...((await soleLease('out')) as Hold), renew: ours, keep: ours })

/** A channel that fails while `down` says so, and remembers what it was given. */
function channelOf(down: () => Error | undefined = () => undefined, maxBytes = 20_000) {
  const sent: Outgoing[] = []
  const channel: Channel = {
    id: 'simulator',
    platform: 'simulator',
    can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes },
    start: async () => {},
    stop: async () => {},
    async send(piece) {
      const error = down()
      if (error) throw error
      sent.push(piece)
      return { ref: piece.id }
    },
  }
  return { channel, sent }
}

async function waiting(...notices: Partial<Notice>[]) {
  const { ledger, now } = await startQuietBot('2026-11-16 09:00')
  const view = await ledger.view()
  await ledger.commit({
    cause: { key: 'test', day: dayOf(now()) }, view, now: now(), by: 'test', changes: [],
    notices: notices.map((notice): Notice => ({ to, text: '话', sort: 'notice', ...notice })),
  })
  return { ledger, now: now() }
}

describe('delivery', () => {
  it('mutes calls to everybody that somebody typed, masks numbers, and leaves real mentions', async () => {
    const { ledger, now } = await waiting({ text: '@所有人 <@all> @all @Everyone <@WangMin> 请看 @allen @陈磊 13812345678', mentions: ['chenlei'] })
    const { channel, sent } = channelOf()
    expect(await deliver(to, { ledger, channels: [channel], now: () => now })).toEqual({ done: true })
    expect(sent[0]?.text).toBe('＠所有人 <＠all> ＠all ＠Everyone <＠WangMin> 请看 @allen @陈磊 138****5678')
    expect(sent[0]?.mentions).toEqual([{ id: 'chenlei', name: '陈磊' }])
  })

  it('sends nothing any more once another may: Redis answered late, or the channel had us wait', async () => {
    for (const late of ['head', 'room'] as const) {
      const { ledger, now } = await waiting({ text: '简报' }, { text: '后一条' })
      const { channel, sent } = channelOf()
      let ours = true
      const lost = async () => {
        ours = false
        return 0
      }
      const head: typeof ledger.outbox.head = async (chat) => {
        const notice = await ledger.outbox.head(chat)
        if (late === 'head') await lost()
        return notice
      }
      const room = late === 'room' ? lost : async () => 0
      const deps = { ledger: { ...ledger, outbox: { ...ledger.outbox, head } }, channels: [{ ...channel, room }], now: () => now, hold: await holdThat(async () => ours) }
      expect(await deliver(to, deps)).toEqual({ done: true })
      expect(sent).toEqual([])
      expect(await ledger.outbox.head(to)).toMatchObject({ text: '简报', tries: 0 })
    }
  })

  it('says nothing that another may have said since it was read, though the hold is ours again', async () => {
    const { ledger, now } = await waiting({ text: '简报' })
    const { channel, sent } = channelOf()
    const hold = { ...(await holdThat(async () => true)), keep: async () => false }
    expect(await deliver(to, { ledger, channels: [channel], now: () => now, hold })).toEqual({ done: true })
    expect(sent).toEqual([])
  })

  it('cuts a long text at line ends, mentions once, in order', async () => {
    const text = Array.from({ length: 60 }, (_, i) => `第${i}行一些文字`).join('\n')
    const { ledger, now } = await waiting({ text, mentions: ['chenlei'] }, { text: '后一条' })
    const { channel, sent } = channelOf(undefined, 500)
    await deliver(to, { ledger, channels: [channel], now: () => now })
    expect(sent.length).toBeGreaterThan(3)
    for (const piece of sent) expect(Buffer.byteLength(piece.text)).toBeLessThanOrEqual(500)
    expect(sent.map(({ mentions }) => mentions.length)).toEqual([1, ...sent.slice(1).map(() => 0)])
    expect(sent.at(-1)?.text).toBe('后一条')
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length)
  })

  it('waits with back-off while the platform fails, then sends all in order; as long as it asked for', async () => {
    const { ledger, now } = await waiting({ text: '一' }, { text: '二' })
    let error: Error | undefined = new TryAgain('busy', 60_000)
    const { channel, sent } = channelOf(() => error)
    let time = now
    const go = () => deliver(to, { ledger, channels: [channel], now: () => time })
    expect(await go()).toEqual({ done: false, retryAfter: 60_000 })
    error = new Error('500')
    time += 60_000
    expect(await go()).toMatchObject({ done: false })
    error = undefined
    time += day
    expect(await go()).toEqual({ done: true })
    expect(sent.map(({ text }) => text)).toEqual(['一', '二'])
  })

  it('gives a notice up after a day of trying, and goes on with the next', async () => {
    const { ledger, now } = await waiting({ text: '一' }, { text: '二' })
    let broken = true
    const { channel, sent } = channelOf(() => (broken ? new Error('no') : undefined))
    let time = now
    for (let i = 0; i < 11; i++) {
      await deliver(to, { ledger, channels: [channel], now: () => time })
      time += 3 * 3_600_000
    }
    expect(await ledger.failed.count()).toBeGreaterThan(0)
    broken = false
    time += day
    await deliver(to, { ledger, channels: [channel], now: () => time })
    expect([sent.map(({ text }) => text), await ledger.failed.count()]).toEqual([['二'], 1])
  })

  it('tries it ten times more, however old it is', async () => {
    const { ledger, now } = await waiting({ text: '一' })
    let tries = 0
    const { channel } = channelOf(() => {
      tries += 1
      return new Error('no')
    })
    for (let days = 2; days < 20 && (await ledger.failed.count()) === 0; days++) await deliver(to, { ledger, channels: [channel], now: () => now + days * day })
    expect(tries).toBe(11)
  })

  it('keeps what reaches nobody among the failed', async () => {
    const { ledger, now } = await waiting({ to: 'x:wecom|abc', text: '给谁' })
    const { channel, sent } = channelOf()
    expect(await deliver('x:wecom|abc', { ledger, channels: [channel], now: () => now })).toEqual({ done: true })
    expect(sent).toEqual([])
    expect((await ledger.failed.list(5))[0]).toMatchObject({ what: 'notice', error: expect.stringContaining('没有可用的通道') })
  })

  it('what was sent is not sent again, by this way or another, when Redis could not note it; it is noted later', async () => {
    const { ledger, now } = await waiting({ text: '一' }, { text: '二' })
    const [main, other] = [channelOf(), channelOf()]
    let down = 0
    const sent: typeof ledger.outbox.sent = async (...receipt) => {
      if (down-- > 0) throw new Error('READONLY You can\'t write against a read only replica.')
      return ledger.outbox.sent(...receipt)
    }
    const broken = { ...ledger, outbox: { ...ledger.outbox, sent } }
    const deps = { ledger: broken, channels: [main.channel, { ...other.channel, id: 'wecomBot' }], now: () => now, unnoted: new Map() }
    down = 5
    for (let i = 0; i < 5; i++) await expect(deliver(to, deps)).rejects.toThrow('READONLY')
    expect((await ledger.outbox.head(to))?.tries).toBe(0)
    expect(await deliver(to, deps)).toEqual({ done: true })
    expect([main.sent, other.sent].map((all) => all.map(({ text }) => text))).toEqual([['一', '二'], []])
    expect((await (await ledger.view()).said(0, now)).map(({ channel }) => channel)).toEqual(['simulator', 'simulator'])
    expect(deps.unnoted.size).toBe(0)
  })

  it('stops before the next notice once the destination is another\'s to send to', async () => {
    const { ledger, now } = await waiting({ text: '一' }, { text: '二' }, { text: '三' })
    const { channel, sent } = channelOf()
    await deliver(to, { ledger, channels: [channel], now: () => now, hold: await holdThat(async () => sent.length < 2) })
    expect(sent.map(({ text }) => text)).toEqual(['一', '二'])
    expect((await ledger.outbox.head(to))?.text).toBe('三')
  })
})
