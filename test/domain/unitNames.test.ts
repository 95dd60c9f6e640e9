import { describe, expect, test } from 'vitest'
import { cleanName, foldName, looseForms, stemOf } from '../../src/domain/unitNames.ts'
import type { UnitKind } from '../../src/domain/records/directory.ts'

test.each([
  ['中河街道', '中河街道'],
  ['鄞州區', '鄞州区'],
  ['中河　街道', '中河街道'],
  ['Ａ座ＳＯＨＯ', 'a座soho'],
  ['社区（街道）', '社区(街道)'],
  ['白\u200b塔', '白塔'],
  ['买买提•艾力', '买买提·艾力'],
])('fold %s', (text, folded) => expect(foldName(text)).toBe(folded))

test('only the ends are cleaned', () => expect(cleanName('\ufeff\u3000中河 街道 \u200b')).toBe('中河 街道'))

describe('ending words', () => {
  test.each<[string, UnitKind, string | undefined]>([
    ['浙江省', '省', '浙江'],
    ['广西壮族自治区', '省', '广西'],
    ['内蒙古自治区', '省', '内蒙古'],
    ['上海市', '直辖市', '上海'],
    ['恩施自治州', '市', '恩施'],
    ['浦东新区', '区', '浦东'],
    ['中河街道', '街道', '中河'],
    ['中河街道办事处', '街道', '中河'],
    ['横街镇', '乡镇', '横街'],
    ['中河中学', '成员单位', undefined],
    ['青工部', '部门', undefined],
    ['鄞县', '县', undefined],
    ['中河街道', '社区', undefined],
    ['中河', '街道', undefined],
  ])('%s as %s', (name, kind, stem) => expect(stemOf(name, kind)).toBe(stem))

  test('a name without its ending may be said with it', () => {
    expect(looseForms('中河', '街道')).toContain('中河街道')
    expect(looseForms('宋诏桥', '社区')).toEqual(['宋诏桥社区'])
    expect(looseForms('中河中学', '成员单位')).toEqual([])
  })
  test('no form repeats the name', () => {
    expect(looseForms('中河街道办事处', '街道')).toEqual(['中河'])
    expect(looseForms('仓前街道', '社区（街道）')).toEqual(['仓前', '仓前社区'])
  })
})
