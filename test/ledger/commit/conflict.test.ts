import { describe, expect, test } from 'vitest'
import { amend, create, voidRecord } from '../../../src/domain/record.ts'
import { group } from '../../../src/domain/records/directory.ts'
import type { Ledger, View } from '../../../src/ledger/types.ts'
import { commitAs, file, freshLedger, heard, keyed, memo, newMemo, now, place } from '../sample.ts'

const other = '浙江省/温州市'

/** A decision is made on a view; something happens; the decision is committed. */
const scenario = (read: (view: View) => Promise<unknown>, happens: (spec: Awaited<ReturnType<typeof freshLedger>> & { id: string }) => Promise<unknown>) => async () => {
  const fresh = await freshLedger()
  const id = await file(fresh.ledger, newMemo('旧', { on: 100 }))
  await file(fresh.ledger, create(keyed, { unit: place, now, id: 'k', data: { value: '1' } }))
  const view = await fresh.ledger.view()
  await read(view)
  await happens({ ...fresh, id })
  return (await commitAs(fresh.ledger, { view, changes: [newMemo('新', { unit: other })] })).outcome
}
const change = (patch: { title?: string; on?: number }) => async ({ ledger, id }: { ledger: Ledger; id: string }) => {
  const view = await ledger.view()
  await commitAs(ledger, { view, changes: [amend(memo, (await view.get(memo, id))!, patch)] })
}
const addAt = (unit: string) => ({ ledger }: { ledger: Ledger }) => file(ledger, newMemo('另', { unit }))

