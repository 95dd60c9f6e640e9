import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backup } from '../../src/backup/backup.ts'
import { restore } from '../../src/backup/restore.ts'
import { amend, create, voidRecord } from '../../src/domain/record.ts'
import { person } from '../../src/domain/records/directory.ts'
import { instant } from '../../src/domain/time.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { commitAs, heard, kinds, memo, newMemo, now, place } from '../ledger/sample.ts'
import { freshRedis } from '../support/redis.ts'
import { open, scene, truthOf } from './scene.ts'

const workspaces = ['浙江-2026', 'guangdong', 'w.3']
const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('%1', '\\', '"', '|', '🎉\n')).map((text) => text.replace(/[\uE000\uE001]/g, ''))
const when = fc.constantFrom(now, instant('2025-12-31', '23:59'), instant('2027-01-01'))
const step = fc.record({
  in: fc.constantFrom(...workspaces), text: anyText, at: when, nth: fc.nat(9),
  act: fc.constantFrom('create', 'amend', 'void', 'enter', 'forget', 'hear', 'work', 'send', 'giveUp', 'form', 'fail', 'once', 'purge'),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** One thing that can happen to a workspace; what is not possible now does not. */
async function happen(ledger: Ledger, { act, text, at, nth }: Step, key: string): Promise<void> {
  const view = await ledger.view()
  const commit = (spec: Parameters<typeof commitAs>[1]) => commitAs(ledger, { view, now: at, cause: { key, day: '2026-11-20' }, ...spec })
  const chat = `g:群${nth % 3}`
  const record = await view.get(memo, `便条-2026-00${nth}`)
  const someone = await view.get(person, `p${nth % 3}`)
  const waiting = await ledger.outbox.head(chat)
  const message = await ledger.inbox.head(chat)
  if (act === 'create') await commit({ changes: [newMemo(text, { secret: text, now: at })], text, notices: [{ to: chat, text, sort: 'notice' }] })
  else if (act === 'amend' && record && !record.void) await commit({ changes: [amend(memo, record, { title: text, on: nth })], text })
  else if (act === 'void' && record && !record.void) await commit({ changes: [voidRecord(memo, record, 'lixin', at, text)] })
  else if (act === 'enter' && !someone) await commit({ changes: [create(person, { unit: place, now: at, id: `p${nth % 3}`, data: { name: `人${text}`, unit: place, posts: [], ids: { wecom: `W${nth}` } } })] })
  else if (act === 'forget' && someone && !someone.data.gone) await commit({ forget: { person: someone.id } })
  else if (act === 'hear') await ledger.hear(heard(key, { chat, text, at: now }), now, { keep: nth === 9 })
  else if (act === 'work' && message) await commit({ cause: { inbox: message }, changes: nth % 2 ? [newMemo(text)] : [], text, notices: [{ to: chat, text, sort: 'answer' }] })
  else if (act === 'send' && waiting) await ledger.outbox.sent(waiting, { channel: 'simulator', at })
  else if (act === 'giveUp' && waiting) await ledger.outbox.giveUp(waiting, text, at)
  else if (act === 'form') await commit({ state: [{ key: `form|${nth % 4}`, value: nth > 6 ? null : text, until: nth % 2 ? at + nth : undefined }] })
  else if (act === 'fail') await ledger.failed.add({ id: `F${nth}`, at, what: 'message', ref: text, error: text, message: heard(key) })
  else if (act === 'once') await commit({ cause: { key: `once${nth}`, day: '2026-11-20' }, changes: nth % 2 ? [newMemo(text)] : [] })
  else if (act === 'purge') await ledger.purge(at)
}

test('after any history, every key that is truth is the same in a restored Redis, and it goes on alike', async () => {
  const { redis, folder } = await scene()
  const { redis: other } = await freshRedis()
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.array(step, { maxLength: 6 }), async (before, after) => {
      await redis.flushdb()
      await other.flushdb()
      for (const [i, one] of before.entries()) await happen(open(redis, one.in), one, `a${i}`)
      // Lists of who was forgotten lie in folders; those of another run know other people.
      const at = `${folder}/${run++}`
      const { file } = await backup(redis, { folder: at, now })
      const { workspaces: restored } = await restore(other, file, { folder: `${at}/elsewhere`, kinds, now, sendWaiting: true })
      expect(restored.flatMap(({ faults }) => faults)).toEqual([])
      expect(await truthOf(other)).toEqual(await truthOf(redis))
      for (const each of [redis, other]) for (const [i, one] of after.entries()) await happen(open(each, one.in), one, `b${i}`)
      const keysOf = (truth: object) => Object.keys(truth)
      expect(keysOf(await truthOf(other))).toEqual(keysOf(await truthOf(redis)))
    }),
    { numRuns: 25 },
  )
})
