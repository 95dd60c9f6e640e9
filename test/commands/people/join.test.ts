import { describe, expect, it } from 'vitest'
import { prepareFirstAdmin } from '../../../src/work/people/firstAdmin.ts'
import { smallPilot, startBot } from '../../support/bot.ts'
import { quietPilot, startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const province = '全省试点工作群'
const now = '2026-11-16 09:00'
const nobodyRules = quietPilot.replace('roles: [管理员, 领导]', 'roles: [领导]')

describe('/我是', () => {
  it('asks to be known, waits, and is admitted by an admin of the unit or above', async () => {
    const bot = await startQuietBot(now)
    const [asked] = await bot.say('newbie', street, '/我是 张三 中河街道 干事')
    expect(asked).toBe('已申请登记 登记-2026-001：张三，中河街道，干事\n请管理员李欣核对本人后回复：/批准 登记-2026-001（不通过：/拒绝 登记-2026-001 原因）')
    expect((await bot.say('newbie', street, '/待办'))[0]).toContain('还不认识您')
    for (const who of ['wangmin', 'zhouling', 'newbie']) expect((await bot.say(who, street, '/批准 登记1'))[0]).toMatch(/没有权限|还不认识您/)
    expect((await bot.say('lixin', province, '/批准 登记1'))[0]).toContain('已批准 登记-2026-001：张三，中河街道，干事，团干部')
    expect((await bot.said(street)).at(-1)?.text).toContain('已批准 登记-2026-001')
    expect((await bot.say('newbie', street, '/待办'))[0]).toContain('张三的待办')
  })

  it('makes a contact of somebody from a member unit', async () => {
    const bot = await startQuietBot(now)
    await bot.say('newbie', street, '/我是 张三 中河中学 干事')
    expect((await bot.say('lixin', province, '/批准 张三'))[0]).toContain('联系人')
  })

  it('tells the admins where nobody else reads along', async () => {
    const bot = await startQuietBot(now)
    await bot.say('newbie', null, '/我是 张三 中河街道 干事')
    expect((await bot.said({ person: 'lixin' })).map(({ text }) => text)).toEqual([expect.stringContaining('张三申请登记 登记-2026-001：中河街道，干事')])
    await bot.say('lixin', null, '/拒绝 登记1 不认识')
    expect((await bot.said({ person: 'newbie' })).at(-1)?.text).toBe('未通过 登记-2026-001：张三，中河街道\n原因：不认识\n要删除申请人的个人信息请发：/注销 登记 登记-2026-001')
  })

  it('attaches a new account to somebody known only with a second person\'s consent', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('wangmin-new', street, '/我是 王敏 中河街道 团工委书记'))[0]).toContain('批准后这个账号归到其名下')
    expect((await bot.say('wangmin', street, '/批准 登记1'))[0]).toContain('没有权限')
    expect((await bot.say('lixin', province, '/批准 登记1'))[0]).toContain('账号已归到原来的名下')
    expect((await bot.say('wangmin-new', street, '/待办'))[0]).toContain('王敏的待办')
    expect((await bot.ledger.view()).directory.findPeople('王敏')).toHaveLength(1)
  })

  it('asks for what is missing and says what is wrong', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('newbie', street, '/我是'))[0]).toContain('姓名（如 王敏）\n单位（单位名，如 中河街道）\n职务')
    expect((await bot.say('newbie', street, '姓名:张三 单位:火星街道 职务:干事'))[0]).toContain('没有找到单位“火星街道”')
    expect((await bot.say('newbie', street, '单位:中河街道'))[0]).toContain('已申请登记 登记-2026-001')
    expect((await bot.say('newbie', street, '/我是 张三 中河街道 干事'))[0]).toContain('您已经申请登记（登记-2026-001）')
    expect((await bot.say('wangmin', street, '/我是 王敏 中河街道 书记'))[0]).toContain('您已经登记：王敏，中河街道')
    expect((await bot.say('stranger', street, '/我是 姓名:李四 单位:中河街道 职务:干事 口令:ABCDE-FGHJK'))[0]).toContain('口令不对')
  })

  it('takes nobody in by a name or an account that stands for everybody', async () => {
    const bot = await startQuietBot(now)
    expect(await bot.say('newbie', street, '/我是 所有人 中河街道 干事')).toEqual(['“所有人”不是一个人的姓名，请写本人的姓名，如：/我是 王敏 中河街道 团工委书记'])
    expect(await bot.say('@all', street, '/我是 张三 中河街道 干事')).toEqual(['这个账号指所有人，不能登记，请换本人的账号再发。'])
    expect(await bot.say('lixin', province, '/批准')).toEqual(['没有等您批准的登记。'])
    expect((await bot.say('allen', street, '/我是 张三 中河街道 干事'))[0]).toContain('已申请登记')
  })
})

describe('/批准 and /拒绝', () => {
  it('say what is wrong: answered before, unknown, none waiting', async () => {
    const bot = await startQuietBot(now)
    expect(await bot.say('lixin', province, '/批准 登记1')).toEqual(['没有找到“登记1”的登记申请。现在没有等待批准的申请。'])
    await bot.say('newbie', street, '/我是 张三 中河街道 干事')
    expect(await bot.say('lixin', province, '/批准 李四')).toEqual(['没有找到“李四”的登记申请。等待批准的有：登记-2026-001 张三'])
    await bot.say('lixin', province, '/拒绝 张三 不认识')
    expect(await bot.say('lixin', province, '/批准 登记1')).toEqual(['登记-2026-001 之前已经答复：拒绝。'])
    expect((await bot.say('newbie', street, '/我是 张三 中河街道 干事'))[0]).toContain('登记-2026-002')
  })

  it('ask which namesake is meant', async () => {
    const bot = await startQuietBot(now)
    await bot.say('newbie', street, '/我是 张三 中河街道 干事')
    await bot.say('other', '宁波市工作群', '/我是 张三 庄桥街道 干事')
    expect((await bot.say('lixin', province, '/批准 张三'))[0]).toContain('登记-2026-002 张三，庄桥街道，干事\n1. 登记-2026-001\n2. 登记-2026-002')
    expect((await bot.say('lixin', province, '2'))[0]).toContain('已批准 登记-2026-002：张三，庄桥街道')
  })
})

