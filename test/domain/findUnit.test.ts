import { describe, expect, test } from 'vitest'
import { directoryOf, hangzhou, ningbo, school, unitRec, units, xian, yinzhou, zhonghe } from './sample.ts'

const directory = directoryOf()
/** What a lookup came to: the path, the candidates' paths, or ? and the guesses. */
const find = (text: string, near?: string, at = directory): string | string[] => {
  const match = at.findUnit(text, near)
  if ('unit' in match) return match.unit.path
  if ('candidates' in match) return match.candidates.map((unit) => unit.path)
  return ['?', ...match.nearest.map((unit) => unit.path)]
}
const towers = [`${yinzhou}/白塔街道`, `${xian}/白塔街道`, `${hangzhou}/西岸区/白塔街道`]

describe('findUnit understands', () => {
  test.each([
    [zhonghe, zhonghe],
    ['浙江省', '浙江省'],
    ['浙江', '浙江省'],
    ['宁波', ningbo],
    ['鄞州区', yinzhou],
    ['鄞州', yinzhou],
    ['中河街道', zhonghe],
    ['中河', zhonghe],
    ['中河街道办事处', zhonghe],
    ['中河街', zhonghe],
    ['中河中学', school],
    ['鄞州区/中河街道', zhonghe],
    ['鄞州区中河街道', zhonghe],
    ['宁波鄞州中河街道', zhonghe],
    ['宁波中河', zhonghe],
    ['浙江省宁波市鄞州区中河街道', zhonghe],
    ['/浙江省/宁波市/鄞州区/中河街道/', zhonghe],
    ['宁波／鄞州／中河', zhonghe],
    ['中河街道中河中学', school],
    ['鄞州 中河街道', zhonghe],
    ['鄞州區中河街道', zhonghe],
    ['  中河街道\u3000', zhonghe],
    ['\u200b中河街道\ufeff', zhonghe],
    ['宋詔橋', `${zhonghe}/宋诏桥社区`],
    ['仓前', `${hangzhou}/余杭区/仓前社区（街道）`],
    ['仓前街道', `${hangzhou}/余杭区/仓前社区（街道）`],
    ['仓前社区', `${hangzhou}/余杭区/仓前社区（街道）`],
    ['仓前社区(街道)', `${hangzhou}/余杭区/仓前社区（街道）`],
    ['鄞州白塔', `${yinzhou}/白塔街道`],
    ['宁波西岸区白塔街道', `${xian}/白塔街道`],
    ['宁波市/西岸区', xian],
  ])('%s', (text, path) => expect(find(text)).toBe(path))
})

describe('findUnit never guesses between two', () => {
  test.each([
    ['白塔街道', towers],
    ['白塔', towers],
    ['西岸区', [xian, `${hangzhou}/西岸区`]],
    ['西岸白塔街道', towers.slice(1)],
    ['宁波白塔', towers.slice(0, 2)],
    ['团工委', [`${yinzhou}/白塔街道/团工委`, `${xian}/白塔街道/团工委`]],
  ])('%s', (text, paths) => expect(find(text)).toEqual(paths))

  test('the candidates come in tree order, not in the order of the index', () =>
    expect(find('白塔街道')).toEqual(directory.units.map((unit) => unit.path).filter((path) => path.endsWith('/白塔街道'))))
})

describe('findUnit knows no', () => {
  test.each(['', ' ', '/', '街道', '区', '中', '中河街道街道', '杭州中河街道', '中河街道鄞州区', '鄞州区宁波市中河街道', '鄞州鄞州中河', '白塔街道/中河', '中学', '鄞州区//中河街道', '__proto__', 'constructor'])(
    '%s', (text) => expect(find(text)[0]).toBe('?'))
})

