import { describe, expect, it } from 'vitest'
import { courtesyOf } from '../../src/grammar/courtesy.ts'
import { understand } from '../../src/grammar/parse.ts'
import { atHome } from './support.ts'

const cases: [string, ReturnType<typeof courtesyOf>][] = [
  ['', 'greeting'], ['你好', 'greeting'], ['您好!', 'greeting'], ['在吗?', 'greeting'], ['早', 'greeting'],
  ['谢谢', 'thanks'], ['好的谢谢', 'thanks'], ['谢谢您了', 'thanks'], ['辛苦了!', 'thanks'], ['thx', 'thanks'],
  ['好的', 'nod'], ['嗯嗯', 'nod'], ['ok', 'nod'], ['知道了。', 'nod'], ['👌', 'nod'], ['👌🏻', 'nod'], ['[强]', 'nod'], ['[强][玫瑰]', 'nod'], ['[图片]', undefined],
  ['好的活动', undefined], ['谢谢陈磊', undefined], ['你好，谁还没交周报', undefined], ['可以延期吗', undefined], ['早上活动', undefined],
]

describe('courtesies', () => {
  it.each(cases)('“%s” is %s', (text, courtesy) => expect(courtesyOf(text)).toBe(courtesy))

  const say = (text: string, isPrivate: boolean) => understand({ text, private: isPrivate }, atHome)
  it('get a kind word where they are said to the bot, and a nod none', () => {
    expect(say('@团讯 谢谢', false)).toMatchObject({ kind: 'unknown', courtesy: 'thanks', nearest: [] })
    expect(say('@团讯', false)).toMatchObject({ kind: 'unknown', courtesy: 'greeting' })
    expect(say('你好', true)).toMatchObject({ kind: 'unknown', courtesy: 'greeting' })
    expect(say('好的', true)).toEqual({ kind: 'silence' })
  })
  it('are nothing in a group', () => {
    for (const text of ['谢谢', '你好', '早', '辛苦了', '好的']) expect(say(text, false)).toEqual({ kind: 'silence' })
  })
  it('leave requests alone', () => {
    expect(say('请问谁还没交周报，谢谢', true)).toMatchObject({ kind: 'command' })
    expect(say('今天天气怎么样', true)).not.toHaveProperty('courtesy')
  })
})
