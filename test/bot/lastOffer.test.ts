/** 是的 to a line that was offered. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const told = '昨天下午2点在文化站搞了个联谊会，来了35人'
async function offered(where: string | null = null, when = '2026-11-16 09:00') {
  const bot = await startQuietBot(when)
  expect((await bot.say('wangmin', where, where === null ? told : `@团讯 ${told}`))[0]).toContain('您是不是要：\n/活动 主题:联谊会')
  return bot
}

describe('yes to what was offered', () => {
  it.each(['是的', '对', '1', '确认', '记吧', '就这样。'])('%s records it, and once', async (said) => {
    const bot = await offered()
    expect((await bot.say('wangmin', null, said))[0]).toContain('已记录 活动-2026-001：联谊会（已开展）\n时间：2026年11月15日 14:00')
    expect((await bot.say('wangmin', null, said)).join()).not.toContain('联谊会（')
  })

  it('in a group only where it is said to the bot', async () => {
    const bot = await offered(street)
    expect(await bot.say('wangmin', street, '是的')).toEqual([])
    expect((await bot.say('wangmin', street, '@团讯 是的'))[0]).toContain('已记录 活动-2026-001')
  })

  it('is of whoever told it, in that chat', async () => {
    const bot = await offered(street)
    for (const [who, where] of [['chenlei', street], ['wangmin', null]] as const) expect((await bot.say(who, where, where === null ? '是的' : '@团讯 是的')).join()).not.toContain('已记录')
  })

  it('not later, not on another day, and not once something else was recorded', async () => {
    expect((await (await offered()).say('wangmin', null, '是的', '2026-11-16 09:11')).join()).not.toContain('已记录')
    expect((await (await offered(null, '2026-11-16 23:55')).say('wangmin', null, '是的', '2026-11-17 00:01')).join()).not.toContain('已记录')
    const bot = await offered()
    await bot.say('wangmin', null, '/活动 读书会 11月20日')
    expect((await bot.say('wangmin', null, '是的')).join()).not.toContain('联谊会')
  })

  it('is said to the last answer: what was offered before another is not meant', async () => {
    const bot = await offered()
    expect((await bot.say('wangmin', null, '落后'))[0]).toContain('您是不是要：\n/稍后')
    expect((await bot.say('wangmin', null, '是的')).join()).not.toContain('已记录')
    const again = await startQuietBot('2026-11-16 09:00')
    await again.say('wangmin', null, '/活动 读书会 11月13日 30人')
    for (const said of [told, '落后']) await again.say('wangmin', null, said)
    expect((await again.say('wangmin', null, '是的')).join()).not.toContain('联谊会')
    expect((await again.say('wangmin', null, '刚才那条人数改成45'))[0]).toContain('人数：30 → 45')
  })

  it('leaves the last record what it was', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', null, '/活动 读书会 11月13日 30人')
    await bot.say('wangmin', null, told)
    expect((await bot.say('wangmin', null, '刚才那条人数改成45'))[0]).toContain('人数：30 → 45')
  })

  it('gives way to a form, whose answer it is', async () => {
    const bot = await offered()
    await bot.say('wangmin', null, '/活动 主题:读书会')
    expect((await bot.say('wangmin', null, '1')).join()).not.toContain('已记录')
  })

  it.each(['好的', '是什么', '不是', '是29号'])('%s is none', async (said) => expect((await (await offered()).say('wangmin', null, said)).join()).not.toContain('已记录'))
})

it('what is offered and recorded is what was typed', async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  const line = '/通知 周五开会，请带台账（纸质），看“模板”'
  expect((await bot.say('wangmin', null, '发个通知：周五开会，请带台账（纸质），看“模板”'))[0]).toContain(`您是不是要：\n${line}\n`)
  expect((await bot.say('wangmin', null, '是的'))[0]).toContain('周五开会，请带台账（纸质），看“模板”')
})
