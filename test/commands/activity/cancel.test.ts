import { beforeAll, describe, expect, it } from 'vitest'
import { activity } from '../../../src/domain/records/activity.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const street = '浙江省/宁波市/鄞州区/中河街道'

describe('/取消活动 (S4)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月20日14:00', '2026-11-16 09:01')
    await bot.say('wangmin', group, '/活动 主题:植树 时间:昨天 人数:9', '2026-11-16 09:02')
  })
  const state = async (id: string) => (await (await bot.ledger.view()).get(activity, id))?.data.state

  it('is not for others', async () => {
    expect((await bot.say('chenlei', group, '/取消活动 活动-2026-001 下雨', '2026-11-16 09:03'))[0]).toContain('没有权限')
    expect(await state('活动-2026-001')).toBe('planned')
  })

  it('cancels a planned one with its reason; it stays on record and does not count', async () => {
    const [answer] = await bot.say('wangmin', group, '/取消活动 活动-2026-001 下雨', '2026-11-16 09:04')
    expect(answer).toContain('已取消 活动-2026-001：青年联谊会')
    expect(answer).toContain('原因：下雨')
    expect(await state('活动-2026-001')).toBe('cancelled')
    expect(await (await bot.ledger.view()).count(activity, 'planned', street)).toBe(0)
  })

  it('refuses one that was cancelled, and one that was held', async () => {
    expect((await bot.say('wangmin', group, '/取消活动 活动-2026-001 再说', '2026-11-16 09:05'))[0]).toContain('之前已经取消，原因：下雨')
    expect((await bot.say('wangmin', group, '/取消活动 活动-2026-002 记错', '2026-11-16 09:06'))[0]).toContain('/作废 活动-2026-002')
    expect(await state('活动-2026-002')).toBe('held')
  })

  it('cannot be confirmed once it is cancelled', async () => {
    expect((await bot.say('wangmin', group, '/活动 已办 活动-2026-001 人数:3', '2026-11-20 16:00'))[0]).toContain('已取消')
  })
})
