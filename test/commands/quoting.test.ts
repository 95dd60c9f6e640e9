/** What is said by quoting the bot about a record. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = (now = '2026-11-16 09:00') => startQuietBot(now)
/** A quote as WeChat writes it. */
const quoting = (quoted: string, said: string) => `「团讯：${quoted}」\n- - - - - - - - -\n${said}`

describe('quoting the bot about a record', () => {
  const given = async () => {
    const bot = await start()
    const [task = ''] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学')
    const [held = ''] = await bot.say('wangmin', street, '/活动 敬老院慰问 11月15日14:00 敬老院 28人')
    return { bot, task, held }
  }

  it.each(['能不能晚两天', '催一下', '作废吧，发错了'])('%s: what is not understood is answered by what can be done', async (said) => {
    const { bot, task } = await given()
    expect(await bot.say('chenlei', street, quoting(task, said))).toHaveLength(1)
    expect((await bot.say('chenlei', street, quoting(task, '能不能晚两天')))[0]).toMatch(/^没看懂。任务-2026-001 可以发：\/延期、\/完成、.*\/更正.*\/作废.*，后面写编号，如 \/延期 任务-2026-001$/)
  })

  it('labelled values correct it', async () => {
    const { bot, held, task } = await given()
    expect((await bot.say('wangmin', street, quoting(held, '人数：55')))[0]).toContain('已更正 活动-2026-001\n人数：28 → 55')
    expect((await bot.say('wangmin', street, quoting(task, '截止:11月20日 标题:台账')))[0]).toContain('已更正 任务-2026-001')
    expect((await bot.say('chenlei', street, quoting(task, '标题:别的')))[0]).toContain('没有权限')
  })

  it.each([
    ['改到11月28日', '时间：2026年11月20日 14:00 → 2026年11月28日 14:00'],
    ['改到下周三下午3点', '时间：2026年11月20日 14:00 → 2026年11月25日 15:00'],
    ['推迟到11月28号吧。', '时间：2026年11月20日 14:00 → 2026年11月28日 14:00'],
    ['时间改成下午4点', '时间：2026年11月20日 14:00 → 2026年11月20日 16:00'],
    ['地点改到文化站大厅', '地点：青年中心 → 文化站大厅'],
    ['人数改成40人', '预计人数：35 → 40'],
    ['把主题改为青年聯誼會', '主题：联谊会 → 青年聯誼會'],
  ])('%s changes the activity', async (said, expected) => {
    const bot = await start()
    const [planned = ''] = await bot.say('wangmin', street, '/活动 联谊会 11月20日14:00 青年中心 35人')
    await bot.say('wangmin', street, '/任务 标题:统计人数')
    expect((await bot.say('wangmin', street, quoting(planned, said)))[0]).toContain(`已更正 活动-2026-001\n${expected}`)
    expect((await bot.say('linhua', street, quoting(planned, said)))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', street, '截止:12月2日'))[0]).toContain('已布置')
  })

  it.each(['改到哪天了？', '推迟到什么时候', '能不能改到11月28日', '改到会场去吃饭吧', '提前到的同志先签到'])('%s changes nothing', async (said) => {
    const bot = await start()
    const [planned = ''] = await bot.say('wangmin', street, '/活动 联谊会 11月20日14:00 青年中心 35人')
    await bot.say('wangmin', street, quoting(planned, said))
    expect(await bot.say('wangmin', street, '改到11月28日', undefined, { quote: '王敏：活动-2026-001 要办了' })).toEqual([])
    expect((await bot.say('wangmin', street, '/历史 活动1'))[0]).toContain('的历史（1次）')
  })

  it('what is wanted of it is named first', async () => {
    const bot = await start()
    const [planned = ''] = await bot.say('wangmin', street, '/活动 联谊会 11月20日14:00 青年中心 35人')
    for (const [said, command] of [['能不能改个时间', '更正'], ['这场不办了，取消', '取消活动'], ['记错了，帮忙删掉', '作废']] as const) {
      expect((await bot.say('wangmin', street, quoting(planned, said)))[0]).toMatch(new RegExp(`^没看懂。活动-2026-001 可以发：/${command}、.*如 /${command} 活动-2026-001$`))
    }
  })

  it('取消 is about the activity quoted, not about a form that is open', async () => {
    const bot = await start()
    const [planned = ''] = await bot.say('wangmin', street, '/活动 联谊会 11月20日14:00 青年中心 35人')
    for (const where of [street, null]) {
      const [question = ''] = await bot.say('wangmin', where, '/任务 标题:统计人数')
      expect(await bot.say('wangmin', where, quoting(planned, '取消'))).toEqual(['要取消活动请发：/取消活动 活动-2026-001 原因:…'])
      expect(await bot.say('wangmin', where, `${quoting(planned, '@团讯 取消吧')}`)).toEqual(['要取消活动请发：/取消活动 活动-2026-001 原因:…'])
      expect((await bot.say('wangmin', where, '截止:12月2日'))[0]).toContain('已布置')
      await bot.say('wangmin', where, '/作废 任务1 试一下')
      expect((await bot.say('wangmin', where, '/任务 标题:清点'))[0]).toBe(question)
      expect((await bot.say('wangmin', where, quoting(question, '@团讯 取消')))[0]).toBe('已取消，刚才的 /任务 没有记录。')
    }
    expect((await bot.say('wangmin', street, quoting(planned, '取消，台风')))[0]).toContain('已取消 活动-2026-001：联谊会')
  })

  it.each(['辛苦了', '好的', '👍', '活动真热闹', '已经办过了吗', '大家辛苦', '@王敏 看一下', '这件事我们上次开会的时候已经讨论过了，大家都觉得还是应该等上级的文件下来以后再说，先放一放'])('%s is chat', async (said) => {
    const { bot, task } = await given()
    expect(await bot.say('chenlei', street, quoting(task, said))).toEqual([])
  })

  it('a colleague’s message, or one without a record, is chat', async () => {
    const { bot, task } = await given()
    const colleague = quoting(task, '能不能晚两天').replace('团讯', '王敏')
    expect(await bot.say('chenlei', street, colleague)).toEqual([])
    expect(await bot.say('chenlei', street, '人数:55')).toEqual([])
    expect(await bot.say('chenlei', street, '能不能晚两天', undefined, { quote: '王敏：任务-2026-001 抓紧' })).toEqual([])
    expect(await bot.say('chenlei', street, quoting('本周简报', '能不能晚两天'))).toEqual([])
  })

  it('an open form is still answered first', async () => {
    const { bot, held } = await given()
    await bot.say('wangmin', street, '/任务 标题:统计人数')
    expect((await bot.say('wangmin', street, quoting(held, '人数:30')))[0]).toContain('已更正 活动-2026-001')
    expect((await bot.say('wangmin', street, '截止:12月2日'))[0]).toContain('已布置')
  })
})
