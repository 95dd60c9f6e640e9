/** Signed callbacks of WeCom that somebody recorded and sends again, and those that WeCom itself repeats: at any time they are heard once. */
import { describe, expect, test } from 'vitest'
import { kinds } from '../../src/domain/records/index.ts'
import { addDays, day, dayOf, instant } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { envelope, type Target } from '../support/wecom/callback.ts'
import { encrypt, sign } from '../support/wecom/crypto.ts'
import { scene as appScene } from './wecomApp/appScene.ts'
import { callbackScene } from './wecomBot/callbackScene.ts'

const seconds = (ms: number): string => String(Math.floor(ms / 1000))
const said = { msgid: 'M1', chattype: 'single', from: { userid: 'wangmin' }, msgtype: 'text', text: { content: '/活动 联谊 11月20日' } }
const tapped = { ...said, msgtype: 'event', event: { eventtype: 'template_card_event', template_card_event: { event_key: '/待办', task_id: 'T1' } } }
const xml = (time: string, rest: string) => `<xml><ToUserName>ww</ToUserName><FromUserName>WangMin</FromUserName><CreateTime>${time}</CreateTime>${rest}<AgentID>1</AgentID></xml>`

const bot = async () => {
  const made = await callbackScene()
  const { token, aesKey, url } = made.wecom.corp.bots[0]!
  const target: Target = { token, aesKey, url, receiveId: '' }
  return { ...made, target }
}
const app = async () => {
  const made = await appScene()
  const { token, aesKey, agentId } = made.wecom.corp.app
  const target: Target = { token, aesKey, agentId, url: made.url, receiveId: made.wecom.corp.id }
  return { ...made, target }
}

const ways: readonly [string, typeof bot | typeof app, (time: string) => string][] = [
  ['the bot hears a message, in which no time stands', bot, () => JSON.stringify(said)],
  ['the bot hears a message with its time', bot, (time) => JSON.stringify({ ...said, create_time: Number(time) })],
  ['the bot hears a tap', bot, (time) => JSON.stringify({ ...tapped, create_time: Number(time) })],
  ['the app hears a message', app, (time) => xml(time, '<MsgType>text</MsgType><Content>/待办</Content><MsgId>7300000000000000001</MsgId>')],
  ['the app hears a click', app, (time) => xml(time, '<MsgType>event</MsgType><Event>click</Event><EventKey>/待办</EventKey>')],
]

describe.each(ways)('%s', (_name, open, plain) => {
  /** A ledger that hears, a minute before midnight, and one callback; each `post` answers what came of it. */
  async function recorded() {
    const { wecom, redis, ear, pass, now, target } = await open()
    const ledger = openLedger(redis, { workspace: 'test', kinds })
    const outcomes: string[] = []
    ear.answer = async (message) => {
      outcomes.push(await ledger.hear({ ...message, chat: 'p:wangmin' }, now()))
      return 'heard'
    }
    pass(instant(addDays(dayOf(now()), 1)) - 60_000 - now())
    const text = plain(seconds(now()))
    const signed = () => {
      const encrypted = encrypt(target, text)
      const url = new URL(target.url)
      const parts = { timestamp: seconds(now()), nonce: 'n1' }
      for (const [name, value] of Object.entries({ ...parts, msg_signature: sign(target.token, parts.timestamp, parts.nonce, encrypted) })) url.searchParams.set(name, value)
      return { url, body: envelope(wecom.corp.id, target, encrypted) }
    }
    const post = async ({ url, body }: ReturnType<typeof signed>) => {
      expect((await fetch(url, { method: 'POST', body })).status).toBe(200)
      return outcomes.at(-1)
    }
    const first = signed()
    expect(await post(first)).toBe('heard')
    return { ledger, redis, pass, now, post, signed, first, outcomes }
  }

  test('sent again as it was: known for a year, then too old, though its id is forgotten by then', async () => {
    const { ledger, pass, now, post, first, outcomes } = await recorded()
    for (const days of [0, 1, 30, 333]) {
      pass(days * day)
      await ledger.purge(now())
      expect(await post(first), `${days} days on`).toBe('duplicate')
    }
    pass(3 * day)
    expect((await ledger.purge(now())).days).toBe(1)
    expect(await post(first)).toBe('tooOld')
    expect(outcomes).toHaveLength(6)
    expect(await ledger.inbox.chats()).toEqual(['p:wangmin'])
  })

  test('repeated by WeCom after midnight, signed anew: heard once', async () => {
    const { pass, post, signed } = await recorded()
    pass(2 * 60_000)
    expect(await post(signed())).toBe('duplicate')
  })

  test('such a repeat, recorded and sent again: not heard either', async () => {
    const { ledger, redis, pass, now, post, signed } = await recorded()
    pass(2 * 60_000)
    const repeat = signed()
    await post(repeat)
    pass(2 * day)
    for (const key of await redis.keys('*signed:*')) if ((await redis.pttl(key)) <= 365 * day) await redis.del(key)
    await ledger.purge(now())
    expect(await post(repeat)).toBe('duplicate')
  })
})

test.each([['no number', 'soon'], ['nothing', ''], ['a day ahead', '99999999999']])('a signature whose time is %s: now counts', async (_name, timestamp) => {
  const { ear, now, target } = await bot()
  const encrypted = encrypt(target, JSON.stringify(said))
  const query = new URLSearchParams({ timestamp, nonce: 'n1', msg_signature: sign(target.token, timestamp, 'n1', encrypted) })
  expect((await fetch(`${target.url}?${query}`, { method: 'POST', body: JSON.stringify({ encrypt: encrypted }) })).status).toBe(200)
  expect(ear.heard.map(({ at }) => at)).toEqual([now()])
})
