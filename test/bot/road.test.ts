import { describe, expect, it } from 'vitest'
import { at, startBot } from '../support/bot.ts'

const street = '中河街道工作群'

describe('one message, one road', () => {
  it('records a command and answers with its number', async () => {
    const bot = await startBot()
    const [answer] = await bot.say('wangmin', street, '/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心')
    expect(answer).toContain('活动-2026-001')
    expect(answer).toContain('2026年11月20日 14:00')
    expect(answer).toContain('中河街道')
  })

  it('answers the same message id once', async () => {
    const bot = await startBot()
    expect(await bot.say('wangmin', street, '/活动 青年联谊会 11月20日14:00', undefined, { id: 'same' })).toHaveLength(1)
    expect(await bot.say('wangmin', street, '/活动 青年联谊会 11月20日14:00', undefined, { id: 'same' })).toEqual([])
    expect(bot.outcome()).toBe('duplicate')
  })

  it('asks only for what is missing, and the next message completes the form', async () => {
    const bot = await startBot()
    const [question] = await bot.say('wangmin', street, '/活动 主题:青年联谊会')
    expect(question).toContain('时间')
    expect(question).not.toContain('主题（')
    expect(await bot.say('chenlei', street, '11月20日14:00')).toEqual([])
    const [answer] = await bot.say('wangmin', street, '11月20日14:00')
    expect(answer).toContain('活动-2026-001')
  })

  it('lets a form lapse after thirty minutes', async () => {
    const bot = await startBot()
    await bot.say('wangmin', street, '/活动 主题:青年联谊会', '2026-11-16 09:00')
    expect(await bot.say('wangmin', street, '11月20日14:00', '2026-11-16 09:31')).toEqual([])
    expect(bot.outcome()).toBe('ignored')
  })

  it('guesses at an unknown command', async () => {
    const bot = await startBot()
    const [answer] = await bot.say('wangmin', street, '/活懂 主题:青年联谊会')
    expect(answer).toContain('您是不是要')
    expect(answer).toContain('/活动')
  })

  it('says nothing to chat', async () => {
    const bot = await startBot()
    expect(await bot.say('wangmin', street, '大家下午好，今天辛苦了')).toEqual([])
    expect(bot.outcome()).toBe('ignored')
  })

  it('tells a stranger how to be known, and someone without the right who has it', async () => {
    const bot = await startBot()
    expect((await bot.say('nobody', street, '/活动 青年联谊会 11月20日14:00'))[0]).toContain('/我是')
    expect((await bot.say('zhouling', street, '/活动 青年联谊会 11月20日14:00'))[0]).toContain('没有权限')
  })

  it('reminds of a task, chases it when late, and is silent once it is done', async () => {
    const bot = await startBot({ now: '2026-11-16 09:00' })
    const [given] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学')
    expect(given).toContain('任务-2026-001')
    await bot.clockTo('2026-11-19 12:00')
    const said = (await bot.said(street)).map((line) => line.text)
    expect(said.filter((text) => text.includes('【提醒】'))).toHaveLength(2)
    expect(said.at(-1)).toMatch(/逾期/)
    expect(said.at(-1)).toContain('中河中学')
    const [done] = await bot.say('chenlei', street, '/完成 任务1')
    expect(done).toContain('已办结 任务-2026-001')
    await bot.clockTo('2026-11-27 12:00')
    expect((await bot.said(street)).at(-1)?.text).toBe(done)
    expect(at('2026-11-16 09:00')).toBeLessThan(bot.now())
  })
})
