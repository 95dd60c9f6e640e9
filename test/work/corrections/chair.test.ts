import { describe, expect, it } from 'vitest'
import { chairTerm, standIn } from '../../../src/domain/records/chairTerm.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'
const start = '2026-11-16 09:00'
async function terms(): Promise<TestBot> {
  const bot = await startQuietBot(start)
  await bot.say('wangmin', group, '/轮值 中河中学 2026年10月1日至11月30日', start)
  await bot.say('wangmin', group, '/轮值 中河医院 12月1日至1月31日', start)
  return bot
}
const bytes = async (bot: TestBot, id: string) => JSON.stringify(await (await bot.ledger.view()).get(chairTerm, id))

describe('past terms never change (S2)', () => {
  it('neither by /作废 nor by /更正, /换班 or a new plan; only the clock’s mark is added at the end', async () => {
    const bot = await terms()
    await bot.clockTo('2026-12-01 00:00')
    const closed = await bytes(bot, '轮值-2026-001')
    expect(closed).toContain('"met":false')
    for (const text of [
      '/作废 轮值-2026-001 记错', '/更正 轮值-2026-001 结束:12月20日', '/换班 编号:轮值-2026-001 单位:中河医院', '/轮值 鄞州银行 2026年11月1日至12月31日',
      '/代班 单位:鄞州银行 编号:轮值-2026-001', '/代班 鄞州银行 11月20日至11月21日',
    ]) {
      expect((await bot.say('wangmin', group, text, '2026-12-01 09:00'))[0]).toMatch(/不能|没有|重叠/u)
      expect(await bytes(bot, '轮值-2026-001')).toBe(closed)
    }
    await bot.clockTo('2027-02-05 00:00')
    expect(await bytes(bot, '轮值-2026-001')).toBe(closed)
  })

  it('but a term that has not begun may be voided, and its days planned anew', async () => {
    const bot = await terms()
    expect((await bot.say('wangmin', group, '/作废 轮值-2026-002 重新安排', '2026-11-17 09:00'))[0]).toContain('作废')
    expect((await bot.say('wangmin', group, '/轮值 鄞州银行 12月1日至2月28日', '2026-11-17 09:01'))[0]).toContain('已安排 轮值-2026-003')
  })

  it('is told for a running one without a command that would not work', async () => {
    const bot = await terms()
    const [running] = await bot.say('wangmin', group, '/轮值 鄞州银行 2026年11月20日至11月30日', '2026-11-17 09:00')
    expect(running).not.toContain('/作废')
    const [ahead] = await bot.say('wangmin', group, '/轮值 鄞州银行 1月20日至2月28日', '2026-11-17 09:01')
    expect(ahead).toContain('/作废 轮值-2026-002')
  })
})

describe('a stand-in', () => {
  const data = async (bot: TestBot) => (await bot.ledger.view()).get(standIn, '代班-2026-001')
  async function stoodIn(): Promise<TestBot> {
    const bot = await terms()
    await bot.say('chenlei', group, '/代班 中河医院 11月20日至11月25日', '2026-11-17 09:00')
    return bot
  }

  it('is taken back before it begins, and the days are the holder’s again', async () => {
    const bot = await stoodIn()
    await bot.say('chenlei', group, '/作废 代班-2026-001 不用了', '2026-11-18 09:00')
    expect((await data(bot))?.void).toBeDefined()
    expect((await bot.say('chenlei', group, '/轮值', '2026-11-21 09:00'))[0]).not.toContain('代班')
  })

  it('is cut short once it has begun; the days gone by stay', async () => {
    const bot = await stoodIn()
    expect((await bot.say('wangmin', group, '/作废 代班-2026-001 不用了', '2026-11-21 09:00'))[0]).toContain('/更正 代班-2026-001 结束:今天')
    expect((await bot.say('wangmin', group, '/更正 代班-2026-001 结束:今天', '2026-11-21 09:01'))[0]).toContain('已更正')
    expect((await data(bot))?.data).toMatchObject({ from: '2026-11-20', to: '2026-11-21' })
    expect((await bot.say('chenlei', group, '/轮值', '2026-11-22 09:00'))[0]).not.toContain('代班')
    expect((await bot.say('wangmin', group, '/更正 代班-2026-001 结束:11月24日', '2026-11-22 09:01'))[0]).toContain('已经结束的代班不能更改')
  })

  it('is not lengthened beyond the term', async () => {
    const bot = await stoodIn()
    expect((await bot.say('wangmin', group, '/更正 代班-2026-001 结束:12月2日', '2026-11-18 09:00'))[0]).toContain('任期之内')
    expect((await data(bot))?.data.to).toBe('2026-11-25')
  })

  it('is not for a contact who is not the chair', async () => {
    const bot = await stoodIn()
    expect((await bot.say('sunyan', group, '/作废 代班-2026-001 不用了', '2026-11-18 09:00'))[0]).toContain('没有权限')
  })
})
