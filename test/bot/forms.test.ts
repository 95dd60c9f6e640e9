import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const start = () => startQuietBot('2026-11-16 09:00')
const asked = async () => {
  const bot = await start()
  expect((await bot.say('wangmin', street, '/活动 地点:青年中心'))[0]).toContain('主题')
  return bot
}

describe('a half-filled form', () => {
  it('lives thirty minutes from the last question', async () => {
    const bot = await asked()
    expect((await bot.say('wangmin', street, '主题:读书会', '2026-11-16 09:29'))[0]).toMatch(/^还需要填写“时间”/)
    expect((await bot.say('wangmin', street, '11月20日', '2026-11-16 09:58'))[0]).toContain('活动-2026-001：读书会')
    await bot.say('wangmin', street, '/活动 歌会')
    expect(await bot.say('wangmin', street, '11月20日', '2026-11-16 10:29')).toEqual([])
    expect(bot.outcome()).toBe('ignored')
  })

  it('belongs to one person in one group', async () => {
    const bot = await asked()
    expect((await bot.say('chenlei', street, '/活动 歌会'))[0]).toMatch(/^还需要填写“时间”/)
    expect(await bot.say('sunyan', street, '11月20日')).toEqual([])
    expect(await bot.say('wangmin', city, '主题:读书会 时间:11月20日')).toEqual([])
    expect((await bot.say('chenlei', street, '11月21日'))[0]).toContain('活动-2026-001：歌会（计划）\n时间：2026年11月21日')
    expect((await bot.say('wangmin', street, '主题:读书会 时间:11月20日'))[0]).toContain('活动-2026-002：读书会')
  })

  it('does not grow without end with answers that are wrong', async () => {
    const bot = await start()
    await bot.say('wangmin', null, '/活动 主题:读书会')
    for (let i = 0; i < 6; i++) expect((await bot.say('wangmin', null, `时间:${i}${'哪天'.repeat(4000)}`))[0]).toContain('时间')
    await bot.say('wangmin', null, '时间:昨天')
    const view = await bot.ledger.view()
    expect(String(await view.textOf(view.head.seq)).split('\n').map((text) => text.slice(0, 6))).toEqual(['/活动 主题', '时间:3哪天', '时间:4哪天', '时间:5哪天', '时间:昨天'])
  })

  it('gives way to a command, which leaves it open', async () => {
    const bot = await asked()
    expect((await bot.say('wangmin', street, '/待办'))[0]).toContain('王敏的待办')
    expect((await bot.say('wangmin', street, '主题:读书会 时间:11月20日'))[0]).toContain('地点：青年中心')
  })

  it('takes free text in a group only with a label, a mention or a quote; anything in private', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 时间:11月20日')
    for (const chat of ['好的谢谢', '读书会', '收到']) expect(await bot.say('wangmin', street, chat)).toEqual([])
    expect(bot.outcome()).toBe('ignored')
    expect((await bot.say('wangmin', street, '@团讯 读书会'))[0]).toContain('活动-2026-001：读书会')
    const [question] = await bot.say('wangmin', street, '/活动 时间:11月21日')
    expect((await bot.say('wangmin', street, `「团讯：${question}」\n- - - - - - - -\n歌会`))[0]).toContain('活动-2026-002：歌会')
    await bot.say('wangmin', street, '/活动 时间:11月22日')
    expect((await bot.say('wangmin', street, '义诊', undefined, { quote: question ?? '' }))[0]).toContain('活动-2026-003：义诊')
    await bot.say('wangmin', null, '/活动 时间:11月23日')
    expect((await bot.say('wangmin', null, '培训'))[0]).toContain('活动-2026-004：培训')
  })

  it('keeps what was right when a value is wrong', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', street, '/活动 主题:读书会 时间:2月30日 人数:35'))[0]).toContain('不存在')
    expect((await bot.say('wangmin', street, '11月20日14:00'))[0]).toContain('活动-2026-001：读书会（计划）\n时间：2026年11月20日 14:00')
  })

  it('is dropped by /取消, which says what was dropped', async () => {
    const bot = await asked()
    expect(await bot.say('wangmin', street, '/取消')).toEqual(['已取消，刚才的 /活动 没有记录。'])
    expect(await bot.say('wangmin', street, '主题:读书会 时间:11月20日')).toEqual([])
    expect((await bot.say('wangmin', street, '/取消'))[0]).toContain('没有填到一半的内容')
    expect((await bot.say('wangmin', street, '/查 活动'))[0]).toContain('没有')
  })

  it('is answered by its labels where only mentions are heard, though a command is called so', async () => {
    const bot = await start()
    await bot.say('hejing', street, '/我是 何静')
    expect((await bot.say('hejing', street, '@团讯 单位：中河中学'))[0]).toContain('还需要填写“职务”')
    expect((await bot.say('wangmin', street, '@团讯 单位：中河中学'))[0]).toContain('中河中学（成员单位，学校）')
  })

  it('survives a restart', async () => {
    const bot = await asked()
    await bot.restart('2026-11-16 09:10')
    expect((await bot.say('wangmin', street, '主题:读书会 时间:11月20日', '2026-11-16 09:11'))[0]).toContain('活动-2026-001：读书会')
  })

  it('asks which of several units is meant, by number or name, and keeps the rest', async () => {
    const bot = await start()
    await bot.say('lixin', street, '/单位 路径:浙江省/杭州市/上城区 类别:区')
    await bot.say('lixin', street, '/单位 路径:浙江省/杭州市/上城区/中河街道 类别:街道')
    const [which] = await bot.say('lixin', '全省试点工作群', '/任务 标题:台账 截止:12月1日 对象:中河街道')
    expect(which).toMatch(/“中河街道”有2个，请说明是哪一个。\n1\. .*\n2\. /)
    expect((await bot.say('lixin', '全省试点工作群', '鄞州区中河街道'))[0]).toContain('任务-2026-001：台账\n截止：2026年12月1日（周二）\n对象：鄞州区中河街道')
  })

  it('keeps what was typed first as the original text', async () => {
    const bot = await asked()
    await bot.say('wangmin', street, '主题:读书会 时间:11月20日')
    const view = await bot.ledger.view()
    expect(await view.textOf(view.head.seq)).toBe('/活动 地点:青年中心\n主题:读书会 时间:11月20日')
  })
})

it('one of the words to choose from is the answer, though it names a command', async () => {
  for (const where of [null, street]) {
    const bot = await start()
    await bot.say('wangmin', where, '@团讯 统计')
    expect((await bot.say('wangmin', where, '@团讯 活动'))[0]).toContain('中河街道活动统计')
  }
})

it('thanks and nods are no answer to what is asked', async () => {
  const bot = await start()
  await bot.say('wangmin', null, '/活动 主题:读书会')
  expect(await bot.say('wangmin', null, '谢谢小团')).toEqual(['不客气。'])
  expect(await bot.say('wangmin', null, '👌🏻')).toEqual([])
  expect((await bot.say('wangmin', null, '11月20日'))[0]).toContain('已记录 活动-2026-001：读书会')
})
