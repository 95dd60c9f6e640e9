import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { at } from './support.ts'

const chain = (text: string) => understand({ text }, at)
const one = { extra: '', count: 1 }

describe('chained lists', () => {
  it.each([
    ['#接龙\n周末值班\n1. 张三\n2. 李四 +1', '周末值班', [{ n: 1, name: '张三', ...one }, { n: 2, name: '李四', extra: '', count: 2 }]],
    ['#接龍\n週末值班\n1. 張三', '週末值班', [{ n: 1, name: '張三', ...one }]],
    ['＃接龙\n周末值班\n１．张三\n２、李四', '周末值班', [{ n: 1, name: '张三', ...one }, { n: 2, name: '李四', ...one }]],
    ['#Group Note\nTitle\n1. Tom', 'Title', [{ n: 1, name: 'Tom', ...one }]],
    ['#接龙 周末值班\n1.张三', '周末值班', [{ n: 1, name: '张三', ...one }]],
    ['#接龙\n周末值班\n周六周日都要人\n例 1. 张三 早班\n1. 王五 早班', '周末值班 周六周日都要人', [{ n: 1, name: '王五', extra: '早班', count: 1 }]],
    ['#接龙\n值班\n例：姓名+班次\n1）王五 早班\n2) 赵六+2人', '值班', [{ n: 1, name: '王五', extra: '早班', count: 1 }, { n: 2, name: '赵六', extra: '', count: 3 }]],
    ['#接龙\n值班\n\n1. 张三\n\n2. \n3. 李四', '值班', [{ n: 1, name: '张三', ...one }, { n: 3, name: '李四', ...one }]],
    ['#接龙', '', []],
  ])('%j', (text, title, items) => expect(chain(text)).toEqual({ kind: 'chain', title, items }))

  it.each(['接龙一下', '请大家接龙', '1. 张三\n2. 李四', '#青年大学习#', '今天#接龙\n1. 张三'])('%j is none', (text) => expect(chain(text)).toEqual({ kind: 'silence' }))
})
