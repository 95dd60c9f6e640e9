import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createWecomApi, type WecomCall } from '../../../src/channels/wecom/api.ts'
import { createOpenIds, type OpenIdOptions } from '../../../src/channels/wecom/openIds.ts'
import { createAppApi } from '../../../src/channels/wecomApp/token.ts'
import { hour, minute } from '../../../src/domain/time.ts'
import { createCardBook } from '../../../src/channels/wecom/cardBook.ts'
import { commitAs, freshLedger, place } from '../../ledger/sample.ts'
import { create } from '../../../src/domain/record.ts'
import { person } from '../../../src/domain/records/directory.ts'
import { freshRedis } from '../../support/redis.ts'
import { cipherId } from '../../support/wecom/corp.ts'
import { startFakeWecom, type CorpPlan } from '../../support/wecom/index.ts'

const path = '/cgi-bin/batch/openuserid_to_userid'
const sealed = cipherId('wangmin-of-zhonghe')

async function scene(more: Partial<OpenIdOptions> = {}, plan: CorpPlan = {}) {
  let time = Date.now()
  const { redis } = more.redis ? { redis: more.redis } : await freshRedis()
  const wecom = await startFakeWecom({ corp: { members: { 'wangmin-of-zhonghe': '王敏', lixin: '李欣' }, ...plan } })
  onTestFinished(() => wecom.stop())
  const { corp } = wecom
  const app = createAppApi({ redis, api: createWecomApi(wecom.apiBase), corpId: corp.id, agentId: corp.app.agentId, secret: corp.app.secret, now: () => time })
  const calls: WecomCall[] = []
  const call: OpenIdOptions['call'] = async (asked) => {
    calls.push(asked)
    return app.call(asked)
  }
  const open = () => createOpenIds({ redis, prefix: 'o:', call, known: async () => false, now: () => time, patience: 20_000, ...more })
  return { redis, wecom, ids: open(), open, calls, pass: (ms: number) => void (time += ms) }
}

describe('an id that arrived as ciphertext', () => {
  test('is converted, asked for once by all processes, and leads back to whom it came from', async () => {
    const { ids, open, calls } = await scene()
    expect(await ids.plain(sealed)).toBe('wangmin-of-zhonghe')
    expect(await open().plain(sealed)).toBe('wangmin-of-zhonghe')
    expect(calls).toEqual([{ path, body: { open_userid_list: [sealed] } }])
    expect([await ids.sealed('wangmin-of-zhonghe'), await ids.sealed('WangMin-of-ZhongHe'), await ids.sealed('lixin')]).toEqual([sealed, sealed, 'lixin'])
    expect(ids.trouble()).toBeUndefined()
  })

  test('of somebody the app may not see is kept, said, and asked for again in an hour', async () => {
    const { ids, wecom, calls, redis } = await scene({}, { app: { visible: ['lixin'] } })
    expect([await ids.plain(sealed), await ids.plain(sealed)]).toEqual([sealed, sealed])
    expect(calls).toHaveLength(1)
    expect(ids.trouble()).toBe('有1位同志的账号是密文，不在自建应用的可见范围内，换不成明文，按密文使用；应用消息和群机器人@不到他们')
    expect(await redis.pttl(`o:plain:${sealed}`)).toBeLessThanOrEqual(hour)
    await redis.del(`o:plain:${sealed}`)
    delete wecom.corp.app.visible
    expect(await ids.plain(sealed)).toBe('wangmin-of-zhonghe')
    expect(ids.trouble()).toBeUndefined()
  })

  test('without an app is kept and said', async () => {
    const { ids } = await scene({ call: undefined })
    expect(await ids.plain(sealed)).toBe(sealed)
    expect(ids.trouble()).toContain('没有接自建应用')
  })

  test('that the roster knows is theirs', async () => {
    const { ids, calls } = await scene({ known: async (id) => id === sealed })
    expect([await ids.plain(sealed), calls]).toEqual([sealed, []])
  })
})

