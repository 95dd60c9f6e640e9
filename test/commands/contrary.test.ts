/** A remark may say the opposite of its command: then nothing is recorded, and the right command is named. */
import { expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')

it.each(['还没有办完，要到下周', '只完成了一半'])('/完成 with “%s” closes nothing', async (said) => {
  const bot = await start()
  await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学')
  const [answer] = await bot.say('chenlei', street, `/完成 任务1 ${said}`)
  expect(answer).toBe(`说明写的是“${said}”，没有记为办结。要推迟请发：/延期 任务-2026-001 新截止 原因；确已办结请发：/完成 任务-2026-001`)
  expect((await bot.say('chenlei', street, '/完成 任务1 已报纸质版'))[0]).toContain('已办结 任务-2026-001')
})

it('/同意 with 不同意 grants nothing, /不同意 with 同意 refuses nothing', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学')
  await bot.say('chenlei', street, '/延期 任务1 11月25日 等待数据')
  const [granted] = await bot.say('wangmin', street, '/同意 申请1 不同意，太晚')
  expect(granted).toBe('写的是“不同意，太晚”，没有记录。同意请发：/同意 申请-2026-001；不同意请发：/不同意 申请-2026-001 原因')
  expect((await bot.say('wangmin', street, '/不同意 申请1 同意，下不为例'))[0]).toContain('没有记录')
  expect((await bot.say('wangmin', street, '/同意 任务1 同意，下不为例'))[0]).toContain('已同意 申请-2026-001')
})

it('/接任 with an objection takes nothing over', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/轮值 中河中学 2026年9月1日至11月30日')
  await bot.say('wangmin', street, '/轮值 中河医院 12月1日至2月28日')
  await bot.say('chenlei', street, '/交接 已办:联谊会一次')
  const [answer] = await bot.say('linhua', street, '/接任 不同意，经费没有交清')
  expect(answer).toBe('意见写的是“不同意，经费没有交清”，没有记为接任。要补正的请中河中学再发 /交接；确认接任请发：/接任')
  expect((await bot.say('linhua', street, '/接任 意见:同意接任'))[0]).toContain('已接任 交接-2026-001')
})

it('/收到 with 没收到 confirms nothing', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/通知 周五开会 对象:中河中学')
  expect((await bot.say('chenlei', street, '/收到 通知1 没收到'))[0]).toContain('没有记为收到')
  expect((await bot.say('chenlei', street, '/收到 通知1 没有收到附件'))[0]).toContain('已收到 通知-2026-001')
})
