import { beforeEach, describe, expect, it } from 'vitest'
import { weeklyReport } from '../../../src/domain/records/weeklyReport.ts'
import { startBot, type TestBot } from '../../support/bot.ts'

let bot: TestBot
const city = '宁波市工作群'

beforeEach(async () => {
  bot = await startBot()
})

const records = async () => (await bot.ledger.view()).list(weeklyReport, 'filed', '浙江省')
const one = async (...said: Parameters<TestBot['say']>) => (await bot.say(...said)).join('\n---\n')

describe('/周报', () => {
  it('records a report and says its week, its sections and that it is on time', async () => {
    expect(await one('zhaogang', city, '/周报 进展情况:完成班子增配。 问题:场地不足', '2026-11-18 09:00')).toBe(
      [
        '已记录 周报-2026-001：宁波市 2026年11月16日至11月22日周报',
        '栏目：进展情况、问题（2 项）',
        '报送：2026年11月18日 09:00，按时（截止2026年11月20日（周五） 17:00）',
        '计入：报送情况、下一期简报',
      ].join('\n'),
    )
    const [record] = await records()
    expect(record?.unit).toBe('浙江省/宁波市')
    expect(record?.data).toMatchObject({ week: '2026-11-16', progress: '完成班子增配。', problems: '场地不足' })
    expect(record?.data.proxy).toBeUndefined()
  })

  it('understands the form over several lines', async () => {
    await bot.say('zhaogang', city, '【周报】\n进展情况:召开联席会议。\n共有三家到会。\n创新举措:青年夜校\n建议:统一台账', '2026-11-18 09:00')
    expect((await records())[0]?.data).toMatchObject({ progress: '召开联席会议。\n共有三家到会。', innovation: '青年夜校', suggestions: '统一台账' })
  })

  it('asks for 进展情况 the first time, and keeps what was said already', async () => {
    expect(await one('zhaogang', city, '/周报 问题:场地不足', '2026-11-18 09:00')).toContain('进展情况')
    expect(await records()).toEqual([])
    expect(await one('zhaogang', city, '进展情况:完成班子增配', '2026-11-18 09:05')).toContain('已记录 周报-2026-001')
    expect((await records())[0]?.data).toMatchObject({ progress: '完成班子增配', problems: '场地不足' })
  })

  it('replaces just the sections of a second filing and keeps every version', async () => {
    await bot.say('zhaogang', city, '/周报 进展情况:完成班子增配 问题:场地不足', '2026-11-18 09:00')
    expect(await one('zhaogang', city, '/周报 问题:已解决 建议:统一台账', '2026-11-20 18:00')).toBe(
      [
        '已更新 周报-2026-001：宁波市 2026年11月16日至11月22日周报',
        '更新：问题、建议；保留：进展情况',
        '首次报送：2026年11月18日 09:00，按时（截止2026年11月20日（周五） 17:00）',
        '计入：下一期简报',
      ].join('\n'),
    )
    const all = await records()
    expect(all).toHaveLength(1)
    expect(all[0]?.data).toMatchObject({ progress: '完成班子增配', problems: '已解决', suggestions: '统一台账' })
    const versions = await (await bot.ledger.view()).history(weeklyReport, '周报-2026-001')
    expect(versions.map(({ data }) => data['problems'])).toEqual(['场地不足', '已解决'])
  })

  it('refuses a filing that changes nothing', async () => {
    await bot.say('zhaogang', city, '/周报 进展情况:完成班子增配', '2026-11-18 09:00')
    expect(await one('zhaogang', city, '/周报 进展情况:完成班子增配', '2026-11-18 09:10')).toContain('没有改动')
    expect(await (await bot.ledger.view()).history(weeklyReport, '周报-2026-001')).toHaveLength(1)
  })

  it('asks again when nothing at all is said, even after a report was filed', async () => {
    await bot.say('zhaogang', city, '/周报 进展情况:完成班子增配', '2026-11-18 09:00')
    expect(await one('zhaogang', city, '/周报', '2026-11-18 09:10')).toContain('还需要填写“进展情况”')
  })

  it('is on time up to the last minute and late after it', async () => {
    expect(await one('zhaogang', city, '/周报 进展情况:刚好', '2026-11-20 17:00')).toContain('按时')
    expect(await one('qianfang', '全省试点工作群', '/周报 进展情况:晚了', '2026-11-20 17:01')).toContain('2026年11月20日 17:01，逾期')
  })

  it('shows who filed for another unit', async () => {
    const answer = await one('zhaogang', city, '/周报 单位:中河街道 进展情况:开展调研', '2026-11-18 09:00')
    expect(answer).toContain('代报：赵刚代中河街道报送')
    expect((await records())[0]).toMatchObject({ unit: '浙江省/宁波市/鄞州区/中河街道', by: 'zhaogang', data: { proxy: true } })
  })

  it('takes the report of a unit that owes none, and says so', async () => {
    expect(await one('wangmin', '中河街道工作群', '/周报 进展情况:开展调研', '2026-11-20 18:00')).toContain('这一周本单位不须报送，照收')
    expect((await records())[0]?.data.due).toBeNull()
  })

  it('is not for contacts, nor for units outside the role', async () => {
    expect(await one('chenlei', '中河街道工作群', '/周报 进展情况:完成', '2026-11-18 09:00')).toContain('没有权限')
    expect(await one('wuqiang', city, '/周报 单位:中河街道 进展情况:完成', '2026-11-18 09:00')).toContain('没有权限')
    expect(await one('wangmin', '中河街道工作群', '/周报 单位:宁波市 进展情况:完成', '2026-11-18 09:00')).toContain('没有权限')
    expect(await records()).toEqual([])
  })
})

