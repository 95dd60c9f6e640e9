import { describe, expect, test } from 'vitest'
import { amend, create, forgottenName } from '../../src/domain/record.ts'
import { person } from '../../src/domain/records/directory.ts'
import { kinds as allKinds } from '../../src/domain/records/index.ts'
import { rebuild } from '../../src/ledger/rebuild.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, file, freshLedger, kinds, memo, newMemo, now, place } from './sample.ts'

const posts = [{ unit: place, title: '团工委书记', roles: ['cadre' as const] }]
const add = (id: string, name: string) => create(person, { unit: place, now, id, data: { name, unit: place, posts, ids: { wecom: `W-${id}` } } })

/** Wang Min and Li Xin are entered in one message by Li Xin; each writes a memo; Wang Min's name is corrected by Li Xin. */
async function office(ledger: Ledger): Promise<void> {
  await commitAs(ledger, { by: 'lixin', text: '/名册 王敏 李欣', changes: [add('lixin', '李欣'), add('wangmin', '王敏')] })
  await file(ledger, newMemo('王敏写', { secret: '密' }), { by: 'wangmin', text: '王敏的原话' })
  await file(ledger, newMemo('李欣写'), { by: 'lixin', text: '李欣的原话' })
  const view = await ledger.view()
  await commitAs(ledger, { view, by: 'lixin', text: '更正 王闵', changes: [amend(person, (await view.get(person, 'wangmin'))!, { name: '王闵' })] })
}
const forget = (ledger: Ledger, id: string) => commitAs(ledger, { by: 'lixin', text: `/注销 ${id}`, forget: { person: id }, notices: [{ to: 'g:中河', text: '已注销', sort: 'answer' }] })