describe('an exact name wins over one without its ending word', () => {
  const at = directoryOf({ units: [...units, unitRec(`${yinzhou}/中河`, '成员单位'), unitRec(`${xian}/余杭`, '青年社会组织')] })
  test('a unit really called so', () => expect(find('中河', undefined, at)).toBe(`${yinzhou}/中河`))
  test('the longer name still finds its own', () => expect(find('中河街道', undefined, at)).toBe(zhonghe))
  test('also where the shortened one is nearer', () => expect(find('余杭', hangzhou, at)).toBe(`${xian}/余杭`))
  test('an alias is exact', () => {
    const aliased = directoryOf({ units: [...units, unitRec(`${hangzhou}/上城区`, '区', ['鄞州'])] })
    expect(find('鄞州', undefined, aliased)).toBe(`${hangzhou}/上城区`)
  })
  test('two aliases of the same words are ambiguous', () => {
    const twice = directoryOf({ units: [...units, unitRec(`${hangzhou}/一号社区`, '社区', ['一社区'])] })
    expect(find('一社区', undefined, twice)).toHaveLength(2)
  })
  test('an unbroken partial path wins over one with a level left out', () => {
    const skipping = directoryOf({ units: [...units, unitRec(`${ningbo}/白塔街道`, '街道')] })
    expect(find('宁波市/白塔街道', undefined, skipping)).toBe(`${ningbo}/白塔街道`)
    expect(find('宁波市白塔街道', undefined, skipping)).toBe(`${ningbo}/白塔街道`)
    expect(find('宁波白塔街道', undefined, skipping)).toHaveLength(3)
  })
  test('names that differ only in script are told apart as typed', () => {
    const both = directoryOf({ units: [...units, unitRec(`${ningbo}/李乾工作室`, '成员单位'), unitRec(`${ningbo}/李干工作室`, '成员单位')] })
    expect(find('李乾工作室', undefined, both)).toBe(`${ningbo}/李乾工作室`)
    const twins = directoryOf({ units: [...units, ...['台州市', '臺州市'].flatMap((city) => [unitRec(`浙江省/${city}`, '市'), unitRec(`浙江省/${city}/路桥区`, '区')])] })
    expect(find('浙江省/臺州市/路桥区', undefined, twins)).toBe('浙江省/臺州市/路桥区')
    expect(find('路桥区', undefined, twins)).toHaveLength(2)
  })
})

describe('near', () => {
  test.each([
    ['below it', '白塔街道', yinzhou, `${yinzhou}/白塔街道`],
    ['the place itself', '白塔', `${xian}/白塔街道`, `${xian}/白塔街道`],
    ['below it, shortened', '西岸', hangzhou, `${hangzhou}/西岸区`],
  ])('one candidate %s wins', (_, text, near, path) => expect(find(text, near)).toBe(path))

  test.each([
    ['two below it', '白塔街道', ningbo],
    ['one beside it', '白塔街道', zhonghe],
    ['one above it', '西岸区', `${xian}/白塔街道/团工委`],
    ['none in its line', '团工委', school],
    ['only a cousin', '白塔街道', school],
    ['a place that is not there', '白塔街道', '浙江省/温州市'],
    ['a place whose name only begins alike', '白塔街道', '浙江省/宁'],
  ])('%s: still a question', (_, text, near) => expect(Array.isArray(find(text, near))).toBe(true))

  test('it never overrules what was written out', () => expect(find('杭州西岸区白塔街道', xian)).toBe(`${hangzhou}/西岸区/白塔街道`))
})

describe('nearest', () => {
  test.each([
    ['中和街道', zhonghe],
    ['宋诏侨', `${zhonghe}/宋诏桥社区`],
    ['鄞洲', yinzhou],
    ['鄞洲区中河街道', zhonghe],
    ['宁坡市', ningbo],
    ['浙江省/宁波市/鄞州区/中合街道', zhonghe],
  ])('%s', (text, path) => expect(find(text)[1]).toBe(path))
  test('at most three, those below `near` first', () => {
    expect(find('百塔街道')).toHaveLength(4)
    expect(find('百塔街道', hangzhou)[1]).toBe(`${hangzhou}/西岸区/白塔街道`)
  })
  test('one sign is not like another', () => {
    const initial = directoryOf({ units: [...units, unitRec(`${zhonghe}/甲社区`, '社区', ['甲'])] })
    expect(find('乙', undefined, initial)).toEqual(['?'])
    expect(find('乙社区', undefined, initial)).toContain(`${zhonghe}/甲社区`)
  })
  test.each(['今天天气不错', 'abc', '好', '开会', '青年联谊会'.repeat(20)])('none for %s', (text) => expect(find(text)).toEqual(['?']))
})
