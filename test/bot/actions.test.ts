/** Buttons below what the bot says: a tap is the same as typing. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'
import type { TestBot } from '../support/bot.ts'

const street = '中河街道工作群'
const now = '2026-11-16 09:00'
const says = async (bot: TestBot, place: Parameters<TestBot['taps']>[0]) => (await bot.taps(place)).map(({ label, say }) => `${label}|${say}`)

describe('what may be tapped', () => {
  it('a request to be known: by admins in private, in the group where all read it; not by whoever asks', async () => {
    const bot = await startQuietBot(now)
    await bot.say('xinren', null, '/我是 张新 庄桥街道 干事')
    expect(await says(bot, { person: 'lixin' })).toEqual(['批准|/批准 登记-2026-001', '拒绝|/拒绝 登记-2026-001'])
    expect(await says(bot, { person: 'xinren' })).toEqual([])
    await bot.say('laoxu', '全省试点工作群', '/我是 徐老 庄桥街道 干事')
    const [grant] = await bot.taps('全省试点工作群')
    expect((await bot.say('laoxu', '全省试点工作群', grant?.say ?? ''))[0]).toContain('还不认识您')
    expect((await bot.say('lixin', '全省试点工作群', grant?.say ?? ''))[0]).toContain('已批准 登记-2026-002')
    expect(await bot.taps('全省试点工作群')).toEqual([])
  })

  it('a request to be known in a group of another unit than the admin\'s: in private, since the admin need not be there', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('laoxu', street, '/我是 徐老 庄桥街道 干事'))[0]).toContain('已申请登记 登记-2026-001')
    expect(await bot.taps(street)).toEqual([])
    expect(await says(bot, { person: 'lixin' })).toEqual(['批准|/批准 登记-2026-001', '拒绝|/拒绝 登记-2026-001'])
    expect((await bot.say('lixin', null, '/批准 登记-2026-001'))[0]).toContain('已批准')
    expect((await bot.said(street)).at(-1)?.text).toContain('已批准 登记-2026-001')
  })

  it('a postponement: in the issuer\'s group; refusing asks for the reason', async () => {
    const bot = await startQuietBot(now)
    await bot.say('zhaogang', '宁波市工作群', '/任务 标题:台账 截止:11月30日 对象:中河街道')
    await bot.say('wangmin', street, '/延期 任务1 12月5日 等数据')
    expect(await says(bot, street)).toEqual([])
    const taps = await bot.taps('宁波市工作群')
    expect(taps.map(({ label, say }) => `${label}|${say}`)).toEqual(['同意|/同意 申请-2026-001', '不同意|/不同意 申请-2026-001'])
    expect((await bot.say('zhaogang', '宁波市工作群', taps[1]?.say ?? ''))[0]).toContain('原因')
    expect((await bot.say('zhaogang', '宁波市工作群', taps[0]?.say ?? ''))[0]).toContain('已同意 申请-2026-001')
  })

  it('where it is asked and answered in one group its own answer has them', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月30日 对象:中河中学')
    await bot.say('chenlei', street, '/延期 任务1 12月5日 等数据')
    expect(await says(bot, street)).toEqual(['同意|/同意 申请-2026-001', '不同意|/不同意 申请-2026-001'])
  })

  it('an announcement is confirmed, wherever it stands', async () => {
    const bot = await startQuietBot(now)
    await bot.say('zhaogang', '宁波市工作群', '/通知 标题:开会 对象:中河街道')
    expect(await says(bot, street)).toEqual(['收到|/收到 通知-2026-001'])
    expect((await bot.say('wangmin', street, '/收到 通知-2026-001'))[0]).toContain('已收到 通知-2026-001')
    expect(await bot.taps(street)).toEqual([])
  })

  it('a swap, and a handover, by the other side', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/轮值 中河中学 10月1日至12月31日')
    await bot.say('wangmin', street, '/轮值 鄞州银行 1月1日至3月31日')
    await bot.say('wangmin', street, '/轮值 中河医院 4月1日至6月30日')
    await bot.say('sunyan', street, '/换班 中河医院')
    expect(await says(bot, street)).toEqual(['同意|/同意 申请-2026-001', '不同意|/不同意 申请-2026-001'])
    await bot.say('chenlei', street, '/交接 已办:联谊会')
    expect(await says(bot, street)).toEqual(['接任|/接任'])
    expect((await bot.say('sunyan', street, '/接任'))[0]).toContain('已接任')
  })

  it('a reminder of one task: done, or later at a time that works', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月20日 对象:中河中学')
    await bot.clockTo('2026-11-19 10:05')
    const taps = await bot.taps(street)
    expect(taps.map(({ label }) => label)).toEqual(['完成', '稍后提醒'])
    expect((await bot.say('chenlei', street, taps[1]?.say ?? ''))[0]).toContain('好的，任务-2026-001 到 2026年11月20日（周五） 09:30 再提醒')
    expect((await bot.say('chenlei', street, taps[0]?.say ?? ''))[0]).toContain('已办结 任务-2026-001')
  })

  it('nothing below help, records, questions and complaints', async () => {
    const bot = await startQuietBot(now)
    for (const text of ['/帮助', '/活动 联谊 11月20日', '/查 活动1', '/待办', '/群设置', '/什么', '/任务', '/取消']) {
      await bot.say('wangmin', street, text)
      expect(await bot.taps(street), text).toEqual([])
    }
  })
})

describe('an answer to a tap', () => {
  it('in a group names who tapped, since nobody has seen it said; of several things said only the answer', async () => {
    const bot = await startQuietBot(now)
    const [posted = ''] = await bot.say('wangmin', street, '/通知 标题:开会 内容:明天')
    expect(posted).toContain('通知-2026-001')
    expect(await bot.say('chenlei', street, '/收到 通知-2026-001', now, { tap: true })).toEqual(['@陈磊 已收到 通知-2026-001：开会\n中河中学 已回执（1/3）'])
    await bot.say('zhaogang', '宁波市工作群', '/任务 标题:台账 截止:11月30日 对象:中河街道')
    await bot.say('wangmin', street, '/延期 任务1 12月5日 等数据')
    expect((await bot.say('zhaogang', '宁波市工作群', '/不同意 申请-2026-001', now, { tap: true }))[0]).toMatch(/^@赵刚 .*原因/)
    await bot.say('zhaogang', '宁波市工作群', '/同意 申请-2026-001', now, { tap: true })
    expect((await bot.said(street)).at(-1)?.text).not.toContain('@赵刚')
  })

  it('names nobody in private, where nobody is known, or where it was typed', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/通知 标题:开会 内容:明天')
    expect((await bot.say('chenlei', street, '/收到 通知-2026-001'))[0]).toMatch(/^已收到/)
    expect((await bot.say('sunyan', null, '/收到 通知-2026-001', now, { tap: true }))[0]).toMatch(/^已收到/)
    expect((await bot.say('nobody', street, '/收到 通知-2026-001', now, { tap: true }))[0]).toMatch(/^还不认识您/)
  })
})
