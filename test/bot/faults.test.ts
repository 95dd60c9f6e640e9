import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createBot } from '../../src/bot/bot.ts'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator } from '../../src/channels/simulator/simulator.ts'
import type { Incoming } from '../../src/channels/channel.ts'
import type { Job } from '../../src/bot/job.ts'
import { silentLog } from '../../src/bot/log.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { createRegistry } from '../../src/grammar/registry.ts'
import { createLease } from '../../src/ledger/lease.ts'
import { loadParts } from '../../src/parts.ts'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const now = '2026-11-16 09:00'

/** A bot beside the test's own, with one command that is broken. */
async function withBrokenCommand() {
  const { ledger, redis, now: clock } = await startQuietBot(now)
  const parts = await loadParts()
  const broken = defineCommand({
    name: '坏了', aliases: ['broken'], area: 'help', summary: '坏的', who: 'known', fields: {}, examples: ['/坏了'],
    decide: async () => {
      throw new RangeError('a mistake in the program')
    },
  })
  const registry = createRegistry([...parts.registry.all, broken])
  const chatLog = createChatLog(redis, ledger.workspace)
  const simulator = createSimulator(chatLog, async () => '团讯')
  const logged: unknown[] = []
  const log = { ...silentLog, error: (fields: Record<string, unknown>, message: string) => void logged.push({ ...fields, message }) }
  const bot = createBot({ ...parts, registry, ledger, lease: createLease(redis, ledger.workspace), channels: [simulator], log, now: clock, wake: { inbox: async () => {}, outbox: async () => {} } })
  const hear = (id: string, text: string, more: Partial<Incoming> = {}) =>
    bot.hear({ channel: 'simulator', id, group: street, sender: 'wangmin', text, at: clock(), ...more })
  const said = async (place = `g:${street}`) => {
    await bot.settle()
    return (await chatLog.list(place, 0)).filter(({ sender }) => sender === 'bot').map(({ text }) => text)
  }
  return { ledger, redis, bot, hear, said, logged }
}

describe('a mistake in the program', () => {
  it('is answered with a number, kept, shown by /状态, and holds nothing up', async () => {
    const { hear, said, ledger, logged } = await withBrokenCommand()
    const name = createHash('sha256').update('simulator|a').digest('hex').slice(0, 8).toUpperCase()
    await hear('a', '/坏了')
    await hear('b', '/活动 读书会 11月20日')
    await hear('c', '/状态', { sender: 'lixin', group: undefined })
    expect(await said()).toEqual([`这条没有办成，编号 ${name}，已留存，管理员会看到。请稍后再试一次。`, expect.stringContaining('活动-2026-001')])
    expect(await ledger.failed.list(5)).toMatchObject([{ id: name, what: 'message', message: { text: '/坏了', sender: 'wangmin' } }])
    expect((await said('p:lixin'))[0]).toContain(`失败1件，已留存：\n　${name} 消息 2026年11月16日 09:00`)
    expect(JSON.stringify(logged)).toContain(name)
    expect(JSON.stringify(logged)).not.toContain('坏了')
    expect(await hear('a', '/坏了')).toBe('duplicate')
  })

  it('brought in as history is kept without a word', async () => {
    const { hear, said, ledger } = await withBrokenCommand()
    await hear('old', '/坏了', { history: true })
    expect(await said()).toEqual([])
    expect(await ledger.failed.count()).toBe(1)
  })
})

describe('a mistake in a job of the clock', () => {
  it('is kept under the job\'s name, thrown to whoever tries again, and purged in its time', async () => {
    const { ledger, redis, now: clock } = await startQuietBot(now)
    const parts = await loadParts()
    let failing = true
    const job: Job = {
      name: 'brokenJob', summary: '坏的', pattern: '* * * * *', next: async (after) => after + 1000,
      steps: async () => {
        if (failing) throw new RangeError('a mistake in the program')
        return []
      },
    }
    let time = clock()
    const bot = createBot({ ...parts, jobs: [job], ledger, lease: createLease(redis, ledger.workspace), channels: [], log: silentLog, now: () => time, wake: { inbox: async () => {}, outbox: async () => {} } })
    await bot.nextTick()
    time += 60_000
    for (let i = 0; i < 2; i++) await expect(bot.runClock('brokenJob')).rejects.toThrow('a mistake')
    expect(await ledger.failed.list(5)).toMatchObject([{ id: 'brokenJob', what: 'job', error: expect.stringContaining('a mistake in the program') }])
    failing = false
    await bot.runClock('brokenJob')
    await bot.purge(90)
    expect(await ledger.failed.count()).toBe(1)
    time += 91 * 86_400_000
    await bot.purge(90)
    expect(await ledger.failed.count()).toBe(0)
  })
})