describe('the first admin', () => {
  it('is whoever the configuration names, once', async () => {
    const bot = await startBot({ now, setup: nobodyRules })
    expect(await prepareFirstAdmin(bot.ledger, 'boss', bot.now())).toBeUndefined()
    expect((await bot.say('newbie', street, '/我是 张三 浙江省 干事'))[0]).toContain('已申请登记')
    expect((await bot.say('boss', street, '/我是 高山 浙江省 部长'))[0]).toContain('您是浙江省的管理员')
    expect((await bot.say('boss', street, '/批准 张三'))[0]).toContain('已批准')
    expect(await prepareFirstAdmin(bot.ledger, 'newbie', bot.now())).toBeUndefined()
  })

  it('is whoever types the code, which works once and is not kept in clear', async () => {
    const bot = await startBot({ now, setup: nobodyRules })
    const code = await prepareFirstAdmin(bot.ledger, undefined, bot.now())
    expect(code).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/)
    expect(JSON.stringify(await (await bot.ledger.view()).state('first-admin'))).not.toContain(code)
    expect((await bot.say('newbie', null, '/我是 姓名:张三 单位:浙江省 职务:干事 口令:AAAAA-AAAAA'))[0]).toContain('口令不对')
    expect((await bot.say('boss', null, `/我是 姓名:高山 单位:浙江省 职务:部长 口令:${code?.toLowerCase()}`))[0]).toContain('您是浙江省的管理员')
    expect((await bot.say('newbie', null, `/我是 姓名:张三 单位:浙江省 职务:干事 口令:${code}`))[0]).toContain('口令不对')
  })

  it('may be somebody in the roster already, who stays the same person', async () => {
    const bot = await startBot({ now, setup: nobodyRules })
    await prepareFirstAdmin(bot.ledger, 'lixin', bot.now())
    expect((await bot.say('wangmin', null, '/我是 王敏 浙江省 部长'))[0]).toContain('您已经登记')
    expect((await bot.say('lixin', null, '/我是 李欣 浙江省 部长'))[0]).toContain('您是浙江省的管理员')
    expect((await bot.ledger.view()).directory.findPeople('李欣')).toHaveLength(1)
    expect((await bot.say('lixin', null, '/授权 王敏 管理员 中河街道'))[0]).toContain('已授权')
    expect((await bot.say('lixin', null, '/我是 李欣 浙江省 部长'))[0]).toContain('您已经登记')
  })

  it('is not wanted where there is an admin', async () => {
    const bot = await startBot({ now, setup: smallPilot })
    expect(await prepareFirstAdmin(bot.ledger, undefined, bot.now())).toBeUndefined()
    expect(await prepareFirstAdmin(bot.ledger, 'boss', bot.now())).toBeUndefined()
    expect((await bot.say('boss', street, '/我是 高山 浙江省 部长'))[0]).toContain('已申请登记')
  })
})

describe('the first admin of a workspace in which nothing is known', () => {
  const begun = async () => {
    const bot = await startBot({ now, setup: null })
    const code = await prepareFirstAdmin(bot.ledger, undefined, bot.now())
    return { bot, join: (unit: string, more = '') => bot.say('boss', null, `/我是 姓名:高山 单位:${unit} 职务:部长 口令:${code}${more}`) }
  }

  it('brings the unit along, with those above it, and goes on from there', async () => {
    const { bot, join } = await begun()
    expect((await join('浙江省/宁波市'))[0]).toContain('已登记 高山，您是宁波市的管理员。')
    expect((await bot.ledger.view()).directory.units.map(({ path, kind }) => [path, kind])).toEqual([['浙江省', '省'], ['浙江省/宁波市', '市']])
    expect((await bot.say('boss', null, '/单位 路径:宁波市/鄞州区 类别:区'))[0]).toContain('已增加单位：鄞州区')
    expect((await bot.say('newbie', null, '/我是 张三 鄞州区 干事'))[0]).toContain('已申请登记')
    expect((await bot.say('other', null, '/我是 李四 火星街道 干事'))[0]).toContain('没有找到单位')
  })

  it('is asked for the kind where the name does not tell it', async () => {
    const { bot, join } = await begun()
    expect((await join('青年之家'))[0]).toContain('看不出“青年之家”是哪一类单位，请选一个：\n1. 省')
    expect((await bot.ledger.view()).directory.units).toEqual([])
    expect((await bot.say('boss', null, '青年社会组织'))[0]).toContain('您是青年之家的管理员')
  })

  it('is nobody without the code', async () => {
    const { bot } = await begun()
    expect((await bot.say('newbie', null, '/我是 张三 浙江省 干事'))[0]).toContain('请管理员先用启动时显示的口令登记')
    expect((await bot.say('newbie', null, '/我是 姓名:张三 单位:浙江省 职务:干事 口令:AAAAA-AAAAA'))[0]).toContain('口令不对')
    expect((await bot.ledger.view()).directory.units).toEqual([])
  })
})
