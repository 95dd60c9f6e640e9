/** A reminder whose working days are only guessed says so (Holidays). */
import { expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const guess = '2027年放假安排尚无数据'
const spoken = async (bot: TestBot, place: string | { person: string }) => (await bot.said(place)).filter(({ text }) => /^【(?:提醒|催办)】/.test(text)).map(({ text }) => text)

it('on reminders, nudges and what goes upward', async () => {
  const bot = await startQuietBot('2027-01-11 09:00')
  await bot.say('wangmin', street, '/任务 标题:台账 截止:1月13日17:00 对象:中河中学')
  await bot.clockTo('2027-01-20 12:00')
  const said = [...(await spoken(bot, street)), ...(await spoken(bot, city)), ...(await spoken(bot, { person: 'fengdao' }))]
  expect(said).toHaveLength(7)
  for (const text of said) expect(text.split('\n').at(-1)).toBe(guess)
  expect(said[0]?.match(new RegExp(guess, 'g'))).toHaveLength(1)
})

it('on a reminder of this year for a day of that one', async () => {
  const bot = await startQuietBot('2026-12-29 09:00')
  await bot.say('wangmin', street, '/任务 标题:台账 截止:2027年1月1日12:00 对象:中河中学')
  await bot.clockTo('2026-12-31 12:00')
  const [text] = await spoken(bot, street)
  expect(text).toContain(guess)
})

it('not on what lies wholly in a year with its list', async () => {
  const bot = await startQuietBot('2026-12-28 09:00')
  await bot.say('wangmin', street, '/任务 标题:台账 截止:12月31日 对象:中河中学')
  await bot.clockTo('2026-12-31 23:59')
  const said = await spoken(bot, street)
  expect(said).toHaveLength(2)
  for (const text of said) expect(text).not.toContain('尚无数据')
})