describe('messages before they are handled', () => {
  it('typed fast: the answer to a question that was not asked yet is kept, in order', async () => {
    const { hear, said } = await withBrokenCommand()
    expect(await hear('a', '/活动 主题:读书会')).toBe('heard')
    expect(await hear('b', '11月20日14:00')).toBe('heard')
    expect(await hear('c', '11月21日', { sender: 'chenlei' })).toBe('ignored')
    expect(await said()).toEqual([expect.stringContaining('还需要填写“时间”'), expect.stringContaining('活动-2026-001：读书会')])
  })

  it('a receipt typed before the announcement is out counts', async () => {
    const { hear, said } = await withBrokenCommand()
    await hear('a', '/通知 冬训')
    expect(await hear('b', '收到', { sender: 'chenlei' })).toBe('heard')
    expect((await said()).at(-1)).toContain('中河中学 已回执（1/3）')
  })

  it('of two bots at once are handled once', async () => {
    const { hear, said, bot, ledger } = await withBrokenCommand()
    for (let i = 0; i < 10; i++) await hear(`m${i}`, `/活动 活动${i} 11月${20 + (i % 8)}日`)
    await Promise.all(Array.from({ length: 4 }, () => bot.settle()))
    const numbers = (await said()).flatMap((text) => /活动-2026-\d+/.exec(text)?.[0] ?? [])
    expect(numbers).toEqual(Array.from({ length: 10 }, (_, i) => `活动-2026-${String(i + 1).padStart(3, '0')}`))
    expect(await ledger.inbox.chats()).toEqual([])
  })
})

describe('who is heard', () => {
  it('a known person in a group no unit is bound to speaks for their own unit', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('wangmin', '陌生群', '/活动 读书会 11月20日'))[0]).toContain('单位：中河街道')
    expect((await bot.say('nobody', '陌生群', '/活动 读书会 11月20日'))[0]).toContain('/我是')
    expect((await bot.say('nobody', '陌生群', '/帮助'))[0]).toContain('/我是')
  })

  it('phone and identity numbers are masked and warned of, in a group only', async () => {
    const bot = await startQuietBot(now)
    const [answer] = await bot.say('wangmin', street, '/活动 主题:联系13812345678 时间:11月20日')
    expect(answer).toContain('联系138****5678')
    expect(answer).toContain('请不要在群里发身份证号、手机号')
    const [privately] = await bot.say('wangmin', null, '/活动 主题:联系13912345678 时间:11月21日')
    expect(privately).toContain('139****5678')
    expect(privately).not.toContain('请不要在群里发')
  })
})

describe('ordinary chat', () => {
  const lines = readFileSync(new URL('../grammar/fixtures/chat.txt', import.meta.url), 'utf8').split('\n').filter(Boolean).map((line) => line.replaceAll('\\n', '\n'))
  const everything = async (redis: Awaited<ReturnType<typeof startQuietBot>>['redis']) => {
    const dumps = await Promise.all((await redis.keys('*')).sort().map(async (key) => [key, (await redis.dumpBuffer(key)).toString('base64')]))
    return JSON.stringify(dumps)
  }

  it(`is not answered and leaves no trace in Redis (${lines.length} lines)`, async () => {
    const bot = await startQuietBot(now)
    await bot.clockTo('2026-11-16 10:00')
    const before = await everything(bot.redis)
    for (const line of [...lines, '收到', '已收到', '#接龙\n聚餐\n1. 张三', '11月20日', '1', '好的谢谢']) expect([line, await bot.say('wangmin', street, line)]).toEqual([line, []])
    expect(bot.outcome()).toBe('ignored')
    expect(await everything(bot.redis)).toBe(before)
  })
})
