import { describe, expect, it } from 'vitest'
import { guessKind } from '../../src/domain/unitKind.ts'
import { completeUnits } from '../../src/setup/units.ts'

const guess = (path: string) => guessKind(path, (above) => guessKind(above, () => undefined))

describe('guessKind', () => {
  it.each([
    ['浙江省', '省'], ['内蒙古自治区', '省'], ['新疆生产建设兵团', '省'],
    ['北京市', '直辖市'], ['浙江省/宁波市', '市'], ['宁波市', '市'], ['浙江省/宁波市/慈溪市', '县级市'],
    ['四川省/凉山自治州', '市'], ['内蒙古自治区/锡林郭勒盟', '市'], ['西藏自治区/阿里地区', '市'],
    ['浙江省/宁波市/鄞州区', '区'], ['浙江省/宁波市/宁海县', '县'], ['内蒙古自治区/锡林郭勒盟/正蓝旗', '县'],
    ['鄞州区/中河街道', '街道'], ['鄞州区/中河街道办事处', '街道'], ['鄞州区/姜山镇', '乡镇'], ['鄞州区/龙观乡', '乡镇'],
    ['中河街道/春城社区', '社区'], ['中河街道/春城居民区', '居民区'], ['中河街道/第一居委会', '居民区'], ['姜山镇/走马塘村', '村'],
    ['浙江省/青工部', '部门'], ['浙江省/办公室', '部门'],
  ])('%s is a %s', (path, kind) => expect(guess(path)).toBe(kind))

  it.each(['中河街道/中河中学', '中河街道/鄞州银行', '浙江省/高新', '某'])('%s tells nothing', (path) => expect(guess(path)).toBeUndefined())

  it('北京市 below something is an ordinary 市', () => expect(guess('省/北京市')).toBe('市'))
})

describe('completeUnits', () => {
  const complete = (...paths: string[]) => {
    const complaints: [number, string][] = []
    const units = completeUnits(paths.map((path) => ({ path })), (entry, path) => complaints.push([entry, path]))
    return { paths: units.map(({ path }) => path), complaints }
  }

  it('puts a missing parent before its first child, once', () => {
    expect(complete('甲省/乙市/丙区', '甲省/乙市/丁区').paths).toEqual(['甲省', '甲省/乙市', '甲省/乙市/丙区', '甲省/乙市/丁区'])
  })
  it('leaves a parent that comes later in its place', () => {
    expect(complete('甲省/乙市', '甲省').paths).toEqual(['甲省/乙市', '甲省'])
  })
  it('complains once about each unit whose kind nothing tells, and keeps the rest', () => {
    expect(complete('甲省/高新/丙街道', '甲省/高新/丁街道')).toEqual({ paths: ['甲省', '甲省/高新/丙街道', '甲省/高新/丁街道'], complaints: [[0, '甲省/高新']] })
  })
  it('uses the kinds that are written for those below', () => {
    const units = completeUnits([{ path: '甲省/义乌市/城市', kind: '街道' }, { path: '甲省/乙地/丙市' }, { path: '甲省/乙地', kind: '市' }], () => {})
    expect(units.find(({ path }) => path.endsWith('丙市'))).toMatchObject({ kind: '县级市', guessed: true })
    expect(units.find(({ path }) => path.endsWith('城市'))).toMatchObject({ kind: '街道', guessed: false })
  })
})
