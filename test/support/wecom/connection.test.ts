import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { eventually } from '../eventually.ts'
import { card } from './cardSample.ts'
import { errcodeOf, markdown, sdkScene } from './sdkScene.ts'

describe('the connection', () => {
  it('is refused with a wrong secret', async () => {
    const { connect } = await sdkScene()
    const { errors } = connect('wrong')
    await eventually(() => expect(errors[0]).toContain('853000'))
  })

  it('there is one: who subscribes later throws the older out, which stays away', async () => {
    const { wecom, client, connect, next } = await sdkScene()
    const gone = vi.fn<() => void>()
    client.on('event.disconnected_event', gone)
    const { client: later } = connect()
    await wecom.subscribed(2)
    await eventually(() => expect(gone).toHaveBeenCalled())
    expect((await next()).body).toMatchObject({ event: { eventtype: 'disconnected_event' } })
    await wecom.say({ from: 'lisi', text: '你好' })
    await later.replyStream(await next(), 's', '后来的', true)
    await wait(100)
    expect(wecom.chat('lisi').at(-1)?.text).toBe('后来的')
    expect(client.isConnected).toBe(false)
  })

  it('is made again after it broke, not after a kick', async () => {
    const { wecom } = await sdkScene()
    wecom.drop()
    await wecom.subscribed(2)
    wecom.kick()
    await wait(150)
    expect(wecom.connected()).toBe(false)
  })

  it('is dead for the client when two pings stay unanswered', async () => {
    const { wecom } = await sdkScene()
    wecom.fault({ on: 'ping', effect: 'noAnswer', times: 3 })
    await wecom.subscribed(2)
  })

  it('nothing can be said before subscribing', async () => {
    const { wecom } = await sdkScene()
    const socket = new WebSocket(wecom.wsUrl)
    await new Promise((resolve) => socket.once('open', resolve))
    const answer = new Promise<string>((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())))
    socket.send(JSON.stringify({ cmd: 'aibot_send_msg', headers: { req_id: 'x' }, body: {} }))
    expect(JSON.parse(await answer)).toMatchObject({ headers: { req_id: 'x' }, errcode: 846609 })
    socket.terminate()
  })

  it('cannot be made while nothing is reachable', async () => {
    const { wecom } = await sdkScene()
    wecom.unreachable(true)
    await wait(100)
    expect(wecom.connected()).toBe(false)
    await expect(fetch(`${wecom.apiBase}/cgi-bin/gettoken`)).rejects.toThrow('fetch failed')
    wecom.unreachable(false)
    await wecom.subscribed(2)
  })
})

describe('cards', () => {
  it.each(['nested', 'flat'] as const)('a tap tells what was tapped, %s', async (cardEvent) => {
    const { wecom, client, next, pass } = await sdkScene({ rules: { cardEvent } })
    await wecom.say({ from: 'lisi', text: '换班' })
    await client.replyTemplateCard(await next(), card('swap-17'))
    const [, shown] = wecom.chat('lisi')
    if (!shown) throw new Error('no card')
    await expect(wecom.tap(shown, 'maybe', 'lisi')).rejects.toThrow('no button maybe')
    await wecom.tap(shown, 'agree', 'lisi', { q1: ['a'] })
    const tapped = await next()
    const data = { event_key: 'agree', task_id: 'swap-17', selected_items: { selected_item: [{ question_key: 'q1', option_ids: { option_id: ['a'] } }] } }
    const event = tapped.body['event']
    expect(event).toMatchObject(cardEvent === 'flat' ? data : { template_card_event: data })
    expect(await errcodeOf(client.updateTemplateCard(tapped, card('swap-18')))).toBe(40058)
    const done = { card_type: 'text_notice' as const, main_title: { title: '已同意' }, task_id: 'swap-17' }
    await client.updateTemplateCard(tapped, done, ['lisi'])
    await expect(wecom.tap(shown, 'agree', 'lisi')).rejects.toThrow('no button agree')
    await wecom.tap(shown, 'deny', 'wangwu')
    const late = await next()
    pass(5001)
    expect(await errcodeOf(client.updateTemplateCard(late, done))).toBe(846605)
  })

  it('a task is used once', async () => {
    const { wecom, client } = await sdkScene()
    await wecom.say({ from: 'lisi', text: '你好' })
    const body = { msgtype: 'template_card' as const, template_card: card('swap-17') }
    await client.sendMessage('lisi', body)
    expect(await errcodeOf(client.sendMessage('lisi', body))).toBe(40058)
  })
})

describe('faults', () => {
  it('an errcode n times, in one chat', async () => {
    const { wecom, client } = await sdkScene()
    await wecom.say({ from: 'lisi', text: '你好' })
    await wecom.say({ from: 'wangwu', text: '你好' })
    wecom.fault({ on: 'aibot_send_msg', effect: { errcode: 846607 }, chat: 'lisi', times: 2 })
    const codes = []
    for (const chat of ['lisi', 'wangwu', 'lisi', 'lisi']) codes.push(await errcodeOf(client.sendMessage(chat, markdown('提醒'))))
    expect(codes).toEqual([846607, 0, 846607, 0])
  })

  it('a lost answer has been done, a broken connection has not; lifted, all is well', async () => {
    const { wecom, client } = await sdkScene()
    await wecom.say({ from: 'lisi', text: '你好' })
    wecom.fault({ on: 'aibot_send_msg', effect: 'loseAnswer', times: 1 })
    await expect(client.sendMessage('lisi', markdown('到了'))).rejects.toThrow('closed')
    await wecom.subscribed(2)
    const lift = wecom.fault({ on: 'aibot_send_msg', effect: 'hangUp' })
    await expect(client.sendMessage('lisi', markdown('没到'))).rejects.toThrow('closed')
    await wecom.subscribed(3)
    lift()
    await client.sendMessage('lisi', markdown('也到了'))
    expect(wecom.chat('lisi').map(({ text }) => text)).toEqual(['你好', '到了', '也到了'])
  })

  it('an answer that comes late', async () => {
    const { wecom, client } = await sdkScene()
    await wecom.say({ from: 'lisi', text: '你好' })
    wecom.fault({ on: 'aibot_send_msg', effect: { slowMs: 150 }, times: 1 })
    const begun = performance.now()
    await client.sendMessage('lisi', markdown('慢'))
    expect(performance.now() - begun).toBeGreaterThan(140)
  })
})
