import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFont } from '../../src/picture/font.ts'
import { findFont } from '../../src/picture/fontFile.ts'
import { lacking, visible } from '../../src/picture/signs.ts'
import { chineseFont } from './support.ts'

/** A face of one table of characters in format 4, with 街 (U+8857) and the letters from A to C. */
function smallFont(): Uint8Array {
  const u16 = (...values: number[]) => values.flatMap((value) => [(value >> 8) & 255, value & 255])
  const u32 = (value: number) => u16((value >>> 16) & 0xffff, value & 0xffff)
  const name = [...'Small'].flatMap((sign) => u16(sign.charCodeAt(0)))
  // Segments: A–C by an offset into the list of glyphs, 街 by what is to be added, and the end.
  const format4 = [...u16(4, 0, 0, 6, 0, 0, 0), ...u16(0x43, 0x8857, 0xffff), ...u16(0), ...u16(0x41, 0x8857, 0xffff), ...u16(0, 4 - 0x8857, 1), ...u16(6, 0, 0), ...u16(1, 0, 3)]
  const tables: [string, number[]][] = [
    ['cmap', [...u16(0, 1, 3, 1), ...u32(12), ...format4]],
    ['head', [...Array(18).fill(0), ...u16(2000)]],
    ['hhea', [...Array(34).fill(0), ...u16(3)]],
    ['hmtx', u16(0, 0, 1000, 0, 2000, 0)],
    ['name', [...u16(0, 1, 18, 3, 1, 0x409, 1, name.length, 0), ...name]],
  ]
  const bytes = [...u32(0x00010000), ...u16(tables.length, 0, 0, 0)]
  let at = 12 + 16 * tables.length
  for (const [tag, content] of tables) {
    bytes.push(...Buffer.from(tag), ...u32(0), ...u32(at), ...u32(content.length))
    at += content.length
  }
  return Uint8Array.from([...bytes, ...tables.flatMap(([, content]) => content)])
}

describe('a font', () => {
  it('is found, knows the signs of a bulletin and their widths', () => {
    const font = readFont(readFileSync(chineseFont))
    const used = '浙江省街道团建试点工作简报第 1 期（总第 12 期）一、二…，。：；《》“”！？·—℃㎡×→①aZ09-%'
    expect(lacking(used, font)).toEqual([])
    expect([font.has('🎉'), font.has('\u{E123}')]).toEqual([false, false])
    expect([font.width('街'), font.width('，')]).toEqual([1, 1])
    expect(font.width('i')).toBeLessThan(0.5)
    expect(font.family).not.toBe('')
  })

  it('of the other format is read as well', () => {
    const font = readFont(smallFont())
    expect(font.family).toBe('Small')
    expect(['A', 'B', 'C', '街', '@', 'D', '道', '\u{1F389}'].map((sign) => font.has(sign))).toEqual([true, false, true, true, false, false, false, false])
    // The last of the widths is that of all glyphs behind it.
    expect(['A', '街', '道'].map((sign) => font.width(sign))).toEqual([0.5, 1, 1])
  })

  it.each([['nothing', new Uint8Array()], ['words', Buffer.from('not a font at all, but long enough to hold a head')], ['half a font', smallFont().slice(0, 120)]])('is not made of %s', (_what, bytes) => {
    expect(() => readFont(bytes)).toThrow('not a font that can be read')
  })

  it('that was set goes before those that are there', () => expect(findFont('/x/y.ttf')).toBe('/x/y.ttf'))
})

describe('signs', () => {
  it('that nobody sees are left out; line ends and borders of tables stay', () => {
    expect(visible('青\u200B年\uFE0F\u0007\r\n一\u001F二\t三')).toBe('青年\n一\u001F二 三')
    expect(visible('每个字都在，a 1。')).toBe('每个字都在，a 1。')
  })

  it('that a font lacks are named once each', () => {
    expect(lacking('A街 街B\nBA\u001F\u3000', readFont(smallFont()))).toEqual(['B'])
  })
})
