import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'
import type { TestBot } from '../../support/bot.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const reminders = async (bot: TestBot, place = street) => (await bot.said(place)).filter(({ text }) => /^【(?:提醒|催办)】/.test(text))

describe('one message', () => {
  it('for a group and slot, in tree order, with the exact next command; each person is called once', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河医院、中河中学')
    await bot.say('wangmin', street, '/任务 标题:名册 截止:11月18日17:00 对象:中河中学')
    await bot.clockTo('2026-11-17 12:00')
    const said = await reminders(bot)
    expect(said).toHaveLength(1)
    expect(said[0]?.mentions).toEqual(['陈磊', '林华'])
    expect(said[0]?.text).toBe([
      '【提醒】任务《台账》快到期了，截止 2026年11月18日（周三） 17:00：', '中河中学（@陈磊）', '中河医院（@林华）', '请发：/完成 任务-2026-001', '',
      '【提醒】任务《名册》快到期了，截止 2026年11月18日（周三） 17:00：', '中河中学（陈磊）', '请发：/完成 任务-2026-002',
    ].join('\n'))
  })

  it('names nobody who is done, and uses no word of blame', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:各成员单位')
    await bot.say('sunyan', street, '/完成 任务1')
    await bot.clockTo('2026-12-10 12:00')
    for (const { text } of [...(await reminders(bot)), ...(await reminders(bot, city))]) {
      expect(text).not.toContain('鄞州银行')
      expect(text).not.toMatch(/你|您|必须|立即|通报|批评/)
    }
  })
})

describe('mentions', () => {
  it('are at most one a day and five a week for a person over all matters; the name stands without', async () => {
    const bot = await startQuietBot('2026-11-16 07:00')
    for (const day of [16, 17, 18, 19, 20]) await bot.say('wangmin', street, `/任务 标题:事${day} 截止:11月${day}日17:00 对象:中河中学`)
    await bot.say('zhaogang', city, '/任务 标题:市里的事 截止:11月17日17:00 负责人:陈磊')
    await bot.clockTo('2026-11-29 23:00')
    const all = [...(await reminders(bot)), ...(await reminders(bot, city))]
    const days = all.filter(({ mentions }) => mentions.includes('陈磊')).map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10))
    expect(new Set(days).size).toBe(days.length)
    expect(days).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25'])
    expect(all.length).toBeGreaterThan(days.length)
    for (const { text, mentions } of all) if (mentions.length === 0) expect(text).not.toContain('@')
  })

  it('are five in a week of six working days', async () => {
    const bot = await startQuietBot('2026-09-13 09:00')
    for (const day of [15, 16, 17, 18, 19, 20, 21]) await bot.say('wangmin', street, `/任务 标题:事${day} 截止:9月${day}日17:00 对象:中河中学`)
    await bot.clockTo('2026-09-21 10:01')
    const said = await reminders(bot)
    const days = (some: typeof said) => [...new Set(some.map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(8, 10)))]
    expect(days(said)).toEqual(['14', '15', '16', '17', '18', '20', '21'])
    expect(days(said.filter(({ mentions }) => mentions.length > 0))).toEqual(['14', '15', '16', '17', '18', '21'])
  })

  it('go to the proxy of whoever is on leave, to nobody when none was named, and come back after', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学、中河医院')
    await bot.say('chenlei', street, '/请假 11月17日至11月18日 代理:孙燕')
    await bot.say('linhua', street, '/请假 11月17日至11月18日')
    await bot.clockTo('2026-11-19 12:00')
    const said = await reminders(bot)
    expect(said.map(({ mentions }) => mentions)).toEqual([['孙燕'], ['孙燕'], ['陈磊', '林华']])
    expect(said[0]?.text).toContain('中河中学（@孙燕）\n中河医院\n')
  })

  it('go to a proxy\'s own proxy, and stop where two stand in for each other', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学')
    await bot.say('chenlei', street, '/请假 11月17日 代理:孙燕')
    await bot.say('sunyan', street, '/请假 11月17日 代理:林华')
    await bot.clockTo('2026-11-17 12:00')
    expect((await reminders(bot))[0]?.mentions).toEqual(['林华'])
    await bot.say('wangmin', street, '/任务 标题:名册 截止:11月20日17:00 对象:中河中学')
    await bot.say('chenlei', street, '/请假 11月19日 代理:孙燕')
    await bot.say('sunyan', street, '/请假 11月19日 代理:陈磊')
    await bot.clockTo('2026-11-19 12:00')
    expect((await reminders(bot)).at(-1)?.mentions).toEqual([])
  })
})

describe('/稍后', () => {
  it('is silent until then, speaks once at that time, and leaves the rest as it was', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学')
    await bot.say('chenlei', street, '/稍后 任务1 11月19日14:00')
    await bot.clockTo('2026-11-20 12:00')
    expect((await reminders(bot)).map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(5, 16))).toEqual(['11-19T14:00', '11-20T09:30'])
  })

  it('also reminds of what is due far ahead or has no date at all', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:年终材料 截止:2027年1月15日 对象:中河中学')
    await bot.say('wangmin', street, '/通知 标题:阅读材料 对象:中河中学')
    await bot.say('chenlei', street, '/稍后 任务1 明天14:00')
    await bot.say('chenlei', street, '/稍后 通知1 明天15:00')
    await bot.clockTo('2026-11-20 12:00')
    expect((await reminders(bot)).map(({ text }) => text)).toEqual([
      '【提醒】任务《年终材料》，截止 2027年1月15日（周五）：\n中河中学（@陈磊）\n请发：/完成 任务-2026-001',
      '【提醒】通知《阅读材料》：\n中河中学（陈磊）\n请发：/收到 通知-2026-001',
    ])
  })

  it('is forgotten when it is done meanwhile', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学')
    await bot.say('chenlei', street, '/稍后 任务1 11月19日14:00')
    await bot.say('chenlei', street, '/完成 任务1')
    await bot.clockTo('2026-11-20 12:00')
    expect(await reminders(bot)).toEqual([])
  })
})
