import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWecomCrypto } from '../../../src/channels/wecom/crypto.ts'

const first = { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiveId: 'wx5823bf96d3bd56c7' }
const bot = { ...first, receiveId: '' }
const second = { token: '123456', aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR', receiveId: 'wx49f0ab532d5d035a' }

/** The vectors of protocol.md, section A5. */
const vectors = [
  {
    name: 'V1', of: first, timestamp: '1409659589', nonce: '263014780', random: 'c41b64491c2468d0', plain: '1616140317555161061',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  },
  {
    name: 'V2', of: first, timestamp: '1409659813', nonce: '1372623149', random: '0960688932c47ef1', plain: '<Content><![CDATA[hello]]></Content>',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    encrypted: 'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
  },
  {
    name: 'V3', of: first, timestamp: '1409659813', nonce: '1372623149', random: 'EDH75AiKExevY8L3',
    plain: '{"ToUserName":"wx5823bf96d3bd56c7","FromUserName":"mycreate","CreateTime": 1409659813,"MsgType":"text","Content":"hello","MsgId":4561255354251345929,"AgentID": 218}',
    signature: '0623cbc5a8cbee5bcc137c70de99575366fc2af3',
    encrypted: 'CZWs4CWRpI4VolQlvn4dlEC1alN2MUEY2VklGehgBVLBrlVF7SyT+SV+Toj43l4ayJ9UMGKphktKKmP7B2j/P1ey67XB8PBgS7Wr5/8+w/yWriZv3Vmoo/MH3/1HsIWZrPQ3N2mJrelStIfI2Y8kLKXA7EhfZgZX4o+ffdkZDM76SEl79Ib9mw7TGjZ9Aw/x/A2VjNbV1E8BtEbRxYYcQippYNw7hr8sFfa3nW1xLdxokt8QkRX83vK3DFP2F6TQFPL2Tu98UwhcUpPvdJBuu1/yiOQIScppV3eOuLWEsko=',
  },
  {
    name: 'V4, a bot without receiveid', of: bot, timestamp: '1700000000', nonce: 'nonce1', random: '0123456789abcdef',
    plain: '{"msgid":"M1","aibotid":"B1","chatid":"C1","chattype":"group","from":{"userid":"zhangsan"},"msgtype":"text","text":{"content":"@值班 在吗"}}',
    signature: 'bc0dde90338c96b4e0234624d823577568e9790b',
    encrypted: 'sKqRbbiSUnDhFHOvPjtUMYI/lNbqGHfVyGKjO4EjGiqLJAqkQ0EEZW3Xhfxbp/JHrPJTexrElqNh1a0vQuCtzmIaCZSzPk1ZxntgM919TZ5zbWhJLThExARh6tatEOxp7FHtTPABjEp9v7+kqqX0Q5XJQ3+zF6yZF9T1jETDH1deq1lzbIAy4NHZr/LU/2B6MUmL77ByofwFN4WD0k6FTdwredCUcU9F0SN3Rc2Nb8l6Of5bJ0wv3SMUAMj5uzBP',
  },
  {
    name: 'V5, another key', of: second, timestamp: '1411443780', nonce: '437374425', random: undefined, plain: undefined,
    signature: 'dd6b9c95b495b3f7e2901bfbc76c664930ffdb96',
    encrypted: '4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==',
  },
]

describe.each(vectors)('$name', ({ of, timestamp, nonce, random, plain, signature, encrypted }) => {
  const crypto = createWecomCrypto(of)
  test('is signed so', () => {
    expect(crypto.sign(timestamp, nonce, encrypted)).toBe(signature)
    expect(crypto.verify(signature, timestamp, nonce, encrypted)).toBe(true)
  })
  test('a wrong or missing signature is none', () => {
    for (const wrong of [undefined, '', signature.toUpperCase(), `${signature}0`, signature.slice(1)]) expect(crypto.verify(wrong, timestamp, nonce, encrypted)).toBe(false)
    expect(crypto.verify(signature, `${timestamp}1`, nonce, encrypted)).toBe(false)
  })
  test('is read, and encrypted again to the same', () => {
    const read = crypto.decrypt(encrypted)
    if (plain !== undefined) expect(read).toContain(plain)
    if (random !== undefined) expect(crypto.encrypt(read, Buffer.from(random))).toBe(encrypted)
  })
  test('is for nobody else', () => {
    expect(() => createWecomCrypto({ ...of, receiveId: 'other' }).decrypt(encrypted)).toThrow(expect.objectContaining({ code: -40005 }))
  })
})

test('any text comes back as it was, whatever its length', () => {
  const crypto = createWecomCrypto(bot)
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
    expect(crypto.decrypt(crypto.encrypt(text))).toBe(Buffer.from(text).toString())
  }))
})

test('what is no message of ours is refused, never half read', () => {
  const crypto = createWecomCrypto(first)
  const whole = Buffer.from(vectors[1]!.encrypted, 'base64')
  const broken = ['', 'AAAA', '!!!', whole.subarray(0, 48).toString('base64'), whole.subarray(16).toString('base64'), Buffer.alloc(64).toString('base64')]
  for (const one of broken) expect(() => crypto.decrypt(one)).toThrow(expect.objectContaining({ name: 'BadCallback' }))
})

test.each(['', 'short', `${first.aesKey}A`, first.aesKey.replace('j', '-')])('a key that is none is refused at once: %s', (aesKey) => {
  expect(() => createWecomCrypto({ ...first, aesKey })).toThrow(RangeError)
})
