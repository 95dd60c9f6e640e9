/** Several unclear values in one line: all are asked for, the rest stays where it belongs. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')
const line = '/活动 冬至包饺子 12月21日上午 社区食堂 约30人'
const right = '活动-2026-001：冬至包饺子（计划）\n时间：2026年12月21日 10:00\n地点：社区食堂'

describe('two unclear values in one line', () => {
  it.each([['上午10点', '30人'], ['30人', '上午10点'], ['时间:上午10点', '人数:30']])('are asked for until both are clear: %s, then %s', async (first, second) => {
    const bot = await start()
    const [both] = await bot.say('wangmin', street, line)
    expect(both).toMatch(/时间：“12月21日上午”没有写几点[^]*人数：“约”不够确切/)
    const [still] = await bot.say('wangmin', street, first)
    expect(still).toContain(first.includes('30') ? '时间：' : '人数：')
    expect((await bot.say('wangmin', street, '/查 活动'))[0]).toContain('没有')
    expect((await bot.say('wangmin', street, second))[0]).toContain(`${right}\n单位：中河街道\n预计人数：30人`)
  })

  it('are taken in one answer too', async () => {
    const bot = await start()
    await bot.say('wangmin', street, line)
    expect((await bot.say('wangmin', street, '时间:上午10点 人数:30'))[0]).toContain(right)
  })

  it.each(['不填', '人数:不填'])('%s leaves out what need not be said, and the question says so', async (none) => {
    const bot = await start()
    expect((await bot.say('wangmin', street, line))[0]).toContain('“人数”可以不填，回“人数:不填”即可')
    await bot.say('wangmin', street, '上午10点')
    const [answer] = await bot.say('wangmin', street, none)
    expect(answer).toContain(right)
    expect(answer).not.toContain('预计人数')
  })

  it('the way out is told to whoever is asked again', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', street, line))[0]).not.toContain('/取消')
    expect((await bot.say('wangmin', street, '@团讯 大概就这么多'))[0]).toMatch(/\n不填了请发 \/取消。$/)
  })

  it('but never what must be said', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 冬至包饺子 12月21日上午')
    expect(await bot.say('wangmin', street, '不填')).toEqual([])
    expect((await bot.say('wangmin', street, '时间:不填'))[0]).toContain('时间')
  })
})
