import { beforeAll, describe, expect, it } from 'vitest'
import { activity } from '../../../src/domain/records/activity.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const street = '浙江省/宁波市/鄞州区/中河街道'

describe('/更正 of an activity (S4)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00 人数:35', '2026-11-16 09:01')
    await bot.say('wangmin', group, '/活动 主题:植树 时间:昨天 人数:9', '2026-11-16 09:02')
  })
  const say = async (text: string) => (await bot.say('wangmin', group, text, '2026-11-17 09:00'))[0] ?? ''
  const data = async (id: string) => (await (await bot.ledger.view()).get(activity, id))?.data

  it('changes the head count of a held one', async () => {
    expect(await say('/更正 活动-2026-002 人数:12')).toContain('人数：9 → 12')
    expect(await data('活动-2026-002')).toMatchObject({ people: 12, state: 'held' })
  })

  it('changes what is expected of a planned one, which stays planned', async () => {
    await say('/更正 活动-2026-001 人数:50')
    expect(await data('活动-2026-001')).toMatchObject({ expected: 50, state: 'planned' })
    expect(await data('活动-2026-001')).not.toHaveProperty('people')
  })

  it('adds a unit that hosts it too, and it counts there from then on', async () => {
    await say('/更正 活动-2026-002 联办:鄞州银行')
    expect(await (await bot.ledger.view()).count(activity, 'held', `${street}/鄞州银行`)).toBe(1)
    expect(await (await bot.ledger.view()).count(activity, 'held', street)).toBe(1)
  })

  it('does not move a held one ahead, nor make two activities one', async () => {
    expect(await say('/更正 活动-2026-002 时间:12月1日')).toContain('不能改到以后')
    expect(await say('/更正 活动-2026-001 主题:植树 时间:11月15日')).toContain('与 活动-2026-002（植树）是同一场活动')
    expect(await data('活动-2026-002')).toMatchObject({ when: { date: '2026-11-15' } })
  })

  it('takes one that was voided out of the count', async () => {
    await say('/作废 活动-2026-002 记错')
    expect(await (await bot.ledger.view()).count(activity, 'held', '浙江省')).toBe(0)
  })
})
