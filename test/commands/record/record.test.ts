import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const held = async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/活动 青年联谊会 11月20日14:00 青年中心')
  return bot
}

describe('/更正', () => {
  it('shows old and new, keeps the old in the history, and says who and when', async () => {
    const bot = await held()
    expect(await bot.say('wangmin', street, '/更正 活动1 地点:文化站')).toEqual(['已更正 活动-2026-001\n地点：青年中心 → 文化站\n原来的内容保留在历史里'])
    expect((await bot.say('wangmin', street, '/历史 活动1'))[0]).toMatch(/历史（2次）：\n1\. 2026年11月16日 09:00 王敏 登记\n[\s\S]*地点：青年中心\n[\s\S]*2\. 2026年11月16日 09:00 王敏 更正\n　地点：青年中心 → 文化站$/)
  })

  it('takes the number from a quote, typed or by the channel', async () => {
    const bot = await held()
    expect((await bot.say('wangmin', street, '「团讯：已记录 活动-2026-001：青年联谊会」\n- - - - - - - -\n更正 地点:三楼'))[0]).toContain('青年中心 → 三楼')
    expect((await bot.say('wangmin', street, '/更正 地点:四楼', undefined, { quote: '已记录 活动-2026-001：青年联谊会' }))[0]).toContain('三楼 → 四楼')
  })

  it('asks for what is missing and says what may be corrected', async () => {
    const bot = await held()
    expect((await bot.say('wangmin', street, '/更正 活动1'))[0]).toMatch(/^还需要填写“更正内容”/)
    expect((await bot.say('wangmin', street, '@团讯 地点:三楼'))[0]).toContain('青年中心 → 三楼')
    expect((await bot.say('wangmin', street, '/更正 活动1 天气:好'))[0]).toContain('可以更正的有：主题、时间、地点')
    expect((await bot.say('wangmin', street, '/更正 活动1 人数:很多'))[0]).toContain('人数')
    expect((await bot.say('wangmin', street, '/更正 活动1 地点:三楼'))[0]).toContain('本来就是这样')
  })

  it('is refused for others, for the unknown, the void and kinds that have other ways', async () => {
    const bot = await held()
    expect((await bot.say('wuqiang', city, '/更正 活动1 地点:三楼'))[0]).toContain('没有权限')
    expect((await bot.say('chenlei', street, '/更正 活动1 地点:三楼'))[0]).toContain('没有权限')
    expect((await bot.say('zhouling', street, '/更正 活动1 地点:三楼'))[0]).toContain('没有权限')
    expect((await bot.say('nobody', street, '/更正 活动1 地点:三楼'))[0]).toContain('/我是')
    expect(await bot.say('wangmin', street, '/更正 活动9 地点:三楼')).toEqual(['没有找到 活动-2026-009，请核对编号。'])
    expect((await bot.say('wangmin', street, '/更正 火星1 地点:三楼'))[0]).toContain('没有“火星”这种记录')
    await bot.say('newbie', street, '/我是 张三 中河街道 干事')
    expect((await bot.say('lixin', street, '/更正 登记1 姓名:李四'))[0]).toContain('登记不能直接更正或作废')
    await bot.say('wangmin', street, '/作废 活动1 重复')
    expect(await bot.say('wangmin', street, '/更正 活动1 地点:三楼')).toEqual(['活动-2026-001 已经作废，不能再改。'])
  })

  it('of a task moves the open shares and leaves what is done', async () => {
    const bot = await held()
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学、鄞州银行')
    await bot.say('sunyan', street, '/完成 任务1')
    expect((await bot.say('wangmin', street, '/更正 任务1 截止:11月25日 标题:新台账'))[0]).toBe('已更正 任务-2026-001\n标题：台账 → 新台账\n截止：2026年11月18日（周三） 17:00 → 2026年11月25日（周三）\n原来的内容保留在历史里')
    expect((await bot.say('wangmin', street, '/更正 任务1 截止:2026年11月2日'))[0]).toContain('已经过了')
    expect((await bot.say('wangmin', street, '/查 任务1'))[0]).toContain('完成情况：1/2\n未完成：中河中学，截止 2026年11月25日（周三）')
    await bot.clockTo('2026-11-23 12:00')
    expect((await bot.said(street)).filter(({ text }) => text.includes('台账》'))).toEqual([])
  })
})