describe('the week of a report', () => {
  it('is last week’s before Monday noon while that is missing, and the answer says so', async () => {
    const answer = await one('zhaogang', city, '/周报 进展情况:上周的', '2026-11-23 11:59')
    expect(answer).toContain('宁波市 2026年11月16日至11月22日周报')
    expect(answer).toContain('周一12:00前报送的算上周')
    // Last week's is there now: the next one is this week's.
    expect(await one('zhaogang', city, '/周报 进展情况:本周的', '2026-11-23 11:59')).toContain('宁波市 2026年11月23日至11月29日周报')
    expect(await records()).toHaveLength(2)
  })

  it('is this week’s from Monday noon on', async () => {
    expect(await one('zhaogang', city, '/周报 进展情况:本周的', '2026-11-23 12:00')).toContain('2026年11月23日至11月29日周报')
  })

  it('is never one before the pilot began, unless it is said', async () => {
    expect(await one('zhaogang', city, '/周报 进展情况:第一周', '2026-11-16 09:00')).toContain('2026年11月16日至11月22日周报')
    expect(await one('zhaogang', city, '/周报 周:上周 进展情况:之前的', '2026-11-18 09:00')).toContain('这一周本单位不须报送')
  })

  it('can be said, but not ahead', async () => {
    expect(await one('zhaogang', city, '/周报 周:上周 进展情况:补报', '2026-11-25 09:00')).toContain('2026年11月16日至11月22日周报')
    expect(await one('zhaogang', city, '/周报 周:下周 进展情况:太早', '2026-11-25 09:00')).toContain('还没有到')
    expect(await records()).toHaveLength(1)
  })
})

describe('due days that are no working days', () => {
  it('become the last working day of the week', async () => {
    bot = await startBot({ now: '2026-09-21 09:00' })
    // 25 to 27 September 2026 are Mid-Autumn: Thursday is the last working day.
    expect(await one('zhaogang', city, '/周报 进展情况:节前', '2026-09-24 17:01')).toContain('逾期（截止2026年9月24日（周四） 17:00）')
  })

  it('leave a week without working days owing nothing', async () => {
    bot = await startBot({ now: '2026-02-09 09:00' })
    expect(await one('zhaogang', city, '/周报 进展情况:春节', '2026-02-18 09:00')).toContain('这一周本单位不须报送，照收')
  })

  it('say when the year is not covered', async () => {
    bot = await startBot({ now: '2027-01-04 09:00' })
    expect(await one('zhaogang', city, '/周报 进展情况:新年', '2027-01-06 09:00')).toContain('2027年放假安排尚无数据')
  })
})
