/** 刚才那条: the record of the speaker's last command here. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
async function recorded() {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/活动 读书会 11月13日14:00 图书馆 30人', '2026-11-16 09:00')
  return bot
}

describe('a record without its number', () => {
  it.each([
    ['刚才那条改成45人', '人数：30 → 45'],
    ['刚刚那个人数改成45', '人数：30 → 45'],
    ['上一条，地点改到文化站', '地点：图书馆 → 文化站'],
    ['刚才的活动改到11月12日', '2026年11月13日 14:00 → 2026年11月12日 14:00'],
    ['这条作废，重复了', '已作废 活动-2026-001'],
    ['刚才发的那条人数错了', '活动-2026-001'],
    ['刚才那条撤销', '/作废 活动-2026-001'],
    ['撤回', '/作废 活动-2026-001'],
    ['重复了，删掉', '/作废 活动-2026-001'],
    ['把刚才那条删掉', '/作废 活动-2026-001'],
    ['补充一下，人数45人', '人数：30 → 45'],
    ['加上地点礼堂', '没看懂'],
    ['上一条有谁参加', '活动-2026-001：读书会'],
    ['刚才那条', '活动-2026-001：读书会'],
  ])('%s', async (said, expected) => expect((await (await recorded()).say('wangmin', street, `@团讯 ${said}`, '2026-11-16 09:10'))[0]).toContain(expected))

  it('in private it is the last one of that chat', async () => {
    const bot = await recorded()
    await bot.say('wangmin', null, '/活动 内部学习 11月12日 12人', '2026-11-16 09:01')
    expect((await bot.say('wangmin', null, '刚才那条人数改成15', '2026-11-16 09:02'))[0]).toContain('已更正 活动-2026-002\n人数：12 → 15')
    expect((await bot.say('wangmin', street, '@团讯 刚才那条改成31人', '2026-11-16 09:03'))[0]).toContain('已更正 活动-2026-001\n人数：30 → 31')
  })
})

describe('what is changed in plain words stays as it was typed', () => {
  it.each([
    ['地点改成图书馆（二楼），东厅', '地点：图书馆 → 图书馆（二楼），东厅'],
    ['刚才那条地点改成“图书馆”，东厅', '地点：图书馆 → “图书馆”，东厅'],
    ['摘要：讲座一场，发资料２００份', '摘要：（空） → 讲座一场，发资料２００份'],
    ['補充一下，地點是禮堂（東廳）', '地点：图书馆 → 禮堂（東廳）'],
  ])('%s', async (said, expected) => expect((await (await recorded()).say('wangmin', street, `@团讯 ${said}`, '2026-11-16 09:10'))[0]).toContain(expected))
})

describe('is not', () => {
  it.each([['xiehua', '09:10'], ['wangmin', '09:31']])('somebody else’s, nor an old one, which is said with how to name it: %s %s', async (who, when) => {
    const bot = await recorded()
    expect(await bot.say(who, street, '@团讯 刚才那条改成45人', `2026-11-16 ${when}`)).toEqual([
      '您最近30分钟在这里没有记录过什么，不知道说的是哪一条。请引用团讯的那条消息，或写编号，如：\n@团讯 活动-2026-003改成45人\n不记得编号可以发 /查 活动、/查 任务。',
    ])
    expect((await bot.say(who, street, '@团讯 撤回', `2026-11-16 ${when}`))[0]).toContain('如：\n@团讯 活动-2026-003撤销\n')
    expect((await bot.say(who, null, '上一条撤销', `2026-11-16 ${when}`))[0]).toContain('如：\n活动-2026-003撤销\n')
  })

  it('something else', async () => {
    for (const said of ['@团讯 刚才开会说的改成45人', '@团讯 这条路不通', '@团讯 那个谁来一下'])
      expect((await (await recorded()).say('xiehua', street, said, '2026-11-16 09:10'))[0], said).toContain('没看懂')
  })

  it('meant by chat', async () => {
    const bot = await recorded()
    for (const said of ['刚才那条改成45人', '上一条', '这条路不通']) expect(await bot.say('wangmin', street, said, '2026-11-16 09:10')).toEqual([])
    expect((await bot.say('wangmin', street, '@团讯 这条路不通', '2026-11-16 09:11'))[0]).toMatch(/^没看懂这句话/)
  })
})

it.each([['活动1作废，重复了', '已作废 活动-2026-001'], ['活动1撤销', '没看懂。活动-2026-001 可以发：/作废、'], ['活动1人数错了', '没看懂。活动-2026-001 可以发：/更正']])(
  'with its number, to the bot: %s', async (said, expected) => expect((await (await recorded()).say('wangmin', street, `@团讯 ${said}`, '2026-11-16 09:10'))[0]).toContain(expected))
