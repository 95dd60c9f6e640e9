import { beforeAll, describe, expect, it } from 'vitest'
import { activity } from '../../../src/domain/records/activity.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const street = '浙江省/宁波市/鄞州区/中河街道'
const heldCount = async (bot: TestBot, path: string) => (await bot.ledger.view()).count(activity, 'held', path)

describe('/活动: ahead is planned, past is held (S4)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
  })

  it('takes a time ahead as planned, keeps the head count as expected, counts nothing', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心 人数:35', '2026-11-16 09:01')
    expect(answer).toBe(
      [
        '已记录 活动-2026-001：青年联谊会（计划）', '时间：2026年11月20日 14:00', '地点：街道青年中心', '单位：中河街道', '预计人数：35人',
        '计入：开展后才计入，办完请发 /活动 已办 活动-2026-001 人数:实到人数',
      ].join('\n'),
    )
    expect(await heldCount(bot, street)).toBe(0)
    expect((await (await bot.ledger.view()).get(activity, '活动-2026-001'))?.data).toMatchObject({ state: 'planned', expected: 35, host: street })
  })

  it('takes a time in the past as held at once', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 主题:义务植树 日期:昨天 参加人数:20', '2026-11-17 09:01')
    expect(answer).toContain('已记录 活动-2026-002：义务植树（已开展）')
    expect(answer).toContain('时间：2026年11月16日')
    expect(answer).toContain('人数：20人')
    expect(answer).toContain('计入：本周活动')
    expect(await heldCount(bot, street)).toBe(1)
  })

  it('names the week of an activity of an earlier week', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 主题:敬老活动 时间:11月10日 人数:8', '2026-11-17 09:02')
    expect(answer).toContain('计入：2026年11月9日当周活动')
  })

  it('takes the nearest day either way when no year is written', async () => {
    const [ahead] = await bot.say('wangmin', group, '/活动 主题:新春联欢 时间:1月20日', '2026-11-17 09:03')
    expect(ahead).toContain('时间：2027年1月20日')
    expect(ahead).toContain('（计划）')
    const [past] = await bot.say('wangmin', group, '/活动 主题:暑期夏令营 时间:8月20日', '2026-11-17 09:04')
    expect(past).toContain('时间：2026年8月20日')
    expect(past).toContain('（已开展）')
  })

  it('takes a time later today as planned and an earlier one as held', async () => {
    expect((await bot.say('wangmin', group, '/活动 主题:下午茶叙 时间:今天16:00', '2026-11-17 10:00'))[0]).toContain('（计划）')
    expect((await bot.say('wangmin', group, '/活动 主题:早操 时间:今天8:00', '2026-11-17 10:01'))[0]).toContain('（已开展）')
  })

  it('takes today without a time as held only with a head count', async () => {
    expect((await bot.say('wangmin', group, '/活动 主题:座谈 时间:今天', '2026-11-17 10:02'))[0]).toContain('（计划）')
    expect((await bot.say('wangmin', group, '/活动 主题:走访 时间:今天 人数:6', '2026-11-17 10:03'))[0]).toContain('（已开展）')
  })

  it('asks only for what is missing', async () => {
    const [asked] = await bot.say('wangmin', group, '/活动 主题:读书会', '2026-11-17 10:04')
    expect(asked).toContain('时间')
    expect(asked).not.toContain('主题”')
    expect((await bot.say('wangmin', group, '11月25日14:00', '2026-11-17 10:05'))[0]).toContain('：读书会（计划）')
  })
})

