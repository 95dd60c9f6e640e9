import { beforeEach, describe, expect, it } from 'vitest'
import { startBot, type TestBot } from '../../support/bot.ts'

let bot: TestBot
const province = '全省试点工作群'

beforeEach(async () => {
  bot = await startBot()
})

const one = async (...said: Parameters<TestBot['say']>) => (await bot.say(...said)).join('\n---\n')

describe('/欠报', () => {
  it('says who has not filed yet, and that it is not due', async () => {
    await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成', '2026-11-18 09:00')
    expect(await one('lixin', province, '/欠报', '2026-11-20 14:00')).toBe(
      [
        '欠报情况：浙江省 2026年11月16日至11月22日周报',
        '截止：2026年11月20日（周五） 17:00（未到期）',
        '应报 2，按时 1，逾期报送 0，未报 1',
        '尚未报送：',
        '杭州市',
        '截至 2026年11月20日 14:00',
      ].join('\n'),
    )
  })

  it('lists in tree order who is late', async () => {
    const lines = (await one('lixin', province, '/欠报', '2026-11-21 09:00')).split('\n')
    expect(lines.slice(2, 6)).toEqual(['应报 2，按时 0，逾期报送 0，未报 2', '逾期未报：', '宁波市', '杭州市'])
  })

  it('says when everyone has filed', async () => {
    await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成', '2026-11-18 09:00')
    await bot.say('qianfang', province, '/周报 进展情况:晚了', '2026-11-20 18:00')
    const answer = await one('lixin', province, '/欠报', '2026-11-21 09:00')
    expect(answer).toContain('应报 2，按时 1，逾期报送 1，未报 0\n已全部报送。')
  })

  it('does not count the reports of units that owe none', async () => {
    await bot.say('wangmin', '中河街道工作群', '/周报 进展情况:调研', '2026-11-18 09:00')
    expect(await one('lixin', province, '/欠报', '2026-11-18 10:00')).toContain('应报 2，按时 0，逾期报送 0，未报 2')
  })

  it('still tells of earlier weeks, and of last week on Monday morning', async () => {
    await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成', '2026-11-18 09:00')
    expect(await one('lixin', province, '/欠报', '2026-11-23 11:00')).toContain('2026年11月16日至11月22日周报')
    const later = await one('lixin', province, '/欠报', '2026-11-24 09:00')
    expect(later).toContain('浙江省 2026年11月23日至11月29日周报')
    expect(later).toContain('此前逾期未报：\n2026年11月16日至11月22日：杭州市')
  })

  it('looks at one week when it is said', async () => {
    const answer = await one('lixin', province, '/欠报 上周', '2026-11-25 09:00')
    expect(answer).toContain('浙江省 2026年11月16日至11月22日周报')
    expect(answer).not.toContain('此前')
    expect(await one('lixin', province, '/欠报 上周', '2026-11-18 09:00')).toContain('试点这时还没有开始')
  })

  it('stays within the asker’s scope', async () => {
    expect(await one('zhaogang', province, '/欠报', '2026-11-21 09:00')).not.toContain('杭州市')
    expect(await one('zhaogang', province, '/欠报 单位:浙江省', '2026-11-21 09:00')).toContain('没有权限')
    expect(await one('wangmin', '中河街道工作群', '/欠报', '2026-11-21 09:00')).toContain('中河街道及下级没有应报周报的单位（应报：市）。')
    expect(await one('fengdao', null, '/欠报 单位:宁波市', '2026-11-21 09:00')).toContain('应报 1')
  })

  it('is not for contacts', async () => {
    expect(await one('chenlei', '中河街道工作群', '/欠报', '2026-11-21 09:00')).toContain('没有权限')
  })

  it('knows weeks that owe none', async () => {
    bot = await startBot({ now: '2026-02-09 09:00' })
    expect(await one('lixin', province, '/欠报', '2026-02-18 09:00')).toContain('这一周没有工作日，不需要报送。')
  })

  it('says when the year is not covered', async () => {
    bot = await startBot({ now: '2027-01-04 09:00' })
    expect(await one('lixin', province, '/欠报', '2027-01-06 09:00')).toContain('2027年放假安排尚无数据')
  })
})

describe('plain questions about reports', () => {
  const asked = ['谁还没交周报', '谁没交周报？', '哪些单位没交周报', '哪些单位还未报送周报', '周报谁没交', '本周谁还没报周报']

  it.each(asked)('%s', async (question) => {
    expect(await one('lixin', province, `@团讯 ${question}`, '2026-11-18 14:00')).toContain('欠报情况：浙江省 2026年11月16日至11月22日周报')
    expect(await one('lixin', null, question, '2026-11-18 14:00')).toContain('欠报情况')
  })

  it('mean last week when they say so', async () => {
    expect(await one('lixin', province, '@团讯 上周谁没交周报', '2026-11-25 14:00')).toContain('2026年11月16日至11月22日周报')
  })

  it.each(['周报交了吗', '大家记得交周报', '谁没交钱', '谁还没交周报'])('are not heard when nobody asks the bot: %s', async (chat) => {
    expect(await bot.say('lixin', province, chat, '2026-11-18 14:00')).toEqual([])
  })
})
