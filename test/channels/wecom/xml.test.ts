import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { BadXml, readXml } from '../../../src/channels/wecom/xml.ts'
import { costsAtMost } from '../../support/effort.ts'

describe('what WeCom sends', () => {
  it('reads a text message, its number as text', () => {
    const tree = readXml(
      '<xml><ToUserName><![CDATA[ww0000]]></ToUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[ 值班 <今天> &amp; 明天 ]]></Content><MsgId>7300000000000000001</MsgId></xml>',
    )
    expect({ ...tree }).toEqual({ ToUserName: 'ww0000', CreateTime: '1700000000', MsgType: 'text', Content: ' 值班 <今天> &amp; 明天 ', MsgId: '7300000000000000001' })
  })
  it('reads what is nested, with or without a declaration, blanks and comments', () => {
    const tree = readXml('<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n  <!-- x -->\n  <Card>\n    <Id>a&lt;b&#62;</Id><Empty/>\n  </Card>\n</xml>\n')
    expect(JSON.parse(JSON.stringify(tree))).toEqual({ Card: { Id: 'a<b>', Empty: '' } })
  })
  it('takes the last of several of one name', () => expect(readXml('<xml><a>1</a><a>2</a></xml>')['a']).toBe('2'))
})

describe('refused', () => {
  const bomb = `<!DOCTYPE x [${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]><xml><a>&a9;</a></xml>`
  test.each([
    ['a billion laughs', bomb],
    ['a file of the machine', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><a>&f;</a></xml>'],
    ['any DOCTYPE', '<!DOCTYPE xml><xml><a>1</a></xml>'],
    ['a DOCTYPE of another case', '<!doctype xml><xml/>'],
    ['an entity nobody declared', '<xml><a>&nbsp;</a></xml>'],
    ['an entity of a prototype', '<xml><a>&constructor;</a></xml>'],
    ['an instruction', '<?xml-stylesheet href="http://localhost/x"?><xml/>'],
    ['what does not close', '<xml><a></xml>'],
    ['two roots', '<xml/><xml/>'],
    ['nothing', ''],
    ['JSON', '{"a":1}'],
    ['a control character', '<xml><a>\u0000</a></xml>'],
    ['a character reference to one', '<xml><a>&#0;</a></xml>'],
    ['deep nesting', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
    ['too many elements', `<xml>${'<a/>'.repeat(20_000)}</xml>`],
    ['too large', `<xml><a>${'好'.repeat(1_000_001)}</a></xml>`],
  ])('%s', (_, text) => {
    expect(costsAtMost(100, () => expect(() => readXml(text)).toThrow(BadXml))).toBe(true)
  })
  it('does not repeat what it was given', () => {
    try {
      readXml('<xml><a>机密</b></xml>')
      expect.unreachable()
    } catch (error) {
      expect(String(error)).not.toContain('机密')
    }
  })
})

it('no name of an element reaches a prototype', () => {
  const tree = readXml('<xml><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor></xml>')
  expect(Object.getPrototypeOf(tree)).toBeNull()
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(tree['constructor']).toBe('2')
  expect(tree['toString']).toBeUndefined()
})

test('any text answers or is refused; any words come back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      try {
        readXml(text)
      } catch (error) {
        expect(error).toBeInstanceOf(BadXml)
      }
    }),
  )
  const word = fc.string({ unit: fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCharCode(code)), maxLength: 100 }).filter((text) => !text.includes(']]>'))
  fc.assert(
    fc.property(word, (text) => {
      expect(readXml(`<xml><a><![CDATA[${text}]]></a></xml>`)['a']).toBe(text)
    }),
  )
})
