/** Questions in free words, as a leader types them on a phone, and records spoken of by words of their title. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const start = () => startQuietBot('2026-11-16 09:00')

describe('a unit half remembered', () => {
  it('is offered, and a number answers the question', async () => {
    const bot = await start()
    expect(await bot.say('zhouling', null, '中和街道怎么样了')).toEqual([expect.stringMatching(/^没有找到单位“中和街道”，您是不是要：\n1\. 中河街道/)])
    expect((await bot.say('zhouling', null, '1'))[0]).toContain('中河街道进度（截至 2026年11月16日')
    expect((await bot.say('zhouling', null, '本月种河街道搞了几场活动'))[0]).toMatch(/1\. 中河街道/)
    expect((await bot.say('zhouling', null, '1'))[0]).toContain('中河街道活动统计（2026年11月1日至2026年11月30日')
  })

  it('of which nothing is like is told without a way that leads nowhere', async () => {
    const bot = await start()
    const [said] = await bot.say('zhouling', null, '某某某某街道怎么样了')
    expect(said).toContain('没有找到单位')
    expect(said).not.toContain('不填')
  })
})

describe('words of a title', () => {
  async function given() {
    const bot = await start()
    await bot.say('zhaogang', city, '/任务 完成班子增配 12月30日 对象:中河街道')
    await bot.say('zhaogang', city, '/通知 标题:报送团干部名册 截止:11月20日 对象:中河街道')
    return bot
  }

  it.each([['zhaogang', '哪些街道还没有完成班子增配', '任务-2026-001：完成班子增配'], ['zhaogang', '名册交了几家', '回执情况：0/1'], ['wangmin', '名册交了没有', '通知-2026-001：报送团干部名册'], ['wangmin', '/查 班子', '任务-2026-001'], ['zhaogang', '/历史 名册', '通知-2026-001 的历史']])(
    '%s: %s', async (who, said, expected) => expect((await (await given()).say(who, null, said))[0]).toContain(expected))

  it('several are listed, none is said, and what is not for the asker is not found', async () => {
    const bot = await given()
    await bot.say('zhaogang', city, '/任务 核对名册 12月30日 对象:庄桥街道')
    expect((await bot.say('zhaogang', null, '/查 名册'))[0]).toMatch(/^标题里有这几个字的：\n任务-2026-002 核对名册.*\n通知-2026-001 报送团干部名册/)
    expect((await bot.say('zhaogang', null, '/查 花名单'))[0]).toContain('没有找到“花名单”')
    expect((await bot.say('sunyan', null, '/查 核对'))[0]).toContain('没有找到“核对”')
    expect(await bot.say('wangmin', street, '名册交了几家')).toEqual([])
  })
})

it('an open form comes before a question in free words, a command before it', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/活动 时间:11月20日14:00')
  expect((await bot.say('wangmin', street, '@团讯 上周有什么活动安排'))[0]).toContain('已记录 活动-2026-001：上周有什么活动安排')
})

describe('a day without a year or a week', () => {
  async function around() {
    const bot = await start()
    for (const line of ['/活动 秋游 11月13日 20人', '/活动 读书会 11月20日14:00', '/活动 迎新 12月31日14:00', '/活动 主题:旧事 时间:2026年3月12日 人数:9']) await bot.say('wangmin', street, line)
    await bot.say('wangmin', street, '/通知 交名册', '2026-11-13 09:00')
    return bot
  }

  it.each([
    ['周五有什么活动', '（2026年11月20日）', '读书会'],
    ['/查 活动 11月20日', '（2026年11月20日）', '读书会'],
    ['12月有什么活动', '（2026年12月1日至2026年12月31日）', '迎新'],
    ['3月有什么活动', '（2026年3月1日至2026年3月31日）', '旧事'],
    ['上周五有什么活动', '（2026年11月13日）', '秋游'],
    ['/查 通知 周五', '（2026年11月13日）', '交名册'],
    ['月底前有什么活动', '（2026年11月16日至2026年11月30日）', '读书会'],
  ])('is soon where something may be planned, and behind us where not: %s', async (said, days, title) => {
    const [answer] = await (await around()).say('wangmin', street, said.startsWith('/') ? said : `@团讯 ${said}`, '2026-11-16 10:00')
    expect(answer).toContain(days)
    expect(answer).toContain(title)
  })
})
