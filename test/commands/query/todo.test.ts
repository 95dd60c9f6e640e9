/** /待办 lists what can be seen to now. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
let bot: TestBot
const todo = async (when: string) => (await bot.say('chenlei', null, '/待办', when)).join('\n')

/** 中河中学 chairs from 1 October to 30 November. */
beforeEach(async () => {
  bot = await startQuietBot('2026-09-20 09:00')
  await bot.say('wangmin', street, '/轮值 中河中学 2026年10月1日至2026年11月30日')
})

describe('the handover of a term', () => {
  it('is not listed before the term nor while it has just begun', async () => {
    expect(await todo('2026-09-21 09:00')).toContain('没有')
    const text = await todo('2026-10-09 09:00')
    expect(text).toContain('轮值任期内活动1次')
    expect(text).not.toContain('交接')
  })

  it('is listed from fourteen days before its end', async () => {
    expect(await todo('2026-11-15 23:59')).not.toContain('交接')
    expect(await todo('2026-11-16 00:01')).toContain('轮值主席交接')
    expect(await todo('2026-12-20 09:00')).toContain('轮值主席交接')
  })
})

describe('what was given or begins now', () => {
  it('is listed at once', async () => {
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月20日 对象:中河中学', '2026-10-09 09:00')
    expect(await todo('2026-10-09 09:00')).toContain('任务《台账》')
  })
})

describe('what falls due on some days', () => {
  beforeEach(async () => {
    for (const [title, due] of [['名册', '11月18日'], ['台账', '11月25日17:00'], ['总结', '11月30日'], ['计划', '12月1日']]) await bot.say('wangmin', street, `/任务 标题:${title} 截止:${due} 对象:中河中学`, '2026-11-17 09:00')
  })
  const titles = async (said: string, who = 'wangmin', when = '2026-11-24 09:00') => (await bot.say(who, null, said, when)).join('').match(/(?<=任务《)[^》]+/g) ?? []

  it.each([
    ['/待办 单位:中河中学 只看:任务 时间:月底前', ['名册', '台账', '总结']],
    ['/待办 单位：中河中学　时间：明天', ['台账']],
    ['中河中学本周还有什么任务', ['名册', '台账']],
    ['下周有什么任务到期', ['总结', '计划']],
    ['12月还有哪些任务没办', ['计划']],
    ['/待办 单位:中河中学 只看:逾期 时间:下周', []],
    ['/待办 单位:中河中学 只看:任务', ['名册', '台账', '总结', '计划']],
  ])('%s', async (said, expected) => expect(await titles(said)).toEqual(expected))

  it('of one person, and the heading says which days', async () => {
    expect(await titles('/待办 时间:下周', 'chenlei')).toEqual(['总结', '计划'])
    expect((await bot.say('chenlei', null, '我这周要交什么', '2026-11-24 09:01'))[0]).toContain('陈磊的待办（截至 2026年11月24日 09:01，2026年11月23日至2026年11月29日到期）：')
  })
})
