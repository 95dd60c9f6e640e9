import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/grammar/field.ts'
import { f } from '../../../src/grammar/fields.ts'
import { at, atHome, directory } from '../support.ts'

const read = <T>(field: Field<T>, text: string, context = atHome) => {
  const reading = field.read(text, context.fields)
  return reading.ok ? reading.value : { complaint: reading.complaint, choices: reading.choices }
}
const street = '浙江省/宁波市/鄞州区/中河街道'
const lower = '浙江省/宁波市/鄞州区/下应街道'

describe('unit', () => {
  const unit = f.unit('单位')
  it.each([['中河街道', street], ['中河', street], [' 鄞州区中河街道 ', street], ['鄞州区 中河街道', street], ['@中河街道', street], ['本单位', '浙江省/宁波市/鄞州区'], ['西岸区白塔街道', '浙江省/杭州市/西岸区/白塔街道'], ['寧波市', '浙江省/宁波市']])('%s', (text, path) =>
    expect(read(unit, text)).toBe(path))
  it('asks which', () => expect(read(unit, '白塔街道')).toEqual({ complaint: expect.stringContaining('“白塔街道”有2个'), choices: ['东岸区白塔街道', '西岸区白塔街道'] }))
  it('reads its own choices', () => expect(read(unit, '东岸区白塔街道')).toBe('浙江省/杭州市/东岸区/白塔街道'))
  it('says what is like it', () => expect(read(unit, '中河街到')).toEqual({ complaint: expect.stringContaining('没有找到单位“中河街到”'), choices: undefined }))
  it('wants a kind', () => {
    const member = f.unit('单位', { kinds: ['成员单位'] })
    expect(read(member, '中河中学')).toBe(`${street}/中河中学`)
    expect(read(member, '中河街道')).toMatchObject({ complaint: '“单位”要写成员单位，“中河街道”是街道。' })
  })
  it('keeps the text where nothing is known', () => {
    expect(read(unit, ' 某某街道 ', at)).toBe('某某街道')
    expect(unit.show(street, directory)).toBe('中河街道')
    expect(unit.show('某某街道')).toBe('某某街道')
  })
})

describe('units', () => {
  const units = f.units('对象')
  it.each([
    ['中河街道', [street]], ['中河街道、下应街道', [street, lower]], ['中河街道,下应街道', [street, lower]], ['中河街道和下应街道', [street, lower]], ['中河街道 下应街道', [street, lower]],
    ['全部街道', [street, lower]], ['各街道', [street, lower]], ['所有街镇', [street, lower]], ['各成员单位', [`${street}/中河中学`]], ['各单位', [street, lower]], ['各街道、中河街道', [street, lower]],
  ])('%s', (text, paths) => expect(read(units, text)).toEqual({ said: text, paths }))
  it('means, for a member unit, its committee', () => {
    const member = { ...atHome, fields: { ...atHome.fields, near: directory.unit(`${street}/中河中学`) } }
    expect(read(units, '各成员单位', member)).toEqual({ said: '各成员单位', paths: [`${street}/中河中学`] })
    expect(read(units, '全部街道', member)).toHaveProperty('complaint')
  })
  it.each(['全部社区', '中河街道、某某街道', '某某'])('%s is refused', (text) => expect(read(units, text)).toHaveProperty('complaint'))
  it('shows what was said of all, and names otherwise', () => {
    expect(units.show({ said: '全部街道', paths: [street, lower] }, directory)).toBe('全部街道')
    expect(units.show({ said: '中河,下应街道', paths: [street, lower] }, directory)).toBe('中河街道、下应街道')
    expect(read(units, '甲、乙', at)).toEqual({ said: '甲、乙', paths: ['甲', '乙'] })
  })
})

describe('person and people', () => {
  const person = f.person('姓名')
  it.each([['王敏', 'wangmin'], ['@王敏', 'wangmin'], ['王敏同志', 'wangmin'], ['wangmin', 'wangmin'], ['我', 'wangmin'], ['陈静（中河街道）', 'chen2'], ['陈静(下应街道)', 'chen1']])('%s', (text, id) => expect(read(person, text)).toBe(id))
  it('asks which of two', () => expect(read(person, '陈静')).toEqual({ complaint: expect.stringContaining('叫“陈静”的有2位'), choices: ['陈静（下应街道）', '陈静（中河街道）'] }))
  it.each(['赵六', '王', '陈静（东岸区）'])('%s is refused', (text) => expect(read(person, text)).toHaveProperty('complaint'))
  it('does not guess who 我 is', () => expect(read(person, '我', { ...atHome, fields: { ...atHome.fields, sender: undefined } })).toHaveProperty('complaint'))
  it('shows a name', () => expect(person.show('wangmin', directory)).toBe('王敏'))
  it('takes names as they are typed', () => {
    expect(read(f.people('参加'), '王敏、李欣，@张三 王敏')).toEqual(['王敏', '李欣', '张三'])
    expect(read(f.people('参加'), '、，')).toHaveProperty('complaint')
  })
})

describe('record', () => {
  const task = f.record('编号', { kinds: ['任务'] })
  it.each(['任务-2026-004', '任务-2026-4', '任务2026-4', '任务4', '任务-004', '任务 4', '任務４', '任务—2026—004', '任务-2026-004。', '第4号', '4', '4号', '编号任务-2026-004', '【任务-2026-004】'.slice(1, -1), '“任务-2026-004”'])('%s', (text) =>
    expect(read(task, text)).toBe('任务-2026-004'))
  it('keeps another year and long counters', () => {
    expect(read(task, '任务-2025-012')).toBe('任务-2025-012')
    expect(read(task, '任务-2026-1234')).toBe('任务-2026-1234')
  })
  it.each(['', '任务', '任务-0', '台账', '任务-2026-004和005', '4个', 'abc', '任务-2026-004 谢谢', '任'.repeat(100) + '4'])('%j is refused', (text) => expect(read(task, text)).toHaveProperty('complaint'))
  it('is of its kind, where kinds are given', () => {
    expect(read(task, '通知-2026-001')).toMatchObject({ complaint: expect.stringContaining('不是任务的编号') })
    expect(read(f.record('编号'), '通知1')).toBe('通知-2026-001')
    expect(read(f.record('编号'), '4')).toHaveProperty('complaint')
  })
})
