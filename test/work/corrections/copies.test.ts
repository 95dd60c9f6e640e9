/** A notice that was passed on: its copies follow what is corrected of it (S28). */
import { beforeEach, describe, expect, it } from 'vitest'
import { announcement } from '../../../src/domain/records/announcement.ts'
import { assignment } from '../../../src/domain/records/assignment.ts'
import { at, smallPilot, startBot, type TestBot } from '../../support/bot.ts'

const province = '全省试点工作群'
const street = '中河街道工作群'
const city = '宁波市工作群'
const changed = '截止：2026年11月20日（周五） → 2026年11月27日（周五）'

let bot: TestBot
const texts = async (place: string) => (await bot.said(place)).map(({ text }) => text)
const copy = async (id = '通知-2026-002') => (await (await bot.ledger.view()).get(announcement, id))
const shares = async (of = '通知-2026-002') => (await bot.ledger.view()).list(assignment, 'of', of)

/** 通知-2026-001 of the province went to 宁波市 and 中河街道, which passed it on to its members. */
beforeEach(async () => {
  bot = await startBot()
  await bot.say('lixin', province, '/通知 标题:名册 截止:11月20日 对象:宁波市、中河街道')
  await bot.say('wangmin', street, '/转发 通知1')
})

describe('the copies of a corrected notice', () => {
  it('follow with their receipts, and each group is told once', async () => {
    const before = await texts(street)
    const [answer] = await bot.say('lixin', province, '/更正 通知1 截止:11月27日')
    expect(answer).toContain(`${changed}\n`)
    expect(answer).toContain('转发的 通知-2026-002 随之更正')
    expect((await copy())?.data).toMatchObject({ deadline: { date: '2026-11-27' }, openUntil: at('2026-12-05 00:00') })
    expect((await shares()).map(({ data }) => data.due)).toEqual([1, 2, 3].map(() => at('2026-11-28 00:00')))
    expect((await texts(street)).slice(before.length)).toEqual([`【更正】通知-2026-001、通知-2026-002：名册\n${changed}`])
    expect((await texts(city)).at(-1)).toBe(`【更正】通知-2026-001：名册\n${changed}`)
  })

  it('follow over several levels, a receipt once given stays', async () => {
    await bot.say('zhaogang', city, '/转发 通知1')
    await bot.say('zhouling', null, '/收到 通知3')
    await bot.say('chenlei', street, '收到')
    await bot.say('lixin', province, '/更正 通知1 截止:11月27日')
    expect((await copy('通知-2026-003'))?.data.deadline).toEqual({ date: '2026-11-27' })
    const done = (await shares()).filter(({ data }) => data.done)
    expect(done.map(({ data }) => data.due)).toEqual([at('2026-11-21 00:00')])
  })

  it('take a new title and new words too', async () => {
    await bot.say('lixin', province, '/更正 通知1 标题:团干部名册')
    await bot.say('lixin', province, '/更正 通知1 内容:按新表填')
    expect((await copy())?.data).toMatchObject({ title: '团干部名册', content: '按新表填' })
    expect((await shares()).every(({ data }) => data.title === '团干部名册')).toBe(true)
  })

  it('that their own unit changed meanwhile are left alone, and it is told', async () => {
    await bot.say('wangmin', street, '/更正 通知2 截止:11月18日')
    const before = await texts(street)
    const [answer] = await bot.say('lixin', province, '/更正 通知1 截止:11月27日')
    expect(answer).toContain('通知-2026-002 由中河街道自行改过截止，没有随之更正')
    expect((await copy())?.data.deadline).toEqual({ date: '2026-11-18' })
    expect((await texts(street)).slice(before.length)).toEqual([
      `【更正】通知-2026-001：名册\n${changed}\n通知-2026-002 由中河街道自行改过截止，没有随之更正；要改请发：/更正 通知-2026-002 截止:…`,
    ])
  })

  it('of a copy that stands in a part stand in it too, and follow in the rest', async () => {
    bot = await startBot({ setup: smallPilot.replace('title: 团区委书记, roles: [领导]', 'title: 团区委书记, roles: [团干部]') })
    await bot.say('lixin', province, '/通知 标题:名册 截止:11月20日 对象:宁波市')
    await bot.say('zhaogang', city, '/转发 通知1')
    await bot.say('zhouling', null, '/转发 通知2')
    await bot.say('wangmin', street, '/收到 通知3')
    expect((await bot.say('lixin', province, '/查 通知1'))[0]).toContain('下级回执：2/3')
    await bot.say('zhaogang', city, '/更正 通知2 截止:11月18日')
    await bot.say('lixin', province, '/更正 通知1 标题:团干部名册 截止:11月27日')
    for (const id of ['通知-2026-002', '通知-2026-003']) expect((await copy(id))?.data).toMatchObject({ title: '团干部名册', deadline: { date: '2026-11-18' } })
  })

  it('that were voided stay so', async () => {
    await bot.say('wangmin', street, '/作废 通知2 重发')
    const [answer] = await bot.say('lixin', province, '/更正 通知1 截止:11月27日')
    expect(answer).not.toContain('通知-2026-002')
    expect((await copy())?.data.deadline).toEqual({ date: '2026-11-20' })
  })

  it('do not change the original when they are corrected themselves', async () => {
    await bot.say('wangmin', street, '/更正 通知2 截止:11月18日')
    expect((await copy('通知-2026-001'))?.data.deadline).toEqual({ date: '2026-11-20' })
  })
})

describe('a voided notice', () => {
  it('takes its copies with it, told once', async () => {
    const before = await texts(street)
    const [answer] = await bot.say('lixin', province, '/作废 通知1 不办了')
    expect(answer).toContain('转发的 通知-2026-002 随之作废')
    expect((await texts(street)).slice(before.length)).toEqual(['【作废】通知-2026-001、通知-2026-002：名册，不用再办\n原因：不办了'])
    expect((await copy())?.void?.reason).toBe('不办了')
    expect((await shares()).length).toBe(0)
  })

  it('leaves a copy that its own unit changed, and tells it', async () => {
    await bot.say('wangmin', street, '/更正 通知2 截止:11月18日')
    const [answer] = await bot.say('lixin', province, '/作废 通知1 不办了')
    expect(answer).toContain('通知-2026-002 由中河街道自行改过截止，没有随之作废')
    expect((await texts(street)).at(-1)).toContain('没有随之作废；不用办了请发：/作废 通知-2026-002 不办了')
    expect((await copy())?.void).toBeUndefined()
  })
})
