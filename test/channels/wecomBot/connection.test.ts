import { describe, expect, onTestFinished, test } from 'vitest'
import { openConnection, type End, type Frame, type Timing } from '../../../src/channels/wecomBot/connection.ts'
import { calmly } from '../../support/calm.ts'
import { eventually } from '../../support/eventually.ts'
import { startFakeWecom, type FakeOptions } from '../../support/wecom/index.ts'

/** Quick to call a silent line lost. */
const hasty: Timing = { heartbeat: 50, patience: 300 }

async function connected(options: FakeOptions & { secret?: string; url?: string; timing?: Timing } = {}) {
  const wecom = await startFakeWecom(options)
  onTestFinished(() => wecom.stop())
  const seen = { up: 0, frames: [] as Frame[], ends: [] as End[] }
  const open = () => {
    const bot = wecom.corp.bots[0]
    const ears = { up: () => void seen.up++, frame: (frame: Frame) => void seen.frames.push(frame), ended: (end: End) => void seen.ends.push(end) }
    const connection = openConnection({ id: bot?.id ?? '', secret: options.secret ?? bot?.secret ?? '', url: options.url ?? wecom.wsUrl }, ears, options.timing ?? { heartbeat: 50, patience: 30_000 })
    onTestFinished(() => connection.close())
    return connection
  }
  return { wecom, seen, open, ends: (...expected: End[]) => eventually(() => expect(seen.ends).toEqual(expected)) }
}

test('messages and events come with what their answers must name', async () => {
  const { wecom, seen, open } = await connected()
  open()
  await wecom.subscribed()
  await wecom.say({ from: 'lisi', text: '一二' })
  await wecom.enter('lisi')
  await eventually(() => expect(seen.frames).toHaveLength(2))
  expect(seen.frames).toMatchObject([{ event: false, reqId: expect.stringMatching(/^REQ/), body: { text: { content: '一二' } } }, { event: true, body: { event: { eventtype: 'enter_chat' } } }])
  expect(seen.up).toBe(1)
})

describe('it ends once, and says why', () => {
  test('the network', async () => {
    const { wecom, open, ends } = await connected()
    open()
    await wecom.subscribed()
    wecom.drop()
    await ends({ why: 'lost' })
  })
  test('nobody there', async () => {
    const { open, ends } = await connected({ url: 'ws://127.0.0.1:9' })
    open()
    await ends({ why: 'lost' })
  })
  test('a wrong secret, and it does not try again by itself', async () => {
    const { wecom, open, ends } = await connected({ secret: 'wrong' })
    open()
    await ends({ why: 'refused', errcode: 853_000 })
    expect(wecom.exchanges('aibot_subscribe')).toHaveLength(1)
  })
  test('no answer to the subscription', async () => {
    const { wecom, open, ends } = await connected({ timing: hasty })
    wecom.fault({ on: 'aibot_subscribe', effect: 'noAnswer' })
    open()
    await ends({ why: 'lost' })
  })
  test('no answer to pings', calmly(async () => {
    const { wecom, open, ends } = await connected({ timing: hasty })
    open()
    await wecom.subscribed()
    wecom.fault({ on: 'ping', effect: 'noAnswer' })
    await ends({ why: 'lost', silent: true })
  }))
  test('another connection of the same bot: the older one ends', async () => {
    const { wecom, seen, open, ends } = await connected()
    open()
    await wecom.subscribed()
    open()
    await wecom.subscribed(2)
    await ends({ why: 'replaced' })
    expect(wecom.connected()).toBe(true)
    expect(seen.up).toBe(2)
    expect(seen.frames).toEqual([])
  })
  test('closed by us: it says nothing', async () => {
    const { wecom, seen, open } = await connected()
    const connection = open()
    await wecom.subscribed()
    connection.close()
    await eventually(() => expect(wecom.connected()).toBe(false))
    expect(seen.ends).toEqual([])
  })
})

describe('sending', () => {
  const welcome = { msgtype: 'markdown', markdown: { content: '一' } }
  test('the errcode of a refusal, also one of no known kind', async () => {
    const { wecom, open } = await connected()
    const connection = open()
    await wecom.subscribed()
    expect(await connection.send('aibot_send_msg', 'r1', { chatid: 'nobody', ...welcome })).toBe(93_006)
    wecom.fault({ on: 'aibot_send_msg', effect: { errcode: -1 }, times: 1 })
    expect(await connection.send('aibot_send_msg', 'r2', { chatid: 'lisi', ...welcome })).toBe(-1)
  })
  test('a connection that breaks meanwhile: nobody knows', async () => {
    const { wecom, open } = await connected()
    const connection = open()
    await wecom.subscribed()
    wecom.fault({ on: 'aibot_send_msg', effect: 'hangUp' })
    await expect(connection.send('aibot_send_msg', 'r', welcome)).rejects.toMatchObject({ name: 'TryAgain', message: expect.stringContaining('不知') })
  })
  test('no answer at all within 5 s', calmly(async () => {
    const { wecom, open } = await connected({ timing: { heartbeat: 30_000, patience: 300 } })
    const connection = open()
    await wecom.subscribed()
    wecom.fault({ on: 'aibot_send_msg', effect: 'noAnswer' })
    await expect(connection.send('aibot_send_msg', 'r', welcome)).rejects.toMatchObject({ name: 'TryAgain' })
  }))
})
