/** A report after the bulletin of its week: the record is updated, and one short notice goes where the bulletin went (S6). */
import { describe, expect, it } from 'vitest'
import { bulletin } from '../../../src/domain/records/bulletin.ts'
import { smallPilot, startBot, type TestBot } from '../../support/bot.ts'

const province = '全省试点工作群'
const city = '宁波市工作群'
const withCity = smallPilot.replace('name: 宁波市工作群, unit: 浙江省/宁波市, bulletin: off', 'name: 宁波市工作群, unit: 浙江省/宁波市, bulletin: 周一 10:00')

/** An issue of the province on 23 November in which 宁波市 is missing. */
async function withIssue(setup = smallPilot): Promise<TestBot> {
  const bot = await startBot({ setup })
  await bot.say('qianfang', province, '/周报 进展情况:杭州的进展', '2026-11-18 09:00')
  await bot.say('wangmin', '中河街道工作群', '/活动 主题:联谊会 时间:11月17日14:00', '2026-11-18 09:10')
  await bot.clockTo('2026-11-23 10:00')
  return bot
}
const notices = async (bot: TestBot, place: string) => (await bot.said(place)).map(({ text }) => text).filter((text) => text.includes('期简报补充'))

describe('a late report', () => {
  it('adds one notice where the bulletin went, and none for what is changed afterwards', async () => {
    const bot = await withIssue()
    const [answer] = await bot.say('zhaogang', city, '/周报 周:上周 进展情况:补报', '2026-11-24 09:00')
    expect(answer).toContain('已发出的简报补登')
    const notice = '第1期简报补充：宁波市已报送2026年11月16日至11月22日周报（周报-2026-002，逾期）。'
    expect(await notices(bot, province)).toEqual([notice])
    expect(await notices(bot, city)).toEqual([])
    await bot.say('zhaogang', city, '/周报 周:上周 问题:场地不足', '2026-11-24 10:00')
    expect(await notices(bot, province)).toEqual([notice])
    const [issue] = await (await bot.ledger.view()).list(bulletin, 'unit', '浙江省')
    expect(issue?.data.late).toMatchObject([{ ref: '周报-2026-002', unit: '浙江省/宁波市' }])
    expect((await bot.say('lixin', province, '/简报 1', '2026-11-24 11:00'))[0]).toContain('刊后补报\n宁波市：2026年11月24日 09:00（周报-2026-002）')
  })

  it('is told by the name that the unit had then, as the issue is', async () => {
    const bot = await withIssue()
    await bot.say('zhaogang', city, '/周报 周:上周 进展情况:补报', '2026-11-24 09:00')
    await bot.say('qianfang', province, '/周报 周:上周 问题:缺场地', '2026-11-24 09:01')
    for (const name of ['宁波市', '杭州市']) await bot.say('lixin', province, `/单位 ${name} 改名:新${name}`, '2026-11-25 09:00')
    const [text] = await bot.say('lixin', province, '/简报 1')
    expect(text).toContain('刊后补报\n宁波市：2026年11月24日 09:00（周报-2026-002）')
    expect(text).toContain('刊后更正\n杭州市：2026年11月24日 09:01 问题（周报-2026-001）')
    expect(text).not.toMatch(/新宁波|新杭州/)
  })

  it('stands with its text in the next issue, which does not count it as missing again', async () => {
    const bot = await withIssue()
    await bot.say('zhaogang', city, '/周报 周:上周 进展情况:补报的内容', '2026-11-24 09:00')
    await bot.clockTo('2026-11-30 10:00')
    const text = (await bot.said(province)).at(-1)?.text
    expect(text).toContain('宁波市：补报的内容（周报-2026-002）')
    expect(text).not.toContain('2026年11月16日至11月22日（')
    expect(text).toContain('2026年11月23日至11月29日（2026年11月27日（周五） 17:00截止）：应报 2，逾期未报 2')
  })

  it('is told to every level whose bulletin went out', async () => {
    const bot = await withIssue(withCity)
    await bot.say('zhaogang', city, '/周报 周:上周 进展情况:补报', '2026-11-24 09:00')
    expect(await notices(bot, province)).toHaveLength(1)
    expect(await notices(bot, city)).toHaveLength(1)
  })
})

describe('no notice', () => {
  it('for a late report before the bulletin', async () => {
    const bot = await withIssue()
    await bot.say('zhaogang', city, '/周报 进展情况:本周的', '2026-11-27 18:00')
    expect(await notices(bot, province)).toEqual([])
  })

  it('for a report that the bulletin gave as 未到期', async () => {
    const bot = await startBot({ setup: smallPilot.replace('周一 10:00', '周四 10:00') })
    await bot.say('qianfang', province, '/周报 进展情况:杭州的进展', '2026-11-18 09:00')
    await bot.clockTo('2026-11-19 10:00')
    await bot.say('zhaogang', city, '/周报 进展情况:按时的', '2026-11-20 09:00')
    expect(await notices(bot, province)).toEqual([])
  })

  it('for the report of a unit that owes none', async () => {
    const bot = await withIssue()
    await bot.say('wangmin', '中河街道工作群', '/周报 周:上周 进展情况:街道的', '2026-11-24 09:00')
    expect(await notices(bot, province)).toEqual([])
  })

  it('for an issue that is not released', async () => {
    const bot = await startBot()
    await bot.say('lixin', null, '/简报 审签 开', '2026-11-17 09:00')
    await bot.say('qianfang', province, '/周报 进展情况:杭州的进展', '2026-11-18 09:00')
    await bot.clockTo('2026-11-23 10:00')
    await bot.say('zhaogang', city, '/周报 周:上周 进展情况:补报', '2026-11-24 09:00')
    expect(await notices(bot, province)).toEqual([])
  })
})
