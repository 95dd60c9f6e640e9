/** A report changed after the bulletin that printed it: one short notice where the bulletin went, and a line in the next issue (S6). */
import { beforeEach, describe, expect, it } from 'vitest'
import { bulletin } from '../../../src/domain/records/bulletin.ts'
import { startBot, type TestBot } from '../../support/bot.ts'

const province = '全省试点工作群'
const city = '宁波市工作群'
const week = '2026年11月16日至11月22日'

let bot: TestBot
const notices = async (place = province) => (await bot.said(place)).map(({ text }) => text).filter((text) => /^第\d+期简报(?:补充|更正)/.test(text))
const issue = async (at = 0) => (await (await bot.ledger.view()).list(bulletin, 'unit', '浙江省'))[at]?.data

/** 周报-2026-001 of 宁波市 stands in the issue of 23 November. */
beforeEach(async () => {
  bot = await startBot()
  await bot.say('zhaogang', city, '/周报 进展情况:第一周 问题:无', '2026-11-18 09:00')
  await bot.clockTo('2026-11-23 10:00')
})

describe('a report changed after its bulletin', () => {
  it('by a later /周报 is told once where the bulletin went, whatever else is changed', async () => {
    const [answer] = await bot.say('zhaogang', city, '/周报 周:上周 问题:场地不足', '2026-11-24 09:00')
    expect(answer).toContain('计入：下一期简报，已发出的简报补登')
    const told = [`第1期简报补充：宁波市更新了${week}周报（周报-2026-001）：问题。`]
    expect(await notices()).toEqual(told)
    expect(await notices(city)).toEqual([])
    const [again] = await bot.say('zhaogang', city, '/周报 周:上周 建议:统一台账', '2026-11-24 10:00')
    expect(again).toContain('计入：下一期简报')
    expect(again).not.toContain('补登')
    await bot.say('zhaogang', city, '/更正 周报-2026-001 进展:第一周改', '2026-11-24 11:00')
    expect(await notices()).toEqual(told)
    expect((await issue())?.revised).toMatchObject([{ ref: '周报-2026-001', unit: '浙江省/宁波市', sections: ['problems', 'suggestions', 'progress'] }])
  })

  it('by /更正 is told as a correction', async () => {
    await bot.say('zhaogang', city, '/更正 周报-2026-001 问题:场地不足', '2026-11-24 09:00')
    expect(await notices()).toEqual([`第1期简报更正：宁波市更正了${week}周报（周报-2026-001）：问题。`])
  })

  it('by /作废 is told too', async () => {
    await bot.say('zhaogang', city, '/作废 周报-2026-001 重复', '2026-11-24 09:00')
    expect(await notices()).toEqual([`第1期简报更正：宁波市作废了${week}周报（周报-2026-001）。`])
  })

  it('stands under the issue when it is read again, which keeps its number', async () => {
    await bot.say('zhaogang', city, '/更正 周报-2026-001 问题:场地不足', '2026-11-24 09:00')
    const [text] = await bot.say('lixin', province, '/简报', '2026-11-24 10:00')
    expect(text).toContain('第 1 期（总第 1 期）')
    expect(text).toContain('刊后更正\n宁波市：2026年11月24日 09:00 问题（周报-2026-001）')
  })

  it('stands with its new text in the next issue, and in that one alone', async () => {
    await bot.say('zhaogang', city, '/周报 周:上周 问题:场地不足', '2026-11-24 09:00')
    await bot.say('qianfang', province, '/周报 进展情况:杭州', '2026-11-25 09:00')
    await bot.clockTo('2026-11-30 10:00')
    expect((await bot.said(province)).at(-1)?.text).toContain('刊后更正：\n宁波市：第1期刊出的周报有更新，问题：场地不足（周报-2026-001）')
    await bot.say('qianfang', province, '/周报 周:本周 进展情况:杭州又', '2026-12-01 09:00')
    await bot.clockTo('2026-12-07 10:00')
    expect((await issue(2))?.issue).toBe('3')
    expect((await bot.said(province)).at(-1)?.text).not.toContain('刊后更正')
  })

  it('which was void by the next issue is said to be so', async () => {
    await bot.say('zhaogang', city, '/作废 周报-2026-001 重复', '2026-11-24 09:00')
    await bot.say('qianfang', province, '/周报 进展情况:杭州', '2026-11-25 09:00')
    await bot.clockTo('2026-11-30 10:00')
    expect((await bot.said(province)).at(-1)?.text).toContain('宁波市：第1期刊出的周报已作废（周报-2026-001）')
  })
})

describe('no notice', () => {
  it('for a report that no bulletin has printed yet', async () => {
    await bot.say('zhaogang', city, '/周报 周:本周 进展情况:第二周', '2026-11-24 09:00')
    await bot.say('zhaogang', city, '/更正 周报-2026-002 进展:第二周改', '2026-11-24 10:00')
    expect(await notices()).toEqual([])
  })

  it('for a late one changed before the next issue: its filing was told', async () => {
    await bot.say('qianfang', province, '/周报 周:上周 进展情况:补报', '2026-11-24 09:00')
    await bot.say('qianfang', province, '/更正 周报-2026-002 进展:补报改', '2026-11-24 10:00')
    expect(await notices()).toEqual([`第1期简报补充：杭州市已报送${week}周报（周报-2026-002，逾期）。`])
  })

  it('for an issue that waits for its release, which then says it itself', async () => {
    await bot.say('lixin', null, '/简报 审签 开', '2026-11-24 09:00')
    await bot.say('zhaogang', city, '/周报 周:本周 进展情况:第二周', '2026-11-25 09:00')
    await bot.clockTo('2026-11-30 10:00')
    await bot.say('zhaogang', city, '/更正 周报-2026-002 进展:第二周改', '2026-11-30 11:00')
    expect(await notices()).toEqual([])
    await bot.say('lixin', null, '/简报 签发 2', '2026-11-30 12:00')
    expect((await bot.said(province)).at(-1)?.text).toContain('刊后更正\n宁波市：2026年11月30日 11:00 进展情况（周报-2026-002）')
  })

  it('for a correction that changes nothing', async () => {
    await bot.say('zhaogang', city, '/更正 周报-2026-001 进展:第一周', '2026-11-24 09:00')
    expect(await notices()).toEqual([])
  })
})
