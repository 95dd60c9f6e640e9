import { beforeAll, describe, expect, it } from 'vitest'
import { chairTerm } from '../../../src/domain/records/chairTerm.ts'
import { smallPilot, startBot, type TestBot } from '../../support/bot.ts'

const group = '中河街道工作群'
const street = '浙江省/宁波市/鄞州区/中河街道'
const terms = async (bot: TestBot) => (await bot.ledger.view()).list(chairTerm, 'committee', street)

describe('/轮值 单位 任期 (S2)', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await startBot({ now: '2026-11-16 09:00' })
  })
  const say = (text: string, sender = 'wangmin') => bot.say(sender, group, text, '2026-11-16 09:01').then(([answer]) => answer ?? '')

  it('refuses a day more than three calendar months and says the latest end', async () => {
    const answer = await say('/轮值 中河中学 1月1日至4月1日')
    expect(answer).toContain('最长三个月')
    expect(answer).toContain('最晚到2027年3月31日')
    expect(await terms(bot)).toEqual([])
  })

  it('plans a term of exactly three months, one activity being its duty', async () => {
    const answer = await say('/轮值 中河中学 1月1日至3月31日')
    expect(answer).toContain('已安排 轮值-2026-001：中河中学任中河街道共建委员会轮值主席')
    expect(answer).toContain('任期：2027年1月1日至2027年3月31日')
    expect(answer).toContain('活动1次')
    expect(answer).not.toContain('没有轮值主席')
    expect((await terms(bot))[0]?.data).toMatchObject({ committee: street, unit: `${street}/中河中学`, duties: [{ least: 1 }] })
  })

  it.each(['3月31日至5月31日', '12月1日至1月1日', '2月1日至2月10日', '2026年12月15日至2027年3月1日'])('refuses the overlapping %s and names the other term', async (range) => {
    const answer = await say(`/轮值 中河医院 ${range}`)
    expect(answer).toContain('不能重叠')
    expect(answer).toContain('轮值-2026-001')
    expect(answer).toContain('2027年1月1日至2027年3月31日')
    expect(await terms(bot)).toHaveLength(1)
  })

  it('warns of a gap but plans the term', async () => {
    const answer = await say('/轮值 中河医院 4月10日至6月30日')
    expect(answer).toContain('已安排 轮值-2026-002')
    expect(answer).toContain('注意：2027年4月1日至2027年4月9日没有轮值主席')
  })

  it('says nothing of a gap where one is filled', async () => {
    expect(await say('/轮值 鄞州银行 4月1日至4月9日')).not.toContain('没有轮值主席')
  })

  it('refuses a term that is over, and takes one that runs already', async () => {
    expect(await say('/轮值 中河医院 2026年8月1日至2026年10月31日')).toContain('已经过去')
    expect(await say('/轮值 鄞州银行 2026年11月1日至2026年12月31日')).toContain('即日起由该单位联系人行使主席权利')
  })

  it.each([
    ['/轮值 中河街道 7月1日至9月1日', '“中河街道”不是'],
    ['/轮值 庄桥街道 7月1日至9月1日', '“庄桥街道”不是'],
    ['/轮值 某某公司 7月1日至9月1日', '没有找到单位'],
    ['/轮值 任期:7月1日至9月1日', '要写明成员单位'],
    ['/轮值 中河医院 9月1日至7月1日', ''],
  ])('refuses %s', async (text, why) => {
    const before = (await terms(bot)).length
    const answer = await say(text)
    expect(answer).toContain(why)
    expect(answer).not.toContain('已安排')
    expect(await terms(bot)).toHaveLength(before)
  })

  it('names the member units when the unit is none', async () => {
    expect(await say('/轮值 中河街道 7月1日至9月1日')).toContain('成员单位有：中河中学、鄞州银行、中河医院')
  })

  it.each(['linhua', 'chenlei', 'zhouling'])('is not for %s', async (sender) => {
    expect(await say('/轮值 中河医院 7月1日至9月1日', sender)).toContain('没有权限')
  })

  it('is a right of the sitting chair', async () => {
    expect(await say('/轮值 中河医院 7月1日至8月31日', 'sunyan')).toContain('已安排')
  })

  it('takes other duties as a list', async () => {
    await say('【轮值】\n单位:中河中学\n任期:2027年9月1日至2027年11月30日\n职责:联席会议1次\n活动2次')
    expect((await terms(bot)).at(-1)?.data.duties).toEqual([{ least: 1, type: '联席会议' }, { least: 2 }])
  })
})

describe('two committees', () => {
  it('does not mix them: a member of another street is none here, and terms of two streets may coincide', async () => {
    const setup = smallPilot.replace('people:\n', `  - { path: 浙江省/宁波市/江北区/庄桥街道/庄桥中学, kind: 成员单位, nature: 学校 }\npeople:\n`)
    const bot = await startBot({ now: '2026-11-16 09:00', setup })
    await bot.say('wangmin', group, '/轮值 中河中学 1月1日至3月31日', '2026-11-16 09:01')
    expect((await bot.say('wangmin', group, '/轮值 庄桥中学 4月1日至5月31日', '2026-11-16 09:02'))[0]).toContain('“庄桥中学”不是')
    expect((await bot.say('wuqiang', null, '/轮值 庄桥中学 2月1日至3月31日', '2026-11-16 09:03'))[0]).toContain('已安排')
    expect((await bot.say('zhaogang', '宁波市工作群', '/轮值 庄桥中学 4月1日至5月31日', '2026-11-16 09:04'))[0]).toContain('已安排')
  })
})
