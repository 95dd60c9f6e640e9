import { beforeAll, describe, expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const group = '中河街道工作群'

describe('/轮值 without a term (S2, S33)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startQuietBot('2026-11-16 09:00')
  })
  const ask = async (sender: string, text: string, when: string, place: string | null = group) => (await bot.say(sender, place, text, when))[0] ?? ''

  it('says that there is none, and how to plan one', async () => {
    const answer = await ask('wangmin', '/轮值', '2026-11-16 09:01')
    expect(answer).toContain('现任：暂无')
    expect(answer).toContain('下一任：尚未安排')
    expect(answer).toContain('/轮值 中河中学 1月1日至3月31日')
  })

  it('says who now, who next, the days left, and the duties, as of when', async () => {
    await ask('wangmin', '/轮值 中河中学 10月1日至12月31日', '2026-11-16 09:02')
    await ask('wangmin', '/轮值 中河医院 1月5日至3月31日', '2026-11-16 09:03')
    const answer = await ask('chenlei', '/轮值', '2026-11-17 10:00')
    expect(answer).toContain('截至 2026年11月17日 10:00')
    expect(answer).toContain('现任：中河中学（轮值-2026-001），任期2026年10月1日至2026年12月31日，还有44天')
    expect(answer).toContain('职责：活动1次，已开展0次，未完成')
    expect(answer).toContain('注意：2027年1月1日至2027年1月4日没有轮值主席')
    expect(answer).toContain('下一任：中河医院（轮值-2026-002，2027年1月5日至2027年3月31日），49天后开始')
  })

  it('shows a planned activity as planned, a held one as done', async () => {
    await ask('chenlei', '/活动 主题:团课 时间:11月20日 人数:40', '2026-11-17 10:01')
    expect(await ask('chenlei', '/轮值', '2026-11-17 10:02')).toContain('已计划：活动-2026-001')
    await ask('chenlei', '/活动 已办 活动-2026-001 人数:40', '2026-11-20 18:00')
    const answer = await ask('chenlei', '/轮值', '2026-11-20 18:01')
    expect(answer).toContain('已开展1次（活动-2026-001），已完成')
    expect(answer).not.toContain('已计划')
  })

  it.each([
    ['现在谁是轮值主席', '现任：中河中学'],
    ['谁是轮值主席？', '现任：中河中学'],
    ['下一任轮值主席是谁', '下一任：中河医院'],
    ['下一个轮值主席是谁', '下一任：中河医院'],
  ])('answers %s in private and when addressed, and is silent in a group otherwise', async (text, part) => {
    expect(await ask('linhua', text, '2026-11-20 18:02', null)).toContain(part)
    expect(await ask('linhua', `@团讯 ${text}`, '2026-11-20 18:02')).toContain(part)
    expect(await ask('linhua', text, '2026-11-20 18:02')).toBe('')
  })

  it('answers for the street that is named, within the asker’s scope', async () => {
    expect(await ask('lixin', '中河街道现在谁是轮值主席', '2026-11-20 18:03', null)).toContain('职责：活动1次')
    expect(await ask('wuqiang', '中河街道的轮值主席是谁', '2026-11-20 18:03', null)).toContain('没有权限')
  })

  it.each(['轮值主席真辛苦', '谁是今天的主持人', '轮值表发一下'])('is silent at %s', async (text) => {
    expect(await ask('linhua', text, '2026-11-20 18:03')).toBe('')
  })

  it('lists the committees below for those above the streets', async () => {
    const answer = await ask('lixin', '现在谁是轮值主席', '2026-11-20 18:04', null)
    expect(answer).toContain('中河街道：现任中河中学（到2026年12月31日），下一任中河医院（2027年1月5日起）')
  })

  it('shows one unit’s own terms', async () => {
    expect(await ask('linhua', '/轮值 中河医院', '2026-11-20 18:05')).toContain('轮值-2026-002：2027年1月5日至2027年3月31日（46天后开始）')
  })

  it('is not for other streets', async () => {
    expect(await ask('wuqiang', '/轮值 中河街道', '2026-11-20 18:06', null)).toContain('没有权限')
  })

  it('switches at 00:00 of the first day, handed over or not', async () => {
    expect(await ask('linhua', '/轮值', '2026-12-31 23:59')).toContain('现任：中河中学（轮值-2026-001），任期2026年10月1日至2026年12月31日，今天结束')
    expect(await ask('linhua', '/轮值 中河中学', '2026-12-31 23:59')).toContain('（现任，今天）')
    expect(await ask('linhua', '/轮值 中河中学', '2027-01-01 00:00')).toContain('（已结束）')
    expect(await ask('linhua', '/轮值', '2027-01-01 00:00')).toContain('现任：暂无')
    expect(await ask('linhua', '/轮值', '2027-01-05 00:00')).toContain('现任：中河医院')
  })
})
