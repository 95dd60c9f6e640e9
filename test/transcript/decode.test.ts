import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/transcript/decode.ts'

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))

describe('decodeText', () => {
  it('reads UTF-8, with or without a byte order mark', () => {
    expect(decodeText(new TextEncoder().encode('消息对象'), 'a')).toBe('消息对象')
    expect(decodeText(new TextEncoder().encode('\uFEFF消息对象'), 'a')).toBe('消息对象')
  })
  it('reads UTF-16 of either order', () => {
    expect(decodeText(utf16('消息'), 'a')).toBe('消息')
    expect(decodeText(Uint8Array.from(Buffer.from(utf16('消息')).swap16()), 'a')).toBe('消息')
  })
  it('reads GB18030', () => {
    expect(decodeText(Uint8Array.from([0xcf, 0xfb, 0xcf, 0xa2, 0x0a]), 'a')).toBe('消息\n')
  })
  it('refuses what is no text, by line', () => {
    expect(() => decodeText(Uint8Array.from([0x61, 0x0a, 0x62, 0x00, 0x63]), 'a.bin')).toThrow('a.bin 第2行：不是文本')
    expect(() => decodeText(Uint8Array.from([0x61, 0x0a, 0xff, 0xff]), 'a.bin')).toThrow('a.bin 第2行：不是文本')
  })
})
