import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const province = '全省试点工作群'
const given = async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
  return bot
}
const ask = '/延期 任务1 11月25日17:00 等待数据'

describe('/延期', () => {
  it('asks the issuer, who grants; only that share moves, and it is reminded of anew', async () => {
    const bot = await given()
    const [asked] = await bot.say('chenlei', street, ask)
    expect(asked).toContain('已提交 申请-2026-001：中河中学申请把 任务-2026-001《报送台账》延期到2026年11月25日（周三） 17:00')
    expect(asked).toContain('由中河街道答复，答复前截止时间不变')
    expect(await bot.say('wangmin', street, '/同意 任务1')).toEqual(['已同意 申请-2026-001（延期）\n中河中学的 任务-2026-001《报送台账》新的截止：2026年11月25日（周三） 17:00'])
    await bot.say('sunyan', street, '/完成 任务1')
    await bot.clockTo('2026-11-24 09:00')
    expect(await bot.said(street)).toHaveLength(4)
    await bot.clockTo('2026-11-24 12:00')
    expect((await bot.said(street)).at(-1)?.text).toContain('截止 2026年11月25日（周三） 17:00')
  })

  it('stays as it was when refused, which needs a reason', async () => {
    const bot = await given()
    await bot.say('chenlei', street, ask)
    expect((await bot.say('wangmin', street, '/不同意 申请1'))[0]).toMatch(/^还需要填写“原因”/)
    expect(await bot.say('wangmin', street, '太晚了')).toEqual([])
    expect((await bot.say('wangmin', street, '原因:太晚了'))[0]).toContain('未同意 申请-2026-001（延期）')
    expect(await bot.say('wangmin', street, '/同意 申请1')).toEqual(['申请-2026-001 之前已经答复：不同意。'])
    expect((await bot.say('wangmin', street, '/查 任务1'))[0]).toContain('未完成：中河中学、鄞州银行，截止 2026年11月18日（周三） 17:00')
  })

  it('is answered only by the issuer\'s side', async () => {
    const bot = await given()
    await bot.say('chenlei', street, ask)
    for (const who of ['chenlei', 'sunyan', 'zhouling', 'wuqiang', 'fengdao']) expect((await bot.say(who, street, '/同意 申请1'))[0]).toContain('没有权限')
    expect((await bot.say('nobody', street, '/同意 申请1'))[0]).toContain('/我是')
    expect((await bot.say('zhaogang', '宁波市工作群', '/同意 申请1'))[0]).toContain('已同意')
    expect((await bot.said(street)).at(-1)?.text).toContain('已同意 申请-2026-001')
  })

  it('is told in the issuer\'s own group when it was asked elsewhere', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('lixin', province, '/任务 名册 12月4日 对象:中河街道')
    await bot.say('wangmin', street, '/延期 任务1 12月11日 太忙')
    expect((await bot.said(province)).at(-1)?.text).toContain('【延期申请】申请-2026-001\n中河街道申请把 任务-2026-001《名册》延期到2026年12月11日（周五）\n原因：太忙\n同意请发：/同意 申请-2026-001')
    await bot.say('lixin', province, '「团讯：【延期申请】申请-2026-001」\n- - - - - - - -\n同意')
    expect((await bot.said(street)).at(-1)?.text).toContain('已同意 申请-2026-001')
  })

  it('asks which request is meant when there are several', async () => {
    const bot = await given()
    await bot.say('chenlei', street, ask)
    await bot.say('sunyan', street, ask)
    expect((await bot.say('wangmin', street, '/同意 任务1'))[0]).toContain('1. 申请-2026-001\n2. 申请-2026-002')
    expect((await bot.say('wangmin', street, '2'))[0]).toContain('已同意 申请-2026-002')
    expect((await bot.say('wangmin', street, '/同意 任务1'))[0]).toContain('已同意 申请-2026-001')
    expect(await bot.say('wangmin', street, '/同意 任务1')).toEqual(['任务-2026-001 没有等待答复的申请。'])
  })

  it('is refused twice, earlier than before, for another\'s share, for what is done, void or unknown', async () => {
    const bot = await given()
    expect((await bot.say('chenlei', street, '/延期 任务1 11月17日 早点'))[0]).toContain('不晚于原来的2026年11月18日（周三） 17:00')
    await bot.say('chenlei', street, ask)
    expect((await bot.say('chenlei', street, '/延期 任务1 11月26日 再等'))[0]).toContain('已经申请过延期（申请-2026-001）')
    expect((await bot.say('linhua', street, ask))[0]).toContain('没有权限')
    expect(await bot.say('chenlei', street, '/延期 任务7 11月26日 再等')).toEqual(['没有找到 任务-2026-007，请核对编号；等您办的可发 /待办 查看。'])
    await bot.say('chenlei', street, '/完成 任务1')
    expect((await bot.say('wangmin', street, '/同意 申请1'))[0]).toContain('已经办结，不必再延期')
    await bot.say('sunyan', street, ask)
    await bot.say('wangmin', street, '/作废 任务1 不办了')
    expect((await bot.say('wangmin', street, '/同意 申请2'))[0]).toContain('已作废，不必再答复')
    expect((await bot.say('sunyan', street, ask))[0]).toContain('已经作废')
  })
})

describe('/稍后', () => {
  it('says when, and leaves the deadline alone', async () => {
    const bot = await given()
    expect(await bot.say('chenlei', street, '/稍后 任务1 明天14:00')).toEqual(['好的，任务-2026-001 到 2026年11月17日（周二） 14:00 再提醒（稍后-2026-001）\n截止时间不变：2026年11月18日（周三） 17:00'])
  })

  it('moves a time at which nothing may be said to the next working morning', async () => {
    const bot = await given()
    for (const when of ['11月20日23:00', '11月21日10:00', '11月22日']) expect((await bot.say('chenlei', street, `/稍后 任务1 ${when}`))[0]).toContain('2026年11月23日（周一） 09:30 再提醒')
    expect((await bot.say('chenlei', street, '/稍后 任务1 明天早上6:30'))[0]).toContain('2026年11月17日（周二） 09:30 再提醒')
    expect((await bot.say('chenlei', street, '/稍后 任务1 2027年1月5日'))[0]).toContain('2027年放假安排尚无数据')
  })

  it('is refused for what is past, void, done or somebody else\'s, and asks for the time alone', async () => {
    const bot = await given()
    for (const when of ['昨天', '昨天9:00', '今天8:00']) expect((await bot.say('chenlei', street, `/稍后 任务1 ${when}`))[0]).toContain('“时间”已经过了')
    expect((await bot.say('linhua', street, '/稍后 任务1 明天'))[0]).toContain('没有权限')
    expect((await bot.say('chenlei', street, '/稍后 任务1'))[0]).toMatch(/^还需要填写“时间”/)
    expect((await bot.say('chenlei', street, '明天'))[0]).toContain('11月17日（周二） 09:30')
    await bot.say('chenlei', street, '/完成 任务1')
    expect((await bot.say('chenlei', street, '/稍后 任务1 明天'))[0]).toContain('之前已经办结')
  })
})