describe('/活动: hosts and counting (S4)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
  })

  it('counts a 联办 activity once in each roll-up and once for each unit', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 主题:联合志愿服务 时间:昨天 人数:60 联办:中河中学、中河医院', '2026-11-17 09:00')
    expect(answer).toContain('联办：中河中学、中河医院')
    const counts = await Promise.all(
      ['浙江省', '浙江省/宁波市', street, `${street}/中河中学`, `${street}/中河医院`, `${street}/鄞州银行`].map((path) => heldCount(bot, path)),
    )
    expect(counts).toEqual([1, 1, 1, 1, 1, 0])
  })

  it('counts it for the street of another district that hosts it too, and once above both', async () => {
    await bot.say('zhaogang', null, '/活动 主题:两街联谊 时间:昨天 主办:中河街道 联办:庄桥街道', '2026-11-17 09:10')
    const [ningbo, jiangbei] = await Promise.all(['浙江省/宁波市', '浙江省/宁波市/江北区'].map((path) => heldCount(bot, path)))
    expect([ningbo, jiangbei]).toEqual([2, 1])
  })

  it('belongs to the sender’s own unit when a contact files it in the street’s group', async () => {
    const [answer] = await bot.say('chenlei', group, '/活动 主题:主题团课 时间:昨天 人数:45', '2026-11-17 09:20')
    expect(answer).toContain('单位：中河中学')
    expect(await heldCount(bot, `${street}/中河中学`)).toBe(2)
  })

  it('keeps type, plan item and a summary of several lines', async () => {
    await bot.say('wangmin', group, '【活动】\n主题:骨干培训\n时间:昨天\n类型:培训\n计划项:青年学堂\n摘要:第一行\n第二行', '2026-11-17 09:30')
    const record = await (await bot.ledger.view()).get(activity, '活动-2026-004')
    expect(record?.data).toMatchObject({ type: '培训', planItem: '青年学堂', summary: '第一行\n第二行' })
  })

  it.each([
    ['sunyan', '主办:中河中学', 'a contact for another unit'],
    ['sunyan', '主办:中河街道', 'a contact who is not the chair for the committee'],
    ['wuqiang', '主办:中河街道', 'a cadre of another street'],
    ['wangmin', '主办:宁波市', 'a cadre for the unit above'],
    ['zhouling', '', 'a leader, who only reads'],
  ])('refuses %s with %s: %s', async (sender, host) => {
    const before = await heldCount(bot, '浙江省')
    const [answer] = await bot.say(sender, sender === 'wuqiang' ? null : group, `/活动 主题:不该有的 时间:昨天 ${host}`, '2026-11-17 10:00')
    expect(answer).toContain('没有权限')
    expect(await heldCount(bot, '浙江省')).toBe(before)
  })

  it('lets the chair’s contact file for the committee from 00:00 of the first day, and nobody’s before', async () => {
    await bot.say('wangmin', group, '/轮值 鄞州银行 12月1日至2月28日', '2026-11-17 11:00')
    expect((await bot.say('sunyan', group, '/活动 主题:早了 时间:昨天 主办:中河街道', '2026-11-30 23:59'))[0]).toContain('没有权限')
    expect((await bot.say('sunyan', group, '/活动 主题:正好 时间:昨天 主办:中河街道', '2026-12-01 00:00'))[0]).toContain('已记录')
  })
})

describe('/活动: no doubles (S4)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00 联办:中河中学', '2026-11-16 09:01')
  })

  it.each([
    ['wangmin', '/活动 主题:青年联谊会 时间:11月20日14:00'],
    ['wangmin', '/活动 主题:“青年联谊会” 时间:11月20日 人数:30'],
    ['chenlei', '/活动 主题:青年 联谊会 时间:11月20日'],
  ])('refuses %s: %s and says how to go on', async (sender, text) => {
    const [answer] = await bot.say(sender, group, text, '2026-11-16 09:05')
    expect(answer).toContain('2026年11月20日已有同名活动 活动-2026-001')
    expect(answer).toContain('/活动 已办 活动-2026-001')
    expect(answer).toContain('/更正 活动-2026-001')
    expect(await (await bot.ledger.view()).get(activity, '活动-2026-002')).toBeUndefined()
  })

  it('puts the head count that was typed into the command to confirm it', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00 人数:33', '2026-11-16 09:06')
    expect(answer).toContain('/活动 已办 活动-2026-001 人数:33')
  })

  it.each([
    ['wangmin', '/活动 主题:青年联谊会 时间:11月21日', 'another day'],
    ['wangmin', '/活动 主题:青年联谊会第二场 时间:11月20日', 'another topic'],
    ['sunyan', '/活动 主题:青年联谊会 时间:11月20日', 'another unit'],
  ])('takes %s: %s, %s', async (sender, text) => {
    expect((await bot.say(sender, group, text, '2026-11-16 09:10'))[0]).toContain('已记录')
  })

  it('takes it again after the first was cancelled', async () => {
    await bot.say('wangmin', group, '/取消活动 活动-2026-001 下雨', '2026-11-16 09:20')
    expect((await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00', '2026-11-16 09:21'))[0]).toContain('已记录')
  })
})
