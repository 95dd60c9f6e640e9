import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')

describe('/帮助', () => {
  it('lists what the asker may use, and warns of secrets', async () => {
    const bot = await start()
    const [cadre = ''] = await bot.say('wangmin', street, '/帮助')
    expect(cadre).toContain('/转发')
    expect(cadre).not.toContain('/状态')
    expect(cadre).toContain('请勿在群里发涉密内容')
    const [contact = ''] = await bot.say('sunyan', street, '/帮助')
    expect(contact).toContain('/活动')
    expect(contact).not.toContain('/转发')
    expect((await bot.say('lixin', street, '/帮助'))[0]).toContain('/状态')
    const [stranger = ''] = await bot.say('nobody', street, '/帮助')
    expect(stranger).toContain('/我是')
    expect(stranger).not.toContain('/通知')
  })

  it('explains a command by name, alias or slash, with examples', async () => {
    const bot = await start()
    for (const name of ['任务', 'rw', '/任务', '任務']) expect((await bot.say('wangmin', street, `/帮助 ${name}`))[0]).toContain('/任务：布置一项任务')
    expect((await bot.say('wangmin', street, '/帮助 活动'))[0]).toContain('/活动 已办')
  })

  it('guesses, or says that there is none', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', street, '/帮助 活懂'))[0]).toContain('您是不是要：\n/活动：')
    expect((await bot.say('wangmin', street, '/帮助 qqqq'))[0]).toContain('没有“qqqq”这个指令')
    expect((await bot.say('wangmin', street, '/constructor'))[0]).toContain('没有“/constructor”这个指令')
    expect((await bot.say('wangmin', street, '@团讯 __proto__'))[0]).toContain('没看懂')
  })
})

describe('/状态', () => {
  it('is for admins, and names the year without holiday data', async () => {
    const bot = await start()
    const [said] = await bot.say('lixin', null, '/状态')
    expect(said).toContain('系统状态（截至 2026年11月16日 09:00）\n通道：试用页\n待处理：0个会话；待发送：0个会话')
    expect(said).toContain('人员10，单位12，工作群3')
    expect(said).toContain('2027年放假安排尚无数据\n没有失败的工作')
    for (const who of ['wangmin', 'zhouling']) expect((await bot.say(who, street, '/状态'))[0]).toContain('没有权限')
    expect((await bot.say('nobody', street, '/状态'))[0]).toContain('/我是')
  })

  it('does not name a year it has data for', async () => {
    const bot = await startQuietBot('2026-03-16 09:00')
    expect((await bot.say('lixin', null, '/状态'))[0]).not.toContain('放假安排')
  })
})
