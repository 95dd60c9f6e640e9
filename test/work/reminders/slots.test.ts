import { describe, expect, it } from 'vitest'
import { dayOf, clockOf } from '../../../src/domain/time.ts'
import { startBot, type TestBot } from '../../support/bot.ts'
import { quietPilot, startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const province = '全省试点工作群'

/** When something was said unasked in a place, and its first line. */
async function spoken(bot: TestBot, place: string | { person: string }): Promise<string[]> {
  const said = (await bot.said(place)).filter(({ text }) => /^【(?:提醒|催办)】/.test(text))
  return said.map(({ at, text }) => `${dayOf(at)} ${clockOf(at)} ${text.slice(0, 4)}`)
}
const given = async (deadline: string, now: string, more = '') => {
  const bot = await startQuietBot(now)
  await bot.say('wangmin', street, `/任务 标题:台账 截止:${deadline} 对象:中河中学${more}`)
  return bot
}

describe('when a matter is spoken of', () => {
  it('the working day before at 10:00, two hours before, three nudges at 09:30, then once above and to the instructor', async () => {
    const bot = await given('11月18日17:00', '2026-11-16 09:00')
    await bot.clockTo('2026-12-10 12:00')
    expect(await spoken(bot, street)).toEqual([
      '2026-11-17 10:00 【提醒】', '2026-11-18 15:00 【提醒】', '2026-11-19 09:30 【催办】', '2026-11-20 09:30 【催办】', '2026-11-23 09:30 【催办】',
    ])
    expect(await spoken(bot, city)).toEqual(['2026-11-24 09:30 【催办】'])
    expect(await spoken(bot, { person: 'fengdao' })).toEqual(['2026-11-24 09:30 【催办】'])
    expect(await spoken(bot, province)).toEqual([])
    expect((await bot.said(city)).at(-1)?.text).toBe('【催办】任务《台账》逾期多日仍未办，截止 2026年11月18日（周三） 17:00，请协调：\n中河中学（陈磊）')
  })

  it('at 20:00 of the working day before where two hours before would be quiet or a rest day', async () => {
    const early = await given('11月18日9:00', '2026-11-16 09:00')
    await early.clockTo('2026-11-18 08:59')
    expect(await spoken(early, street)).toEqual(['2026-11-17 10:00 【提醒】', '2026-11-17 20:00 【提醒】'])
    const sunday = await given('11月22日17:00', '2026-11-16 09:00')
    await sunday.clockTo('2026-11-22 23:00')
    expect(await spoken(sunday, street)).toEqual(['2026-11-20 10:00 【提醒】', '2026-11-20 20:00 【提醒】'])
  })

  it('never in slots before it was given', async () => {
    const bot = await given('11月18日17:00', '2026-11-18 16:00')
    await bot.clockTo('2026-11-19 12:00')
    expect(await spoken(bot, street)).toEqual(['2026-11-19 09:30 【催办】'])
  })

  it('on make-up Saturdays and not on holidays: National Day 2026', async () => {
    const bot = await given('9月30日17:00', '2026-09-28 09:00')
    await bot.clockTo('2026-10-20 12:00')
    expect(await spoken(bot, street)).toEqual([
      '2026-09-29 10:00 【提醒】', '2026-09-30 15:00 【提醒】', '2026-10-08 09:30 【催办】', '2026-10-09 09:30 【催办】', '2026-10-10 09:30 【催办】',
    ])
    expect(await spoken(bot, city)).toEqual(['2026-10-12 09:30 【催办】'])
  })

  it('no more once it is done', async () => {
    const bot = await given('11月18日17:00', '2026-11-16 09:00')
    await bot.say('chenlei', street, '/完成 任务1', '2026-11-19 09:29')
    await bot.clockTo('2026-12-10 12:00')
    expect(await spoken(bot, street)).toHaveLength(2)
    expect(await spoken(bot, city)).toEqual([])
  })
})

describe('where a matter is spoken of', () => {
  it('in the group of the nearest unit above that has one; the escalation in the next different one', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wuqiang', city, '/任务 台账 11月18日17:00')
    await bot.clockTo('2026-12-10 12:00')
    expect(await spoken(bot, city)).toHaveLength(5)
    expect(await spoken(bot, province)).toEqual(['2026-11-24 09:30 【催办】'])
  })

  it('privately to the cadres of the unit above where there is no group above', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('lixin', province, '/任务 台账 11月18日17:00 对象:杭州市')
    await bot.clockTo('2026-12-10 12:00')
    expect(await spoken(bot, province)).toHaveLength(5)
    expect(await spoken(bot, { person: 'lixin' })).toEqual(['2026-11-24 09:30 【催办】'])
  })

  it('nowhere before the escalation where no group is bound at all', async () => {
    const bot = await startBot({ now: '2026-11-16 09:00', setup: quietPilot.replace(/groups:\n(?: {2}- .*\n)+/, 'groups: []\n') })
    await bot.say('wangmin', null, '/任务 台账 11月18日17:00 对象:中河中学')
    await bot.clockTo('2026-12-10 12:00')
    expect(await spoken(bot, { person: 'chenlei' })).toEqual([])
    expect(await spoken(bot, { person: 'wangmin' })).toEqual(['2026-11-24 09:30 【催办】'])
  })

  it('not in a group that wants none, which is passed over in escalations too', async () => {
    const bot = await given('11月18日17:00', '2026-11-16 09:00')
    await bot.say('wangmin', street, '/群设置 催办:关')
    await bot.say('zhaogang', city, '/群设置 催办:关')
    await bot.clockTo('2026-12-10 12:00')
    expect(await spoken(bot, street)).toEqual([])
    expect(await spoken(bot, city)).toEqual([])
    expect(await spoken(bot, province)).toEqual(['2026-11-24 09:30 【催办】'])
  })

  it('never in a group\'s own longer quiet hours', async () => {
    const bot = await given('11月18日10:30', '2026-11-16 09:00')
    await bot.say('wangmin', street, '/群设置 静默:18:00至10:00')
    await bot.say('zhaogang', city, '/群设置 静默:20:00至11:00')
    await bot.say('chenlei', street, '/稍后 任务1 11月20日19:00')
    await bot.clockTo('2026-12-10 12:00')
    for (const { at } of (await bot.said(street)).slice(3)) expect(clockOf(at) >= '10:00' && clockOf(at) < '18:00').toBe(true)
    expect(await spoken(bot, street)).toEqual(['2026-11-23 10:00 【催办】'])
    expect(await spoken(bot, city)).toEqual(['2026-11-24 11:00 【催办】'])
  })
})
