import { describe, expect, onTestFinished, test } from 'vitest'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { createReach } from '../../../src/channels/wecom/reach.ts'
import { Refused, TryAgain } from '../../../src/domain/errors.ts'
import { callbackScene as scene, piece, place } from './callbackScene.ts'

describe('hearing', () => {
  test('the handshake is answered with the bare plaintext', async () => {
    expect((await (await scene()).wecom.verify('bot')).ok).toBe(true)
  })

  test('a message in a group is heard once, with the way back', async () => {
    const { say, ear, wecom } = await scene()
    const { message } = await say('/帮助')
    await wecom.repeat(message)
    expect(ear.heard).toHaveLength(1)
    expect(ear.heard[0]).toMatchObject({ channel: 'wecomBot', group: wecom.group(place).chatid, sender: 'wangmin', text: expect.stringContaining('/帮助'), toBot: true, reply: { handle: expect.stringContaining('response_code') } })
  })

  test('what could not be made safe is sent again by WeCom, and heard once', async () => {
    const { say, ear, errors } = await scene()
    let failures = 2
    ear.answer = async () => {
      if (failures-- > 0) throw new Error('redis is away')
      return 'heard'
    }
    const { heard } = await say('/帮助')
    expect(heard).toMatchObject([{ delivered: { attempts: 3, statuses: [500, 500, 200] } }])
    expect(ear.heard).toHaveLength(1)
    expect(errors.join()).not.toContain('帮助')
  })

  test('slower than WeCom waits: it asks again, and is told when it is safe', async () => {
    const { say, ear } = await scene({ answerMs: 300 })
    let again = () => {}
    const askedAgain = new Promise<void>((resolve) => (again = resolve))
    let times = 0
    ear.answer = async () => {
      if (++times > 1) again()
      await askedAgain
      return 'heard'
    }
    const [delivery] = (await say('/帮助')).heard
    expect([delivery?.delivered?.answered, delivery?.delivered?.statuses[0]]).toEqual([true, 0])
    expect(ear.heard).toHaveLength(1)
  })

  test('whoever opens the chat is welcomed within the answer', async () => {
    const { wecom, ear } = await scene()
    await wecom.enter('wangmin')
    expect((await wecom.until('wangmin', (all) => all.at(-1)))?.text).toContain('您好，我是团讯')
    expect(ear.heard).toEqual([])
  })

  test('and is not forgotten where the welcome fails at first, as the event comes once a day', async () => {
    let failures = 2
    const { wecom } = await scene({}, async () => ({ welcome: () => (failures-- > 0 ? Promise.reject(new Error('redis is away')) : Promise.resolve('您好')) }))
    expect((await wecom.enter('wangmin'))?.delivered).toMatchObject({ statuses: [200] })
    expect(wecom.chat('wangmin').map(({ text }) => text)).toEqual(['您好'])
  })

  test('a way back that leads elsewhere is no way back', async () => {
    const { wecom, ear } = await scene()
    await wecom.post('bot', JSON.stringify({ msgid: 'M9', chattype: 'single', from: { userid: 'wangmin' }, msgtype: 'text', text: { content: '/帮助' }, response_url: 'https://evil.invalid/x' }))
    expect(ear.heard[0]).not.toHaveProperty('reply')
  })
})

test('WeCom out of reach at the start: it hears, and says that no answer would go out', async () => {
  const { channel, ear, say, wecom } = await scene({}, async (made) => {
    made.wecom.unreachable(true)
    const reach = createReach({ api: createWecomApi(made.wecom.apiBase), now: () => 1000, look: 20 })
    reach.start()
    onTestFinished(() => reach.stop())
    return { api: reach.api, reach }
  })
  await expect.poll(() => channel.state!().detail).toContain('应答发不出：企业微信没有应答')
  expect(channel.state!().up).toBe(true)
  wecom.unreachable(false)
  await say('/帮助')
  expect(ear.heard).toHaveLength(1)
  await expect.poll(() => channel.state!().detail).toBeUndefined()
})

