/** /注销 登记: what somebody who was never admitted left behind is deleted. */
import { describe, expect, it } from 'vitest'
import { joinRequest } from '../../../src/domain/records/joinRequest.ts'
import { kinds } from '../../../src/domain/records/index.ts'
import { rebuild } from '../../../src/ledger/rebuild.ts'
import { verify } from '../../../src/ledger/verify.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'
import { traces } from '../../support/traces.ts'

const province = '全省试点工作群'
const done = ['已注销：申请人的个人信息已删除，申请的记录保留。']

async function refused(): Promise<TestBot> {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wx_zhang', null, '/我是 张三丰 中河街道 干事')
  await bot.say('lixin', province, '/拒绝 张三丰 不是本单位人员')
  return bot
}
const faults = async (bot: TestBot) => (await verify(bot.redis, { workspace: bot.ledger.workspace, kinds })).faults

describe('/注销 登记', () => {
  it('leaves nothing of the name and the account, the number stays, and the ledger verifies', async () => {
    const bot = await refused()
    expect((await bot.say('lixin', province, '/注销 登记 登记-2026-001'))[0]).toContain('确认请在30分钟内再发一次：/注销 登记 登记-2026-001')
    expect(await traces(bot, '张三丰')).not.toEqual([])
    expect(await bot.say('lixin', province, '/注销 登记 登记-2026-001')).toEqual(done)
    for (const trace of ['张三丰', 'wx_zhang']) expect(await traces(bot, trace)).toEqual([])
    expect((await bot.say('lixin', province, '/查 登记1'))[0]).toContain('姓名：（已注销）')
    expect(await faults(bot)).toEqual([])
    await rebuild(bot.redis, { workspace: bot.ledger.workspace, kinds })
    expect(await faults(bot)).toEqual([])
  })

  it('is for whoever asked too, in private, and covers all they asked with that account', async () => {
    const bot = await refused()
    await bot.say('wx_zhang', null, '/我是 张三丰 庄桥街道 干事')
    expect((await bot.say('wx_zhang', null, '/注销 登记 登记1'))[0]).toContain('登记-2026-002 还在等待批准')
    await bot.say('lixin', province, '/拒绝 登记2')
    for (let i = 0; i < 2; i++) await bot.say('wx_zhang', null, '/注销 登记 登记1')
    expect(await traces(bot, '张三丰')).toEqual([])
    // That this answer itself was sent, without its words, stands there until receipts age.
    expect(await traces(bot, 'wx_zhang')).toEqual(['tx:{test-pilot}:sent'])
    expect(await faults(bot)).toEqual([])
  })

  it('leaves the requests of others alone', async () => {
    const bot = await refused()
    await bot.say('wx_li', null, '/我是 李四光 中河街道 干事')
    await bot.say('lixin', province, '/拒绝 李四光')
    for (let i = 0; i < 2; i++) await bot.say('lixin', province, '/注销 登记 登记1')
    expect((await (await bot.ledger.view()).get(joinRequest, '登记-2026-002'))?.data.name).toBe('李四光')
    expect(await traces(bot, 'wx_li')).not.toEqual([])
  })

  it('is refused to others, while it is open, once it was granted, twice, and for what there is not', async () => {
    const bot = await refused()
    await bot.say('wx_li', null, '/我是 李四光 中河街道 干事')
    for (const who of ['wangmin', 'zhouling']) expect((await bot.say(who, province, '/注销 登记 登记1'))[0]).toContain('没有权限')
    expect((await bot.say('wx_li', null, '/注销 登记 登记1'))[0]).toContain('没有权限')
    expect((await bot.say('lixin', province, '/注销 登记 登记2'))[0]).toContain('还在等待批准')
    await bot.say('lixin', province, '/批准 登记2')
    expect((await bot.say('lixin', province, '/注销 登记 登记2'))[0]).toContain('/注销 李四光')
    for (let i = 0; i < 2; i++) await bot.say('lixin', province, '/注销 登记 登记1')
    expect((await bot.say('lixin', province, '/注销 登记 登记1'))[0]).toContain('之前已经注销')
    expect((await bot.say('lixin', province, '/注销 登记 登记9'))[0]).toContain('没有找到 登记-2026-009')
  })

  it('is offered where somebody is refused', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wx_zhang', null, '/我是 张三丰 中河街道 干事')
    const [answer] = await bot.say('lixin', province, '/拒绝 张三丰')
    expect(answer).toContain('要删除申请人的个人信息请发：/注销 登记 登记-2026-001')
    expect((await bot.said({ person: 'wx_zhang' })).at(-1)?.text).toContain('要删除申请人的个人信息请发：/注销 登记 登记-2026-001')
  })
})

describe('/注销 of a person', () => {
  it('covers what they asked before they were admitted', async () => {
    const bot = await refused()
    await bot.say('wx_zhang', null, '/我是 张三丰 中河街道 干事')
    await bot.say('lixin', province, '/批准 张三丰')
    for (let i = 0; i < 2; i++) await bot.say('lixin', province, '/注销 张三丰')
    for (const trace of ['张三丰', 'wx_zhang']) expect(await traces(bot, trace)).toEqual([])
    expect(await faults(bot)).toEqual([])
  })
})
