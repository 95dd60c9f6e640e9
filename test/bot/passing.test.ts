import { expect, it } from 'vitest'
import { createBot } from '../../src/bot/bot.ts'
import { silentLog } from '../../src/bot/log.ts'
import { createLeases, type Hold } from '../../src/ledger/lease.ts'
import { loadParts } from '../../src/parts.ts'
import { startBot } from '../support/bot.ts'
import { quietPilot } from '../support/quiet.ts'

const group = '中河街道工作群'
const chat = `g:${group}`

it('a process that works hears, decides and sends under holds got in passing, each let go with the last piece', async () => {
  const { ledger, redis, now } = await startBot({ setup: quietPilot })
  const { offer } = createLeases(redis, ledger.workspace)
  const held = async () => (await redis.keys(`tx:{${ledger.workspace}}:hold:*`)).map((key) => key.split(':hold:')[1])
  const woken: { side: string; chat: string; hold: Hold | undefined }[] = []
  const wake = {
    inbox: async (to: string, hold?: Hold) => void woken.push({ side: 'in', chat: to, hold }),
    outbox: async (to: string, hold?: Hold) => void woken.push({ side: 'out', chat: to, hold }),
  }
  // Whoever asks for a hold instead gets none: nothing but what was got in passing is worked under.
  const bot = createBot({ ...(await loadParts()), ledger, lease: async () => undefined, offer, channels: [], log: silentLog, now, wake })
  const say = (id: string) => bot.hear({ channel: 'simulator', id, group, sender: 'wangmin', text: '/待办', at: now() })
  expect([await say('a'), await say('b')]).toEqual(['heard', 'heard'])
  expect(woken).toMatchObject([{ side: 'in', chat, hold: { name: `in|${chat}` } }])
  await bot.workInbox(chat, woken[0]?.hold)
  // The first answer takes the outbox; the second finds it taken, and wakes nobody.
  expect(woken.slice(1)).toMatchObject([{ side: 'out', chat, hold: { name: `out|${chat}` } }])
  expect([await ledger.inbox.chats(), await held()]).toEqual([[], [`out|${chat}`]])
  await woken[1]?.hold?.release()
})

it('asks for what stands first under the hold it works under, so that what came with the hold need not be read', async () => {
  const { ledger: own, redis, now } = await startBot({ setup: quietPilot })
  const { lease } = createLeases(redis, own.workspace)
  const asked: (string | undefined)[] = []
  const noting = <Head>(head: (to: string, hold?: Hold) => Promise<Head>) => async (to: string, hold?: Hold) => {
    asked.push(hold?.name)
    return head(to, hold)
  }
  const ledger = { ...own, inbox: { ...own.inbox, head: noting(own.inbox.head) }, outbox: { ...own.outbox, head: noting(own.outbox.head) } }
  const bot = createBot({ ...(await loadParts()), ledger, lease, channels: [], log: silentLog, now, wake: { inbox: async () => {}, outbox: async () => {} } })
  await bot.hear({ channel: 'simulator', id: 'a', group, sender: 'wangmin', text: '/待办', at: now() })
  await bot.workInbox(chat)
  await bot.workOutbox(chat)
  expect(asked.slice(0, 2)).toEqual([`in|${chat}`, `out|${chat}`])
})

it('sends what a commit put out whose answer was lost, under the hold that was taken then: a broken connection asks again by itself', async () => {
  const { ledger: own, redis, now } = await startBot({ setup: quietPilot })
  const { lease, offer } = createLeases(redis, own.workspace)
  const ledger = { ...own, commit: async (asked: Parameters<typeof own.commit>[0]) => own.commit(asked).then(() => own.commit(asked)) }
  const sent: (Hold | undefined)[] = []
  const wake = { inbox: async () => {}, outbox: async (_: string, hold?: Hold) => void sent.push(hold) }
  const bot = createBot({ ...(await loadParts()), ledger, lease, offer, channels: [], log: silentLog, now, wake })
  await own.hear({ channel: 'simulator', id: 'a', chat, group, sender: 'wangmin', text: '/待办', at: now() }, now())
  await bot.workInbox(chat)
  expect(sent.map((hold) => hold?.name)).toEqual([`out|${chat}`])
  expect(await lease(`out|${chat}`)).toBeUndefined()
  expect(await sent[0]?.renew()).toBe(true)
  await sent[0]?.release()
})