describe('/历史 of what was void', () => {
  it('still shows what became of its shares', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月20日 对象:中河中学、中河医院')
    await bot.say('wangmin', street, '/任务 标题:名册 截止:11月20日 负责人:王敏')
    await bot.say('chenlei', street, '/完成 任务1 已交')
    await bot.say('wangmin', street, '/完成 任务2')
    const before = (await bot.say('wangmin', street, '/历史 任务1'))[0]
    for (const number of [1, 2]) await bot.say('wangmin', street, `/作废 任务${number} 重复`)
    const [after] = await bot.say('wangmin', street, '/历史 任务1')
    expect(after).toContain('的历史（3次）')
    expect(after).toContain('2. 2026年11月16日 09:00 陈磊 办结（中河中学）\n　说明：已交')
    expect(after?.split('\n').slice(1)).toEqual([...(before?.split('\n').slice(1) ?? []), '3. 2026年11月16日 09:00 王敏 作废', '　原因：重复'])
    expect((await bot.say('wangmin', street, '/历史 任务2'))[0]).toContain('王敏 办结（王敏）')
  })
})

describe('/作废', () => {
  it('leaves number and history, and nothing else', async () => {
    const bot = await held()
    expect((await bot.say('wangmin', street, '/作废 活动1'))[0]).toMatch(/^还需要填写“原因”/)
    expect((await bot.say('wangmin', street, '原因:重复'))[0]).toBe('已作废 活动-2026-001：青年联谊会（计划，2026年11月20日 14:00）\n原因：重复\n计入：不再计入统计和提醒，编号和历史保留')
    expect((await bot.say('wangmin', street, '/查 活动1'))[0]).toContain('活动-2026-001（已作废）')
    expect((await bot.say('wangmin', street, '/历史 活动1'))[0]).toContain('2. 2026年11月16日 09:00 王敏 作废')
    expect((await bot.say('wangmin', street, '/查 活动'))[0]).toContain('没有')
    expect((await bot.say('wangmin', street, '/活动 另一个 11月20日'))[0]).toContain('活动-2026-002')
    expect((await bot.say('wangmin', street, '/作废 活动1 再废'))[0]).toContain('已经作废')
  })

  it('of a task silences it', async () => {
    const bot = await held()
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学')
    await bot.say('wangmin', street, '/作废 任务1 不办了')
    await bot.clockTo('2026-11-30 12:00')
    expect((await bot.said(street)).filter(({ text }) => /【(?:提醒|催办)】/.test(text))).toEqual([])
    expect((await bot.say('chenlei', street, '/待办'))[0]).toContain('没有')
  })
})

describe('/查', () => {
  it('lists a kind and a period for the unit and all below, long lists cut with how to see the rest', async () => {
    const bot = await held()
    await bot.say('chenlei', street, '/活动 校园开放日 11月18日')
    expect((await bot.say('wangmin', street, '/查 活动 本月'))[0]).toMatch(/^中河街道的活动（2026年11月1日至2026年11月30日）：\n活动-2026-002 .*\n活动-2026-001 .*\n看详情请发：\/查 编号$/)
    expect((await bot.say('wangmin', street, '/查 活动 上月'))[0]).toContain('没有')
    for (let i = 1; i <= 25; i++) await bot.say('wangmin', street, `/任务 标题:第${i}件事情要办 截止:12月${i}日`)
    const [list = ''] = await bot.say('wangmin', street, '/查 任务 本月')
    expect(list.split('\n').length).toBeLessThan(25)
    expect(list).toContain('……共25条')
    const [todo = ''] = await bot.say('wangmin', street, '/待办')
    expect(todo.split('\n').length).toBeLessThan(25)
    expect(todo).toMatch(/还有\d+项/)
  })

  it('shows only what the sender may read', async () => {
    const bot = await held()
    expect((await bot.say('wuqiang', city, '/查 活动1'))[0]).toContain('没有权限')
    expect((await bot.say('wuqiang', city, '/历史 活动1'))[0]).toContain('没有权限')
    expect((await bot.say('chenlei', street, '/查 活动1'))[0]).toContain('青年联谊会')
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月18日17:00 对象:中河中学')
    expect((await bot.say('chenlei', street, '/查 任务1'))[0]).toContain('任务-2026-001：台账')
    expect((await bot.say('linhua', street, '/查 任务1'))[0]).toContain('没有权限')
    expect((await bot.say('zhouling', street, '/查 任务1'))[0]).toContain('任务-2026-001：台账')
    expect((await bot.say('fengdao', street, '/查 任务1'))[0]).toContain('任务-2026-001：台账')
    expect((await bot.say('nobody', street, '/查 任务1'))[0]).toContain('/我是')
  })

  it('says what it does not know', async () => {
    const bot = await held()
    expect((await bot.say('wangmin', street, '/查'))[0]).toMatch(/^还需要填写“编号”/)
    expect((await bot.say('wangmin', street, '/查 火星'))[0]).toContain('可以查的有：活动、周报、任务、通知、轮值')
    expect((await bot.say('wangmin', street, '/查 任务-2026-099'))[0]).toBe('没有找到 任务-2026-099，请核对编号。')
  })
})
