import { describe, expect, it } from 'vitest'
import { bulletin } from '../../src/domain/records/bulletin.ts'
import { smallPilot, startBot, type TestBot } from '../support/bot.ts'

const province = '全省试点工作群'
const city = '宁波市工作群'

/** Every bulletin said in a place: its head line, its date and the whole text. */
async function issues(bot: TestBot, place = province) {
  const said = await bot.said(place)
  return said.flatMap(({ text }) => {
    const lines = text.split('\n')
    const head = lines.find((line) => /^第 \d+ 期（总第 \d+ 期）$/.test(line))
    return head === undefined || text.includes('已记录') ? [] : [{ head, date: lines[lines.indexOf(head) + 2] ?? '', text }]
  })
}
const heads = async (bot: TestBot, place?: string) => (await issues(bot, place)).map(({ head, date }) => `${head} ${date}`)

const file = (bot: TestBot, when: string, text = '完成班子增配') => bot.say('zhaogang', city, `/周报 进展情况:${text} 周:本周`, when)

describe('the weekly bulletin', () => {
  it('goes out at its hour with what was recorded below, under the office of its unit', async () => {
    const bot = await startBot()
    await file(bot, '2026-11-18 09:00')
    await bot.clockTo('2026-11-23 09:59')
    expect(await issues(bot)).toEqual([])
    await bot.clockTo('2026-11-23 10:00')
    const [issue] = await issues(bot)
    expect(issue?.text.split('\n').slice(0, 4)).toEqual([
      '浙江省街道团建试点工作简报', '第 1 期（总第 1 期）', '共青团浙江省委城市青年工作部', '2026年11月23日',
    ])
    expect(issue?.text).toContain('宁波市：完成班子增配（周报-2026-001）')
    expect(issue?.text).toMatch(/台账校验：\d+-[0-9a-f]{8}$/)
  })

  it('makes no issue of an empty period and uses no number for it', async () => {
    const bot = await startBot()
    await bot.clockTo('2026-11-24 00:00')
    expect(await issues(bot)).toEqual([])
    await file(bot, '2026-11-24 09:00')
    await bot.clockTo('2026-12-08 00:00')
    expect(await heads(bot)).toEqual(['第 1 期（总第 1 期） 2026年11月30日'])
  })

  it('starts a year at 1 and goes on in total', async () => {
    const bot = await startBot({ now: '2025-12-15 09:00' })
    await file(bot, '2025-12-17 09:00')
    await file(bot, '2025-12-24 09:00')
    await file(bot, '2025-12-31 09:00')
    await bot.clockTo('2026-01-06 00:00')
    expect(await heads(bot)).toEqual([
      '第 1 期（总第 1 期） 2025年12月22日', '第 2 期（总第 2 期） 2025年12月29日', '第 1 期（总第 3 期） 2026年1月5日',
    ])
  })

  it('continues a series that began on paper, in the year the pilot was set up', async () => {
    const setup = `${smallPilot}bulletins:\n  - { unit: 浙江省, nextIssue: 17, nextTotal: 34 }\n`
    const bot = await startBot({ now: '2025-12-15 09:00', setup })
    await file(bot, '2025-12-17 09:00')
    await file(bot, '2025-12-24 09:00')
    await file(bot, '2025-12-31 09:00')
    await bot.clockTo('2026-01-06 00:00')
    expect(await heads(bot)).toEqual([
      '第 17 期（总第 34 期） 2025年12月22日', '第 18 期（总第 35 期） 2025年12月29日', '第 1 期（总第 36 期） 2026年1月5日',
    ])
  })

  it('waits on a rest day for the same hour of the next working day', async () => {
    const bot = await startBot({ now: '2026-09-28 11:00' })
    await file(bot, '2026-09-29 09:00')
    await bot.clockTo('2026-10-08 09:59')
    expect(await issues(bot)).toEqual([])
    await bot.clockTo('2026-10-08 10:00')
    expect(await heads(bot)).toEqual(['第 1 期（总第 1 期） 2026年10月8日'])
  })

  it('comes on a make-up Saturday', async () => {
    const bot = await startBot({ now: '2026-10-08 09:00', setup: smallPilot.replace('周一 10:00', '周六 16:00') })
    await file(bot, '2026-10-09 09:00')
    await bot.clockTo('2026-10-10 16:00')
    expect(await heads(bot)).toEqual(['第 1 期（总第 1 期） 2026年10月10日'])
  })

  it('prints 未到期 before the reports are due, and waits for nobody', async () => {
    const bot = await startBot({ setup: smallPilot.replace('周一 10:00', '周四 10:00') })
    await file(bot, '2026-11-18 09:00')
    await bot.clockTo('2026-11-19 10:00')
    const [issue] = await issues(bot)
    expect(issue?.text).toContain('应报 2，按时 1，未到期 1\n按时：宁波市\n未到期：杭州市')
    expect(issue?.text).not.toContain('逾期未办')
  })
})