describe('forgetting a person', () => {
  test('name and channel ids are gone from everything kept; the record stays with a tombstone', async () => {
    const { ledger, redis } = await freshLedger()
    await office(ledger)
    expect((await forget(ledger, 'wangmin')).outcome).toBe('committed')
    const view = await ledger.view()
    expect((await view.get(person, 'wangmin'))?.data).toEqual({ name: forgottenName, unit: place, posts: [], ids: {}, gone: true })
    const history = await view.history(person, 'wangmin')
    expect(history.map(({ act, data }) => [act, data['name']])).toEqual([['create', undefined], ['amend', undefined], ['forget', forgottenName]])
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map((seq) => view.textOf(seq)))).toEqual([undefined, undefined, undefined, '李欣的原话', undefined, undefined])
    const everything = JSON.stringify([await redis.hvals('tx:{test}:side'), await redis.hvals('tx:{test}:text'), await redis.hvals('tx:{test}:r:person')])
    for (const trace of ['王敏', '王闵', 'W-wangmin']) expect(everything).not.toContain(trace)
    expect(everything).toContain('W-lixin')
  })

  test('what others wrote and who others are stays, as do the person\'s records with their own personal fields', async () => {
    const { ledger } = await freshLedger()
    await office(ledger)
    await forget(ledger, 'wangmin')
    const view = await ledger.view()
    expect((await view.get(person, 'lixin'))?.data.name).toBe('李欣')
    expect((await view.get(memo, '便条-2026-001'))?.data).toMatchObject({ title: '王敏写', secret: '密' })
  })

  test('messages of others that name the person go too, unless a namesake may be meant', async () => {
    for (const namesake of [false, true]) {
      const { ledger } = await freshLedger()
      for (const [id, name] of [['lixin', '李欣'], ['p1', '周涛'], ['p2', namesake ? '周涛' : '周波']] as const) await commitAs(ledger, { by: 'setup', changes: [add(id, name)] })
      await file(ledger, newMemo('一'), { by: 'lixin', text: '请周涛到会' })
      await forget(ledger, 'p1')
      expect(await (await ledger.view()).textOf(4)).toBe(namesake ? '请周涛到会' : undefined)
    }
  })

  test('verify accepts what the tombstone explains, and only that; rebuilding brings nothing back', async () => {
    const { ledger, redis } = await freshLedger()
    await office(ledger)
    const check = async () => (await verify(redis, { workspace: 'test', kinds })).faults
    await forget(ledger, 'wangmin')
    expect(await check()).toEqual([])
    await rebuild(redis, { workspace: 'test', kinds })
    expect(await check()).toEqual([])
    expect((await (await ledger.view()).get(person, 'wangmin'))?.data.name).toBe(forgottenName)
    await redis.hdel('tx:{test}:text', '4')
    expect(await check()).toMatchObject([{ seq: 4, number: '便条-2026-002', what: expect.stringContaining('消息原文缺失') }])
    await redis.hdel('tx:{test}:side', '1')
    expect((await check())[0]).toMatchObject({ seq: 1, number: 'lixin', what: expect.stringContaining('个人信息缺失') })
  })

  test('a crash between tombstone and deletion: the next purge finishes', async () => {
    const { ledger, redis } = await freshLedger()
    await office(ledger)
    const before = { side: await redis.hgetall('tx:{test}:side'), text: await redis.hgetall('tx:{test}:text') }
    await forget(ledger, 'wangmin')
    for (const piece of ['side', 'text'] as const) await redis.hset(`tx:{test}:${piece}`, before[piece])
    await redis.hset('tx:{test}:forgetting', 'wangmin', 6)
    await ledger.purge(now)
    expect((await redis.hkeys('tx:{test}:side')).sort()).toEqual(['1', '3', '6'])
    expect(await redis.hkeys('tx:{test}:text')).toEqual(['4'])
    expect(await redis.exists('tx:{test}:forgetting')).toBe(0)
  })

  test('a wish that was not carried out leaves no trace: conflict, or nobody of that name', async () => {
    const { ledger, redis } = await freshLedger()
    await office(ledger)
    const view = await ledger.view()
    await view.count(memo, 'tree', place)
    await file(ledger, newMemo('又'))
    expect((await commitAs(ledger, { view, forget: { person: 'wangmin' } })).outcome).toBe('conflict')
    await expect(commitAs(ledger, { forget: { person: 'nobody' } })).rejects.toThrow('nobody')
    expect(await redis.exists('tx:{test}:forgetting')).toBe(0)
    expect((await (await ledger.view()).get(person, 'wangmin'))?.data.name).toBe('王闵')
  })

  test('failed messages of the person are forgotten too, whichever of a platform\'s channels brought them', async () => {
    const { ledger } = await freshLedger()
    await office(ledger)
    const message = (channel: string, sender: string) => ({ channel, id: sender, chat: 'g:中河', sender, text: '坏', at: now })
    const fail = (id: string, channel: string, sender: string) => ledger.failed.add({ id, at: now, what: 'message', ref: id, error: 'x', message: message(channel, sender) })
    await fail('A', 'wecomBot', 'W-wangmin')
    await fail('B', 'simulator', 'wangmin')
    await fail('C', 'wecomApp', 'w-wangmin')
    await fail('D', 'wecomBot', 'W-lixin')
    await fail('E', 'wechaty', 'W-wangmin')
    await forget(ledger, 'wangmin')
    expect((await ledger.failed.list(9)).map(({ id, message: kept }) => [id, kept?.sender]).sort()).toEqual([['A', undefined], ['B', undefined], ['C', undefined], ['D', 'W-lixin'], ['E', 'W-wangmin']])
  })

  test('salts are random, so that what was deleted cannot be guessed from its digest; a replay gives its own secret instead', async () => {
    const stored = async (salt: string | undefined) => {
      const { ledger, redis } = await freshLedger({ salt })
      for (const key of ['a', 'b']) await commitAs(ledger, { cause: { key, day: '2026-11-20' }, changes: [newMemo('一', { secret: '密' })], text: '原文' })
      return [...(await redis.hvals('tx:{test}:side')), ...(await redis.hvals('tx:{test}:text'))]
    }
    const [random, again, fixed] = [await stored(undefined), await stored(undefined), await stored('s')]
    expect(new Set([...random, ...again, ...fixed]).size).toBe(12)
    expect(await stored('s')).toEqual(fixed)
    expect(await stored('t')).not.toEqual(fixed)
  })
})

test('every kind with personal fields says what is left of all of them', () => {
  const aboutOne = allKinds.filter(({ schema }) => 'person' in (schema as unknown as { shape: object }).shape)
  const silent = aboutOne.filter(({ personal, blank = {} }) => personal.some((field) => !(field in blank)))
  expect(aboutOne.map(({ kind }) => kind)).toContain('leave')
  expect(silent.map(({ kind }) => kind)).toEqual([])
})

test('receipts go on after those of somebody forgotten are gone', async () => {
  const { ledger } = await freshLedger()
  await office(ledger)
  const before = ['y:wecomBot|W-wangmin', 'y:wecomApp|w-wangmin', 'y:wecomBot|W-lixin']
  await commitAs(ledger, { notices: before.map((to) => ({ to, text: '您好', sort: 'answer' as const })) })
  const send = async (to: string) => ledger.outbox.sent((await ledger.outbox.head(to))!, { channel: 'wecom', at: now })
  for (const to of before) await send(to)
  await forget(ledger, 'wangmin')
  await send('g:中河')
  expect((await (await ledger.view()).said(0, now)).map(({ to }) => to)).toEqual(['y:wecomBot|W-lixin', 'g:中河'])
})
