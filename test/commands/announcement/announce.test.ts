import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const province = '全省试点工作群'
const start = () => startQuietBot('2026-11-16 09:00')

describe('/通知', () => {
  it('is posted in every group concerned, once each, with what is asked', async () => {
    const bot = await start()
    const [here] = await bot.say('lixin', province, '/通知 标题:报送名册 内容:按表格填\n第二行 截止:11月20日17:00 对象:全部街道')
    expect(here).toBe('【通知】通知-2026-001：报送名册\n按表格填\n第二行\n截止：2026年11月20日（周五） 17:00\n对象：中河街道、庄桥街道、天水街道\n发布：浙江省\n每单位请回复“收到”')
    for (const group of [street, city]) expect((await bot.said(group)).map(({ text }) => text)).toEqual([here])
    expect((await bot.said(province)).filter(({ text }) => text === here)).toHaveLength(1)
  })

  it('goes to the units directly below unless others are named', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/通知 周五下午2点半例会')
    expect((await bot.say('wangmin', street, '/查 通知1'))[0]).toContain('对象：中河中学、鄞州银行、中河医院')
  })

  it('tells its issuer at once of a rest day and of a year without holiday data, and moves nothing', async () => {
    const bot = await start()
    const [, remark] = await bot.say('wangmin', street, '/通知 标题:值班 截止:11月29日')
    expect(remark).toBe('提示：截止日是休息日（周日），日期未作改动')
    expect((await bot.said(street))[0]?.text).toContain('截止：2026年11月29日（周日）')
    const [, year] = await bot.say('wangmin', street, '/通知 标题:值班 截止:2027年1月4日')
    expect(year).toBe('2027年放假安排尚无数据')
  })

  it('asks for the title alone, and keeps what was right when a value is wrong', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', street, '/通知'))[0]).toMatch(/^还需要填写“标题”/)
    expect((await bot.say('wangmin', street, '标题:冬训'))[0]).toContain('通知-2026-001：冬训')
    expect((await bot.say('wangmin', street, '/通知 标题:义诊 截止:2026年11月1日'))[0]).toContain('已经过了')
    expect((await bot.say('wangmin', street, '11月20日'))[0]).toContain('通知-2026-002：义诊')
    expect((await bot.say('wangmin', street, '/通知 标题:问卷 回执:随便'))[0]).toContain('1. 每单位\n2. 每人')
    expect((await bot.say('wangmin', street, '2'))[0]).toContain('每人请回复“收到”')
  })

  it('is for those who write for a unit, and only within their reach', async () => {
    const bot = await start()
    for (const who of ['chenlei', 'zhouling', 'fengdao']) expect((await bot.say(who, street, '/通知 冬训'))[0]).toContain('没有权限')
    expect((await bot.say('nobody', street, '/通知 冬训'))[0]).toContain('/我是')
    expect((await bot.say('wangmin', street, '/通知 标题:冬训 对象:庄桥街道'))[0]).toContain('没有权限：庄桥街道不在')
    expect(await bot.said(city)).toEqual([])
  })

  it('may be given in private and says what was posted', async () => {
    const bot = await start()
    expect(await bot.say('lixin', null, '/通知 标题:冬训 对象:中河街道')).toEqual(['已发布 通知-2026-001：冬训\n应回执：1个单位'])
    expect(await bot.said(street)).toHaveLength(1)
  })

  it('tells the groups where it was posted that it was corrected or voided', async () => {
    const bot = await start()
    await bot.say('lixin', province, '/通知 标题:名册 截止:11月20日 对象:中河街道')
    await bot.say('lixin', province, '/更正 通知1 截止:11月28日')
    expect((await bot.said(street)).at(-1)?.text).toBe('【更正】通知-2026-001：名册\n截止：2026年11月20日（周五） → 2026年11月28日（周六）')
    expect((await bot.said(province)).at(-1)?.text).toContain('提示：截止日是休息日（周六）')
    await bot.say('lixin', province, '/作废 通知1 不用了')
    expect((await bot.said(street)).at(-1)?.text).toContain('【作废】通知-2026-001：名册')
    await bot.clockTo('2026-12-10 12:00')
    expect(await bot.said(street)).toHaveLength(3)
  })

  it('tells no group that was unbound since', async () => {
    const bot = await start()
    await bot.say('lixin', province, '/通知 标题:名册 截止:11月20日 对象:中河街道')
    await bot.say('wangmin', street, '/解绑')
    expect((await bot.say('lixin', province, '/更正 通知1 内容:按表格填'))[0]).toContain('已更正 通知-2026-001')
    expect(await bot.ledger.failed.list(5)).toEqual([])
  })
})

describe('/转发', () => {
  it('passes it one level down, confirms the own receipt, and receipts are counted upward', async () => {
    const bot = await start()
    await bot.say('lixin', province, '/通知 标题:名册 内容:按表填 截止:11月20日17:00 对象:中河街道、庄桥街道')
    const [sent] = await bot.say('wangmin', street, '/转发 通知1')
    expect(sent).toContain('【通知】通知-2026-002：名册\n按表填\n截止：2026年11月20日（周五） 17:00\n对象：中河中学、鄞州银行、中河医院\n发布：中河街道（转自 通知-2026-001）')
    await bot.say('chenlei', street, '收到')
    const [seen] = await bot.say('lixin', province, '/查 通知1')
    expect(seen).toContain('回执情况：1/2\n下级回执：1/3')
    expect(seen).toContain('未回执：庄桥街道')
    expect(seen).not.toContain('未回执：中河街道')
  })

  it('is refused twice, where it was not sent, by those who may not, and for what is gone', async () => {
    const bot = await start()
    await bot.say('lixin', province, '/通知 标题:名册 对象:中河街道、鄞州银行')
    await bot.say('wangmin', street, '/转发 通知1')
    expect(await bot.say('wangmin', street, '/转发 通知1')).toEqual(['通知-2026-001 之前已经转发，编号 通知-2026-002。'])
    expect(await bot.say('wuqiang', city, '/转发 通知1')).toEqual(['通知-2026-001 没有发给庄桥街道，不能转发。'])
    expect((await bot.say('sunyan', street, '/转发 通知1'))[0]).toContain('没有权限')
    expect(await bot.say('wangmin', street, '/转发 通知7')).toEqual(['没有找到 通知-2026-007，请核对编号；等您办的可发 /待办 查看。'])
    await bot.say('lixin', province, '/作废 通知1 重发')
    expect((await bot.say('wangmin', street, '/转发 通知1'))[0]).toContain('已经作废')
  })
})
