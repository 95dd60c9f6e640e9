import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, borders, rowLine, tableLines, withoutTables } from '../../src/domain/table.ts'

const head = ['单位', '已开展', '人次', '计划']
const rows = [['中河街道', '已开展2场', '41人次', '计划1场'], ['庄桥街道', '已开展0场', '', '']]
const said = ['活动统计', '合计：3场', ...tableLines({ head, rows }), '……共31个'].join('\n')

describe('a table in a text', () => {
  it('is a line for each row where no tables are seen, the head left out, and what is empty too', () => {
    expect(withoutTables(said)).toBe('活动统计\n合计：3场\n中河街道：已开展2场，41人次，计划1场\n庄桥街道：已开展0场\n……共31个')
  })

  it('is found again among the lines', () => {
    expect(blocksOf(said)).toEqual(['活动统计', '合计：3场', { head, rows }, '……共31个'])
    expect(borders(said)).toBe(9)
  })

  it('several stand apart by the lines between them', () => {
    const two = [...tableLines({ head, rows }), '二', ...tableLines({ head: ['单位', '数'], rows: [['甲', '1']] })].join('\n')
    expect(blocksOf(two)).toEqual([{ head, rows }, '二', { head: ['单位', '数'], rows: [['甲', '1']] }])
  })

  it('without rows is nothing, and a row by itself is a line', () => {
    expect(tableLines({ head, rows: [] })).toEqual([])
    expect(withoutTables(`前\n${tableLines({ head, rows })[1]}\n后`)).toBe('前\n中河街道：已开展2场，41人次，计划1场\n后')
    expect(rowLine(['中河街道', '', ''])).toBe('中河街道')
  })

  it('leaves every other text as it is', () => {
    for (const text of ['', '\n', '|甲|乙|\n|--|--|', '甲\t乙\n1\t2', '名称：值，值\n\n尾']) expect(withoutTables(text)).toBe(text)
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const text = typed.replaceAll('\u001F', '')
      expect(withoutTables(text)).toBe(text)
    }))
  })
})
