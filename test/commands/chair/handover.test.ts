import { beforeAll, describe, expect, it } from 'vitest'
import { handover } from '../../../src/domain/records/handover.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const theFirst = async (bot: TestBot) => (await (await bot.ledger.view()).get(handover, '交接-2026-001'))?.data

/** 中河中学 chairs until the end of November, then 中河医院. */
async function twoTerms(): Promise<TestBot> {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', group, '/轮值 中河中学 2026年9月1日至11月30日', '2026-11-16 09:01')
  await bot.say('wangmin', group, '/轮值 中河医院 12月1日至2月28日', '2026-11-16 09:02')
  return bot
}

describe('a handover has two sides (S2)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await twoTerms()
  })
  const say = async (sender: string, text: string, when: string, place: string | null = group) => (await bot.say(sender, place, text, when))[0] ?? ''

  it('cannot be taken over before it is filed', async () => {
    expect(await say('linhua', '/接任', '2026-11-17 09:00')).toContain('没有等待接任的交接')
  })

  it.each(['linhua', 'sunyan'])('is not filed by %s, whose unit has no term that has begun', async (sender) => {
    expect(await say(sender, '/交接 已办:都办了', '2026-11-17 09:01')).toContain('没有已经开始的轮值任期')
    expect(await theFirst(bot)).toBeUndefined()
  })

  it('is filed by the outgoing side; open tasks and planned activities of the chair pass on; the incoming side is asked by name', async () => {
    await say('chenlei', '/活动 主题:委员会联谊 时间:12月20日 主办:中河街道', '2026-11-17 09:02')
    await say('chenlei', '/任务 标题:报送名册 截止:12月25日 单位:中河街道 对象:鄞州银行', '2026-11-17 09:03')
    await say('wangmin', '/活动 主题:街道自己的 时间:12月21日', '2026-11-17 09:04')
    const answer = await say('chenlei', '/交接 已办:联谊会、志愿服务各一次 未办:青年之家挂牌 经费结余:1200.50元 资料:照片、签到表', '2026-11-30 10:00')
    expect(answer).toContain('已记录 交接-2026-001：中河中学交接中河街道共建委员会轮值主席')
    for (const part of ['已办：联谊会、志愿服务各一次', '未办：青年之家挂牌', '经费结余：1200.50元', '资料：照片、签到表', '活动-2026-001《委员会联谊》', '任务-2026-001《报送名册》']) {
      expect(answer).toContain(part)
    }
    expect(answer).not.toContain('街道自己的')
    expect(answer).toContain('@林华 请发 /接任')
    expect((await bot.said(group)).at(-1)?.mentions).toEqual(['林华'])
    expect(await theFirst(bot)).toMatchObject({ balance: 120_050, passed: ['任务-2026-001', '活动-2026-001'] })
  })

  it('is replaced in the parts that are given again', async () => {
    expect(await say('chenlei', '/交接 已办:联谊会、志愿服务、团课', '2026-11-30 10:10')).toContain('已更新 交接-2026-001')
    expect(await theFirst(bot)).toMatchObject({ done: '联谊会、志愿服务、团课', open: '青年之家挂牌', balance: 120_050 })
  })

  it.each(['sunyan', 'chenlei'])('is not confirmed by %s', async (sender) => {
    expect(await say(sender, '/接任', '2026-11-30 10:20')).toContain('没有权限：交接-2026-001 由下一任轮值单位中河医院的联系人确认接任')
    expect((await theFirst(bot))?.taken).toBeUndefined()
  })

  it('gives the rights over at 00:00 whether it is confirmed or not', async () => {
    expect(await say('chenlei', '/活动 主题:最后一场 时间:昨天 主办:中河街道', '2026-11-30 23:59')).toContain('已记录')
    expect(await say('chenlei', '/活动 主题:晚了 时间:昨天 主办:中河街道', '2026-12-01 00:00')).toContain('没有权限')
    expect(await say('linhua', '/活动 主题:新任 时间:昨天 主办:中河街道', '2026-12-01 00:01')).toContain('已记录')
    expect(await say('linhua', '/轮值', '2026-12-01 00:02')).toContain('交接：中河中学已交（交接-2026-001），待接班单位发 /接任')
  })

  it('is confirmed by the incoming side, who sees what passes on', async () => {
    const answer = await say('linhua', '/接任 意见:同意接任', '2026-12-01 09:00')
    expect(answer).toContain('已接任 交接-2026-001：中河中学 → 中河医院')
    expect(answer).toContain('未办：青年之家挂牌')
    expect(answer).toContain('活动-2026-001《委员会联谊》')
    expect(answer).toContain('意见：同意接任')
    expect((await theFirst(bot))?.taken).toMatchObject({ by: 'linhua', term: '轮值-2026-002', remark: '同意接任' })
  })

  it('is closed then', async () => {
    expect(await say('chenlei', '/交接 已办:还有', '2026-12-02 09:00')).toContain('不用再交')
    expect(await say('linhua', '/接任', '2026-12-02 09:01')).toContain('没有等待接任的交接')
    expect(await say('linhua', '/轮值', '2026-12-02 09:02')).not.toContain('交接：')
  })
})

