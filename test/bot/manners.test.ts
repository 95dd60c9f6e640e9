/** What the bot answers beside commands: lapsed forms, pending registrations, quotes it does not understand. */
import { describe, expect, it } from 'vitest'
import { at } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')
const quoting = (quote: string, text: string) => `「团讯：${quote}」\n- - - - - - - -\n${text}`

describe('an answer after the thirty minutes', () => {
  const lapsed = /^刚才的 \/活动 已过了30分钟，没有记录。请重新发，如 \/活动 主题:/
  it.each(['11月20日', '读书会'])('%s is told so in private', async (said) => {
    const bot = await start()
    await bot.say('wangmin', null, '/活动 地点:青年中心')
    expect((await bot.say('wangmin', null, said, '2026-11-16 09:31'))[0]).toMatch(lapsed)
    expect((await bot.say('wangmin', null, said, '2026-11-16 09:32'))[0] ?? '').not.toMatch(lapsed)
  })
  it('is told so in a group when the bot is spoken to, and else is chat', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:读书会')
    expect(await bot.say('wangmin', street, '11月20日', '2026-11-16 09:31')).toEqual([])
    expect((await bot.say('wangmin', street, '@团讯 11月20日', '2026-11-16 09:32'))[0]).toMatch(lapsed)
  })
  it('is told so though what has aged was cleared away meanwhile', async () => {
    const bot = await start()
    await bot.say('wangmin', null, '/活动 地点:青年中心')
    await bot.ledger.purge(at('2026-11-16 09:31'))
    expect((await bot.say('wangmin', null, '读书会', '2026-11-16 09:31'))[0]).toMatch(lapsed)
    await bot.ledger.purge(at('2026-11-16 12:31'))
    expect((await bot.say('wangmin', null, '读书会', '2026-11-16 12:31'))[0]).not.toMatch(lapsed)
  })
  it('is no reason to speak of it when something else is asked', async () => {
    const bot = await start()
    await bot.say('wangmin', null, '/活动 主题:读书会')
    expect((await bot.say('wangmin', null, '谢谢', '2026-11-16 09:31'))[0]).toBe('不客气。')
    expect((await bot.say('wangmin', null, '我还有哪些事要办', '2026-11-16 09:32'))[0]).toContain('待办')
  })
})

describe('help', () => {
  it('offers /批准 and /拒绝 to admins only', async () => {
    const bot = await start()
    expect((await bot.say('lixin', null, '/帮助'))[0]).toMatch(/\/批准.*\/拒绝/)
    for (const who of ['chenlei', 'wangmin', 'zhouling']) expect((await bot.say(who, null, '/帮助'))[0]).not.toMatch(/\/批准|\/拒绝/)
    expect((await bot.say('chenlei', null, '/批惟'))[0]).not.toContain('您是不是要')
  })
})

describe('somebody whose registration is pending', () => {
  it.each(['我通过了吗', '我的申请呢', '我的登记批了吗？', '审核通过了吗', '登记通过了没有', '批准了吗', '/我是'])('%s', async (question) => {
    const bot = await start()
    await bot.say('newcomer', null, '/我是 周敏 中河街道 干事')
    expect(await bot.say('newcomer', null, question)).toEqual(['您的登记 登记-2026-001 正在等管理员批准：周敏，中河街道，干事。批准后会在这里告诉您。'])
  })
  it('is told to begin where there is none, and is known afterwards', async () => {
    const bot = await start()
    expect((await bot.say('newcomer', null, '我通过了吗'))[0]).toContain('还需要填写')
    expect((await bot.say('newcomer', null, '姓名:周敏 单位:中河街道 职务:干事'))[0]).toContain('已申请登记 登记-2026-001')
    await bot.say('lixin', null, '/批准 登记1')
    expect((await bot.say('newcomer', null, '我通过了吗'))[0]).toContain('您已经登记：周敏，中河街道')
  })
  it.each(['我的申请呢', '我通过了吗'])('%s in a group is chat', async (text) => expect(await (await start()).say('newcomer', street, text)).toEqual([]))
})

describe('a quote of a task', () => {
  it.each(['都办完了', '都做完了', '全部完成', '全部办完了！', '都弄好了，谢谢', '已全部完成'])('%s reports it done', async (said) => {
    const bot = await start()
    const [task = ''] = await bot.say('wangmin', street, '/任务 标题:台账 截止:11月20日 对象:中河中学')
    expect((await bot.say('chenlei', street, quoting(task, said)))[0]).toContain('已办结 任务-2026-001')
  })
  it.each(['都办完了', '全部完成'])('%s without one is chat', async (said) => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月20日 对象:中河中学')
    expect(await bot.say('chenlei', street, said)).toEqual([])
  })
})

describe('a quote of what has no command of its own', () => {
  it('is answered by what can be done with it', async () => {
    const bot = await start()
    const [report = ''] = await bot.say('zhaogang', '宁波市工作群', '/周报 走访12户')
    expect(report).toContain('周报-2026-001')
    const [hint] = await bot.say('zhaogang', '宁波市工作群', quoting(report, '写错了怎么改'))
    expect(hint).toMatch(/周报-2026-001 可以发：.*\/更正.*\/作废.*\/历史|周报-2026-001 可以发：/)
    for (const name of ['/更正', '/作废', '/历史']) expect(hint).toContain(name)
    const [leave = ''] = await bot.say('chenlei', street, '/请假 11月25日至11月27日 出差')
    expect((await bot.say('chenlei', street, quoting(leave, '提前回来了要销假')))[0]).toContain('/作废')
  })
  it.each(['好的', '辛苦了', '这周大家都很忙啊'])('%s is chat', async (said) => {
    const bot = await start()
    const [report = ''] = await bot.say('zhaogang', '宁波市工作群', '/周报 走访12户')
    expect(await bot.say('wangmin', '宁波市工作群', quoting(report, said))).toEqual([])
  })
})
