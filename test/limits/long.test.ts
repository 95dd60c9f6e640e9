import { expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const now = '2026-11-16 09:00'
const group = '中河街道工作群'
const long = '好'.repeat(100_000)

it.each([
  ['a command', '/活动 主题:', group], ['a form', '【通知】\n标题:甲\n内容:', group], ['an unknown command', '/任物 ', group], ['to the bot', '@团讯 ', group], ['in private', '', null],
])('100 000 signs, %s: a clear answer and nothing recorded', async (_, head, place) => {
  const bot = await startQuietBot(now)
  const before = (await bot.ledger.view()).head.seq
  expect(await bot.say('wangmin', place, head + long)).toEqual(['这条消息太长，一条最多10000字，没有记录，请分几条发。'])
  expect((await bot.ledger.view()).head.seq).toBe(before)
})

it('among others it is chat like any other', async () => {
  const bot = await startQuietBot(now)
  expect(await bot.say('wangmin', group, long)).toEqual([])
  expect(bot.outcome()).toBe('ignored')
})

it('what is not too long is recorded whole', async () => {
  const bot = await startQuietBot(now)
  const words = '进展顺利。'.repeat(1900)
  expect((await bot.say('zhaogang', null, `/周报 进展情况:${words}`))[0]).toContain('已记录 周报-2026-001')
  const pieces = await bot.say('zhaogang', null, '/查 周报1')
  expect(pieces.join('').replace(/（\d\/\d）|\n/g, '')).toContain(words)
})

it('an open form is neither filled nor lost by it', async () => {
  const bot = await startQuietBot(now)
  await bot.say('wangmin', group, '/活动 主题:团课')
  expect((await bot.say('wangmin', group, `时间:明天14:00 地点:${long}`))[0]).toContain('太长')
  expect((await bot.say('wangmin', group, '时间:明天14:00'))[0]).toContain('已记录 活动-2026-001：团课')
})
