/** What leaders ask in their own words. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')
const quoting = (quote: string, text: string) => `「团讯：${quote}」\n- - - - - - - -\n${text}`

describe('what leaders ask', () => {
  const lateOnes = async () => {
    const bot = await start()
    const [task = ''] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河街道、中河中学、鄞州银行')
    await bot.say('zhaogang', '宁波市工作群', '/任务 核对名册 11月19日 对象:中河街道、庄桥街道')
    await bot.say('wangmin', street, '/任务 布置会场 12月1日 对象:中河医院')
    await bot.say('chenlei', street, '/完成 任务1', '2026-11-18 09:00')
    await bot.clockTo('2026-11-20 14:00')
    return { bot, task }
  }
  const all = '宁波市逾期未办（截至 2026年11月20日 14:00）：\n中河街道：任务《报送台账》，截止 2026年11月18日（周三） 17:00（任务-2026-001）\n中河街道：任务《核对名册》，截止 2026年11月19日（周四）（任务-2026-002）\n鄞州银行：任务《报送台账》，截止 2026年11月18日（周三） 17:00（任务-2026-001）\n庄桥街道：任务《核对名册》，截止 2026年11月19日（周四）（任务-2026-002）'

  it.each(['谁逾期了', '有没有逾期的？', '哪些单位逾期了', '逾期的有哪些', '宁波谁逾期了', '/待办 单位:宁波市 只看:逾期'])('%s: everything late, in tree order, each with its unit', async (said) => {
    const { bot } = await lateOnes()
    expect(await bot.say('zhaogang', null, said)).toEqual([all])
  })

  it('in a group only the matters of its own units are named', async () => {
    const { bot } = await lateOnes()
    expect(await bot.say('zhaogang', '宁波市工作群', '@团讯 谁逾期了')).toEqual(['宁波市逾期未办（截至 2026年11月20日 14:00）：\n庄桥街道：任务《核对名册》，截止 2026年11月19日（周四）（任务-2026-002）\n鄞州区：3 项\n明细请私聊问。'])
    expect((await bot.say('wangmin', street, '@团讯 谁逾期了'))[0]).toContain('鄞州银行：任务《报送台账》')
    for (const said of ['谁逾期了', '宁波怎么样了', '还有谁没交', '中河街道谁没完成任务']) expect(await bot.say('zhaogang', '宁波市工作群', said)).toEqual([])
  })

  it('each within the asker’s scope', async () => {
    const { bot } = await lateOnes()
    expect((await bot.say('sunyan', null, '谁逾期了'))[0]).toBe('鄞州银行逾期未办（截至 2026年11月20日 14:00）：\n鄞州银行：任务《报送台账》，截止 2026年11月18日（周三） 17:00（任务-2026-001）')
    expect((await bot.say('fengdao', null, '谁逾期了'))[0]).toBe(all)
    expect((await bot.say('wuqiang', null, '宁波谁逾期了'))[0]).toContain('没有权限')
    expect((await bot.say('sunyan', null, '/待办 单位:中河街道'))[0]).toContain('没有权限')
    expect(await bot.say('qianfang', null, '谁逾期了')).toEqual(['杭州市逾期未办（截至 2026年11月20日 14:00）：没有。'])
  })

  it.each(['中河街道谁没完成任务', '中河街道哪些单位任务没完成', '中河街道谁还没办完'])('%s', async (said) => {
    const { bot } = await lateOnes()
    const [told = ''] = await bot.say('zhouling', null, said)
    expect(told).toContain('中河街道未办结的任务（截至 2026年11月20日 14:00）：\n中河街道：任务《报送台账》，截止 2026年11月18日（周三） 17:00，已逾期（任务-2026-001）')
    expect(told).toContain('\n中河医院：任务《布置会场》，截止 2026年12月1日（周二）（任务-2026-003）')
    expect(told).not.toContain('中河中学')
  })

  it('还有谁没交, of a task that is quoted', async () => {
    const { bot, task } = await lateOnes()
    for (const said of ['还有谁没交', '哪些单位还没报呢？']) expect((await bot.say('wangmin', street, quoting(task, said)))[0]).toContain('未完成：中河街道、鄞州银行')
    expect(await bot.say('wangmin', street, '还有谁没交', undefined, { quote: task })).toEqual([])
  })

  it.each([
    ['宁波怎么样了', '宁波市进度（截至'],
    ['中河街道最近情况如何', '中河街道进度（截至'],
    ['我们省怎么样', '浙江省进度（截至'],
    ['还有谁没交', '浙江省及下级没有应报周报的单位'],
    ['上周谁没报', '浙江省及下级没有应报周报的单位'],
    ['杭州还有谁没报', '杭州市及下级没有应报周报的单位'],
    ['今天怎么样', '没看懂这句话'],
    ['你最近怎么样', '没看懂这句话'],
    ['今晚谁没报', '没看懂这句话'],
    ['饭局谁逾期了', '没看懂这句话'],
  ])('%s: %s', async (said, expected) => {
    const bot = await start()
    expect((await bot.say('lixin', null, said))[0]).toContain(expected)
  })
})
