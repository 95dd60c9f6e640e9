import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UnitKind } from '../../src/domain/records/directory.ts'
import { directoryOf, groupRec, hangzhou, ningbo, school, unitRec, units, xian, yinzhou, zhonghe } from './sample.ts'

const paths = (list: { path: string }[]): string[] => list.map((unit) => unit.path)

describe('the tree', () => {
  const directory = directoryOf({
    units: [
      unitRec('浙江省', '省'), unitRec(ningbo, '市'), unitRec(hangzhou, '市'), unitRec(yinzhou, '区'), unitRec(`${hangzhou}/余杭区`, '区'),
      unitRec(`${ningbo}/北仑区`, '区'), unitRec(zhonghe, '街道'), unitRec(`${ningbo}2`, '市'),
    ],
  })
  test('parents first, each followed by all below it, siblings as entered', () =>
    expect(paths(directory.units)).toEqual(['浙江省', ningbo, yinzhou, zhonghe, `${ningbo}/北仑区`, hangzhou, `${hangzhou}/余杭区`, `${ningbo}2`]))
  test('below: the unit and all below it, no namesake by prefix', () => {
    expect(paths(directory.below(ningbo))).toEqual([ningbo, yinzhou, zhonghe, `${ningbo}/北仑区`])
    expect(paths(directory.below(zhonghe))).toEqual([zhonghe])
    expect(directory.below('江苏省')).toEqual([])
    for (const { path } of directory.units) expect(directory.units.slice(directory.stretch(path)?.from, directory.stretch(path)?.to)).toEqual(directory.below(path))
    expect(directory.stretch('江苏省')).toBeUndefined()
  })
  test('children and parent', () => {
    expect(paths(directory.children('浙江省'))).toEqual([ningbo, hangzhou, `${ningbo}2`])
    expect(directory.children(zhonghe)).toEqual([])
    expect(directory.children('江苏省')).toEqual([])
    expect(directory.parent(zhonghe)?.path).toBe(yinzhou)
    expect(directory.parent('浙江省')).toBeUndefined()
  })
  test('look-up by path only', () => {
    expect(directory.unit(zhonghe)?.name).toBe('中河街道')
    expect(directory.unit('中河街道')).toBeUndefined()
    expect(directory.unit('constructor')).toBeUndefined()
  })
  test('what is handed out cannot change the snapshot', () => {
    directory.children('浙江省').reverse()
    directory.below('浙江省').reverse()
    expect(paths(directory.children('浙江省'))).toEqual([ningbo, hangzhou, `${ningbo}2`])
    expect(() => directory.units.reverse()).toThrow(/read only/)
    expect(directory.units[0]?.path).toBe('浙江省')
  })
  test('odd spaces around a name are not part of it', () =>
    expect(directoryOf({ units: [unitRec('浙江省/\u3000义乌市\u200b ', '县级市')] }).units[0]?.name).toBe('义乌市'))
})

