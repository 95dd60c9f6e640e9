import { describe, expect, test } from 'vitest'
import { amend, create } from '../../../src/domain/record.ts'
import { unit } from '../../../src/domain/records/directory.ts'
import { commitAs, file, freshLedger, keyed, memo, newMemo, now, place } from '../sample.ts'

describe('what a view has read', () => {
  test('holds until a partition, a record, a state or the directory that it read has changed', async () => {
    const { ledger } = await freshLedger()
    const number = await file(ledger, newMemo('一'))
    const read = async () => {
      const view = await ledger.view()
      await Promise.all([view.list(memo, 'tree', place), view.get(memo, number), view.get(keyed, 'k'), view.state('mark')])
      return view
    }
    const changes = [
      async () => commitAs(ledger, { changes: [newMemo('二')] }),
      async () => {
        const record = await (await ledger.view()).get(memo, number)
        if (record) await commitAs(ledger, { changes: [amend(memo, record, { title: '三' })] })
      },
      async () => commitAs(ledger, { changes: [create(keyed, { id: 'k', unit: place, data: { value: 'v' }, now })] }),
      async () => commitAs(ledger, { state: [{ key: 'mark', value: '1' }] }),
      async () => commitAs(ledger, { changes: [create(unit, { id: '浙江省', unit: '浙江省', data: { path: '浙江省', kind: '省', aliases: [] }, now })] }),
    ]
    for (const change of changes) {
      const view = await read()
      expect(await ledger.holds(view)).toBe(true)
      await change()
      expect(await ledger.holds(view)).toBe(false)
    }
  })

  test('holds whatever else is written', async () => {
    const { ledger } = await freshLedger()
    const view = await ledger.view()
    await Promise.all([view.count(memo, 'tree', place), view.get(memo, '便条-2026-001'), view.state('mark')])
    await commitAs(ledger, { changes: [newMemo('别处的', { unit: '浙江省/杭州市' })], state: [{ key: 'other', value: '1' }] })
    await commitAs(ledger, {})
    // Somewhere else a first memo was filed, which this view asked for.
    expect(await ledger.holds(view)).toBe(false)
    const later = await ledger.view()
    await later.count(memo, 'tree', place)
    await commitAs(ledger, { changes: [newMemo('也在别处', { unit: '浙江省/杭州市' })] })
    expect(await ledger.holds(later)).toBe(true)
  })

  test('is not known of another ledger’s views', async () => {
    const [one, other] = [await freshLedger(), await freshLedger()]
    expect(await one.ledger.holds(await other.ledger.view())).toBe(false)
  })
})
