import { beforeAll, describe, expect, it } from 'vitest'
import { approval } from '../../../src/domain/records/approval.ts'
import { chairTerm } from '../../../src/domain/records/chairTerm.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const last = (path: string | undefined) => path?.split('/').at(-1)

/** 中河中学 chairs; 中河医院 and 鄞州银行 are to follow. */
async function threeTerms(): Promise<TestBot> {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', group, '/轮值 中河中学 2026年10月1日至12月31日', '2026-11-16 09:01')
  await bot.say('wangmin', group, '/轮值 中河医院 1月1日至3月31日', '2026-11-16 09:02')
  await bot.say('wangmin', group, '/轮值 鄞州银行 4月1日至6月30日', '2026-11-16 09:03')
  return bot
}

const order = async (bot: TestBot) =>
  (await (await bot.ledger.view()).list(chairTerm, 'start', '')).map(({ data }) => [last(data.unit), last(data.holder)])
const unswapped = [['中河中学', undefined], ['中河医院', undefined], ['鄞州银行', undefined]]

describe('/换班 (S2)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await threeTerms()
  })
  const say = async (sender: string, text: string, when: string) => (await bot.say(sender, group, text, when))[0] ?? ''

  it.each([
    ['linhua', '/换班 中河中学', '没有尚未开始的轮值任期'],
    ['chenlei', '/换班 鄞州银行', '没有尚未开始的轮值任期'],
    ['linhua', '/换班 鄞州银行 时间:1月1日至2月1日', '鄞州银行在2027年1月1日至2027年2月1日没有尚未开始的轮值任期'],
    ['linhua', '/换班 编号:轮值-2026-001', '已经开始，不能换班'],
    ['linhua', '/换班 中河医院', '不同单位'],
    ['linhua', '/换班', '请写和哪个单位换'],
    ['wangmin', '/换班 鄞州银行', '编号'],
    ['wuqiang', '/换班 编号:轮值-2026-002 单位:鄞州银行', '没有权限'],
  ])('refuses %s: %s', async (sender, text, why) => {
    expect(await say(sender, text, '2026-11-16 10:00')).toContain(why)
    expect(await (await bot.ledger.view()).get(approval, '申请-2026-001')).toBeUndefined()
  })

  it('asks the other side, and changes nothing yet', async () => {
    const answer = await say('linhua', '/换班 鄞州银行', '2026-11-16 10:01')
    expect(answer).toContain('已提出 申请-2026-001')
    expect(answer).toContain('@孙燕 请发：/同意 申请-2026-001，或 /不同意 申请-2026-001 原因')
    expect(await order(bot)).toEqual(unswapped)
  })

  it('is asked once', async () => {
    expect(await say('linhua', '/换班 编号:轮值-2026-003', '2026-11-16 10:02')).toContain('已经提出过（申请-2026-001）')
  })

  it.each(['linhua', 'chenlei', 'zhouling'])('is not granted by %s', async (sender) => {
    expect(await say(sender, '/同意 申请-2026-001', '2026-11-16 10:03')).toContain('没有权限')
    expect(await order(bot)).toEqual(unswapped)
  })

  it('exchanges the holders once the other side agrees; dates and base order stay', async () => {
    const answer = await say('sunyan', '/同意 申请-2026-001', '2026-11-16 10:04')
    expect(answer).toContain('2027年1月1日至2027年3月31日：鄞州银行（轮值-2026-002）')
    expect(answer).toContain('2027年4月1日至2027年6月30日：中河医院（轮值-2026-003）')
    expect(await order(bot)).toEqual([['中河中学', undefined], ['中河医院', '鄞州银行'], ['鄞州银行', '中河医院']])
    expect(await say('linhua', '/轮值', '2026-11-16 10:05')).toContain('下一任：鄞州银行（轮值-2026-002')
  })

  it('leaves nothing behind when it is swapped back', async () => {
    await say('linhua', '/换班 鄞州银行', '2026-11-16 10:06')
    await say('sunyan', '/同意 申请-2026-002', '2026-11-16 10:07')
    expect(await order(bot)).toEqual(unswapped)
  })

  it('changes nothing when the other side refuses', async () => {
    await say('linhua', '/换班 鄞州银行', '2026-11-16 10:08')
    expect(await say('sunyan', '/不同意 申请-2026-003 排不开', '2026-11-16 10:09')).toContain('申请-2026-003')
    expect(await order(bot)).toEqual(unswapped)
    expect((await (await bot.ledger.view()).get(approval, '申请-2026-003'))?.data).toMatchObject({ state: 'refused' })
  })

  it('is asked by the street’s cadre for a unit, with one term’s number and the other unit', async () => {
    expect(await say('wangmin', '/换班 编号:轮值-2026-002 单位:鄞州银行', '2026-11-16 10:10')).toContain('孙燕 请发：/同意 申请-2026-004')
  })

  it('cannot be granted any more when a term has begun', async () => {
    expect(await say('sunyan', '/同意 申请-2026-004', '2027-01-01 00:01')).toContain('已经开始，不能换班')
    expect(await order(bot)).toEqual(unswapped)
  })
})

it('gives the swapped-in unit the rights of the term', async () => {
  const bot = await threeTerms()
  await bot.say('linhua', group, '/换班 鄞州银行', '2026-11-16 10:01')
  await bot.say('sunyan', group, '/同意 申请-2026-001', '2026-11-16 10:02')
  expect((await bot.say('linhua', group, '/活动 主题:一 时间:昨天 主办:中河街道', '2027-01-01 00:00'))[0]).toContain('没有权限')
  expect((await bot.say('sunyan', group, '/活动 主题:二 时间:昨天 主办:中河街道', '2027-01-01 00:01'))[0]).toContain('已记录')
})

it('asks the new holder to confirm what the former one had confirmed', async () => {
  const bot = await threeTerms()
  await bot.say('chenlei', group, '/交接 已办:联谊会', '2026-12-20 10:00')
  await bot.say('linhua', group, '/接任', '2026-12-20 10:01')
  expect((await bot.say('sunyan', group, '/接任', '2026-12-20 10:02'))[0]).toContain('没有等待接任的交接')
  await bot.say('linhua', group, '/换班 鄞州银行', '2026-12-20 10:03')
  expect((await bot.say('sunyan', group, '/同意 申请-2026-001', '2026-12-20 10:04'))[0]).toContain('交接-2026-001 原已确认接任，请鄞州银行重新发 /接任 确认')
  expect((await bot.say('linhua', group, '/接任', '2026-12-20 10:05'))[0]).toContain('由下一任轮值单位鄞州银行的联系人确认接任')
  expect((await bot.say('sunyan', group, '/接任', '2026-12-20 10:06'))[0]).toContain('中河中学 → 鄞州银行')
  expect((await bot.say('wangmin', group, '/历史 交接1', '2026-12-20 10:07'))[0]).toContain('重新待办')
})
