import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const province = '全省试点工作群'
const start = (now = '2026-11-16 09:00') => startQuietBot(now)
/** An answer that quotes one of the bot's messages. */
const quoting = (quoted: string, said: string) => `「团讯：${quoted}」\n- - - - - - - - -\n${said}`

describe('reporting a task done in one’s own words', () => {
  it.each(['办完了', '已经弄好了，材料在桌上', '搞定', '做完了。', '已办结'])('%s, quoting it', async (said) => {
    const bot = await start()
    const [given = ''] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
    const [done] = await bot.say('chenlei', street, quoting(given, said))
    expect(done).toContain('已办结 任务-2026-001：报送台账\n单位：中河中学，按时')
    expect(done).toContain('进度：已办结 1/2 个单位')
    if (said.includes('材料')) expect(done).toContain('说明：材料在桌上')
    expect((await bot.say('sunyan', street, '/完成 任务1'))[0]).toContain('进度：全部2个单位已办结')
  })

  it('办了 of an activity confirms it, with who came', async () => {
    const bot = await start('2026-11-19 09:00')
    const [given = ''] = await bot.say('wangmin', street, '/活动 演练 11月19日14:00 广场')
    expect((await bot.say('wangmin', street, quoting(given, '办了，来了48个'), '2026-11-20 10:00'))[0]).toMatch(/^已确认 活动-2026-001：演练（已开展）[^]*\n人数：48人/)
  })

  it.each([['上周就交了', '/完成'], ['没有新增，不用报', '/完成'], ['明天补', '/更正']])('%s quoting a task is told what can be sent', async (said, first) => {
    const bot = await start()
    const [given = ''] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00')
    expect((await bot.say('wangmin', street, quoting(given, said)))[0]).toMatch(new RegExp(`^没看懂。任务-2026-001 可以发：${first}、`))
    expect(await bot.say('wangmin', street, said)).toEqual([])
  })

  it('没办 of an activity, too; 推到下周四 changes it', async () => {
    const bot = await start()
    const [given = ''] = await bot.say('wangmin', street, '/活动 演练 11月19日14:00 广场')
    expect((await bot.say('wangmin', street, quoting(given, '下雨没办成，推到下周四')))[0]).toContain('活动-2026-001 可以发：')
    expect((await bot.say('wangmin', street, quoting(given, '推到下周四')))[0]).toContain('2026年11月19日 14:00 → 2026年11月26日 14:00')
  })

  it('a remark that is only a unit says whose share it is', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
    expect((await bot.say('wangmin', street, '/完成 任务1 鄞州银行'))[0]).toContain('单位：鄞州银行（王敏代鄞州银行报），按时\n进度')
    expect((await bot.say('wangmin', street, '/完成 任务1 中河中学 纸质版'))[0]).toContain('说明：中河中学 纸质版')
  })

  it.each(['办完了吗？', '还没办完', '办完了再说', '弄好了没有'])('not %s', async (said) => {
    const bot = await start()
    const [given = ''] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00')
    expect((await bot.say('wangmin', street, quoting(given, said))).join()).not.toContain('已办结')
    expect(await bot.say('wangmin', street, '办完了')).toEqual([])
  })
})

describe('the same thing twice', () => {
  it('an activity is not called a duplicate that is none, and what differs is offered', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 敬老院慰问 11月15日14:00 敬老院 28人')
    expect((await bot.say('wangmin', street, '/活动 敬老院慰问 11月15日14:00 活动室 30人'))[0]).toMatch(
      /^这一场已经记过：2026年11月15日已有同名活动 活动-2026-001（敬老院慰问，已开展），这次没有再记。\n要改请发：\/更正 活动-2026-001 地点:活动室 人数:30\n/)
    expect((await bot.say('wangmin', street, '/更正 活动-2026-001 地点:活动室 人数:30'))[0]).toContain('人数：28 → 30')
  })

  it('a task still open is not doubled; another title, deadline or unit, or after it is done, is', async () => {
    const bot = await start()
    const given = '/任务 核对名单 12月1日 对象:中河中学'
    await bot.say('wangmin', street, given)
    const [refused] = await bot.say('wangmin', street, given)
    expect(refused).toContain('任务-2026-001 已经布置过同样的任务（核对名单，截止2026年12月1日（周二）），还没有全部办结，这次没有再布置。\n')
    for (const other of [given.replace('名单', '名册'), given.replace('12月1日', '12月2日'), given.replace('中学', '医院')]) {
      expect((await bot.say('wangmin', street, other))[0]).toContain('已布置')
    }
    await bot.say('chenlei', street, '/完成 任务1')
    expect((await bot.say('wangmin', street, given))[0]).toContain('已布置 任务-2026-005')
  })
})

