/** Phone and identity-card numbers typed by somebody are masked before anything is recorded (Records). */
import { expect, it } from 'vitest'
import { kinds } from '../../src/domain/records/index.ts'
import { activity } from '../../src/domain/records/activity.ts'
import { verify } from '../../src/ledger/verify.ts'
import type { TestBot } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'
import { traces } from '../support/traces.ts'

const street = '中河街道工作群'
const phone = '13812345678'
const card = '330204199001011234'
const start = () => startQuietBot('2026-11-16 09:00')
const leftOf = async (bot: TestBot) => [...(await traces(bot, phone)), ...(await traces(bot, card)), ...(await traces(bot, '138 1234 5678'))]

it('in titles, reasons, original messages and half-filled forms', async () => {
  const bot = await start()
  const [answer] = await bot.say('wangmin', street, `/活动 主题:义诊报名${phone} 时间:昨天 人数:30 摘要:联系人身份证${card}`)
  expect(answer).toContain('义诊报名138****5678')
  expect(answer).toContain('请不要在群里发身份证号、手机号')
  await bot.say('wangmin', street, `/任务 标题:回电138 1234 5678 截止:11月20日 对象:中河中学`)
  await bot.say('chenlei', street, `/完成 任务1 已联系${phone}`)
  await bot.say('wangmin', street, `/作废 活动1 号码${phone}不对`)
  await bot.say('wangmin', street, `/通知 标题:报名${phone} 截止:2020年1月1日`)
  expect(await leftOf(bot)).toEqual([])
  const view = await bot.ledger.view()
  expect((await view.get(activity, '活动-2026-001'))?.data).toMatchObject({ topic: '义诊报名138****5678', summary: '联系人身份证330***************' })
  expect((await verify(bot.redis, { workspace: bot.ledger.workspace, kinds })).faults).toEqual([])
})

it('also where the keyboard wrote full-width signs', async () => {
  const bot = await start()
  const [answer] = await bot.say('wangmin', street, '/活动 主题:义诊报名１３８１２３４５６７８ 时间:昨天 人数:３０ 摘要:身份证３３０２０４１９９００１０１１２３Ｘ')
  expect(answer).toContain('义诊报名138****5678')
  expect(answer).toContain('请不要在群里发身份证号、手机号')
  for (const number of ['１３８１２３４５６７８', '３３０２０４１９９００１０１１２３Ｘ', phone]) expect(await traces(bot, number)).toEqual([])
  expect((await (await bot.ledger.view()).get(activity, '活动-2026-001'))?.data).toMatchObject({ people: 30, summary: '身份证330***************' })
})

it('in corrections, and the same thing said again is the same', async () => {
  const bot = await start()
  await bot.say('wangmin', street, `/活动 主题:义诊${phone} 时间:昨天 人数:30`)
  expect((await bot.say('wangmin', street, `/活动 主题:义诊${phone} 时间:昨天 人数:30`))[0]).toContain('这一场已经记过')
  expect((await bot.say('wangmin', street, `/更正 活动1 主题:义诊${phone}`))[0]).toContain('本来就是这样，没有改动')
  expect((await bot.say('wangmin', street, `/更正 活动1 主题:义诊 人数:31`))[0]).toContain('主题：义诊138****5678 → 义诊')
  expect(await leftOf(bot)).toEqual([])
})

it('also in private, where nobody is warned; what is no such number stays', async () => {
  const bot = await start()
  const [answer] = await bot.say('wangmin', null, `/活动 主题:义诊${phone} 时间:昨天 人数:30 摘要:编号20261116001，经费13800元`)
  expect(answer).not.toContain('请不要在群里发')
  expect(await leftOf(bot)).toEqual([])
  expect((await (await bot.ledger.view()).get(activity, '活动-2026-001'))?.data.summary).toBe('编号20261116001，经费13800元')
})
