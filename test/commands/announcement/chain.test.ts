import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const posted = async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/通知 标题:冬训 截止:11月18日17:00')
  return bot
}

describe('接龙 under an announcement', () => {
  it('counts the units and persons named, and says which names it does not know', async () => {
    const bot = await posted()
    expect(await bot.say('sunyan', street, '#接龙\n冬训\n例 单位 姓名\n1. 陈磊\n2. 鄞州银行 孙燕\n3. 某某 +1')).toEqual([
      '已按接龙统计 通知-2026-001：冬训\n新回执：中河中学、鄞州银行（2/3）\n没有对上：某某，请写发到的单位名或其登记人员的姓名',
    ])
    expect(await bot.say('chenlei', street, '收到')).toEqual([])
  })

  it('takes a later list for what is new in it; who is left out stays counted', async () => {
    const bot = await posted()
    await bot.say('sunyan', street, '#接龙\n冬训\n1. 陈磊\n2. 某某')
    expect(await bot.say('sunyan', street, '#接龙\n冬训\n1. 陈磊\n2. 某某')).toEqual([])
    const [more] = await bot.say('linhua', street, '#接龙\n通知-2026-001 报名\n1. 林华')
    expect(more).toBe('已按接龙统计 通知-2026-001：冬训\n新回执：中河医院（2/3）')
    expect((await bot.say('wangmin', street, '/查 通知1'))[0]).toContain('回执情况：2/3')
  })

  it('is silence for any other list, from strangers, in other groups, and when nothing is open', async () => {
    const bot = await posted()
    expect(await bot.say('linhua', street, '#接龙\n聚餐\n1. 林华')).toEqual([])
    expect(await bot.say('nobody', street, '#接龙\n冬训\n1. 林华')).toEqual([])
    expect(await bot.say('linhua', '宁波市工作群', '#接龙\n冬训\n1. 林华')).toEqual([])
    expect(bot.outcome()).toBe('ignored')
    expect(await bot.say('linhua', street, '#接龙\n冬训\n1. 林华', '2026-11-26 09:00')).toEqual([])
    expect(bot.outcome()).toBe('ignored')
  })

  it('says once that a list came without its names, which personal WeChat may do', async () => {
    const bot = await posted()
    expect(await bot.say('sunyan', street, '#接龙\n冬训')).toEqual(['通知-2026-001 的接龙只传来标题，读不到名单，没有统计。请把接龙全文复制成文字再发一次，或各自回复“收到”。'])
    expect(await bot.say('chenlei', street, '#接龙\n冬训')).toEqual([])
    expect(await bot.say('chenlei', street, '#接龙\n聚餐')).toEqual([])
    expect((await bot.say('sunyan', street, '#接龙\n冬训\n1. 陈磊'))[0]).toContain('新回执：中河中学（1/3）')
  })

  it('names no unit that was not asked', async () => {
    const bot = await posted()
    expect((await bot.say('wangmin', street, '#接龙\n冬训\n1. 王敏\n2. 庄桥街道'))[0]).toContain('没有新回执（0/3）\n没有对上：王敏、庄桥街道')
  })
})