describe('what cannot be changed is said at once', () => {
  it('a voided record, before a reason or a value is asked for', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 敬老院慰问 11月15日14:00 敬老院 28人')
    await bot.say('wangmin', street, '/作废 活动1 记错了')
    for (const command of ['/作废 活动1', '/更正 活动1']) expect(await bot.say('wangmin', street, command)).toEqual(['活动-2026-001 已经作废，不能再改。'])
    expect((await bot.say('wangmin', street, '/作废'))[0]).toContain('还需要填写')
  })

  it('a cancelled activity, with what works', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 联谊会 11月20日14:00')
    await bot.say('wangmin', street, '/取消活动 活动1 下雨')
    expect(await bot.say('wangmin', street, '/更正 活动1 人数:40')).toEqual(['活动-2026-001 已经取消，不能再更正；又要办或已经办了，请发 /活动 重新记录。'])
    expect((await bot.say('wangmin', street, '/活动 联谊会 11月20日14:00'))[0]).toContain('已记录 活动-2026-002')
  })

  it('last year’s number is named in January', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 敬老院慰问 11月15日14:00 敬老院 28人')
    for (const command of ['/更正 活动1', '/更正 活动1 人数:30', '/作废 活动1', '/查 活动1', '/历史 活动1']) {
      expect(await bot.say('wangmin', street, command, '2027-01-05 10:00')).toEqual(['没有找到 活动-2027-001；去年的请写 活动-2026-001。'])
    }
  })
})

describe('reminders', () => {
  it('the slot of the very minute of its creation is not said', async () => {
    const bot = await start('2026-11-16 10:00')
    await bot.say('wangmin', street, '/任务 布置会场 明天12:00 负责人:王敏')
    await bot.clockTo('2026-11-17 09:59')
    expect((await bot.said(street)).filter(({ text }) => text.includes('提醒'))).toEqual([])
    await bot.clockTo('2026-11-17 10:00')
    expect((await bot.said(street)).filter(({ text }) => text.includes('提醒'))).toHaveLength(1)
  })
})

describe('who an announcement goes to, and who may answer', () => {
  it('names whom it is for, and tells the issuer who has nobody to answer', async () => {
    const bot = await start()
    const said = await bot.say('zhaogang', '宁波市工作群', '/通知 冬训')
    expect(said[0]).toContain('对象：鄞州区、江北区\n发布：宁波市')
    expect(said[1]).toBe('提示：鄞州区、江北区还没有登记能回执的人员，请其发 /我是 登记')
    expect(await bot.say('wangmin', street, '/通知 冬训')).toEqual([expect.stringContaining('对象：中河中学、鄞州银行、中河医院\n')])
  })

  it('a post without a role answers for no unit, neither by a receipt nor for a task', async () => {
    const bot = await startQuietBot('2026-11-16 09:00', [['id: chenlei,', 'id: chenlei, posts: [{ unit: 浙江省/宁波市/鄞州区/中河街道, title: 兼职副书记 }],']])
    await bot.say('lixin', province, '/通知 标题:冬训 对象:中河街道')
    expect(await bot.say('chenlei', street, '收到')).toEqual([])
    expect((await bot.say('chenlei', street, '/收到 通知1'))[0]).toContain('不需要您回执')
    expect((await bot.say('wangmin', street, '收到'))[0]).toContain('中河街道 已回执（1/1）')
  })

  it('a receipt that quotes it may say more', async () => {
    const bot = await start()
    const [post = ''] = await bot.say('wangmin', street, '/通知 冬训')
    expect(await bot.say('chenlei', street, '收到，我们派两人参加')).toEqual([])
    expect((await bot.say('chenlei', street, quoting(post, '收到，我们派两人参加')))[0]).toContain('中河中学 已回执（1/3）\n说明：我们派两人参加')
  })
})

describe('waiting for more time', () => {
  const late = async (bot: Awaited<ReturnType<typeof start>>, when: string) => {
    await bot.clockTo(when)
    return (await bot.said(street)).filter(({ text }) => text.includes('任务-2026-001') && /催办|提醒/.test(text)).length
  }

  it('who asked for it is not chased until it is answered', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
    await bot.say('chenlei', street, '/延期 任务1 11月25日 等数据')
    await bot.say('sunyan', street, '/完成 任务1')
    expect(await late(bot, '2026-11-19 12:00')).toBe(0)
    await bot.say('wangmin', street, '/不同意 任务1 请按期')
    expect(await late(bot, '2026-11-20 12:00')).toBe(1)
  })
})

