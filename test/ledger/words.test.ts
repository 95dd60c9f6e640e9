import { describe, expect, test } from 'vitest'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, file, freshLedger, heard, kinds, memo, newMemo, now } from './sample.ts'

const hostile = ['%1 %% %d 100%', '反斜杠 \\ \\\\n "引号" \'单\'', '换\n行\t制表\u0000零', '😀𠮷 \u2028 \uFEFF', '|1|2|', '{"b":1}', '中%河%1', '</script>', '\uD800 孤']

describe('texts of any kind', () => {
  test.each(hostile)('%j stays as it is in record, notice, state and history', async (text) => {
    const { ledger, redis } = await freshLedger()
    const change = newMemo(text, { secret: text })
    await commitAs(ledger, {
      changes: [change], text, state: [{ key: `k${text}`, value: `${text}${change.ref}` }],
      notices: [{ to: 'g:中河', text: `${change.ref}：${text}`, sort: 'answer' }],
    })
    const well = text.replace('\uD800', '\uFFFD')
    const view = await ledger.view()
    expect((await view.get(memo, '便条-2026-001'))?.data).toMatchObject({ title: text, secret: text })
    expect((await ledger.outbox.head('g:中河'))?.text).toBe(`便条-2026-001：${text}`)
    expect(await view.state(`k${text}`)).toBe(`${well}便条-2026-001`)
    expect((await view.history(memo, '便条-2026-001'))[0]?.data).toMatchObject({ title: text, secret: text })
    expect(await view.textOf(1)).toBe(text)
    expect((await verify(redis, { workspace: 'test', kinds })).faults).toEqual([])
  })

  test('signs of placeholders are taken out of everything heard', async () => {
    const { ledger } = await freshLedger()
    const change = newMemo('一')
    const forged = change.ref
    await ledger.hear(heard('1', { text: `看 ${forged} 号`, quote: forged, senderName: forged, id: `${forged}\n2`, attachments: [{ name: forged, type: 'file', ref: 'r' }] }), now)
    const message = (await ledger.inbox.head('g:中河'))!
    expect(JSON.stringify(message)).not.toMatch(/[\uE000\uE001]/)
    expect(message.id).not.toContain('\n')
    await commitAs(ledger, { cause: { inbox: message }, changes: [change], notices: [{ to: 'g:中河', text: message.text, sort: 'answer' }], text: `${forged}原文` })
    expect((await ledger.outbox.head('g:中河'))?.text).not.toContain('便条')
    expect(await (await ledger.view()).textOf(1)).not.toContain('便条')
  })

  test('a forged placeholder in data is refused, and one in personal data too', async () => {
    const { ledger } = await freshLedger()
    await expect(file(ledger, newMemo('\uE0007\uE001'))).rejects.toThrow('placeholder')
    const change = newMemo('一')
    await expect(file(ledger, { ...change, data: { title: '一', on: 1, secret: change.ref } })).rejects.toThrow('personal')
  })

  test('equal decisions in two ledgers give the same chain, though their placeholders differ', async () => {
    const chain = async () => {
      const { ledger } = await freshLedger()
      const [one, two] = [newMemo('一', { secret: '密' }), newMemo('二')]
      two.data = { title: `见 ${one.ref} 和 ${two.ref}`, on: 1 }
      await commitAs(ledger, { cause: { key: 'same', day: '2026-11-20' }, changes: [one, two], text: '原文' })
      return (await ledger.view()).head.link
    }
    const link = await chain()
    expect(link).toMatch(/^[0-9a-f]{40}$/)
    expect(await chain()).toBe(link)
  })
})
