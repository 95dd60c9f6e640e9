import { beforeAll, describe, expect, it } from 'vitest'
import { chairTerm, standIn } from '../../../src/domain/records/chairTerm.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'

describe('/代班 (S2)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', group, '/轮值 中河中学 2026年10月1日至12月31日', '2026-11-16 09:01')
    await bot.say('wangmin', group, '/轮值 鄞州银行 1月1日至3月31日', '2026-11-16 09:02')
  })
  const say = async (sender: string, text: string, when: string) => (await bot.say(sender, group, text, when))[0] ?? ''
  const planned = async () => (await bot.ledger.view()).get(standIn, '代班-2026-001')

  it.each([
    ['/代班 中河医院 11月10日至11月20日', '不能从已过去的'],
    ['/代班 中河医院 12月30日至1月2日', '须在任期之内'],
    ['/代班 中河医院 5月1日至5月3日', '没有安排轮值主席'],
    ['/代班 中河中学 11月20日至11月22日', '就是本任期的轮值单位'],
    ['/代班 中河街道 11月20日至11月22日', '不是'],
    ['/代班 中河医院', '请写代班时间或任期编号'],
    ['/代班 单位:中河医院 编号:轮值-2026-009', '没有找到 轮值-2026-009'],
  ])('refuses %s', async (text, why) => {
    expect(await say('chenlei', text, '2026-11-16 10:00')).toContain(why)
    expect(await planned()).toBeUndefined()
  })

  it.each(['linhua', 'sunyan', 'zhouling'])('is not for %s', async (sender) => {
    expect(await say(sender, '/代班 中河医院 11月20日至11月22日', '2026-11-16 10:01')).toContain('没有权限')
  })

  it('is arranged by the chair, and the stand-in is told by name', async () => {
    const answer = await say('chenlei', '/代班 中河医院 11月20日至11月22日', '2026-11-16 10:02')
    expect(answer).toContain('已安排 代班-2026-001：中河医院代中河中学任中河街道共建委员会轮值主席')
    expect(answer).toContain('时间：2026年11月20日至2026年11月22日')
    expect(answer).toContain('@林华')
  })

  it('is refused where one stands in already, naming it', async () => {
    const answer = await say('chenlei', '/代班 鄞州银行 11月22日至11月25日', '2026-11-16 10:03')
    expect(answer).toContain('已有中河医院代班（代班-2026-001）')
    expect(answer).toContain('/作废 代班-2026-001')
  })

  it('gives the chair’s rights for exactly these days, and takes them from the holder', async () => {
    const file = (sender: string, topic: string, when: string) => say(sender, `/活动 主题:${topic} 时间:昨天 主办:中河街道`, when)
    expect(await file('linhua', '一', '2026-11-19 23:59')).toContain('没有权限')
    expect(await file('linhua', '二', '2026-11-20 00:00')).toContain('已记录')
    expect(await file('chenlei', '三', '2026-11-20 00:01')).toContain('没有权限')
    expect(await say('chenlei', '/轮值', '2026-11-21 09:00')).toContain('代班：中河医院（代班-2026-001），2026年11月20日至2026年11月22日')
    expect(await file('linhua', '四', '2026-11-22 23:59')).toContain('已记录')
    expect(await file('linhua', '五', '2026-11-23 00:00')).toContain('没有权限')
    expect(await file('chenlei', '六', '2026-11-23 00:01')).toContain('已记录')
  })

  it('changes neither the term nor the order', async () => {
    const view = await bot.ledger.view()
    const terms = await view.list(chairTerm, 'start', '')
    expect(terms.map(({ data: { unit, holder, from, to } }) => [unit.split('/').at(-1), holder, from, to])).toEqual([
      ['中河中学', undefined, '2026-10-01', '2026-12-31'],
      ['鄞州银行', undefined, '2027-01-01', '2027-03-31'],
    ])
    expect(await view.history(chairTerm, '轮值-2026-001')).toHaveLength(1)
  })

  it('takes the rest of a term by its number', async () => {
    expect(await say('sunyan', '/代班 单位:中河医院 编号:轮值-2026-002', '2026-11-23 09:00')).toContain('时间：2027年1月1日至2027年3月31日')
    expect(await say('chenlei', '/代班 单位:中河医院 编号:轮值-2026-001', '2026-11-23 09:01')).toContain('时间：2026年11月23日至2026年12月31日')
  })

  it('counts what the stand-in hosts towards the term’s duty', async () => {
    await say('linhua', '/活动 主题:代班期间的活动 时间:昨天 人数:10', '2026-11-25 09:00')
    const answer = await say('chenlei', '/轮值', '2026-11-25 09:01')
    expect(answer).toMatch(/职责：活动1次，已开展\d次.*已完成/u)
  })
})