describe('short names', () => {
  const shortOf = (path: string, source = units) => directoryOf({ units: source }).unit(path)?.short
  test('the name alone where it is the only one', () => expect(shortOf(zhonghe)).toBe('中河街道'))
  test('with its parent where it is not', () => expect(shortOf(`${yinzhou}/白塔街道`)).toBe('鄞州区白塔街道'))
  test('with more parents while still ambiguous', () => {
    expect(shortOf(`${xian}/白塔街道`)).toBe('宁波市西岸区白塔街道')
    expect(shortOf(`${hangzhou}/西岸区/白塔街道`)).toBe('杭州市西岸区白塔街道')
    expect(shortOf(`${xian}/白塔街道/团工委`)).toBe('西岸区白塔街道团工委')
  })
  test('a name that is another unit’s alias is ambiguous too', () =>
    expect(shortOf(zhonghe, [...units, unitRec(`${hangzhou}/中河`, '社区', ['中河街道'])])).toBe('鄞州区中河街道'))
  test('a unit at the top has nothing to be written with', () =>
    expect(shortOf('西岸区', [...units, unitRec('西岸区', '区')])).toBe('西岸区'))
  test('different scripts of one name are one name', () =>
    expect(shortOf(yinzhou, [...units, unitRec(`${hangzhou}/鄞州區`, '区')])).toBe('宁波市鄞州区'))

  const kinds: UnitKind[] = ['省', '市', '区', '街道', '社区']
  const tree = fc.array(fc.array(fc.constantFrom('甲子', '乙丑', '丙寅', '丁卯'), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 25 }).map((rows) => {
    const all = new Set(rows.flatMap((row) => row.map((_, i) => ['天下', ...row.slice(0, i + 1)].join('/'))))
    return [unitRec('天下', '省'), ...[...all].sort().map((path) => unitRec(path, kinds[path.split('/').length - 1] ?? '村'))]
  })
  test('property: all differ, and each, like the full path, is understood as its unit', () =>
    fc.assert(fc.property(tree, (source) => {
      const directory = directoryOf({ units: source })
      expect(new Set(directory.units.map((unit) => unit.short)).size).toBe(source.length)
      for (const unit of directory.units) {
        expect(directory.findUnit(unit.short)).toEqual({ unit })
        expect(directory.findUnit(unit.path.replaceAll('/', ''))).toEqual({ unit })
      }
    })))
  test('property: a match is never one of several', () =>
    fc.assert(fc.property(tree, fc.constantFrom('甲子', '乙丑', '丙寅'), (source, name) => {
      const directory = directoryOf({ units: source })
      const match = directory.findUnit(name)
      const all = directory.units.filter((unit) => unit.name === name)
      if (all.length === 1) expect(match).toEqual({ unit: all[0] })
      else if (all.length > 1) expect(match).toEqual({ candidates: all })
    })))
})

describe('groups', () => {
  const directory = directoryOf({
    groups: [
      groupRec(' 全省试点工作群 ', '浙江省'),
      groupRec('宁波群', ningbo, { addresses: { wecom: 'wr1', simulator: 'room-2' } }),
      groupRec('宁波二群', ningbo),
      groupRec('中河群', zhonghe, { addresses: { wecom: 'WR1' } }),
    ],
  })
  const names = (path: string) => directory.groupsFor(path).map((group) => group.name)
  test('its own, all of them', () => expect(names(ningbo)).toEqual(['宁波群', '宁波二群']))
  test('else those of the nearest unit above that has one', () => {
    expect(names(school)).toEqual(['中河群'])
    expect(names(`${xian}/白塔街道`)).toEqual(['宁波群', '宁波二群'])
    expect(names(hangzhou)).toEqual(['全省试点工作群'])
  })
  test('none above: none', () => {
    expect(directoryOf({ groups: [groupRec('中河群', zhonghe)] }).groupsFor(ningbo)).toEqual([])
    expect(names('江苏省')).toEqual([])
  })
  test('by address, as the platform writes it', () => {
    expect(directory.groupOn('wecom', 'wr1')?.name).toBe('宁波群')
    expect(directory.groupOn('wecom', 'WR1')?.name).toBe('中河群')
    expect(directory.groupOn('wechaty', 'wr1')).toBeUndefined()
    expect(directory.groupOn('wecom', '中河群')).toBeUndefined()
  })
  test('on the simulator by its name unless an address is set', () => {
    expect(directory.groupOn('simulator', '中河群')?.unit).toBe(zhonghe)
    expect(directory.groupOn('simulator', '全省试点工作群')?.unit).toBe('浙江省')
    expect(directory.groupOn('simulator', 'room-2')?.name).toBe('宁波群')
    expect(directory.groupOn('simulator', '宁波群')).toBeUndefined()
  })
  test('an address that two groups claim stays with the first', () => {
    const claimed = directoryOf({ groups: [groupRec('甲群', ningbo, { addresses: { wecom: 'wr1' } }), groupRec('乙群', zhonghe, { addresses: { wecom: 'wr1' } })] })
    expect(claimed.groupOn('wecom', 'wr1')?.name).toBe('甲群')
  })
  test('by id', () => expect(directory.group('中河群')?.unit).toBe(zhonghe))
})
