import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '../../src/bot/log.ts'
import type { Incoming } from '../../src/channels/channel.ts'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator } from '../../src/channels/simulator/simulator.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { startWeb } from '../../src/web/server.ts'
import { tryoutApi } from '../../src/web/tryout/api.ts'
import { serveRouters } from '../support/channel.ts'
import { freshRedis } from '../support/redis.ts'

test('a request is about the workspace that it names, else about the first; about none that is not there', async () => {
  const { redis } = await freshRedis()
  const heard: string[] = []
  const rooms = ['one', 'two'].map((workspace) => {
    const chatLog = createChatLog(redis, workspace)
    return { workspace, chatLog, simulator: createSimulator(chatLog, async () => '团讯'), ledger: openLedger(redis, { workspace, kinds }), channels: [] }
  })
  for (const { workspace, simulator } of rooms) await simulator.start(async ({ id }: Incoming) => (heard.push(`${workspace} ${id}`), 'heard'))
  const web = await startWeb({ host: '127.0.0.1', port: 0, routers: [tryoutApi({ rooms, commands: () => [], log: silentLog, now: () => 0 })], log: silentLog })
  onTestFinished(() => web.close())
  const post = async (id: string, query: string) =>
    (await fetch(`${web.url}/tryout/messages${query}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id, group: '群', sender: 'a', text: '/待办' }) })).status
  const get = async (path: string) => (await fetch(web.url + path)).json() as Promise<{ workspace?: string; messages?: unknown[]; error?: string }>

  expect([await post('1', ''), await post('2', '?workspace=two'), await post('3', '?workspace='), await post('4', '?workspace=three')]).toEqual([202, 202, 202, 404])
  expect(heard).toEqual(['one 1', 'two 2', 'one 3'])
  expect((await get('/tryout/messages?group=群')).messages).toHaveLength(2)
  expect((await get('/tryout/messages?group=群&workspace=two')).messages).toHaveLength(1)
  expect((await get('/tryout/world')).workspace).toBe('one')
  expect((await get('/tryout/world?workspace=two')).workspace).toBe('two')
  expect((await get('/tryout/world?workspace=three')).error).toContain('没有这个试点')
})

test('a chat that cannot be watched is answered with an error, and the process lives on', async () => {
  const { redis } = await freshRedis()
  const chatLog = { ...createChatLog(redis, 'one'), watch: async () => Promise.reject(new Error('no subscription')) }
  const room = { workspace: 'one', chatLog, simulator: createSimulator(chatLog, async () => '团讯'), ledger: openLedger(redis, { workspace: 'one', kinds }), channels: [] }
  const { url, errors } = await serveRouters(tryoutApi({ rooms: [room], commands: () => [], log: silentLog, now: () => 0 }))
  expect((await fetch(`${url}/tryout/events`, { headers: { Connection: 'close' } })).status).toBe(500)
  expect(errors).toEqual([expect.stringContaining('no subscription')])
})
