import { describe, expect, test } from 'vitest'
import { instant } from '../../../src/domain/time.ts'
import type { Range } from '../../../src/ledger/types.ts'
import { commitAs, file, freshLedger, memo, newMemo, place } from '../sample.ts'

const at = (day: number) => instant(`2026-11-${String(day).padStart(2, '0')}`)

async function month() {
  const { ledger } = await freshLedger()
  await commitAs(ledger, { changes: [5, 1, 9, 3].map((day) => newMemo(`${day} 日`, { on: at(day) })) })
  return ledger.view()
}

describe('reading an index', () => {
  test.each<[Range, string[]]>([
    [{}, ['1 日', '3 日', '5 日', '9 日']],
    [{ from: at(3), to: at(5) }, ['3 日', '5 日']],
    [{ from: at(6), to: at(8) }, []],
    [{ to: at(3) }, ['1 日', '3 日']],
    [{ from: at(4), limit: 1 }, ['5 日']],
    [{ limit: 0 }, []],
    [{ reverse: true, limit: 2 }, ['9 日', '5 日']],
    [{ reverse: true, from: at(3), to: at(5) }, ['5 日', '3 日']],
  ])('%j: in order of score, bounds included', async (range, titles) => {
    const view = await month()
    expect((await view.list(memo, 'tree', place, range)).map((r) => r.data.title)).toEqual(titles)
    if (range.limit === undefined) expect(await view.count(memo, 'tree', place, range)).toBe(titles.length)
  })

  test('the next score at or above; nothing beyond the last, nor in a partition of nobody', async () => {
    const view = await month()
    expect(await view.next(memo, 'tree', place, at(4))).toBe(at(5))
    expect(await view.next(memo, 'tree', place, at(5))).toBe(at(5))
    expect(await view.next(memo, 'tree', place, at(9) + 1)).toBeUndefined()
    expect(await view.next(memo, 'tree', '别处', 0)).toBeUndefined()
  })

  test('an index that is not declared is an error, also when it is called like a built-in', async () => {
    const view = await month()
    await expect(view.list(memo, 'nothing', place)).rejects.toThrow('memo has no index nothing')
    await expect(view.count(memo, 'constructor', place)).rejects.toThrow('no index')
  })

  test('history and text of what is not there', async () => {
    const view = await month()
    expect(await view.history(memo, '便条-2026-009')).toEqual([])
    expect(await view.textOf(1)).toBeUndefined()
    expect(await view.textOf(99)).toBeUndefined()
    expect(view.untracked.untracked.head.seq).toBe(4)
  })

  test('its end of the ledger is where it ended when the view was taken, also for a process that does not ask', async () => {
    for (const alone of [false, true]) {
      const { ledger } = await freshLedger({ alone })
      const before = await ledger.view()
      await file(ledger, newMemo('一'))
      await file(ledger, newMemo('二'))
      await commitAs(ledger, { state: [{ key: '标记', value: '1' }] })
      const after = await ledger.view()
      await file(ledger, newMemo('三'))
      expect([before.head, before.untracked.head, after.head.seq, after.untracked.head.seq]).toEqual([{ seq: 0, link: '' }, { seq: 0, link: '' }, 2, 2])
      expect((await ledger.view()).head).toMatchObject({ seq: 3 })
      expect((await ledger.view()).head.link).not.toBe(after.head.link)
    }
  })
})
