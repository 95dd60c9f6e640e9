/** The real process with its log wide open, through a conversation and everything that can go wrong: no line holds a number, a secret or a word of anybody's. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProduct, type Product } from '../../src/cli/product.ts'
import { eventually } from '../support/eventually.ts'
import { freshRedis, type FreshRedis } from '../support/redis.ts'
import { clientOf } from '../web/client.ts'

let fresh: FreshRedis
let product: Product
const { post, type, answers } = clientOf(() => product.url)
beforeAll(async () => {
  fresh = await freshRedis()
  product = await startProduct(fresh.url, { LOG_LEVEL: 'trace', ADMIN: 'wecom:secretadmin' })
})
afterAll(async () => {
  await product.stop()
  await fresh.stop()
})

const street = '鄞州区中河街道工作群'
const number = '13812345678'
const identity = '330203199001011234'
/** Words of messages, names, numbers and codes: none may be found in the log. */
const never = ['联谊会', '青年中心', '秘密', '王敏', '谢华', '口令ABCDE', number, identity, 'secretadmin', 'garbage']

it('a conversation and every kind of fault leave no words in the log', async () => {
  await type('wangmin', street, `/活动 秘密联谊会 昨天14:00 街道青年中心 35人 摘要:联系谢华${number}，${identity}`)
  await type('stranger', null, `/我是 姓名:秘密客 单位:中河街道 职务:干事 口令:口令ABCDE`)
  await type('wangmin', street, '/活动 主题:秘密计划')
  await type('wangmin', null, '/任物 秘密')
  await answers(street, 2)
  // What cannot be read: a body, a form in the store, a key of another kind, a job's mark.
  await post(`{"text":"秘密 ${number}`)
  await post({ id: `秘密 ${number}`, sender: 'wangmin' })
  const state = (await fresh.redis.keys('tx:*:state'))[0] ?? ''
  for (const field of await fresh.redis.hkeys(state)) if (field.startsWith('form|') || field.startsWith('clock|')) await fresh.redis.hset(state, field, `garbage 秘密 ${number}`)
  await post({ id: 'broken', group: street, sender: 'wangmin', text: `/活动 秘密 ${number}` })
  const inbox = state.replace(/state$/, 'in:g:秘密群')
  await fresh.redis.set(inbox, `garbage ${number}`)
  await fresh.redis.sadd(state.replace(/state$/, 'in'), 'g:秘密群')
  await post({ id: 'broken2', sender: 'xiehua', text: `/帮助 秘密 ${number}` })
  await eventually(() => expect(product.said()).toMatch(/"level":50/), 200)
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const lines = product.said().split('\n').filter((line) => line.startsWith('{'))
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) {
    for (const word of never) expect(line, word).not.toContain(word)
    expect(line).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
    expect(() => JSON.parse(line) as unknown).not.toThrow()
  }
  // What is printed besides holds no words either.
  for (const word of [number, identity, '联谊会', '口令ABCDE']) expect(product.said()).not.toContain(word)
})
