import { beforeAll, describe, expect, it } from 'vitest'
import { activity } from '../../../src/domain/records/activity.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const street = '浙江省/宁波市/鄞州区/中河街道'

describe('/活动 已办 (S4)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00 人数:35', '2026-11-16 09:01')
    await bot.say('chenlei', group, '/活动 主题:团课 时间:11月20日', '2026-11-16 09:02')
    await bot.say('wangmin', group, '/活动 主题:植树 时间:11月18日', '2026-11-16 09:03')
  })
  const held = async () => (await bot.ledger.view()).count(activity, 'held', street)
  const data = async (id: string) => (await (await bot.ledger.view()).get(activity, id))?.data

  it('is refused before its day', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 已办 活动-2026-001 人数:40', '2026-11-19 23:00')
    expect(answer).toContain('2026年11月20日 14:00')
    expect(answer).toContain('还没有到')
    expect(await held()).toBe(0)
  })

  it('does not become held by itself when its time has passed', async () => {
    await bot.clockTo('2026-11-21 09:00')
    expect(await held()).toBe(0)
  })

  it('makes a planned one held, with the people who really came', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 已办 活动1 人数:40', '2026-11-21 09:01')
    expect(answer).toContain('已确认 活动-2026-001：青年联谊会（已开展）')
    expect(answer).toContain('人数：40人')
    expect(answer).toContain('计入：本周活动')
    expect(await held()).toBe(1)
    expect(await data('活动-2026-001')).toMatchObject({ state: 'held', people: 40 })
    expect(await data('活动-2026-001')).not.toHaveProperty('expected')
  })

  it('is not counted twice when it is confirmed again', async () => {
    const [answer] = await bot.say('wangmin', group, '/活动 已办 活动-2026-001 人数:50', '2026-11-21 09:02')
    expect(answer).toContain('已经记为已开展，人数40人')
    expect(answer).toContain('/更正 活动-2026-001 人数:50')
    expect(await data('活动-2026-001')).toMatchObject({ people: 40 })
  })

  it('may leave the head count for later', async () => {
    const [first] = await bot.say('wangmin', group, '/活动 已办 活动-2026-003', '2026-11-21 09:03')
    expect(first).toContain('人数：未填，可补发 /活动 已办 活动-2026-003')
    const [second] = await bot.say('wangmin', group, '/活动 已办 活动-2026-003 人数:12', '2026-11-21 09:04')
    expect(second).toContain('人数：12人')
    expect(await data('活动-2026-003')).toMatchObject({ state: 'held', people: 12 })
  })

  it.each(['sunyan', 'zhouling'])('is not for %s', async (sender) => {
    expect((await bot.say(sender, group, '/活动 已办 活动-2026-002 人数:1', '2026-11-21 09:05'))[0]).toContain('没有权限')
    expect(await data('活动-2026-002')).toMatchObject({ state: 'planned' })
  })

  it('complains about a number that is not there and about one of another kind', async () => {
    expect((await bot.say('wangmin', group, '/活动 已办 活动-2026-099 人数:1', '2026-11-21 09:06'))[0]).toContain('没有找到 活动-2026-099')
    expect((await bot.say('wangmin', group, '/活动 已办 任务-2026-001 人数:1', '2026-11-21 09:07'))[0]).toContain('活动')
  })

  it('takes the number from the quoted answer', async () => {
    const quote = '团讯：已记录 活动-2026-002：团课（计划）'
    expect((await bot.say('chenlei', group, '/活动 已办 人数:44', '2026-11-21 09:08', { quote }))[0]).toContain('已确认 活动-2026-002')
  })
})
