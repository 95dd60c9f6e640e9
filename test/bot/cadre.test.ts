/** What a cadre who was new to the bot stumbled over, as conversations. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')
const quoting = (quote: string, text: string) => `「团讯：${quote}」\n- - - - - - - -\n${text}`

describe('an hour that was asked for', () => {
  it.each([
    ['12月20日上午', '上午9点', '2026年12月20日 09:00'],
    ['下周三下午', '下午2点', '2026年11月25日 14:00'],
    ['下周六上午', '9:30', '2026年11月28日 09:30'],
    ['12月8日晚上', '晚上7点半', '2026年12月8日 19:30'],
    ['12月8日晚上', '12月9日19:30', '2026年12月9日 19:30'],
    ['12月8日上午', '下午3点', '2026年12月8日 15:00'],
    ['2月30日14:00', '2月28日', '2027年2月28日 14:00'],
  ])('goes with the day: %s, then %s', async (said, answer, when) => {
    const bot = await start()
    await bot.say('wangmin', street, `/活动 主题：写春联，时间：${said}，地点：文化站，人数：50`)
    expect((await bot.say('wangmin', street, answer))[0]).toContain(`时间：${when}\n地点：文化站`)
  })

  it('is asked for again with the day kept', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:写春联 时间:12月20日上午')
    expect((await bot.say('wangmin', street, '时间:下午'))[0]).toContain('没有写几点')
    expect((await bot.say('wangmin', street, '3点'))[0]).toContain('时间：2026年12月20日 15:00')
  })
})

describe('a quote that names another record', () => {
  it('answers no open question', async () => {
    const bot = await start()
    for (const n of [20, 21]) await bot.say('wangmin', street, `/活动 主题:读书会 时间:11月${n}日 人数:3`)
    await bot.say('wangmin', street, '/作废 活动-2026-002')
    await bot.say('wangmin', street, quoting('已记录 活动-2026-001：读书会', '写错了，应该是30人'))
    expect((await bot.say('wangmin', street, '/查 活动-2026-002'))[0]).not.toContain('已作废')
    await bot.say('wangmin', street, '/任务 标题:统计人数')
    await bot.say('wangmin', street, quoting('任务-2026-009 逾期', '12月2日'))
    expect((await bot.say('wangmin', street, '/查 任务'))[0]).toContain('没有')
  })

  it('but one that names the same record does, and a quote of the question', async () => {
    const bot = await start()
    for (const n of [20, 21]) await bot.say('wangmin', street, `/活动 主题:读书会 时间:11月${n}日 人数:3`)
    const [question = ''] = await bot.say('wangmin', street, '/作废 活动-2026-002')
    expect((await bot.say('wangmin', street, quoting(question, '记错了')))[0]).toContain('活动-2026-002')
    await bot.say('wangmin', street, '/作废 活动-2026-001')
    expect((await bot.say('wangmin', street, quoting('已记录 活动-2026-001：读书会', '重复了')))[0]).toMatch(/作废.*活动-2026-001/)
  })
})

describe('a question that fails', () => {
  it('leaves nothing open', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', null, '火星街道本月搞了几场活动'))[0]).toContain('没有找到单位')
    expect((await bot.say('wangmin', null, '今天真冷'))[0]).toContain('没看懂这句话')
  })
})

describe('one’s own unit', () => {
  it.each([
    ['wangmin', '这个月我们街道搞了几场活动？', '中河街道活动统计'],
    ['chenlei', '本月我们搞了几场活动', '中河中学活动统计'],
    ['wangmin', '我们区本月搞了几场活动', '没有权限'],
    ['lixin', '全省本月搞了几场活动', '浙江省活动统计'],
    ['wangmin', '这个月我们搞了多少场活动，多少人参加', '中河街道活动统计'],
    ['lixin', '这周各街道搞了几场活动', '浙江省活动统计'],
    ['wangmin', '我今天还有什么事', '王敏的待办'],
    ['wangmin', '周报怎么交', '/周报：'],
    ['wangmin', '通知谁还没收到', '通知'],
    ['wangmin', '明天有什么活动', '中河街道的活动（2026年11月17日）：没有'],
    ['wangmin', '中河中学还有什么任务没完成', '中河中学未办结的任务（截至 2026年11月16日 09:00）：没有。'],
    ['wangmin', '怎么改活动人数', '/更正'],
    ['wangmin', '银行进度怎么样', '鄞州银行'],
  ])('%s asks %s', async (who, text, expected) => {
    const bot = await start()
    expect((await bot.say(who, null, text))[0]).toContain(expected)
  })
})

describe('a sentence that tells of an activity', () => {
  const told = '昨天搞了个青年联谊会，来了35人'
  const line = '/活动 主题:青年联谊会 时间:昨天 人数:35'

  it.each([
    [told, line],
    ['上周五下午3点在文化站组织了一场健康讲座，40多人参加', '/活动 主题:健康讲座 时间:上周五下午3点 地点:文化站'],
    ['我们街道11月14日下午开展了敬老志愿活动', '/活动 主题:敬老志愿 时间:11月14日'],
  ])('%s is offered as a command, in private and by name, and is chat otherwise', async (said, expected) => {
    const bot = await start()
    for (const [where, text] of [[null, said], [street, `@团讯 ${said}`]] as const) {
      expect(await bot.say('wangmin', where, text)).toEqual([`没有记录。您是不是要：\n${expected}\n核对后按这样发一遍即可。`])
    }
    expect(await bot.say('wangmin', street, said)).toEqual([])
    expect((await bot.say('wangmin', null, expected))[0]).toContain('已记录 活动-2026-001')
  })

  it.each(['昨天搞了个乌龙', '昨天开了个会', '昨天下午开了一场会，来了20人', '昨天开了个会来了35人', '昨天开了个会吗', '昨天办了张卡', '明天搞个活动'])('%s tells of none', async (said) => {
    const bot = await start()
    expect((await bot.say('wangmin', null, said))[0]).toMatch(/^没看懂/)
  })

  it.each(['时间:11月28日', '主题:读书会', ''])('is not swallowed by a form that waits for something else (/活动 %s)', async (given) => {
    const bot = await start()
    await bot.say('wangmin', null, `/活动 ${given}`)
    const [answer = ''] = await bot.say('wangmin', null, told)
    expect(answer).toContain(`这句话像是另一件事，没有填进刚才的 /活动，也没有记录。要记录请发：\n${line}`)
    await bot.say('wangmin', null, line)
    expect((await bot.say('wangmin', null, '/查 活动'))[0]).toMatch(/活动-2026-001 青年联谊会.*\n看详情/)
  })

  it('leaves the form open, and its label says that it is meant', async () => {
    const bot = await start()
    await bot.say('wangmin', null, '/活动 时间:11月28日')
    await bot.say('wangmin', null, told)
    expect((await bot.say('wangmin', null, '读书会'))[0]).toContain('活动-2026-001：读书会（计划）')
    await bot.say('wangmin', null, '/活动 时间:11月29日')
    expect((await bot.say('wangmin', null, `主题:${told}`))[0]).toContain(`活动-2026-002：${told}`)
  })

  it('is a report where a report is asked for, and a reason where a reason is', async () => {
    const bot = await start()
    await bot.say('zhaogang', null, '/周报')
    expect((await bot.say('zhaogang', null, told))[0]).toContain('已记录 周报-2026-001')
    await bot.say('wangmin', null, '/活动 歌会 11月28日')
    await bot.say('wangmin', null, '/取消活动 活动1')
    expect((await bot.say('wangmin', null, told))[0]).toContain(`已取消 活动-2026-001：歌会\n时间：2026年11月28日\n原因：${told}`)
  })
})

describe('a record by its number, said to the bot', () => {
  const given = async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 联谊会 11月20日14:00 青年中心 35人')
    await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
    return bot
  }

  it.each([
    ['wangmin', '活动1改到29号', '已更正 活动-2026-001\n时间：2026年11月20日 14:00 → 2026年11月29日 14:00'],
    ['wangmin', '活动1 改到 29号上午9点', '时间：2026年11月20日 14:00 → 2026年11月29日 09:00'],
    ['wangmin', '活动-2026-001的地点改成文化站', '地点：青年中心 → 文化站'],
    ['wangmin', '活动1 人数：40', '预计人数：35 → 40'],
    ['wangmin', '任务1截止改到11月25日', '已更正 任务-2026-001\n截止'],
    ['chenlei', '任务1 报送完毕，共6家', '已办结 任务-2026-001：报送台账\n单位：中河中学，按时\n说明：共6家'],
    ['chenlei', '任务1已完成，共6家', '说明：共6家'],
    ['chenlei', '任务1进展咋样了', '任务-2026-001：报送台账'],
    ['wangmin', '任务1还有谁没交', '未完成：中河中学、鄞州银行'],
    ['wangmin', '活动1，取消', '要取消活动请发：/取消活动 活动-2026-001 原因:…'],
  ])('%s: %s', async (who, said, expected) => {
    const bot = await given()
    expect((await bot.say(who, street, `@团讯 ${said}`))[0]).toContain(expected)
    expect(await bot.say(who, street, said)).toEqual([])
  })

  it.each(['活动1改到哪天了？', '活动1推迟到什么时候', '任务1能不能改到12月1日', '活动1改天再说'])('%s changes nothing', async (said) => {
    const bot = await given()
    await bot.say('wangmin', street, `@团讯 ${said}`)
    for (const number of ['活动1', '任务1']) expect((await bot.say('wangmin', street, `/历史 ${number}`))[0]).toContain('的历史（1次）')
    expect((await bot.say('wangmin', street, '/查 活动'))[0]).not.toContain('活动-2026-002')
  })

  it('an activity is over: 办完了', async () => {
    const bot = await given()
    await bot.clockTo('2026-11-20 18:00')
    expect((await bot.say('wangmin', street, '@团讯 活动1办完了，来了43人'))[0]).toMatch(/^已确认 活动-2026-001：联谊会（已开展）[^]*\n人数：43人/)
    const [post = ''] = await bot.say('wangmin', street, '/活动 读书会 11月20日19:00')
    await bot.clockTo('2026-11-20 21:00')
    expect((await bot.say('wangmin', street, quoting(post, '办完了，12人')))[0]).toContain('已确认 活动-2026-002：读书会（已开展）')
  })
})

describe('a receipt with more to say', () => {
  const announce = async () => {
    const bot = await start()
    const [post = ''] = await bot.say('wangmin', street, '/通知 标题:召开联席会议 内容:周五开会 对象:各成员单位')
    expect(post).toContain('通知-2026-001')
    return { bot, post }
  }
  it('counts where the announcement is quoted, and the rest is kept', async () => {
    const { bot, post } = await announce()
    const [answer] = await bot.say('chenlei', street, quoting(post, '收到，我们派两人参加'))
    expect(answer).toContain('中河中学 已回执（1/3）\n说明：我们派两人参加')
  })
  it('is chat where it is not', async () => {
    const { bot } = await announce()
    expect(await bot.say('chenlei', street, '收到，我们派两人参加')).toEqual([])
  })
  it('is answered when said to the bot where nothing waits', async () => {
    const bot = await start()
    expect(await bot.say('chenlei', street, '@团讯 收到')).toEqual(['这里没有等您回执的通知。'])
    expect(await bot.say('chenlei', street, '收到')).toEqual([])
  })
})

describe('an answer to a question for a time', () => {
  it.each(['月底前', '本月'])('%s is told what is wrong', async (said) => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:读书会')
    expect((await bot.say('wangmin', street, said))[0]).toMatch(/没有说是哪一天，请写成“11月30日14:00”这样|表示期限，这里要写确切时间，请写成“11月20日14:00”这样/)
  })
  it.each(['月底前必须弄完', '两三天吧', '一会儿', '前面的同志'])('%s is chat', async (said) => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:读书会')
    expect(await bot.say('wangmin', street, said)).toEqual([])
  })
})

describe('an answer that comes too late', () => {
  it('is told so when it was surely one', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:读书会')
    expect(await bot.say('chenlei', street, '时间:明天', '2026-11-16 10:00')).toEqual([])
    expect(await bot.say('wangmin', street, '明天天气不错', '2026-11-16 10:00')).toEqual([])
    expect(await bot.say('wangmin', street, '时间:明天', '2026-11-16 10:00')).toEqual([expect.stringContaining('刚才的 /活动 已过了30分钟，没有记录。请重新发，如 /活动 ')])
    expect(await bot.say('wangmin', street, '时间:明天', '2026-11-16 10:01')).toEqual([])
  })
  it('is no longer minded the next day', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:读书会')
    expect(await bot.say('wangmin', street, '时间:明天', '2026-11-17 10:00')).toEqual([])
  })
})

describe('a correction without a label', () => {
  it.each([
    ['26人', '/更正 活动-2026-001 人数:26人'],
    ['12月2日14:00', '/更正 活动-2026-001 时间:12月2日14:00'],
    ['文化站大厅', '可以更正的有'],
  ])('%s is offered with the label it fits', async (said, expected) => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:读书会 时间:11月15日 人数:3')
    expect((await bot.say('wangmin', street, `/更正 活动1 ${said}`))[0]).toContain(expected)
  })
})
