/** From /群设置 to the picture in the group: the whole way, over the fake WeCom, with a real font. */
import { expect, onTestFinished, test } from 'vitest'
import { createGroupRobot } from '../../../src/channels/groupRobot/groupRobot.ts'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { createPainter, type Painter } from '../../../src/picture/painter.ts'
import { startBot } from '../../support/bot.ts'
import { startFakeWecom } from '../../support/wecom/index.ts'
import { chineseFont } from '../../picture/support.ts'

const group = '全省试点工作群'

async function scene(painter: Painter) {
  const wecom = await startFakeWecom({ corp: { members: {}, groups: [{ name: group }] } })
  onTestFinished(() => wecom.stop())
  const robot = createGroupRobot({ api: createWecomApi(wecom.apiBase), apiBase: wecom.apiBase, limiter: async () => 0, pictureTrouble: painter.trouble })
  const bot = await startBot({ now: '2026-11-16 11:00', channels: [robot], painter })
  await bot.say('lixin', null, `/群设置 群:${group} 备用通道:${wecom.webhook(group)}`)
  expect((await bot.say('lixin', null, `/群设置 群:${group} 简报:图片`))[0]).toContain('简报：周一 10:00（图片）')
  await bot.say('wangmin', '中河街道工作群', '/活动 主题:青年联谊会 时间:11月18日14:00 人数:41', '2026-11-19 09:00')
  return { wecom, bot, robot, shown: () => wecom.chat(group).map(({ kind, text }) => ({ kind, text })), plain: async () => (await bot.said(group)).map(({ text }) => text) }
}

test('the weekly bulletin comes as a picture below its head, and other words of the bot as before', async () => {
  const { wecom, bot, shown, plain, robot } = await scene(createPainter({ font: chineseFont }))
  await bot.clockTo('2026-11-23 10:01')
  const head = '浙江省街道团建试点工作简报\n第 1 期（总第 1 期）\n共青团浙江省委城市青年工作部\n2026年11月23日\n（全文见图）'
  expect(shown()).toEqual([{ kind: 'text', text: head }, { kind: 'image', text: expect.stringMatching(/^\[图片 \d+ 字节\]$/) }])
  const png = wecom.chat(group)[1]?.image
  expect([png?.readUInt32BE(16), png?.subarray(1, 4).toString()]).toEqual([1080, 'PNG'])
  expect(png?.length).toBeGreaterThan(40_000)
  expect((await plain()).map((text) => text.slice(0, 4))).toEqual(['【提醒】', '【提醒】', '【催办】'])
  expect(robot.state?.().detail).toBeUndefined()
})

test('without a font it comes as text, and the status page says what is missing', async () => {
  const { bot, shown, plain, robot } = await scene(createPainter({ font: '/nowhere/at.ttf' }))
  await bot.clockTo('2026-11-23 10:01')
  expect((await plain()).at(-1)).toContain('第 1 期（总第 1 期）')
  expect(shown()).toEqual([])
  expect(robot.state?.().detail).toBe('简报图片没有做成，改发了文字：字体文件打不开：/nowhere/at.ttf')
})
