import { describe, expect, it } from 'vitest'
import { kinds } from '../../../src/domain/records/index.ts'
import { verify } from '../../../src/ledger/verify.ts'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'
import { traces } from '../../support/traces.ts'

const street = '中河街道工作群'
const province = '全省试点工作群'
const start = () => startQuietBot('2026-11-16 09:00')

async function admitted(): Promise<TestBot> {
  const bot = await start()
  await bot.say('wx_zhang', null, '/我是 张三丰 中河街道 干事')
  await bot.say('lixin', province, '/批准 张三丰')
  return bot
}

describe('/注销', () => {
  it('leaves nothing of the name and the account, and the ledger verifies', async () => {
    const bot = await admitted()
    await bot.say('wx_zhang', street, '/请假 11月17日 张三丰病了')
    await bot.say('wx_zhang', street, '/作废 请假1 好了')
    await bot.say('wx_zhang', street, '/请假 11月23日 张三丰开会')
    await bot.say('wx_zhang', street, '/活动 主题:读书会')
    await bot.say('wx_zhang', street, '11月20日14:00')
    await bot.say('wangmin', street, '/任务 标题:名册 截止:11月30日 负责人:张三丰')
    await bot.say('wx_zhang', street, '/完成 任务1')
    expect((await bot.say('wx_zhang', street, '/注销 张三丰'))[0]).toContain('确认请在30分钟内再发一次：/注销 张三丰')
    expect(await traces(bot, '张三丰')).not.toEqual([])
    expect(await bot.say('wx_zhang', street, '/注销 张三丰')).toEqual(['已注销：个人信息已删除，工作记录保留。'])
    expect(await traces(bot, '张三丰')).toEqual([])
    expect(await traces(bot, 'wx_zhang')).toEqual([])
    expect((await verify(bot.redis, { workspace: bot.ledger.workspace, kinds })).faults).toEqual([])
  })

  it('keeps the records, signed （已注销）; the person is no longer known', async () => {
    const bot = await admitted()
    await bot.say('wx_zhang', street, '/活动 读书会 11月20日14:00')
    for (let i = 0; i < 2; i++) await bot.say('lixin', province, '/注销 张三丰')
    expect((await bot.say('wangmin', street, '/查 活动1'))[0]).toContain('记录人：（已注销）')
    expect((await bot.say('wangmin', street, '/历史 活动1'))[0]).toContain('（已注销） 登记')
    expect((await bot.say('lixin', province, '/查 登记1'))[0]).toContain('姓名：（已注销）')
    expect((await bot.say('wx_zhang', street, '/待办'))[0]).toContain('还不认识您')
    expect((await bot.say('wangmin', street, '/任务 标题:名册 截止:11月30日 负责人:张三丰'))[0]).toContain('名册里没有')
  })

  it('forgets what is known of somebody from the setup file, and touches no namesake', async () => {
    const bot = await start()
    await bot.say('other', '宁波市工作群', '/我是 林华 庄桥街道 干事')
    await bot.say('lixin', province, '/批准 林华')
    await bot.say('linhua', street, '/请假 11月17日 林华病了')
    expect((await bot.say('lixin', province, '/注销 林华'))[0]).toContain('叫“林华”的有2位')
    await bot.say('lixin', province, '林华（中河医院）')
    await bot.say('lixin', province, '/注销 林华（中河医院）')
    const view = await bot.ledger.view()
    expect(view.directory.findPeople('林华').map((one) => one.unit)).toEqual([expect.stringContaining('庄桥街道')])
    expect((await verify(bot.redis, { workspace: bot.ledger.workspace, kinds })).faults).toEqual([])
  })

  it('is for the person or an admin, twice within half an hour, and never the last admin', async () => {
    const bot = await start()
    for (const who of ['wangmin', 'zhouling']) expect((await bot.say(who, street, '/注销 林华'))[0]).toContain('没有权限')
    expect((await bot.say('nobody', street, '/注销 林华'))[0]).toContain('/我是')
    expect((await bot.say('lixin', province, '/注销 李欣'))[0]).toContain('最后一位管理员')
    expect((await bot.say('lixin', province, '/注销 林华'))[0]).toContain('再发一次')
    expect((await bot.say('lixin', province, '/注销 林华', '2026-11-16 09:31'))[0]).toContain('再发一次')
    expect((await bot.say('linhua', street, '/注销 林华'))[0]).toContain('再发一次')
    expect((await bot.say('linhua', street, '/待办'))[0]).toContain('林华的待办')
  })
})
