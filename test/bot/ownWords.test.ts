/** What cadres typed in their own words and saw recorded otherwise, or not understood. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const start = () => startQuietBot('2026-11-24 09:00')

describe('a dictated sentence', () => {
  it.each([
    ['嗯那个昨天下午两点我们在青年中心搞了一个读书会大概来了三十五个人吧', '/活动 主题:读书会 时间:昨天下午两点 地点:青年中心'],
    ['昨天下午2点在文化站搞了个联谊会来了35个人', '/活动 主题:联谊会 时间:昨天下午2点 地点:文化站 人数:35'],
  ])('%s is offered as a command', async (said, line) => {
    const bot = await start()
    expect(await bot.say('wangmin', street, `@团讯 ${said}`)).toEqual([`没有记录。您是不是要：\n${line}\n核对后按这样发一遍即可。`])
    expect(await bot.say('wangmin', street, said)).toEqual([])
  })
})

describe('a day without its month in a correction', () => {
  it.each([
    ['12月22日上午9点', '/更正 活动1 时间:28号', '2026年12月22日 09:00 → 2026年12月28日 09:00'],
    ['12月22日上午9点', '@团讯 活动1改到21号', '2026年12月22日 09:00 → 2026年12月21日 09:00'],
    ['12月22日上午9点', '@团讯 活动1改回二十一号下午2点', '2026年12月22日 09:00 → 2026年12月21日 14:00'],
    ['11月26日14:00', '/更正 活动1 时间:21号', '2026年11月26日 14:00 → 2026年12月21日 14:00'],
    ['11月28日14:00', '/更正 活动1 时间:3号', '2026年11月28日 14:00 → 2026年12月3日 14:00'],
    ['12月22日上午9点', '/更正 活动1 时间:明天', '2026年12月22日 09:00 → 2026年11月25日 09:00'],
    ['12月22日上午9点', '/更正 活动1 时间:11月28日10:00', '2026年12月22日 09:00 → 2026年11月28日 10:00'],
    ['11月3日14:00', '/更正 活动1 时间:30号', '2026年11月3日 14:00 → 2026年10月30日 14:00'],
  ])('is near the day that is changed: %s, %s', async (when, said, expected) => {
    const bot = await start()
    await bot.say('wangmin', street, `/活动 主题:慰问 时间:${when} 人数:9`)
    expect((await bot.say('wangmin', street, said))[0]).toContain(`时间：${expected}\n`)
  })

  it('is so of a deadline, but 3日内 counts from today', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 标题:报表 截止:12月25日17:00')
    expect((await bot.say('wangmin', street, '/更正 任务1 截止:28号'))[0]).toContain('→ 2026年12月28日（周一）')
    expect((await bot.say('wangmin', street, '@团讯 任务1截止改到29号'))[0]).toContain('→ 2026年12月29日（周二）')
    expect((await bot.say('wangmin', street, '/更正 任务1 截止:3日内'))[0]).toContain('→ 2026年11月27日（周五）')
  })

  it('a plan that is put behind us stays one, which is said', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:慰问 时间:12月22日9:00')
    expect((await bot.say('wangmin', street, '/更正 活动1 时间:11月20日'))[0]).toContain('提示：改后的时间已经过去，仍记为计划；办完了请发 /活动 已办 活动-2026-001 人数:实到人数')
    expect((await bot.say('wangmin', street, '/更正 活动1 时间:12月20日'))[0]).not.toContain('提示')
  })
})

describe('a record spoken of by its number', () => {
  it.each([
    ['帮我把活动1的时间改成12月23号', '2026年12月22日 09:00 → 2026年12月23日 09:00'], ['麻烦把活动1作废，重复了', '已作废 活动-2026-001'], ['活动1 人数40', '预计人数：（空） → 40'],
    ['活动1 我们还在准备', '没看懂。活动-2026-001 可以发：/取消活动、'], ['活动1 现在办到一半', '没看懂。活动-2026-001 可以发：'],
  ])('said to the bot: %s', async (said, expected) => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:慰问 时间:12月22日上午9点')
    expect((await bot.say('wangmin', street, `@团讯 ${said}`))[0]).toContain(expected)
    expect(await bot.say('wangmin', street, said)).toEqual([])
  })

  it.each(['活动12月20日 读书会', '活动2号下午 读书会', '任务3个单位都要报 12月5日', '通知1月5日开会'])('is not meant by %s', async (said) =>
    expect((await (await start()).say('wangmin', street, `@团讯 ${said}`))[0]).not.toContain('可以发：'))
})

describe('a task by its title', () => {
  const given = async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 季度报表 12月25日17:00 谢华')
    return bot
  }

  it.each([['/延期 季度报表 12月28日 材料没齐', '延期到2026年12月28日'], ['/稍后 季度报表 明天上午10点', '2026年11月25日（周三） 10:00 再提醒'], ['/完成 季度报表', '已办结 任务-2026-001']])('may begin like a time: %s', async (said, expected) =>
    expect((await (await given()).say('wangmin', street, said))[0]).toContain(expected))

  it.each(['季度报表报好了', '我们季度报表已经交了，请查收', '交了季度报表'])('%s: the command is offered, nothing recorded', async (said) => {
    const bot = await given()
    expect((await bot.say('wangmin', street, `@团讯 ${said}`))[0]).toBe('没有记录。您是不是要：\n/完成 季度报表\n核对后按这样发一遍即可。')
    expect(await bot.say('wangmin', street, said)).toEqual([])
  })

  it.each(['季度报表还没报好', '季度报表报好了吗', '谁的报表报好了', '完成情况', '报名'])('%s tells of none', async (said) => expect((await (await given()).say('wangmin', street, `@团讯 ${said}`))[0]).not.toContain('/完成 '))
})

describe('the week of a report', () => {
  it.each([['/周报 上周 走访3户', '2026年11月16日至11月22日', '走访3户'], ['/周报 上周：走访3户', '2026年11月16日至11月22日', '走访3户'], ['/周报 第47周，走访3户', '2026年11月16日至11月22日', '走访3户'], ['/周报 本周 走访3户', '2026年11月23日至11月29日', '走访3户']])(
    'stands first: %s', async (said, week, text) => {
      const bot = await start()
      expect((await bot.say('zhaogang', city, said))[0]).toContain(`已记录 周报-2026-001：宁波市 ${week}周报`)
      expect((await bot.say('zhaogang', city, '/查 周报-2026-001'))[0]).toContain(`进展情况：${text}\n`)
    })

  it('alone is no report', async () => expect((await (await start()).say('zhaogang', city, '/周报 上周'))[0]).toContain('还需要填写“进展情况”'))

  it('is said where the text begins with another', async () => {
    const bot = await start()
    expect((await bot.say('zhaogang', city, '/周报 上周走访3户'))[0]).toContain('按2026年11月23日至11月29日记的；要报上周的请写明 周:上周。')
    expect((await bot.say('zhaogang', city, '/周报 本周走访3户'))[0]).not.toContain('请写明')
  })
})

it.each([['经费结余：一千二', '经费结余：1200'], ['经费结余：1200元；资料：签到表', '资料：签到表']])('a sum behind a long text is no part of it: %s', async (said, expected) => {
  const bot = await start()
  await bot.say('wangmin', street, '/轮值 中河中学 11月1日至12月31日')
  const [answer] = await bot.say('chenlei', street, `/交接 已办：联谊会一次，未办：无，${said}`)
  expect(answer).toContain('未办：无\n')
  expect(answer).toContain(expected)
})

describe('收到 with who got it', () => {
  const announced = async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/通知 标题:报名册 截止:12月1日 对象:各成员单位')
    return bot
  }

  it.each([['chenlei', '中河中学收到'], ['chenlei', '陈磊 收到！'], ['chenlei', '中河中学陈磊：已收到，谢谢'], ['sunyan', '鄞州银行，收到']])('is the receipt of their own unit: %s %s', async (who, said) =>
    expect((await (await announced()).say(who, street, said))[0]).toContain('已收到 通知-2026-001'))

  it.each([['chenlei', '鄞州银行收到'], ['chenlei', '孙燕收到'], ['chenlei', '中河中学收到了吗'], ['chenlei', '中河中学收到，派两人'], ['chenlei', '中河中学没收到'], ['chenlei', '中学收到一箱物资'], ['wangmin', '中河街道完成']])('is none: %s %s', async (who, said) =>
    expect(await (await announced()).say(who, street, said)).toEqual([]))

  it('takes a remark where it is said to the bot', async () => {
    expect((await (await announced()).say('chenlei', street, '@团讯 中河中学收到，派两人参加'))[0]).toMatch(/中河中学 已回执（1\/\d）\n说明：派两人参加/)
    expect((await (await announced()).say('chenlei', street, '@团讯 收到，派两人参加'))[0]).toContain('说明：派两人参加')
  })

  it('in private is a nod unless a receipt is wanted elsewhere', async () => {
    expect(await (await start()).say('chenlei', null, '收到')).toEqual([])
    expect((await (await announced()).say('chenlei', null, '收到，我们派两人'))[0]).toContain('《报名册》，看过后请发：/收到 通知-2026-001')
  })
})

it('a role is read with 为 before it', async () => {
  expect((await (await start()).say('lixin', null, '/授权 王敏 为领导 中河街道'))[0]).not.toContain('角色”里没有')
})

describe('代 others', () => {
  it.each([['/周报 代杭州市 走访5户', '杭州市'], ['/周报 替杭州市报：走访5户', '杭州市']])('is for that unit: %s', async (said, unit) => {
    const [answer] = await (await start()).say('lixin', '全省试点工作群', said)
    expect(answer).toContain(`已记录 周报-2026-001：${unit} 2026年11月23日`)
    expect(answer).toContain(`代${unit}报送`)
  })

  it('and not allowed where it is not theirs; nothing is recorded for their own', async () => {
    const bot = await start()
    expect((await bot.say('zhaogang', city, '/周报 代杭州市 走访5户'))[0]).toContain('没有权限')
    expect((await bot.say('zhaogang', city, '/查 周报'))[0]).toContain('没有')
  })

  it.each(['代表大会筹备 走访', '替困难青年 办实事'])('is not %s', async (text) => {
    const bot = await start()
    expect((await bot.say('zhaogang', city, `/周报 ${text}`))[0]).toContain('已记录 周报-2026-001：宁波市')
    expect((await bot.say('zhaogang', city, '/查 周报-2026-001'))[0]).toContain(`进展情况：${text}\n`)
  })
})

it('a number before a time that is not understood is kept', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/任务 标题:名册 截止:12月5日')
  const [complaint] = await bot.say('wangmin', street, '/稍后 任务1 晚点')
  expect(complaint).toMatch(/^时间：没有看懂“/)
  expect(complaint).not.toContain('编号')
  expect((await bot.say('wangmin', street, '明天10:00'))[0]).toContain('任务-2026-001 到 2026年11月25日（周三） 10:00 再提醒')
})

it.each([['/请假 明天到后天 王敏代', '期间改为提醒王敏'], ['/请假 明天到后天 出差 由王敏代一下', '期间改为提醒王敏'], ['/请假 明天到后天 新时代论坛', '期间不再提醒您'], ['/请假 明天到后天 学习新时代', '期间不再提醒您'], ['/请假 明天到后天 小王代理', '名册里没有“小王”']])(
  'who stands in: %s', async (said, answer) => expect((await (await start()).say('chenlei', null, said))[0]).toContain(answer))

it.each(['简报改成周三发', '周报改到周四交'])('%s is no correction of a record', async (said) => expect((await (await start()).say('wangmin', street, `@团讯 ${said}`))[0]).not.toContain('/更正'))

describe('a sentence that tells of an activity', () => {
  it.each([
    ['12月20日晚上8点在礼堂举办迎新晚会，预计80人', '/活动 主题:迎新晚会 时间:12月20日晚上8点 地点:礼堂 人数:80'], ['昨天下午三点在社区开了志愿服务活动，一共23个人参加', '/活动 主题:志愿服务 时间:昨天下午三点 地点:社区 人数:23'],
  ])('to come, and with an hour in numerals: %s', async (said, line) => {
    const [answer = ''] = await (await start()).say('wangmin', street, `@团讯 ${said}`)
    expect(answer).toContain(`没有记录。您是不是要：\n${line}\n`)
    expect((await (await start()).say('wangmin', street, line))[0]).toContain('已记录 活动-2026-001')
  })

  it.each(['明天开会', '明天组织大家去看电影', '明天举行吗', '明天几点召开联席会议'])('is not %s', async (said) => expect((await (await start()).say('wangmin', street, `@团讯 ${said}`))[0]).not.toContain('没有记录'))

  it('may be the title that is asked for', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/通知 对象:中河中学')
    expect((await bot.say('wangmin', street, '@团讯 明天下午在街道召开联席会议'))[0]).toContain('通知-2026-001：明天下午在街道召开联席会议')
  })
})

describe('right after a record was made', () => {
  const recorded = async () => {
    const bot = await start()
    await bot.say('chenlei', null, '/活动 主题:团课 时间:11月23日15:00 人数:30')
    return bot
  }

  it.each([
    ['人数错了，是32', '人数：30 → 32'], ['人数是32', '人数：30 → 32'], ['人数32', '人数：30 → 32'], ['改成32人', '人数：30 → 32'], ['地点应为多功能厅', '地点：（空） → 多功能厅'], ['改到11月22日', '时间：2026年11月23日 15:00 → 2026年11月22日 15:00'],
  ])('a change said to the bot is of that record: %s', async (said, change) => expect((await (await recorded()).say('chenlei', null, said))[0]).toContain(`已更正 活动-2026-001\n${change}\n`))

  it('that it is wrong is answered with how to change it', async () => {
    for (const said of ['不对', '写错了']) expect((await (await recorded()).say('chenlei', null, said))[0]).toContain('活动-2026-001 可以发：/更正')
    expect((await (await start()).say('chenlei', null, '不对'))[0]).toContain('没看懂这句话')
  })

  it.each(['人数是多少', '改成什么', '天气改成晴', '明天开会', '人数很多', '32', '好像不对'])('%s is none', async (said) => {
    const bot = await recorded()
    expect((await bot.say('chenlei', null, said)).join('')).not.toContain('已更正')
    expect((await bot.say('chenlei', null, '/查 活动1'))[0]).toContain('人数：30')
  })

  it('not half an hour later, in another chat, of somebody else’s, or unless it is said to the bot', async () => {
    const bot = await recorded()
    expect((await bot.say('chenlei', street, '@团讯 人数是32'))[0]).toContain('没看懂')
    expect((await bot.say('sunyan', null, '人数是32'))[0]).toContain('没看懂')
    expect(await bot.say('chenlei', street, '人数是32')).toEqual([])
    expect((await bot.say('chenlei', null, '人数是32', '2026-11-24 09:31'))[0]).toContain('没看懂')
  })
})

it('a question that answers nothing that was asked is a question', async () => {
  const bot = await start()
  await bot.say('chenlei', null, '/统计')
  expect((await bot.say('chenlei', null, '我们学校本月搞了几场活动'))[0]).toContain('中河中学活动统计')
  expect((await bot.say('chenlei', null, '还有什么没交'))[0]).toContain('待办')
})

describe('units that are not all known', () => {
  it.each([['/通知 开会啦 对象：中河中学 银行 医院', '没有找到单位'], ['/任务 报年报 12月9日 财政局', '没有找到单位“财政局”']])('are no remark: %s', async (said, complaint) => {
    const bot = await start()
    expect((await bot.say('wangmin', street, said))[0]).toContain(complaint)
    expect((await bot.say('wangmin', street, '/查 通知'))[0]).toContain('没有')
  })

  it('with a space before them are those meant', async () => {
    expect((await (await start()).say('wangmin', street, '/通知 开会 周五下午3点 三楼 对象 中河中学'))[0]).toContain('周五下午3点 三楼\n对象：中河中学\n')
  })

  it.each(['以大局为重', '布局', '顾全大局'])('%s is a remark', async (said) => expect((await (await start()).say('wangmin', street, `/任务 报年报 12月9日 ${said}`))[0]).toContain(`说明：${said}`))
})

it.each([['/任务 报年报 12月8日 12月9日', '多出来的“12月9日”'], ['/任务 报年报4 越快越好', '还需要填写“截止”']])('a second time, or none, is told: %s', async (said, answer) => {
  const bot = await start()
  expect((await bot.say('wangmin', street, said))[0]).toContain(answer)
  expect((await bot.say('wangmin', street, '/查 任务'))[0]).toContain('没有')
})

it.each([['布置一个任务，报年报，12月8日', '/任务 报年报，12月8日'], ['发个通知，明天开会', '/通知 明天开会'], ['帮我记一个活动 读书会 12月7日14:00', '/活动 读书会 12月7日14:00']])('what is ordered in words is offered as a line: %s', async (said, line) => {
  const bot = await start()
  expect((await bot.say('wangmin', street, `@团讯 ${said}`))[0]).toBe(`没有记录。您是不是要：\n${line}\n核对后按这样发一遍即可。`)
  expect(await bot.say('wangmin', street, said)).toEqual([])
})