describe('nothing is taken that is not WeCom’s', () => {
  const body = JSON.stringify({ encrypt: 'AAAA' })
  test.each([
    ['forged', body, 403],
    ['no JSON', '<xml/>', 400],
    ['no ciphertext', '{"a":1}', 400],
    ['nested without end', '['.repeat(200_000), 400],
    ['over 1 MB', JSON.stringify({ encrypt: 'A'.repeat(1_100_000) }), 413],
  ])('%s', async (_name, sent, status) => {
    const { url, ear } = await scene()
    const response = await fetch(`${url}?msg_signature=${'0'.repeat(40)}&timestamp=1&nonce=1`, { method: 'POST', body: sent })
    expect([response.status, await response.text(), ear.heard]).toEqual([status, expect.any(String), []])
  })

  test('over 1 MB without saying so', async () => {
    const { url } = await scene()
    const stream = new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode('A'.repeat(65_536))) })
    const sent = fetch(url, { method: 'POST', body: stream, duplex: 'half' } as RequestInit).then(({ status }) => status, () => 'cut')
    expect([413, 'cut']).toContain(await sent)
  })

  test('a token or a key that was mistyped is logged with the name of its variable, once in a minute', async () => {
    const { wecom, ear, lines, pass } = await scene()
    const there = wecom.corp.bots[0]!
    const { token, aesKey } = there
    there.token = 'other'
    for (let i = 0; i < 3; i++) expect((await wecom.post('bot', '{}')).statuses[0]).toBe(403)
    expect(lines).toEqual([expect.stringMatching(/签名不对.*WECOM_BOT_TOKEN/)])
    pass(60_000)
    expect((await wecom.post('bot', '{}')).statuses[0]).toBe(403)
    expect(lines).toHaveLength(2)
    Object.assign(there, { token, aesKey: `B${aesKey.slice(1)}` })
    expect((await wecom.post('bot', '{"msgtype":"text"}')).statuses[0]).toBe(400)
    expect(lines.slice(2)).toEqual([expect.stringMatching(/解不开.*WECOM_BOT_AES_KEY/)])
    there.aesKey = aesKey
    await wecom.post('bot', '{"msgtype":"text"}')
    expect([lines.length, ear.heard]).toEqual([3, []])
  })

  test('what carries no signature at all is somebody strolling by', async () => {
    const { url, lines } = await scene()
    expect((await fetch(url)).status).toBe(403)
    expect(lines).toEqual([])
  })

  test('signed but unreadable, and for another receiver', async () => {
    const { wecom, ear } = await scene()
    expect((await wecom.post('bot', 'not json')).statuses[0]).toBe(400)
    expect((await wecom.post('bot', '{"msgtype":"text"}')).statuses[0]).toBe(200)
    expect(ear.heard).toEqual([])
  })
})

describe('answering', () => {
  const answerTo = async (made: Awaited<ReturnType<typeof scene>>, text: string) => {
    await made.say('/帮助')
    const heard = made.ear.heard.at(-1)!
    return () => made.channel.send({ ...piece, text, to: { group: heard.group! }, reply: heard.reply })
  }

  test('once, as it was written: what Markdown would take is shown', async () => {
    const made = await scene()
    const send = await answerTo(made, '已记录 活动-2026-001：<font color="warning">*联谊*</font>\n[点](https://x)')
    await send()
    const shown = made.wecom.chat(place).at(-1)?.text ?? ''
    expect(shown).toContain('已记录 活动-2026-001')
    expect(shown).not.toMatch(/<font|\*联谊|\[点\]/)
    await expect(send()).rejects.toThrow(Refused)
  })

  test('not unasked, and not after the hour', async () => {
    const made = await scene()
    await expect(made.channel.send({ ...piece, text: '一', to: { group: 'x' } })).rejects.toThrow(Refused)
    const send = await answerTo(made, '一')
    made.pass(3_600_001)
    expect(made.ear.heard[0]!.reply!.until).toBeLessThan(made.now())
    await expect(send()).rejects.toThrow(Refused)
  })

  test('an answer whose fate nobody knows is there once, and known by its address being used up', async () => {
    const made = await scene()
    const send = await answerTo(made, '一')
    made.wecom.fault({ on: '/cgi-bin/aibot/response', effect: 'loseAnswer', times: 1 })
    await expect(send()).rejects.toThrow(TryAgain)
    await send()
    expect(made.wecom.chat(place).slice(1).map(({ text }) => text)).toEqual(['一'])
    const { group = '', reply } = made.ear.heard.at(-1) ?? {}
    await expect(made.channel.send({ ...piece, id: '2.1', text: '另一条', to: { group }, reply })).rejects.toThrow(Refused)
    expect(await made.redis.keys('*:unsure:*')).toHaveLength(1)
    for (const key of await made.redis.keys('*:unsure:*')) expect(await made.redis.pttl(key)).toBeGreaterThan(0)
  })

  test('what is refused for its content is refused, also when nobody knew of it before', async () => {
    const made = await scene()
    const send = await answerTo(made, '一')
    made.wecom.fault({ on: '/cgi-bin/aibot/response', effect: 'hangUp', times: 1 })
    await expect(send()).rejects.toThrow(TryAgain)
    made.wecom.fault({ on: '/cgi-bin/aibot/response', effect: { errcode: 45_002 }, times: 1 })
    await expect(send()).rejects.toThrow(Refused)
    expect(made.wecom.chat(place)).toHaveLength(1)
  })
})
