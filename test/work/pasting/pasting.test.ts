/** From a text that nobody but people can bring to its group, to their word that it is there. */
import { beforeEach, describe, expect, it, test } from 'vitest'
import { deliver } from '../../../src/bot/deliver.ts'
import { amend } from '../../../src/domain/record.ts'
import { group } from '../../../src/domain/records/directory.ts'
import { day, dayOf } from '../../../src/domain/time.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import { keepPastings, remindAt } from '../../../src/work/pasting/pasting.ts'
import { at, type TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const name = '中河街道工作群'
const also = '  - { id: zhoujie, name: 周洁, unit: 浙江省/宁波市/鄞州区/中河街道, title: 团工委副书记, roles: [团干部] }\n'

let bot: TestBot
const here = (person: string) => bot.said({ person }).then((lines) => lines.map(({ text }) => text))
const say = (who: string, text: string, place: string | null = null) => bot.say(who, place, text).then((lines) => lines.join('\n'))

/** Something for the group that no channel takes there. */
async function give(text: string) {
  const view = await bot.ledger.view()
  await bot.ledger.commit({ cause: { key: `say|${text}`, day: dayOf(bot.now()) }, view, now: bot.now(), by: 'test', changes: [], notices: [{ to: `g:${name}`, text, sort: 'bulletin' }] })
  await deliver(`g:${name}`, { ledger: bot.ledger, channels: [], now: bot.now })
  // Whatever is said, what waits is sent.
  await bot.say('sunyan', null, '谢谢')
}

async function set(fallback: string | undefined) {
  const view = await bot.ledger.view()
  const found = await view.get(group, name)
  if (!found) throw new Error('no such group')
  await bot.ledger.commit({ cause: { key: `set|${fallback}|${bot.now()}`, day: dayOf(bot.now()) }, view, now: bot.now(), by: 'test', changes: [amend(group, found, { fallback }, 'settings')], notices: [] })
}

async function begin(now: string, ...changes: Parameters<typeof startQuietBot>[1][]) {
  bot = await startQuietBot(now, changes.flat().filter((change) => change !== undefined))
  await set('paste')
}

const asked = '要粘贴到群里的内容，还没有人回“已粘贴”：\n“中河街道工作群”：2026年11月16日 09:00 的简报\n贴好请回“已粘贴”。只提醒这一次。'

describe('nobody says anything', () => {
  beforeEach(() => begin('2026-11-16 09:00'))

  it('one reminder two hours later, with a button, and never another', async () => {
    await give('第一期')
    await bot.clockTo('2026-11-16 10:59')
    expect(await here('wangmin')).toHaveLength(2)
    await bot.clockTo('2026-11-16 11:00')
    expect((await here('wangmin')).slice(2)).toEqual([asked])
    expect(await bot.taps({ person: 'wangmin' })).toEqual([{ label: '已粘贴', say: '/已粘贴' }])
    await bot.clockTo('2026-11-24 18:00')
    expect(await here('wangmin')).toHaveLength(3)
  })

  it('several things are one reminder; what came later has its own', async () => {
    await give('甲')
    await give('乙')
    await bot.clockTo('2026-11-16 10:00')
    await give('丙')
    await bot.clockTo('2026-11-16 13:00')
    expect((await here('wangmin')).slice(6).map((text) => text.split('\n')[1])).toEqual([
      '“中河街道工作群”：2026年11月16日 09:00 的简报、2026年11月16日 09:00 的简报', '“中河街道工作群”：2026年11月16日 10:00 的简报',
    ])
  })

  it('nothing when the group is reached otherwise by then', async () => {
    await give('第一期')
    await set(undefined)
    await bot.clockTo('2026-11-17 18:00')
    expect(await here('wangmin')).toHaveLength(2)
  })

  it('what was missed while the service stood is said in the morning of a working day', async () => {
    await begin('2026-11-20 15:00')
    await give('第一期')
    await bot.restart('2026-11-21 12:00')
    await bot.clockTo('2026-11-22 23:00')
    expect(await here('wangmin')).toHaveLength(2)
    await bot.clockTo('2026-11-23 08:00')
    expect(await here('wangmin')).toHaveLength(3)
  })
})

describe('somebody says that it is pasted', () => {
  beforeEach(() => begin('2026-11-16 09:00'))

  it('in any of these words: it is noted and nobody is reminded', async () => {
    for (const [i, text] of ['已粘贴', '已粘贴了', '粘贴好了', '贴好了', '已经贴好了，谢谢', '已贴', '/已粘贴', '/yzt', '@团讯 已粘贴'].entries()) {
      await give(`第${i}期`)
      expect(await say('wangmin', text)).toBe('好的，记下了。\n已贴到“中河街道工作群”：2026年11月16日 09:00 的简报')
    }
    const before = await here('wangmin')
    await bot.clockTo('2026-11-17 18:00')
    expect(await here('wangmin')).toEqual(before)
  })

  it('by the button only that one; the button a second time is answered, not noted', async () => {
    await give('甲')
    await give('乙')
    expect(await say('wangmin', '/已粘贴 2')).toContain('好的，记下了。')
    expect(await say('wangmin', '/已粘贴 2')).toBe('王敏已经说过贴好了，不必再贴。')
    await bot.clockTo('2026-11-16 12:00')
    expect((await here('wangmin')).at(-1)).toBe(asked)
  })

  it('after the reminder as well', async () => {
    await give('第一期')
    await bot.clockTo('2026-11-16 12:00')
    expect(await say('wangmin', '已粘贴')).toContain('好的，记下了。')
    expect(await say('wangmin', '已粘贴')).toBe('没有等您粘贴的内容。')
  })

  it('whoever else was given it is told, and cannot be asked to paste it twice', async () => {
    await begin('2026-11-16 09:00', [['groups:\n', `${also}groups:\n`]])
    await give('第一期')
    expect((await here('zhoujie'))[0]).toBe(`下一条请粘贴到“${name}”\n机器人发不到这个群，请复制后粘贴。也发给了王敏，一个人贴就行。贴好请回“已粘贴”。`)
    await say('wangmin', '已粘贴')
    expect((await here('zhoujie')).at(-1)).toBe(`王敏已贴到“${name}”：2026年11月16日 09:00 的简报。不必再贴。`)
    expect(await say('zhoujie', '/已粘贴 1')).toBe('王敏已经说过贴好了，不必再贴。')
  })
})

describe('nothing happens', () => {
  beforeEach(() => begin('2026-11-16 09:00'))

  it('in a group the bare words are chat, even where an announcement is open', async () => {
    await give('第一期')
    await say('lixin', '/通知 标题:开会 内容:明天', '全省试点工作群')
    for (const text of ['已粘贴', '贴好了', '已贴']) expect(await say('wangmin', text, '全省试点工作群')).toBe('')
    expect(await say('wangmin', '@团讯 已粘贴', '全省试点工作群')).toContain('好的，记下了。')
  })

  it.each(['chenlei', 'lixin'])('%s was given nothing, and is told so in private', async (who) => {
    await give('第一期')
    expect(await say(who, '已粘贴')).toBe('没有等您粘贴的内容。')
  })
})

test.each([
  ['2026-11-16 09:00', '2026-11-16 11:00'], ['2026-11-16 08:00', '2026-11-16 10:00'], ['2026-11-16 07:00', '2026-11-16 09:30'], ['2026-11-16 15:30', '2026-11-16 17:30'],
  ['2026-11-16 16:00', '2026-11-17 09:30'], ['2026-11-16 23:00', '2026-11-17 09:30'], ['2026-11-20 16:00', '2026-11-23 09:30'], ['2026-11-21 10:00', '2026-11-23 09:30'],
  ['2026-09-30 16:00', '2026-10-08 09:30'],
])('given at %s, the reminder is due at %s', (given, due) => {
  expect(remindAt({ at: at(given) }, chineseCalendar(), '17:30')).toBe(at(due))
})

test('after seven days nothing is remembered of it', () => {
  const now = at('2026-11-23 09:00')
  const given = (n: number, when: number) => ({ n, group: 'g', people: ['wangmin'], at: when, sort: 'bulletin' as const })
  const { value, until } = keepPastings([given(1, now - 7 * day), given(2, now - 7 * day + 1)], now)
  expect([JSON.parse(value ?? ''), until]).toEqual([[given(2, now - 7 * day + 1)], now + 7 * day])
})