describe('/统计', () => {
  it('has a row for the unit itself, so that the rows add up', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 义诊 11月15日 20人')
    await bot.say('chenlei', street, '/活动 团课 11月14日 30人')
    const [said = ''] = await bot.say('wangmin', street, '/统计 活动')
    expect(said).toContain('合计：已开展2场，50人次\n中河街道本级：已开展1场，20人次\n中河中学：已开展1场，30人次\n')
    await bot.say('wangmin', street, '/任务 核对 12月1日 对象:中河街道、中河中学')
    expect((await bot.say('wangmin', street, '/统计 任务'))[0]).toContain('合计：布置1项，办结0项次，逾期未办0项次\n中河街道本级：布置1项')
    expect((await bot.say('wangmin', street, '/统计 通知'))[0]).not.toContain('本级')
    expect((await bot.say('chenlei', street, '/统计 活动'))[0]).not.toContain('本级')
  })
})

describe('a task reported done by mistake', () => {
  const given = async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
    await bot.say('chenlei', street, '/完成 任务1 已送')
    return bot
  }

  it.each(['chenlei', 'wangmin', 'lixin'])('is opened again by %s; both stay in the history', async (who) => {
    const bot = await given()
    expect(await bot.say(who, street, '/更正 任务1 状态：未办结')).toEqual([
      '已改回未办结 任务-2026-001：报送台账\n单位：中河中学，截止 2026年11月18日（周三） 17:00\n原来的办结留在历史里；办结请发：/完成 任务-2026-001',
    ])
    expect((await bot.say('chenlei', street, '/待办'))[0]).toContain('任务-2026-001')
    await bot.say('chenlei', street, '/完成 任务1')
    const [told = ''] = await bot.say('chenlei', street, '/历史 任务1')
    expect(told).toContain('的历史（4次）')
    expect(told.match(/ (?:办结|重新待办)（中河中学）/g)).toEqual([' 办结（中河中学）', ' 重新待办（中河中学）', ' 办结（中河中学）'])
    expect(told).toContain('办结（中河中学）\n　说明：已送\n')
  })

  it('is not by others, not when it is open, and which unit is asked', async () => {
    const bot = await given()
    for (const who of ['sunyan', 'linhua', 'wuqiang', 'zhouling']) {
      expect((await bot.say(who, street, '/更正 任务1 状态:未办结'))[0]).toMatch(/没有权限|还没有办结/)
    }
    expect((await bot.say('chenlei', street, '/更正 任务1 标题:别的'))[0]).toContain('没有权限')
    await bot.say('sunyan', street, '/完成 任务1')
    expect((await bot.say('wangmin', street, '/更正 任务1 状态:未办结'))[0]).toContain('1. 中河中学\n2. 鄞州银行')
    expect((await bot.say('wangmin', street, '2'))[0]).toContain('单位：鄞州银行')
    expect((await bot.say('wangmin', street, '/更正 任务1 状态:已办结'))[0]).not.toContain('已改回')
  })
})

it('/历史 tells of a postponement in its place', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/任务 报送台账 11月18日 对象:中河中学')
  await bot.say('chenlei', street, '/延期 任务1 11月25日17:00 等数据')
  await bot.say('wangmin', street, '/同意 任务1')
  await bot.say('wangmin', street, '/更正 任务1 标题:台账')
  const [told = ''] = await bot.say('wangmin', street, '/历史 任务1')
  expect(told).toContain('王敏 延期（中河中学）\n　截止：2026年11月18日（周三） → 2026年11月25日（周三） 17:00\n　原因：等数据\n3. ')
})

it('one 负责人 at a time, and that is said', async () => {
  const bot = await start()
  expect((await bot.say('wangmin', street, '/任务 标题:核对 截止:12月1日 负责人:陈磊、孙燕'))[0]).toContain('“负责人”只写一位，如 负责人:陈磊。')
  expect((await bot.say('wangmin', street, '负责人:陈磊'))[0]).toContain('已布置 任务-2026-001')
  expect((await bot.say('wangmin', street, '/任务 布置会场 12月2日 陈磊、孙燕'))[0]).toContain('“负责人”只写一位，如 负责人:陈磊。')
  expect((await bot.say('wangmin', street, '/任务 布置会场 12月2日 找陈磊、孙燕'))[0]).toContain('说明：找陈磊、孙燕')
})

