import { describe, expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const posted = async (text = '/通知 标题:冬训 截止:11月18日17:00', now = '2026-11-16 09:00'): Promise<TestBot> => {
  const bot = await startQuietBot(now)
  await bot.say('wangmin', street, text)
  return bot
}

describe('收到', () => {
  it('counts once for each unit, says so, and is silent when it is done or nothing is open', async () => {
    const bot = await posted()
    expect(await bot.say('chenlei', street, '收到')).toEqual(['已收到 通知-2026-001：冬训\n中河中学 已回执（1/3）'])
    expect(await bot.say('chenlei', street, '收到')).toEqual([])
    expect(await bot.say('sunyan', street, '收到，谢谢！')).toEqual([expect.stringContaining('2/3')])
  })

  it('is silence from those who were not asked, from strangers, and in other groups', async () => {
    const bot = await posted()
    for (const who of ['wangmin', 'zhouling', 'lixin', 'nobody']) expect(await bot.say(who, street, '收到')).toEqual([])
    expect(await bot.say('chenlei', city, '收到')).toEqual([])
    expect(bot.outcome()).toBe('ignored')
    expect(await bot.say('nobody', street, '@团讯 收到')).toEqual([expect.stringContaining('/我是')])
  })

  it('counts for the newest open one and names it; an earlier one by number or quote', async () => {
    const bot = await posted()
    await bot.say('wangmin', street, '/通知 标题:义诊 对象:中河中学、鄞州银行')
    expect(await bot.say('chenlei', street, '收到')).toEqual([expect.stringContaining('通知-2026-002：义诊')])
    expect(await bot.say('chenlei', street, '收到')).toEqual([expect.stringContaining('通知-2026-001：冬训')])
    expect(await bot.say('sunyan', street, '/收到 通知1')).toEqual([expect.stringContaining('通知-2026-001')])
    expect(await bot.say('linhua', street, '「团讯：【通知】通知-2026-001：冬训」\n- - - - - - - -\n收到')).toEqual([expect.stringContaining('3/3')])
    expect(await bot.say('sunyan', street, '收到', undefined, { quote: '【通知】通知-2026-002：义诊' })).toEqual([expect.stringContaining('通知-2026-002')])
  })

  it('says what is wrong when it was asked for by command', async () => {
    const bot = await posted()
    expect(await bot.say('chenlei', street, '/收到 通知9')).toEqual(['没有找到 通知-2026-009，请核对编号；等您办的可发 /待办 查看。'])
    expect(await bot.say('wuqiang', street, '/收到 通知1')).toEqual(['通知-2026-001 是发给中河中学、鄞州银行、中河医院的，不需要您回执。'])
    await bot.say('chenlei', street, '/收到')
    expect(await bot.say('chenlei', street, '/收到 通知1')).toEqual(['通知-2026-001 之前已经回执（陈磊），不必再回。'])
    expect(await bot.say('chenlei', street, '/收到')).toEqual(['这里没有等您回执的通知。'])
    await bot.say('wangmin', street, '/作废 通知1 发错了')
    expect(await bot.say('sunyan', street, '/收到 通知1')).toEqual(['通知-2026-001 已经作废（发错了），不用再办。'])
    expect(await bot.say('sunyan', street, '收到')).toEqual([])
  })

  it('is asked of every person where 每人 was said', async () => {
    const bot = await posted('/通知 标题:问卷 对象:中河街道 回执:每人')
    expect(await bot.say('wangmin', street, '收到')).toEqual(['已收到 通知-2026-001：问卷\n王敏 已回执（1/1）'])
    expect(await bot.say('chenlei', street, '收到')).toEqual([])
  })

  it('stops counting a week after the deadline', async () => {
    const bot = await posted()
    expect(await bot.say('chenlei', street, '收到', '2026-11-25 16:59')).toHaveLength(1)
    expect(await bot.say('sunyan', street, '收到', '2026-11-25 17:01')).toEqual([])
    expect(bot.outcome()).toBe('ignored')
  })

  it('is chased once and never taken upward', async () => {
    const bot = await posted()
    await bot.say('chenlei', street, '收到')
    await bot.clockTo('2026-12-10 12:00')
    const said = await bot.said(street)
    const late = said.filter(({ text }) => text.includes('逾期'))
    expect(late).toHaveLength(1)
    expect(late[0]?.text).toContain('鄞州银行')
    expect(late[0]?.text).not.toContain('中河中学')
    expect(await bot.said(city)).toEqual([])
    expect(await bot.said({ person: 'fengdao' })).toEqual([])
  })

  it('where nothing was posted, it names what waits elsewhere and confirms nothing', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('lixin', '全省试点工作群', '/通知 标题:年度总结 对象:中河街道')
    expect(await bot.say('wangmin', null, '@团讯 收到')).toEqual(['这里没有等您回执的通知。别处还有等您回执的：\n《年度总结》，看过后请发：/收到 通知-2026-001'])
    expect(await bot.say('wuqiang', null, '/收到')).toEqual(['这里没有等您回执的通知。'])
    expect(await bot.say('wangmin', '宁波市工作群', '收到')).toEqual([])
    expect((await bot.say('wangmin', null, '/收到 通知-2026-001'))[0]).toContain('中河街道 已回执（1/1）')
    expect(await bot.say('wangmin', null, '/收到')).toEqual(['这里没有等您回执的通知。'])
  })
})
