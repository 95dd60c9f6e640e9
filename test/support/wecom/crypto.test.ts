import { WecomCrypto, decryptFile } from '@wecom/aibot-node-sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xmlField } from './callback.ts'
import { decrypt, encrypt, encryptMedia, jsSignature, mediaKey, sign } from './crypto.ts'

/** protocol.md A5: V1 to V3 share these, V4 has an empty receiver. */
const app = { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiveId: 'wx5823bf96d3bd56c7' }
const other = { token: '123456', aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR', receiveId: 'wx49f0ab532d5d035a' }
const jsonPlain =
  '{"ToUserName":"wx5823bf96d3bd56c7","FromUserName":"mycreate","CreateTime": 1409659813,"MsgType":"text","Content":"hello","MsgId":4561255354251345929,"AgentID": 218}'
const botPlain = '{"msgid":"M1","aibotid":"B1","chatid":"C1","chattype":"group","from":{"userid":"zhangsan"},"msgtype":"text","text":{"content":"@值班 在吗"}}'

const vectors = [
  {
    name: 'V1 echostr',
    secrets: app,
    timestamp: 1409659589,
    nonce: '263014780',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    plain: '1616140317555161061',
    random: 'c41b64491c2468d0',
  },
  {
    name: 'V3 JSON message',
    secrets: app,
    timestamp: 1409659813,
    nonce: '1372623149',
    signature: '0623cbc5a8cbee5bcc137c70de99575366fc2af3',
    encrypted:
      'CZWs4CWRpI4VolQlvn4dlEC1alN2MUEY2VklGehgBVLBrlVF7SyT+SV+Toj43l4ayJ9UMGKphktKKmP7B2j/P1ey67XB8PBgS7Wr5/8+w/yWriZv3Vmoo/MH3/1HsIWZrPQ3N2mJrelStIfI2Y8kLKXA7EhfZgZX4o+ffdkZDM76SEl79Ib9mw7TGjZ9Aw/x/A2VjNbV1E8BtEbRxYYcQippYNw7hr8sFfa3nW1xLdxokt8QkRX83vK3DFP2F6TQFPL2Tu98UwhcUpPvdJBuu1/yiOQIScppV3eOuLWEsko=',
    plain: jsonPlain,
    random: 'EDH75AiKExevY8L3',
  },
  {
    name: 'V4 AI bot, empty receiver',
    secrets: { ...app, receiveId: '' },
    timestamp: 1700000000,
    nonce: 'nonce1',
    signature: 'bc0dde90338c96b4e0234624d823577568e9790b',
    encrypted:
      'sKqRbbiSUnDhFHOvPjtUMYI/lNbqGHfVyGKjO4EjGiqLJAqkQ0EEZW3Xhfxbp/JHrPJTexrElqNh1a0vQuCtzmIaCZSzPk1ZxntgM919TZ5zbWhJLThExARh6tatEOxp7FHtTPABjEp9v7+kqqX0Q5XJQ3+zF6yZF9T1jETDH1deq1lzbIAy4NHZr/LU/2B6MUmL77ByofwFN4WD0k6FTdwredCUcU9F0SN3Rc2Nb8l6Of5bJ0wv3SMUAMj5uzBP',
    plain: botPlain,
    random: '0123456789abcdef',
  },
]

describe('the fake has a cipher of its own', () => {
  it.each(vectors)('$name', ({ secrets, timestamp, nonce, signature, encrypted, plain, random }) => {
    expect(sign(secrets.token, timestamp, nonce, encrypted)).toBe(signature)
    expect(decrypt(secrets, encrypted)).toBe(plain)
    expect(encrypt(secrets, plain, Buffer.from(random))).toBe(encrypted)
  })

  it('V2 XML message', () => {
    const encrypted =
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
    expect(sign(app.token, 1409659813, '1372623149', encrypted)).toBe('477715d11cdb4164915debcba66cb864d751f3e6')
    const xml = decrypt(app, encrypted)
    const fields = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Content', 'MsgId', 'AgentID'].map((name) => xmlField(xml, name))
    expect(fields).toEqual(['wx5823bf96d3bd56c7', 'mycreate', '1409659813', 'text', 'hello', '4561255354251345929', '218'])
    expect(encrypt(app, xml, Buffer.from('0960688932c47ef1'))).toBe(encrypted)
  })

  it('V5 second key', () => {
    const encrypted = '4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q=='
    expect(sign(other.token, 1411443780, '437374425', encrypted)).toBe('dd6b9c95b495b3f7e2901bfbc76c664930ffdb96')
    expect(decrypt(other, encrypted)).toMatch(/^\d+$/)
  })

  it('V6 JS-SDK signature', () => {
    const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg'
    const url = 'http://mp.weixin.qq.com?params=value'
    expect(jsSignature(ticket, 'Wm3WZYTPz0wzccnW', 1414587457, url)).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
    expect(jsSignature(ticket, 'Wm3WZYTPz0wzccnW', 1414587457, `${url}#part`)).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
  })

  it('agrees with the official SDK on any text', () => {
    const sdk = new WecomCrypto(other.token, other.aesKey, other.receiveId)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(sdk.decrypt(encrypt(other, text))).toBe(text)
        const theirs = sdk.encrypt(text, '1', 'n')
        expect(decrypt(other, theirs.encrypt)).toBe(text)
        expect(sign(other.token, '1', 'n', theirs.encrypt)).toBe(theirs.signature)
      }),
      { numRuns: 50 },
    )
  })

  it('a picture can be read by the official SDK', () => {
    const key = mediaKey(other.aesKey)
    const bytes = Buffer.from('twelve bytes')
    expect(decryptFile(encryptMedia(key, bytes), key.toString('base64'))).toEqual(bytes)
  })

  it.each([
    ['another key', { ...app, aesKey: other.aesKey }, /wrong|range/],
    ['another receiver', { ...app, receiveId: 'ww0' }, 'receiver is another'],
  ])('%s cannot read it', (_name, secrets, complaint) => {
    expect(() => decrypt(secrets, encrypt(app, '你好', Buffer.from('0123456789abcdef')))).toThrow(complaint)
  })
})