describe('WeCom cannot be asked', () => {
  test('nobody waits long, what arrived is used, and it is asked again after a minute', async () => {
    const { ids, wecom, calls, pass } = await scene()
    const lift = wecom.fault({ on: path, effect: { errcode: 48_002 } })
    expect([await ids.plain(sealed), await ids.plain(cipherId('another-member'))]).toEqual([sealed, cipherId('another-member')])
    expect(calls).toHaveLength(1)
    expect(ids.trouble()).toBe('有2位同志的账号是密文，暂时换不成明文：应用没有这个接口的权限（48002），按密文使用；应用消息和群机器人@不到他们')
    lift()
    pass(minute)
    expect(await ids.plain(sealed)).toBe('wangmin-of-zhonghe')
    expect(ids.trouble()).toContain('有1位')
  })

  test('an answer that does not come is not waited for', async () => {
    const { ids } = await scene({ call: () => new Promise(() => {}), patience: 50 })
    expect(await ids.plain(sealed)).toBe(sealed)
    expect(ids.trouble()).toContain('没有及时应答')
  })

  test('an answer that nobody understands is none', async () => {
    const { ids } = await scene({ call: async () => ({ errcode: 0, errmsg: '', userid_list: [{ open_userid: sealed, userid: 7 }] }) })
    expect(await ids.plain(sealed)).toBe(sealed)
    expect(ids.trouble()).toContain('应答读不懂')
  })
})

describe('a plain id', () => {
  test.each(['lixin', 'nobody', 'wo', 'worker@zhonghe', '王敏'])('%s stays what it is, is asked for once an hour at most and is nothing to speak of', async (id) => {
    const { ids, calls } = await scene()
    expect([await ids.plain(id), await ids.plain(id), calls.length, ids.trouble()]).toEqual([id, id, 1, undefined])
  })

  test('of the roster is not asked for', async () => {
    const call = vi.fn<NonNullable<OpenIdOptions['call']>>()
    const { ids } = await scene({ known: async () => true, call })
    expect([await ids.plain('lixin'), call.mock.calls]).toEqual(['lixin', []])
  })
})

test('nothing is kept for ever', async () => {
  const { ids, redis } = await scene()
  for (const id of [sealed, 'lixin']) await ids.plain(id)
  const keys = await redis.keys('o:*')
  expect(keys).toHaveLength(3)
  keys.push(...(await redis.keys('tx:{~channels}:account:*')))
  expect(keys).toHaveLength(5)
  for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0)
})

test('who is forgotten is so here too, at once, and nobody else', async () => {
  const { ledger, redis } = await freshLedger()
  const { ids } = await scene({ redis })
  const add = (id: string, name: string, wecom: string) => create(person, { unit: place, now: 1, id, data: { name, unit: place, posts: [], ids: { wecom } } })
  await commitAs(ledger, { changes: [add('p1', '王敏', 'WangMin-of-ZhongHe'), add('p2', '李欣', 'lixin')] })
  for (const id of [sealed, 'lixin']) await ids.plain(id)
  const cards = createCardBook({ redis, prefix: 'o:', nameOf: async () => undefined })
  const card = (task_id: string, title: string) => ({ card_type: 'button_interaction' as const, main_title: { title }, task_id })
  await cards.keep(card('1', '王敏同志请看'), { person: 'wangmin-of-zhonghe' })
  await cards.keep(card('2', '都来看'), { group: 'wr1' })
  await commitAs(ledger, { forget: { person: 'p1' } })
  expect((await redis.keys('*')).filter((key) => /^o:|account:/.test(key)).sort()).toEqual(['o:card:2', 'o:plain:lixin', 'tx:{~channels}:account:wecom|lixin'])
  expect(await ids.sealed('wangmin-of-zhonghe')).toBe('wangmin-of-zhonghe')
})