describe('what was read still holds, or the decision is made again', () => {
  const readRecord = (view: View) => view.get(memo, '便条-2026-001')
  const readNothing = (view: View) => view.get(memo, '便条-2026-002')
  const readPlace = (view: View) => view.list(memo, 'tree', place, { from: 0, to: 1 })
  const countPlace = (view: View) => view.count(memo, 'tree', place)
  const nextInPlace = (view: View) => view.next(memo, 'tree', place, 0)

  test.each([
    ['a record read has changed', readRecord, change({ title: '改' })],
    ['a record not found has come', readNothing, addAt(other)],
    ['a partition found empty in that range has a new record', readPlace, addAt(place)],
    ['a unit below got a record', countPlace, addAt(`${place}/中河街道`)],
    ['a record counted has changed', countPlace, change({ title: '改' })],
    ['the next one has moved', nextInPlace, change({ on: 50 })],
  ] as const)('conflict: %s', async (_, read, happens) => {
    expect(await scenario(read, happens)()).toBe('conflict')
  })

  test.each([
    ['nothing happened', readPlace, async () => {}],
    ['a record not read has changed', readNothing, change({ title: '改' })],
    ['a record came elsewhere', readPlace, addAt(other)],
    ['nothing was read', async () => {}, addAt(place)],
    ['it was read untracked', (view: View) => view.untracked.list(memo, 'tree', place), addAt(place)],
  ] as const)('committed: %s', async (_, read, happens) => {
    expect(await scenario(read, happens)()).toBe('committed')
  })

  test('voiding a record touches every partition it stood in', async () => {
    const { ledger } = await freshLedger()
    const id = await file(ledger, newMemo('旧'))
    const view = await ledger.view()
    await view.list(memo, 'tree', '浙江省')
    const now2 = await ledger.view()
    await commitAs(ledger, { view: now2, changes: [voidRecord(memo, (await now2.get(memo, id))!, 'lixin', now, '重复')] })
    expect(await commitAs(ledger, { view, changes: [newMemo('新', { unit: other })] })).toMatchObject({ outcome: 'conflict', on: 'memo:tree:浙江省' })
  })

  test('what changes between two reads of one view is found out', async () => {
    const { ledger } = await freshLedger()
    const view = await ledger.view()
    await view.list(memo, 'tree', place)
    await file(ledger, newMemo('又'))
    await view.count(memo, 'tree', place)
    expect(await commitAs(ledger, { view, changes: [newMemo('新', { unit: other })] })).toEqual({ outcome: 'conflict', on: `memo:tree:${place}` })
  })

  test('two amend the same record: the second must look again', async () => {
    const { ledger } = await freshLedger()
    const id = await file(ledger, newMemo('旧'))
    const before = (await (await ledger.view()).get(memo, id))!
    expect((await commitAs(ledger, { changes: [amend(memo, before, { title: '甲' })] })).outcome).toBe('committed')
    expect(await commitAs(ledger, { changes: [amend(memo, before, { title: '乙' })] })).toEqual({ outcome: 'conflict', on: `memo ${id}` })
  })

  test('the directory is part of every decision that changes something', async () => {
    const { ledger } = await freshLedger()
    const view = await ledger.view()
    const data = { name: '中河', unit: place, bulletin: null, reminders: true, ranking: false, addresses: {} }
    await file(ledger, create(group, { unit: place, now, id: 'g1', data }))
    expect(await commitAs(ledger, { view, changes: [newMemo('新')] })).toEqual({ outcome: 'conflict', on: 'directory' })
    expect((await commitAs(ledger, { view, notices: [{ to: 'g:g1', text: '好', sort: 'answer' }] })).outcome).toBe('committed')
  })

  test('working state: only what was read counts, and only when something is to change', async () => {
    const { ledger } = await freshLedger()
    const [one, two, three] = [await ledger.view(), await ledger.view(), await ledger.view()]
    for (const view of [one, two]) expect(await view.state('form')).toBeUndefined()
    expect((await commitAs(ledger, { view: one, state: [{ key: 'form', value: 'a' }] })).outcome).toBe('committed')
    expect((await commitAs(ledger, { view: two })).outcome).toBe('committed')
    expect(await commitAs(ledger, { view: two, state: [{ key: 'form', value: 'b' }] })).toEqual({ outcome: 'conflict', on: 'state form' })
    expect((await commitAs(ledger, { view: three, state: [{ key: 'form', value: '' }] })).outcome).toBe('committed')
    const empty = await ledger.view()
    expect(await empty.state('form')).toBe('')
    expect((await commitAs(ledger, { view: empty, state: [{ key: 'form', value: null }] })).outcome).toBe('committed')
    expect(await (await ledger.view()).state('form')).toBeUndefined()
    expect(await commitAs(ledger, { view: empty, state: [{ key: 'form', value: 'c' }] })).toEqual({ outcome: 'conflict', on: 'state form' })
  })

  test('a plain answer rests on nothing, but must still be its message\'s turn', async () => {
    const { ledger } = await freshLedger()
    const message = heard('1')
    await ledger.hear(message, now)
    const view = await ledger.view()
    await view.list(memo, 'tree', place)
    await file(ledger, newMemo('新'))
    expect((await commitAs(ledger, { view, cause: { inbox: message }, notices: [{ to: message.chat, text: '无', sort: 'answer' }] })).outcome).toBe('committed')
    expect((await commitAs(ledger, { cause: { inbox: message } })).outcome).toBe('duplicate')
  })
})

describe('what no ledger can hold is an error, and nothing is written', () => {
  const twice = () => create(keyed, { unit: place, now, id: 'a', data: { value: '1' } })
  const strange = () => {
    const made = newMemo('一')
    return { ...made, kind: { ...made.kind, kind: 'other' } }
  }
  test.each<[string, (ledger: Ledger) => Promise<unknown>, string]>([
    ['a view of somebody else', async (ledger) => commitAs(ledger, { view: { ...(await ledger.view()) } }), 'needs the view'],
    ['two changes of one record', (ledger) => commitAs(ledger, { changes: [twice(), twice()] }), 'twice'],
    ['a kind not told of', (ledger) => commitAs(ledger, { changes: [strange()] }), 'not told of the kind other'],
    ['a score that is no number', (ledger) => commitAs(ledger, { changes: [newMemo('一', { on: Number.NaN })] }), 'NaN'],
    ['a lapse that is no number', (ledger) => commitAs(ledger, { changes: [newMemo('一')], state: [{ key: 'a', value: '', until: Number.NaN }] }), 'lapses'],
    ['a key of two lines', (ledger) => commitAs(ledger, { cause: { key: 'a\nb', day: '2026-11-20' } }), 'one line'],
  ])('%s', async (_, attempt, complaint) => {
    const { ledger, redis } = await freshLedger()
    await expect(attempt(ledger)).rejects.toThrow(complaint)
    expect(await redis.dbsize()).toBe(0)
  })
})
