/** What is taken back, and activities spoken of by their titles. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-24 09:00')

describe('what is taken back while it is asked for', () => {
  const asked = async (command: string) => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:联谊会 时间:11月28日19:00')
    await bot.say('wangmin', street, command)
    return bot
  }

  it.each([['/作废 活动1', '活动1不作废了'], ['/作废 活动1', '算了'], ['/作废 活动1', '还是不作废了，留着吧'], ['/取消活动 活动1', '不取消了，照常办'], ['/任务', '算了，不布置了'], ['/任务 标题:名册', '不用了'], ['/活动', '别记了'], ['/活动 主题:读书会', '先不填了']])(
    '%s, %s', async (command, said) => {
      const bot = await asked(command)
      expect((await bot.say('wangmin', street, `@团讯 ${said}`))[0]).toMatch(/^已取消，刚才的 \/\S+ 没有记录。$/)
      expect((await bot.say('wangmin', street, '/查 活动1'))[0]).toContain('联谊会（计划')
    })

  it.each([['/取消活动 活动1', '不办了', '已取消 活动-2026-001'], ['/作废 活动1', '不用了', '已作废 活动-2026-001'], ['/作废 活动1', '原因:不作废不行', '已作废 活动-2026-001']])('is none where it is the reason: %s, %s', async (command, said, answer) =>
    expect((await (await asked(command)).say('wangmin', street, `@团讯 ${said}`))[0]).toContain(answer))

  it('is chat where nobody is asked, and drops nothing when it is not said to the bot', async () => {
    const bot = await asked('/作废 活动1')
    expect(await bot.say('wangmin', street, '算了，不去了')).toEqual([])
    expect((await bot.say('wangmin', street, '原因：记错了'))[0]).toContain('已作废 活动-2026-001')
  })

  it.each([['/作废 活动1 不作废了', '没有作废'], ['/取消活动 活动1 不取消了', '没有取消']])('a reason that says so records nothing: %s', async (command, answer) => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:联谊会 时间:11月28日19:00')
    expect((await bot.say('wangmin', street, command))[0]).toContain(answer)
    expect((await bot.say('wangmin', street, '/查 活动1'))[0]).toContain('联谊会（计划')
  })
})

describe('an activity by its title', () => {
  const planned = async () => {
    const bot = await start()
    for (const line of ['/活动 联谊会 11月24日8:00 青年中心', '/活动 主题:读书会 时间:11月28日19:00', '/任务 标题:通知稿 截止:12月1日']) await bot.say('wangmin', street, line)
    await bot.say('wangmin', street, '/活动 主题:义诊 时间:11月24日')
    return bot
  }

  it.each([
    ['/取消活动 读书会 没订到场地', '已取消 活动-2026-002'], ['/活动 已办 义诊 40', '已确认 活动-2026-003：义诊（已开展）'], ['/更正 读书会 时间:29号', '2026年11月28日 19:00 → 2026年11月29日 19:00'], ['/作废 读书会 记错了', '已作废 活动-2026-002'],
    ['/更正', '活动-2026-002《读书会（计划，2026年11月28日 19:00）》\n'], ['/取消活动', '1. 活动-2026-003《义诊（2026年11月24日）》'],
  ])('%s', async (said, expected) => expect((await (await planned()).say('wangmin', street, said))[0]).toContain(expected))

  it('a kind is no title', async () => expect((await (await planned()).say('wangmin', street, '/作废 通知 发错了'))[0]).toContain('还需要填写“编号”'))

  it.each([
    ['读书会取消了，没订到场地', '/取消活动 读书会 没订到场地'], ['读书会取消，下雨', '/取消活动 读书会 下雨'], ['读书会不办了', '/取消活动 读书会'], ['读书会改到29号', '/更正 读书会 改到29号'], ['把读书会的地点改成社区', '/更正 读书会 地点:社区'], ['读书会办完了，来了50人', '/活动 已办 读书会 人数:50'], ['读书会办完了，来了五十二个人', '/活动 已办 读书会 人数:五十二'], ['读书会的日期改到29号', '/更正 读书会 日期:29号'],
  ])('%s: the line is offered, nothing recorded', async (said, line) => {
    const bot = await planned()
    expect((await bot.say('wangmin', street, `@团讯 ${said}`))[0]).toBe(`没有记录。您是不是要：\n${line}\n核对后按这样发一遍即可。`)
    expect(await bot.say('wangmin', street, said)).toEqual([])
    expect((await bot.say('wangmin', street, '/查 活动2'))[0]).toContain('2026年11月28日 19:00')
  })

  it('yes to what lacks a reason is asked for it', async () => {
    const bot = await planned()
    await bot.say('wangmin', null, '读书会不办了')
    expect((await bot.say('wangmin', null, '是的'))[0]).toContain('还需要填写“原因”')
    expect((await bot.say('wangmin', null, '下雨'))[0]).toContain('已取消 活动-2026-002')
  })

  it.each(['算了不填了', '读书会又要办了', '名册先别报了', '台账快要交了'])('%s reports nothing done', async (said) => {
    expect((await (await planned()).say('wangmin', null, said)).join()).not.toContain('/完成 ')
  })

  it('several changes in words are each meant for their field', async () => {
    const bot = await planned()
    expect((await bot.say('wangmin', street, '/更正 活动2 人数改成42 地点改成社区'))[0]).toContain('地点：（空） → 社区\n预计人数：（空） → 42')
    expect((await bot.say('wangmin', street, '/更正 活动2 人数应为45，地点应该是礼堂'))[0]).toContain('地点：社区 → 礼堂\n预计人数：42 → 45')
  })
})

it('a change of a record that is named is no reason for the one that was asked about', async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/任务 名册 11月20日')
  for (const change of ['把任务1的截止改成11月25日，说明改成用新表', '任务1截止:11月26日']) {
    expect((await bot.say('wangmin', street, '@团讯 任务1作废'))[0]).toContain('还需要填写“原因”')
    expect((await bot.say('wangmin', street, `@团讯 ${change}`))[0]).toMatch(/^已更正 任务-2026-001\n截止：/)
  }
  expect((await bot.say('wangmin', street, '@团讯 发错了'))[0]).toContain('已作废 任务-2026-001')
})