describe('when a handover may be filed (S2)', () => {
  it('up to 30 days after the term, not later', async () => {
    const late = await twoTerms()
    expect((await late.say('chenlei', group, '/交接 已办:补交', '2026-12-30 23:59'))[0]).toContain('已记录 交接-2026-001')
    const tooLate = await twoTerms()
    expect((await tooLate.say('chenlei', group, '/交接 已办:补交', '2026-12-31 00:00'))[0]).toContain('只能在结束后30天内（2026年12月30日前）')
    expect(await theFirst(tooLate)).toBeUndefined()
  })

  it('by the street’s cadre for the member unit, too', async () => {
    const bot = await twoTerms()
    expect((await bot.say('wangmin', group, '/交接 已办:由街道代报', '2026-12-02 09:00'))[0]).toContain('中河中学交接中河街道共建委员会轮值主席')
    expect((await bot.say('wangmin', group, '/接任', '2026-12-02 09:01'))[0]).toContain('已接任 交接-2026-001')
  })

  it('without a next term, which is waited for', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/轮值 中河中学 2026年9月1日至11月30日', '2026-11-16 09:01')
    expect((await bot.say('chenlei', group, '/交接 已办:都办了', '2026-11-30 09:00'))[0]).toContain('下一任尚未安排')
    expect((await bot.say('linhua', group, '/接任', '2026-12-01 09:00'))[0]).toContain('还没有安排下一任')
    await bot.say('wangmin', group, '/轮值 中河医院 12月5日至2月28日', '2026-12-01 09:01')
    expect((await bot.say('linhua', group, '/接任', '2026-12-01 09:02'))[0]).toContain('已接任')
  })
})

it('what is filed again replaces what is given, and needs no more', async () => {
  const bot = await twoTerms()
  const say = async (text: string) => (await bot.say('chenlei', group, text, '2026-11-20 09:00'))[0] ?? ''
  expect(await say('/交接 经费结余:1300')).toContain('还需要填写“已办”')
  await say('/交接 已办:联谊会 经费结余:1200 资料:照片')
  expect(await say('/交接 结余：1300元')).toMatch(/^已更新 交接-2026-001[^]*\n已办：联谊会\n经费结余：1300元\n资料：照片/)
  expect(await say('/交接')).toContain('还需要填写“已办”')
})

it('who chairs asks for the newest notice of the committee', async () => {
  const bot = await twoTerms()
  await bot.say('chenlei', group, '/通知 报名', '2026-11-20 09:00')
  for (const where of [null, group]) expect((await bot.say('chenlei', where, '@团讯 还有谁没收到', '2026-11-20 09:01'))[0]).toContain('通知-2026-001：报名')
  expect((await bot.say('sunyan', null, '还有谁没收到', '2026-11-20 09:02'))[0]).toContain('鄞州银行的通知（最近）：没有')
})
