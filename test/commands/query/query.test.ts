import { describe, expect, it } from 'vitest'
import { startBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const province = '全省试点工作群'
const now = '2026-11-16 09:00'

describe('/待办', () => {
  it('lists what is open for oneself, late ones marked, in order of deadline', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:各成员单位')
    await bot.say('wangmin', street, '/任务 标题:名册 截止:11月17日 负责人:陈磊')
    expect((await bot.say('chenlei', street, '/待办', '2026-11-18 18:00'))[0]).toBe([
      '陈磊的待办（截至 2026年11月18日 18:00）：',
      '1. 【逾期】任务《名册》 中河中学，截止 2026年11月17日（周二），请发：/完成 任务-2026-002',
      '2. 【逾期】任务《台账》 中河中学，截止 2026年11月18日（周三） 17:00，请发：/完成 任务-2026-001',
    ].join('\n'))
    expect((await bot.say('sunyan', street, '/待办'))[0]).not.toContain('名册')
  })

  it('answers the plain question, only to the bot or in private', async () => {
    const bot = await startBot({ now })
    expect((await bot.say('zhaogang', city, '@团讯 我还有哪些事要办'))[0]).toContain('周报《2026年11月16日至11月22日》 宁波市，截止 2026年11月20日（周五） 17:00，请发：/周报 进展情况:…')
    expect((await bot.say('zhaogang', null, '我还有哪些事要办'))[0]).toContain('赵刚的待办')
    expect(await bot.say('zhaogang', city, '我还有哪些事要办')).toEqual([])
  })

  it('of somebody else is for those above', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('lixin', province, '/待办 王敏'))[0]).toContain('王敏的待办（截至 2026年11月16日 09:00）：没有。')
    expect((await bot.say('zhouling', null, '/待办 王敏'))[0]).toContain('王敏的待办')
    expect((await bot.say('wangmin', street, '/待办 李欣'))[0]).toContain('没有权限')
    expect((await bot.say('chenlei', street, '/待办 孙燕'))[0]).toContain('没有权限')
    expect((await bot.say('lixin', province, '/待办 某某'))[0]).toContain('名册里没有“某某”')
    expect((await bot.say('nobody', street, '/待办'))[0]).toContain('/我是')
  })
})

describe('/进度', () => {
  it('is worked out from records, with 截至', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/活动 读书会 11月10日 35人')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月15日17:00 对象:各成员单位', '2026-11-16 10:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:各成员单位')
    await bot.say('sunyan', street, '/完成 任务2')
    const [said] = await bot.say('zhouling', null, '中河街道进度怎么样', '2026-11-19 10:00')
    expect(said).toContain('中河街道进度（截至 2026年11月19日 10:00）')
    expect(said).toContain('试点级别：团中央')
    expect(said).toContain('活动：本月已开展1场（35人次）')
    expect(said).toMatch(/任务：已办结1\/\d+，逾期2项/)
  })

  it('of one indicator shows the units below in tree order', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wuqiang', city, '/活动 歌会 11月10日 20人')
    await bot.say('wuqiang', city, '/活动 书会 11月11日 20人')
    await bot.say('wangmin', street, '/活动 读书会 11月10日 35人')
    const [said = ''] = await bot.say('zhaogang', city, '/进度 宁波市 活动')
    expect(said).toContain('活动：本月已开展3场（75人次）')
    expect(said.indexOf('鄞州区——')).toBeGreaterThan(0)
    expect(said.indexOf('鄞州区——')).toBeLessThan(said.indexOf('江北区——'))
    expect((await bot.say('zhaogang', city, '/进度 宁波市 天气'))[0]).toContain('可以看的有：试点、周报、活动')
  })

  it('of several units is a line for each, in the order they are named, each within the asker\'s scope', async () => {
    const bot = await startQuietBot(now)
    for (const said of ['@团讯 庄桥和中河进度', '/进度 庄桥街道、中河街道', '@团讯 庄桥街道、中河街道进度怎么样']) {
      expect((await bot.say('zhaogang', city, said))[0], said).toMatch(/^各单位进度（截至 2026年\S+ \S+）\n庄桥街道——试点级别：省.*\n中河街道——试点级别：团中央.*$/)
    }
    expect((await bot.say('zhaogang', city, '/进度 各街道 活动'))[0]).toMatch(/中河街道——活动：.*\n庄桥街道——活动：/)
    expect((await bot.say('zhaogang', city, '/进度 庄桥街道、天水街道'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', street, '/进度 中河街道、庄桥街道'))[0]).toContain('没有权限')
    expect((await bot.say('zhouling', null, '/进度 鄞州区、中河街道 街道排名'))[0]).toContain('请只写一个单位')
  })

  it('stays within the asker\'s scope', async () => {
    const bot = await startQuietBot(now)
    for (const who of ['wuqiang', 'sunyan']) expect((await bot.say(who, null, '/进度 中河街道'))[0]).toContain('没有权限')
    expect((await bot.say('sunyan', null, '/进度'))[0]).toContain('鄞州银行进度')
    expect((await bot.say('fengdao', null, '/进度 中河街道'))[0]).toContain('中河街道进度')
    expect((await bot.say('lixin', null, '/进度 火星街道'))[0]).toContain('没有找到单位“火星街道”')
    expect((await bot.say('nobody', null, '/进度 中河街道'))[0]).toContain('/我是')
  })
})

describe('/统计', () => {
  it('counts a kind over a period for the unit and those below, unranked', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/活动 读书会 11月10日 35人')
    await bot.say('wangmin', street, '/活动 义诊 11月25日')
    expect((await bot.say('zhaogang', city, '@团讯 本月搞了几场活动'))[0]).toBe('宁波市活动统计（2026年11月1日至2026年11月30日，截至 2026年11月16日 09:00）\n合计：已开展1场，35人次，计划1场\n鄞州区：已开展1场，35人次，计划1场\n江北区：已开展0场')
    expect((await bot.say('wangmin', street, '/统计 活动 上月'))[0]).toContain('合计：已开展0场')
  })

  it('counts tasks given, done and late, and announcements', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:各成员单位')
    await bot.say('sunyan', street, '/完成 任务1')
    await bot.say('wangmin', street, '/通知 冬训')
    await bot.say('chenlei', street, '收到')
    expect((await bot.say('wangmin', street, '/统计 任务', '2026-11-19 09:00'))[0]).toContain('合计：布置1项，办结1项次，逾期未办2项次')
    expect((await bot.say('wangmin', street, '/统计 通知'))[0]).toContain('合计：发布1条，回执1个')
  })

  it('asks and refuses as everything else', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('wangmin', street, '/统计'))[0]).toMatch(/^还需要填写“类别”/)
    expect((await bot.say('wangmin', street, '活动'))[0]).toContain('中河街道活动统计')
    expect((await bot.say('wangmin', street, '/统计 天气'))[0]).toContain('1. 活动\n2. 周报')
    expect((await bot.say('wuqiang', street, '/统计 活动 单位:中河街道'))[0]).toContain('没有权限')
    expect((await bot.say('nobody', street, '/统计 活动'))[0]).toContain('/我是')
  })
})
