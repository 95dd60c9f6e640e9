import { describe, expect, it } from 'vitest'
import { startBot } from '../../support/bot.ts'
import { quietPilot, startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const province = '全省试点工作群'
const now = '2026-11-16 09:00'

describe('/授权 and /撤权', () => {
  it('give a right that holds at once, and take it away', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('sunyan', street, '/通知 冬训'))[0]).toContain('没有权限')
    expect(await bot.say('lixin', province, '/授权 孙燕 团干部 中河街道')).toEqual(['已授权：孙燕，中河街道，团干部'])
    expect(await bot.say('lixin', province, '/授权 孙燕 团干部 中河街道')).toEqual(['孙燕已经是中河街道的团干部。'])
    expect((await bot.say('sunyan', street, '/通知 标题:冬训 单位:中河街道'))[0]).toContain('通知-2026-001')
    expect(await bot.say('lixin', province, '/撤权 孙燕 团干部 中河街道')).toEqual(['已撤权：孙燕，中河街道，团干部'])
    expect((await bot.say('sunyan', street, '/通知 标题:冬训 单位:中河街道'))[0]).toContain('没有权限')
    expect(await bot.say('lixin', province, '/撤权 孙燕 团干部 中河街道')).toEqual(['孙燕不是中河街道的团干部，不用撤。'])
  })

  it('are for admins of that unit or above', async () => {
    const bot = await startQuietBot(now)
    for (const who of ['wangmin', 'zhouling', 'sunyan']) expect((await bot.say(who, street, '/授权 孙燕 团干部 中河街道'))[0]).toContain('没有权限')
    await bot.say('lixin', province, '/授权 王敏 管理员 中河街道')
    expect((await bot.say('wangmin', street, '/授权 孙燕 团干部 庄桥街道'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', street, '/授权 孙燕 团干部 中河街道'))[0]).toContain('已授权')
    expect((await bot.say('wangmin', street, '/撤权 李欣 管理员 浙江省'))[0]).toContain('没有权限')
  })

  it('never take the last admin of a unit away', async () => {
    const bot = await startQuietBot(now)
    await bot.say('lixin', province, '/授权 王敏 管理员 中河街道')
    expect((await bot.say('lixin', province, '/撤权 李欣 管理员 浙江省'))[0]).toContain('最后一位管理员')
    expect((await bot.say('lixin', province, '/撤权 王敏 管理员 中河街道'))[0]).toContain('已撤权')
    await bot.say('lixin', province, '/授权 王敏 管理员 浙江省')
    expect((await bot.say('lixin', province, '/撤权 李欣 管理员 浙江省'))[0]).toContain('已撤权')
  })

  it('ask which namesake is meant, and offer the roles', async () => {
    const bot = await startBot({ now, setup: quietPilot.replace('people:\n', 'people:\n  - { id: chen2, name: 陈磊, unit: 浙江省/宁波市/江北区/庄桥街道, title: 干事, roles: [团干部] }\n') })
    expect((await bot.say('lixin', province, '/授权 陈磊 管理员 宁波市'))[0]).toContain('1. 陈磊（庄桥街道）\n2. 陈磊（中河中学）')
    expect((await bot.say('lixin', province, '2'))[0]).toBe('已授权：陈磊，宁波市，管理员')
    expect((await bot.say('chen2', street, '/授权 孙燕 团干部 中河街道'))[0]).toContain('没有权限')
    expect((await bot.say('lixin', province, '/授权 王敏 皇帝 中河街道'))[0]).toContain('1. 管理员\n2. 领导')
    expect((await bot.say('lixin', province, '领导'))[0]).toBe('已授权：王敏，中河街道，领导')
    expect((await bot.say('lixin', province, '/授权 某某 领导 中河街道'))[0]).toContain('名册里没有“某某”')
  })
})

describe('/请假', () => {
  it('is recorded with the days in full, for oneself, once', async () => {
    const bot = await startQuietBot(now)
    expect(await bot.say('chenlei', street, '/请假 11月17日至11月20日 出差 代理:孙燕')).toEqual(['已记录 请假-2026-001：陈磊请假\n时间：2026年11月17日至2026年11月20日\n期间改为提醒孙燕'])
    expect((await bot.say('chenlei', street, '/请假 11月20日'))[0]).toContain('已经请过假：请假-2026-001，2026年11月17日至2026年11月20日')
    expect((await bot.say('chenlei', street, '/请假 11月21日'))[0]).toContain('请假-2026-002')
    expect((await bot.say('sunyan', street, '/请假 11月17日'))[0]).toContain('请假-2026-003')
  })

  it('keeps the rest when a value is wrong', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('chenlei', street, '/请假'))[0]).toMatch(/^还需要填写“时间”/)
    expect((await bot.say('chenlei', street, '11月17日'))[0]).toContain('请假-2026-001')
    expect((await bot.say('chenlei', street, '/请假 时间:11月23日 原因:开会 代理:我'))[0]).toContain('不能是您自己')
    expect((await bot.say('chenlei', street, '代理:孙燕'))[0]).toContain('请假-2026-002：陈磊请假\n时间：2026年11月23日\n期间改为提醒孙燕')
    expect((await bot.say('nobody', street, '/请假 11月17日'))[0]).toContain('/我是')
  })

  it('is changed by nobody else', async () => {
    const bot = await startQuietBot(now)
    await bot.say('chenlei', street, '/请假 11月17日')
    expect(await bot.say('wangmin', street, '/作废 请假1 回来了')).toEqual(['请假只能由本人更改。'])
    expect((await bot.say('chenlei', street, '/作废 请假1 回来了'))[0]).toContain('已作废 请假-2026-001：2026年11月17日')
    expect((await bot.say('chenlei', street, '/请假 11月17日'))[0]).toContain('请假-2026-002')
  })
})
