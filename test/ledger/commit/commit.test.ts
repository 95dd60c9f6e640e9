import { describe, expect, test } from 'vitest'
import { amend, voidRecord } from '../../../src/domain/record.ts'
import { create } from '../../../src/domain/record.ts'
import { commitAs, file, freshLedger, heard, keyed, memo, newMemo, now, place } from '../sample.ts'

describe('commit', () => {
  test('files a record, answers its number, and it can be read by number and by index', async () => {
    const { ledger } = await freshLedger()
    const change = newMemo('一')
    const done = await commitAs(ledger, { changes: [change], notices: [{ to: 'g:中河', text: `已记录 ${change.ref}`, sort: 'answer', about: [change.ref] }] })
    expect(done.outcome === 'committed' && done.fill(change.ref)).toBe('便条-2026-001')
    expect(await ledger.outbox.head('g:中河')).toMatchObject({ text: '已记录 便条-2026-001', about: ['便条-2026-001'] })
    const view = await ledger.view()
    expect(await view.get(memo, '便条-2026-001')).toEqual({
      kind: 'memo', id: '便条-2026-001', unit: place, version: 1, at: now, by: 'wangmin', data: { title: '一', on: now },
    })
    expect((await view.list(memo, 'tree', '浙江省')).map((r) => r.id)).toEqual(['便条-2026-001'])
    expect(await view.count(memo, 'tree', '浙江省/宁波市')).toBe(1)
    expect(await ledger.outbox.head('g:中河')).toMatchObject({ id: '1.1', text: '已记录 便条-2026-001', tries: 0, at: now })
  })

  test('amending moves it in the indexes, voiding takes it out of them', async () => {
    const { ledger } = await freshLedger()
    const id = await file(ledger, newMemo('一'))
    let view = await ledger.view()
    const first = await view.get(memo, id)
    await commitAs(ledger, { view, changes: [amend(memo, first!, { on: 5 })] })
    view = await ledger.view()
    expect(await view.next(memo, 'tree', place, 0)).toBe(5)
    const second = await view.get(memo, id)
    await commitAs(ledger, { view, changes: [voidRecord(memo, second!, 'lixin', now + 1, '重复')] })
    view = await ledger.view()
    expect(await view.list(memo, 'tree', place)).toEqual([])
    expect(await view.get(memo, id)).toMatchObject({ version: 3, void: { by: 'lixin', reason: '重复' }, by: 'wangmin', at: now })
    expect((await view.history(memo, id)).map((e) => [e.seq, e.act])).toEqual([[1, 'create'], [2, 'amend'], [3, 'void']])
  })

  test('a message is answered once, in its turn', async () => {
    const { ledger } = await freshLedger()
    const [one, two] = [heard('1'), heard('2')]
    expect(await ledger.hear(one, now)).toBe('heard')
    expect(await ledger.hear(two, now)).toBe('heard')
    expect(await ledger.hear(one, now)).toBe('duplicate')
    expect(await commitAs(ledger, { cause: { inbox: two } })).toEqual({ outcome: 'conflict', on: 'inbox' })
    expect(await commitAs(ledger, { cause: { inbox: one }, changes: [newMemo('一')], text: one.text })).toMatchObject({ outcome: 'committed' })
    expect(await commitAs(ledger, { cause: { inbox: one }, changes: [newMemo('一')] })).toEqual({ outcome: 'duplicate' })
    expect(await ledger.inbox.head('g:中河')).toEqual(two)
    expect(await commitAs(ledger, { cause: { inbox: two } })).toMatchObject({ outcome: 'committed' })
    expect(await ledger.inbox.chats()).toEqual([])
    expect(await (await ledger.view()).textOf(1)).toBe('text of 1')
    await expect(commitAs(ledger, { cause: { inbox: heard('3') } })).rejects.toThrow('never heard')
  })

  test('a record under a key of its own is new only once', async () => {
    const { ledger } = await freshLedger()
    const change = () => create(keyed, { unit: place, now, id: 'a', data: { value: '1' } })
    expect(await file(ledger, change())).toBe('a')
    await expect(file(ledger, change())).rejects.toThrow('keyed a exists already')
  })
})
