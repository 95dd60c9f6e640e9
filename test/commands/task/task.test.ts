import { describe, expect, it } from 'vitest'
import { task } from '../../../src/domain/records/task.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const province = '全省试点工作群'
const start = () => startQuietBot('2026-11-16 09:00')

describe('/任务', () => {
  it('is recorded with the deadline in full and posted where the units are', async () => {
    const bot = await start()
    const [given] = await bot.say('lixin', province, '/任务 标题:名册 截止:12月4日 对象:全部街道 说明:以表格为准')
    expect(given).toBe('已布置 任务-2026-001：名册\n截止：2026年12月4日（周五）\n对象：中河街道、庄桥街道、天水街道\n说明：以表格为准\n办结请发：/完成 任务-2026-001')
    for (const group of [street, city]) expect((await bot.said(group)).map(({ text }) => text)).toEqual([expect.stringContaining('【任务】任务-2026-001：名册')])
    expect(await bot.said(province)).toHaveLength(1)
  })

  it('is given to a person at their own unit, and to the own unit when nobody is named', async () => {
    const bot = await start()
    expect((await bot.say('lixin', province, '/任务 标题:名册 截止:12月4日 负责人:王敏'))[0]).toContain('对象：中河街道\n负责人：王敏')
    expect((await bot.say('wuqiang', city, '/任务 台账 12月4日'))[0]).toContain('对象：庄桥街道')
    expect((await bot.say('chenlei', null, '/任务 自己的事 12月4日 负责人:我'))[0]).toContain('负责人：陈磊')
  })

  it('what a chair asks of other members it asks for the committee, unless it names its own unit (S2)', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/轮值 中河中学 11月16日至2027年1月31日')
    await bot.say('chenlei', street, '/任务 标题:整理会场 截止:11月26日 对象:鄞州银行')
    await bot.say('chenlei', street, '/任务 标题:搬桌椅 截止:11月26日 对象:鄞州银行 单位:中河中学')
    const view = await bot.ledger.view()
    const issuers = await Promise.all([1, 2].map(async (n) => (await view.get(task, `任务-2026-00${n}`))?.unit.split('/').at(-1)))
    expect(issuers).toEqual(['中河街道', '中河中学'])
  })

  it('tells its issuer at once of a rest day and of a year without holiday data, and moves nothing', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', street, '/任务 报表 11月29日'))[0]).toContain('截止：2026年11月29日（周日）\n对象：中河街道\n提示：截止日是休息日（周日），日期未作改动')
    const [both] = await bot.say('wangmin', street, '/任务 报表 2027年1月30日17:00')
    expect(both).toContain('提示：截止日是休息日（周六），日期未作改动\n2027年放假安排尚无数据')
    expect((await bot.say('wangmin', street, '/更正 任务1 截止:12月5日'))[0]).toContain('提示：截止日是休息日（周六），日期未作改动')
  })

  it('asks again only for what was wrong or missing', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', street, '/任务 报送台账'))[0]).toMatch(/^还需要填写“截止”/)
    expect((await bot.say('wangmin', street, '2026年11月1日'))[0]).toContain('已经过了')
    expect((await bot.say('wangmin', street, '11月20日17:00'))[0]).toContain('任务-2026-001：报送台账\n截止：2026年11月20日（周五） 17:00')
    expect((await bot.say('wangmin', street, '/任务 报表 2月30日'))[0]).toContain('不存在')
    expect((await bot.say('wangmin', street, '/任务 标题:报表 截止:12月1日 对象:火星街道'))[0]).toContain('没有找到单位')
  })

  it('is refused to those who may not ask, or not there', async () => {
    const bot = await start()
    expect((await bot.say('zhouling', street, '/任务 报表 12月1日'))[0]).toContain('没有权限')
    expect((await bot.say('fengdao', street, '/任务 报表 12月1日'))[0]).toContain('没有权限')
    expect((await bot.say('nobody', street, '/任务 报表 12月1日'))[0]).toContain('/我是')
    expect((await bot.say('wangmin', street, '/任务 标题:报表 截止:12月1日 对象:庄桥街道'))[0]).toContain('没有权限：庄桥街道')
    expect((await bot.say('wuqiang', street, '/任务 标题:报表 截止:12月1日 单位:中河街道'))[0]).toContain('没有权限')
    expect((await bot.say('chenlei', street, '/任务 标题:报表 截止:12月1日 对象:鄞州银行'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', street, '/查 任务'))[0]).toContain('没有')
  })
})

describe('/完成', () => {
  const given = async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
    return bot
  }

  it('settles the own share, on time or late, and counts', async () => {
    const bot = await given()
    expect(await bot.say('sunyan', street, '/完成 任务1 已送纸质版')).toEqual(['已办结 任务-2026-001：报送台账\n单位：鄞州银行，按时\n说明：已送纸质版\n进度：已办结 1/2 个单位'])
    expect((await bot.say('chenlei', street, '/完成 任务1', '2026-11-19 12:00'))[0]).toContain('中河中学，逾期（截止 2026年11月18日（周三） 17:00）\n进度：全部2个单位已办结')
  })

  it('takes a quote of the bot, typed or by the channel, as the number', async () => {
    const bot = await given()
    expect((await bot.say('chenlei', street, '「团讯：已布置 任务-2026-001：报送台账」\n- - - - - - - - -\n已完成'))[0]).toContain('单位：中河中学')
    expect((await bot.say('sunyan', street, '已完成', undefined, { quote: '已布置 任务-2026-001：报送台账' }))[0]).toContain('单位：鄞州银行')
    expect(await bot.say('linhua', street, '「王敏：任务-2026-001」\n- - - - - - - - -\n已完成')).toEqual([])
    expect(await bot.say('linhua', street, '已完成')).toEqual([])
  })

  it('asks which unit is meant, to be answered by number', async () => {
    const bot = await given()
    expect(await bot.say('wangmin', street, '/完成 任务1')).toEqual(['任务-2026-001 由多个单位承办，请说明是哪个单位。\n1. 中河中学\n2. 鄞州银行'])
    expect((await bot.say('wangmin', street, '2'))[0]).toContain('单位：鄞州银行（王敏代鄞州银行报）')
    expect((await bot.say('wangmin', street, '/完成 任务1'))[0]).toContain('单位：中河中学')
    expect((await bot.say('wangmin', street, '/完成 任务1 单位:鄞州银行'))[0]).toContain('之前已经办结：王敏，2026年11月16日 09:00')
  })

  it('says what is wrong: twice, unknown, void, not theirs', async () => {
    const bot = await given()
    await bot.say('chenlei', street, '/完成 任务1')
    expect(await bot.say('chenlei', street, '/完成 任务1')).toEqual(['任务-2026-001 之前已经办结：陈磊，2026年11月16日 09:00。'])
    expect(await bot.say('chenlei', street, '/完成 任务9')).toEqual(['没有找到 任务-2026-009，请核对编号；等您办的可发 /待办 查看。'])
    for (const who of ['linhua', 'wuqiang', 'zhouling']) expect((await bot.say(who, street, '/完成 任务1'))[0]).toContain('没有权限：任务-2026-001 由承办单位')
    expect((await bot.say('chenlei', street, '/完成 通知1'))[0]).toContain('不是任务的编号')
    await bot.say('wangmin', street, '/作废 任务1 不办了')
    expect(await bot.say('sunyan', street, '/完成 任务1')).toEqual(['任务-2026-001 已经作废（不办了），不用再办。'])
  })

  it('asks for the number when there is none', async () => {
    const bot = await given()
    expect((await bot.say('chenlei', street, '/完成'))[0]).toContain('还需要填写“编号”')
    expect((await bot.say('chenlei', street, '任务1'))[0]).toContain('单位：中河中学')
  })
})