describe('one issue and its groups', () => {
  const two = smallPilot.replace('  - { name: 全省', '  - { name: 省委办公群, unit: 浙江省, bulletin: 周五 09:00 }\n  - { name: 无简报群, unit: 浙江省, bulletin: off }\n  - { name: 全省')

  it('is the same for every group of the unit, at the earliest of their times', async () => {
    const bot = await startBot({ setup: two })
    await file(bot, '2026-11-18 09:00')
    await bot.clockTo('2026-11-28 00:00')
    expect(await heads(bot)).toEqual(['第 1 期（总第 1 期） 2026年11月23日'])
    expect((await issues(bot, '省委办公群'))[0]?.text).toBe((await issues(bot))[0]?.text)
    expect(await issues(bot, '无简报群')).toEqual([])
  })

  it('is numbered for each unit apart, each from the records below it', async () => {
    const setup = smallPilot.replace('name: 宁波市工作群, unit: 浙江省/宁波市, bulletin: off', 'name: 宁波市工作群, unit: 浙江省/宁波市, bulletin: 周一 10:00')
    const bot = await startBot({ setup })
    await bot.say('qianfang', province, '/周报 进展情况:杭州的进展', '2026-11-18 09:00')
    await bot.clockTo('2026-11-23 10:00')
    await file(bot, '2026-11-25 09:00', '宁波的进展')
    await bot.clockTo('2026-11-30 10:00')
    expect(await heads(bot)).toEqual(['第 1 期（总第 1 期） 2026年11月23日', '第 2 期（总第 2 期） 2026年11月30日'])
    const own = await issues(bot, city)
    expect(own.map(({ head, date }) => `${head} ${date}`)).toEqual(['第 1 期（总第 1 期） 2026年11月30日'])
    expect(own[0]?.text).toContain('宁波的进展')
    expect(own[0]?.text).not.toContain('杭州')
    expect(own[0]?.text.split('\n')[2]).toBe('宁波市')
  })
})

describe('Burden', () => {
  it('counts what units below have left undone and tells the names to the leaders alone', async () => {
    const bot = await startBot()
    await file(bot, '2026-11-18 09:00')
    await bot.clockTo('2026-11-23 10:00')
    const [issue] = await issues(bot)
    const part = issue?.text.split('、逾期未办\n')[1]?.split('\n\n')[0]
    expect(part).toBe('杭州市：1 项')
    expect(issue?.text.split('、报送情况\n')[1]?.split('\n\n')[0]).not.toContain('杭州市')
    const told = (await bot.said({ person: 'lixin' })).map(({ text }) => text)
    expect(told).toEqual([
      '逾期未办清单：浙江省，共 1 项（第1期简报，截至 2026年11月23日 10:00）\n杭州市：周报《2026年11月16日至11月22日》，2026年11月20日（周五） 17:00到期',
    ])
  })

  it('sends no list when nothing is overdue', async () => {
    const bot = await startBot()
    await file(bot, '2026-11-18 09:00')
    await bot.say('qianfang', province, '/周报 进展情况:完成', '2026-11-18 09:00')
    await bot.clockTo('2026-11-23 10:00')
    expect((await issues(bot))[0]?.text).not.toContain('逾期未办')
    expect(await bot.said({ person: 'lixin' })).toEqual([])
  })
})

describe('what it keeps', () => {
  it('is the numbers of the records its figures come from', async () => {
    const bot = await startBot()
    await file(bot, '2026-11-18 09:00')
    await bot.say('wangmin', '中河街道工作群', '/活动 主题:联谊会 时间:11月17日14:00 人数:35 联办:中河中学', '2026-11-18 09:10')
    await bot.say('wangmin', '中河街道工作群', '/活动 主题:志愿服务 时间:11月27日9:00', '2026-11-18 09:20')
    await bot.clockTo('2026-11-23 10:00')
    const [record] = await (await bot.ledger.view()).list(bulletin, 'unit', '浙江省')
    expect(record?.data.sources).toMatchObject({ weeklyReport: ['周报-2026-001'], held: ['活动-2026-001'], planned: ['活动-2026-002'] })
    expect(record).toMatchObject({ id: '简报-2026-001', data: { issue: '1', total: '1', year: 2026, state: 'issued', weeks: ['2026-11-16'] } })
  })

  it('counts a joint activity once, and a planned one again when it was held', async () => {
    const bot = await startBot()
    await bot.say('wangmin', '中河街道工作群', '/活动 主题:志愿服务 时间:11月24日9:00 联办:中河中学、鄞州银行', '2026-11-18 09:20')
    await bot.clockTo('2026-11-23 10:00')
    await bot.say('wangmin', '中河街道工作群', '/活动 已办 活动-2026-001 人数:40', '2026-11-25 09:00')
    await bot.clockTo('2026-11-30 10:00')
    const [first, second] = await issues(bot)
    expect(first?.text).toContain('新报活动计划 1 项')
    expect(first?.text).toContain('未来一周计划 1 场：\n中河街道：志愿服务（2026年11月24日 09:00，联办：中河中学、鄞州银行）')
    expect(second?.text).toContain('开展活动 1 场（40 人次）')
    expect(second?.text).not.toContain('新报活动计划')
  })
})
