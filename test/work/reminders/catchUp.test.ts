import { describe, expect, it } from 'vitest'
import { clockOf, dayOf } from '../../../src/domain/time.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const spoken = async (bot: TestBot, place = street) =>
  (await bot.said(place)).filter(({ text }) => /^【(?:提醒|催办)】/.test(text)).map(({ at }) => `${dayOf(at)} ${clockOf(at)}`)

const given = async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学、鄞州银行')
  await bot.say('wangmin', street, '/任务 标题:名册 截止:11月19日17:00 对象:中河中学')
  return bot
}

describe('after days offline', () => {
  it('everything missed is said once, in one message a group, each matter by its latest stage', async () => {
    const bot = await given()
    await bot.restart('2026-11-20 14:00')
    await bot.clockTo('2026-11-20 14:10')
    expect(await spoken(bot)).toEqual(['2026-11-20 14:00'])
    const [said] = (await bot.said(street)).slice(-1)
    expect(said?.text.match(/已逾期/g)).toHaveLength(2)
    expect(said?.text).not.toContain('快到期')
    await bot.clockTo('2026-11-23 12:00')
    expect(await spoken(bot)).toEqual(['2026-11-20 14:00', '2026-11-23 09:30'])
  })

  it('a reminder that is made up for too late is one of the chases: three in all, and one of a notice', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月17日10:00 对象:中河中学')
    await bot.say('wangmin', street, '/通知 标题:体检 截止:11月17日10:00 对象:鄞州银行')
    await bot.restart('2026-11-17 11:00')
    await bot.clockTo('2026-11-27 12:00')
    expect(await spoken(bot)).toEqual(['2026-11-17 11:00', '2026-11-18 09:30', '2026-11-19 09:30'])
    expect((await bot.said(street)).map(({ text }) => text).filter((text) => text.includes('【催办】通知《体检》'))).toHaveLength(1)
    expect(await spoken(bot, city)).toEqual(['2026-11-23 09:30'])
  })

  it('not in the night and not on a rest day', async () => {
    const bot = await given()
    await bot.restart('2026-11-20 22:00')
    await bot.clockTo('2026-11-21 12:00')
    expect(await spoken(bot)).toEqual([])
    await bot.clockTo('2026-11-23 08:30')
    expect(await spoken(bot)).toEqual(['2026-11-23 08:00'])
  })

  it('nothing where all is done by now', async () => {
    const bot = await given()
    await bot.restart('2026-11-20 14:00')
    await bot.say('chenlei', street, '/完成 任务2', '2026-11-20 14:00')
    expect(await spoken(bot)).toHaveLength(1)
    const again = await given()
    for (const [who, text] of [['chenlei', '/完成 任务1'], ['sunyan', '/完成 任务1'], ['chenlei', '/完成 任务2']] as const) await again.say(who, street, text)
    await again.restart('2026-11-20 14:00')
    await again.clockTo('2026-11-24 14:00')
    expect(await spoken(again)).toEqual([])
  })

  it('an escalation that was missed is made up for above, once', async () => {
    const bot = await given()
    await bot.restart('2026-12-07 14:00')
    await bot.clockTo('2026-12-11 14:00')
    expect(await spoken(bot)).toEqual(['2026-12-07 14:00'])
    expect(await spoken(bot, city)).toEqual(['2026-12-07 14:00'])
  })

  it('a run that was cut short after one group goes on without saying anything twice', async () => {
    const bot = await given()
    await bot.say('wuqiang', city, '/任务 标题:江北台账 截止:11月18日17:00')
    const mark = await bot.redis.hget('tx:{test-pilot}:state', 'clock|remind')
    await bot.clockTo('2026-11-17 10:05')
    expect([await spoken(bot), await spoken(bot, city)]).toEqual([['2026-11-17 10:00'], ['2026-11-17 10:00']])
    await bot.redis.hset('tx:{test-pilot}:state', 'clock|remind', mark ?? '')
    await bot.restart('2026-11-17 10:06')
    await bot.clockTo('2026-11-17 10:30')
    expect([await spoken(bot), await spoken(bot, city)]).toEqual([['2026-11-17 10:00'], ['2026-11-17 10:00']])
  })
})