it.each([
  ['/任务 核对 12月1日 陈磊 孙燕', '“负责人”只写一位'], ['/任务 核对 12月1日 @陈磊 @孙燕', '“负责人”只写一位'], ['/任务 标题:核对 截止:12月1日 负责人:陈磊 孙燕', '“负责人”只写一位'],
  ['/任务 核对 12月1日 陈磊 茶水、话筒', '说明：茶水、话筒'], ['/任务 标题:核对 截止:12月1日 负责人:陈磊 说明:孙燕', '说明：孙燕'],
])('one responsible: %s', async (said, expected) => expect((await (await start()).say('wangmin', street, said))[0]).toContain(expected))

it.each([
  '各成员单位（中河医院除外）', '各成员单位 中河医院除外', '各成员单位（不含中河医院）', '除中河医院外各成员单位', '对象:除中河医院以外的各成员单位', '对象:各成员单位，中河医院除外', '各成员单位除中河医院外',
])('units that are left out: %s', async (said) => {
  const [answer] = await (await start()).say('wangmin', street, `/任务 核对 12月1日 ${said}`)
  expect(answer).toMatch(/对象：(?!.*中河医院).*中河中学/)
  expect(answer).toContain('除去了中河医院')
  expect(answer).not.toContain('说明：')
})

it.each([['各成员单位（税务所除外）', '没有找到单位“税务所”'], ['对象:中河中学，中河医院除外', '“中河医院”不在“中河中学”里'], ['陈磊 除夕前办完', '说明：除夕前办完']])(
  'what cannot be left out is told: %s', async (said, expected) => expect((await (await start()).say('wangmin', street, `/任务 核对 12月1日 ${said}`))[0]).toContain(expected))

it('陈磊代理 is the one who stands in', async () => {
  expect((await (await start()).say('wangmin', street, '/请假 11月30日至12月2日 出差 陈磊代理'))[0]).toContain('期间改为提醒陈磊')
  expect((await (await start()).say('wangmin', street, '/请假 11月30日至12月2日 出差 不用代理'))[0]).toContain('期间不再提醒您')
})

it('时间 of a notice is no deadline', async () => {
  const [answer] = await (await start()).say('wangmin', street, '/通知 标题:开会 时间:明天下午2点 地点:三楼')
  expect(answer).toContain('没有“时间”这一项')
  expect(answer).not.toContain('您是不是要“截止”')
})

describe('who is called by surname and title', () => {
  it.each([['/任务 核对 12月1日 王书记', '王敏（中河街道）'], ['/任务 核对 12月1日 孙老师', '孙燕（鄞州银行）'], ['/任务 标题:核对 截止:12月1日 负责人:林书记', '林华（中河医院）'], ['/任务 核对，12月1日，用新表，负责人孙书记', '孙燕（鄞州银行）']])('%s is asked about', async (said, name) => {
    const bot = await start()
    expect((await bot.say('wangmin', street, said))[0]).toContain(`是哪一位？\n1. ${name}`)
    expect((await bot.say('wangmin', street, '1'))[0]).toContain(`负责人：${name.slice(0, 2)}`)
  })

  it.each(['王主任', '王书记审核', '各书记', '赵同事'])('%s is a remark', async (said) => expect((await (await start()).say('wangmin', street, `/任务 核对 12月1日 ${said}`))[0]).toContain(`说明：${said}`))
})

it.each(['延期到11月20日 人手不够', '延期到11月20号，人手不够', '延至11月20日，人手不够'])('%s, quoting a task, asks for it', async (said) => {
  const bot = await start()
  const [given = ''] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学')
  expect((await bot.say('chenlei', street, quoting(given, said)))[0]).toMatch(/^已提交 申请-2026-001：中河中学申请把 任务-2026-001《报送台账》延期到2026年11月20日（周五）\n原因：人手不够/)
})

it('延期到11月20日吧 alone is asked for the reason', async () => {
  const bot = await start()
  const [given = ''] = await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学')
  expect((await bot.say('chenlei', street, quoting(given, '延期到11月20日吧')))[0]).toContain('还需要填写“原因”')
})

it('what names no record is repeated as it was typed', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/活动 演练 11月19日14:00 广场')
  await bot.say('wangmin', null, '/活动 已办')
  expect((await bot.say('wangmin', null, '不对是46'))[0]).toContain('“不对是46”不是活动的编号')
})
