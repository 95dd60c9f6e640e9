/** Commands that are not written as commands are: the answer says how. */
import { expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')

it('a command behind a greeting is recorded, one behind other words is not', async () => {
  const bot = await start()
  expect((await bot.say('wangmin', street, '各位好\n/活动 主题:读书会 时间:11月20日'))[0]).toContain('活动-2026-001：读书会')
  expect(await bot.say('wangmin', street, '昨天下雨没办成\n/活动 主题:歌会 时间:11月21日')).toEqual(['没有记录：指令要写在消息开头，请把 /活动 那一段单独发一遍。'])
  expect((await bot.say('wangmin', street, '/查 活动'))[0]).not.toContain('歌会')
})

it('a form on one line is told how forms are written, in private and by name only', async () => {
  const bot = await start()
  expect(await bot.say('wangmin', street, '【活动】读书会 11月20日')).toEqual([])
  const [how = ''] = await bot.say('wangmin', null, '【活动】读书会 11月20日')
  expect(how).toBe('没有记录：“【活动】”要单独占一行，下面一行写一项，如：\n【活动】\n主题:…\n时间:…\n也可以写成一行：/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心 人数:35')
  expect(await bot.say('wangmin', street, '@团讯 【活动】读书会 11月20日')).toEqual([how])
  expect((await bot.say('wangmin', null, '【活动】\n主题:读书会\n时间:11月20日'))[0]).toContain('活动-2026-001')
})
