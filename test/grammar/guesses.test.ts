/** Guesses at a unit go through all units: in a province that takes longer than all else about a message. */
import { beforeEach, expect, test } from 'vitest'
import type { Directory } from '../../src/domain/directory.ts'
import { understand } from '../../src/grammar/parse.ts'
import { valueContext } from '../../src/grammar/values/index.ts'
import { loadParts } from '../../src/parts.ts'
import { directoryOf, zhonghe } from '../domain/sample.ts'

const { registry } = await loadParts()
const known = directoryOf()
let guesses = 0
beforeEach(() => void (guesses = 0))
const findUnit: Directory['findUnit'] = (text, near) => {
  const match = known.findUnit(text, near)
  if (!('unknown' in match)) return match
  return {
    unknown: match.unknown,
    get nearest() {
      guesses += 1
      return match.nearest
    },
  }
}
const directory = Object.create(known, { findUnit: { value: findUnit } }) as Directory
const read = (text: string) => understand({ text, private: true }, { registry, botNames: ['团讯'], fields: { values: valueContext(0), directory, near: known.unit(zhonghe) } })

test.each(['/任务 下周五前把团员名册按表格填好报送到办公室 12月1日', '/完成 任务1 已经全部填好交上去了', '/活动 青年联谊会 昨天14:00 街道青年中心 35人', '/周报 进展情况:走访三家企业', '好的，我们下午去看看'])('none is made for %s', (text) => {
  read(text)
  expect(guesses).toBe(0)
})

test('one is made where somebody is asked what they meant', () => {
  expect(read('/任务 标题:名册 截止:12月1日 对象:中和街道')).toMatchObject({ problems: [{ complaint: expect.stringContaining('没有找到单位“中和街道”，您是不是要“中河街道”、') as string, nearest: expect.arrayContaining(['中河街道']) as string[] }] })
  expect(guesses).toBe(1)
})

test('the directory itself works one out only when it is asked for', () => {
  expect(Object.getOwnPropertyDescriptor(known.findUnit('中和街道'), 'nearest')?.get).toBeDefined()
})
