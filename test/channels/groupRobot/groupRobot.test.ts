import { describe, expect, onTestFinished, test } from 'vitest'
import { createGroupRobot, readWebhook } from '../../../src/channels/groupRobot/groupRobot.ts'
import { createLimiter } from '../../../src/channels/limiter.ts'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { Refused, TryAgain } from '../../../src/domain/errors.ts'
import { tableLines } from '../../../src/domain/table.ts'
import { minute } from '../../../src/domain/time.ts'
import { freshRedis } from '../../support/redis.ts'
import { startFakeWecom, type FakeOptions } from '../../support/wecom/index.ts'

const piece = { id: '1.1', sort: 'notice' as const, mentions: [], at: 0, text: '话' }
const on = '/cgi-bin/webhook/send'

async function scene(rules: FakeOptions['rules'] = {}) {
  let time = Date.UTC(2026, 10, 16, 2)
  const wecom = await startFakeWecom({ rules, now: () => time, corp: { members: { WangMin: '王敏', lixin: '李欣' }, groups: [{ name: '群' }, { name: '乙群' }] } })
  onTestFinished(() => wecom.stop())
  const { redis } = await freshRedis()
  const make = () => createGroupRobot({ api: createWecomApi(wecom.apiBase), apiBase: wecom.apiBase, limiter: createLimiter(redis, 'channels') })
  const channel = make()
  await channel.start(async () => 'heard')
  const send = (more: object = {}, group = wecom.webhook('群')) => channel.send({ ...piece, to: { group }, ...more })
  return { wecom, channel, make, send, now: () => time, pass: (ms: number) => void (time += ms), shown: () => wecom.chat('群').map(({ text }) => text) }
}

const failed = (sending: Promise<unknown>): Promise<unknown> => sending.then(() => expect.fail('it was taken'), (error: unknown) => error)

describe('sending', () => {
  test('by address or by key alone, as text with those mentioned by userid in its case', async () => {
    const { wecom, send } = await scene()
    await send({ text: '请报送', mentions: [{ id: 'WangMin', name: '王敏' }, { id: 'lixin', name: '李欣' }] })
    await send({ text: '# 一\n| a |' }, wecom.group('群').robot)
    expect(wecom.chat('群').map(({ text, mentioned, kind }) => ({ text, mentioned, kind }))).toEqual([
      { text: '请报送', mentioned: ['WangMin', 'lixin'], kind: 'text' }, { text: '# 一\n| a |', mentioned: [], kind: 'text' },
    ])
    expect(wecom.exchanges(on).map(({ body }) => JSON.stringify(body))).toEqual([expect.stringContaining('"mentioned_list":["WangMin","lixin"]'), expect.not.stringContaining('mentioned_list')])
  })

  test('2048 bytes are taken; one more is refused for good and said so', async () => {
    const { send, channel, shown } = await scene()
    const longest = '字'.repeat(682) + 'xx'
    await send({ text: longest })
    const error = await failed(send({ text: `${longest}x` }))
    expect(channel.can.maxBytes).toBe(2048)
    expect(error).toBeInstanceOf(Refused)
    expect(error).toMatchObject({ errcode: 45_002, message: '内容太长（45002）' })
    expect(shown()).toEqual([longest])
  })

  test('a table is shown as one, as lines where somebody is to be reminded or it would be too long', async () => {
    const { wecom, send, channel } = await scene()
    const table = (rows: number, sign = '中') => ['统计', ...tableLines({ head: ['单位', '已开展'], rows: Array.from({ length: rows }, (_, i) => [`${sign}${i}`, `已开展${i}场`]) })].join('\n')
    await send({ text: table(1) })
    await send({ text: table(1), mentions: [{ id: 'WangMin', name: '王敏' }] })
    const noisy = table(4, '|'.repeat(450))
    expect(channel.can.bytes?.(noisy)).toBeLessThanOrEqual(2048)
    await send({ text: noisy })
    const said = wecom.chat('群').map(({ text, kind }) => ({ text, kind }))
    expect(said.slice(0, 2)).toEqual([{ text: '统计\n\n| 单位 | 已开展 |\n| --- | --- |\n| 中0 | 0场 |', kind: 'markdown_v2' }, { text: '统计\n中0：已开展0场', kind: 'text' }])
    expect(said[2]?.kind).toBe('text')
    expect(said[2]?.text).toContain('|||3：已开展3场')
  })

  test('people are not reached', async () => {
    const { channel } = await scene()
    expect(channel.can.push).toEqual({ groups: true, people: false })
    await expect(channel.send({ ...piece, to: { person: 'WangMin' } })).rejects.toThrow('groups alone')
  })
})

describe('failures', () => {
  test.each([
    [93_004, Refused, undefined], [40_008, Refused, undefined], [44_004, Refused, undefined], [45_033, TryAgain, minute],
  ])('errcode %i', async (errcode, kind, afterMs) => {
    const { wecom, send } = await scene()
    wecom.fault({ on, effect: { errcode } })
    const error = await failed(send())
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({ errcode, ...(afterMs === undefined ? {} : { afterMs }) })
    expect(String(error)).not.toContain(wecom.group('群').robot)
  })

  test('a robot that was removed is refused, without its key in the error', async () => {
    const { send } = await scene()
    const gone = '00000000-0000-4000-8000-00000000dead'
    const error = await failed(send({}, gone))
    expect(error).toMatchObject({ name: 'Refused', errcode: 93_000 })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error as object))).not.toContain(gone)
  })

  test('a bare status is tried again', async () => {
    const { wecom, send } = await scene()
    wecom.fault({ on, effect: { status: 502 } })
    expect(await failed(send())).toBeInstanceOf(TryAgain)
  })
})

describe('twenty a minute', () => {
  test('over two processes together, for each robot by itself; the wait is exact and WeCom never says 45009', async () => {
    const { wecom, channel, make, send, now, pass, shown } = await scene()
    const [to, other] = [{ group: wecom.webhook('群') }, { group: wecom.webhook('乙群') }]
    const both = [channel, make()]
    let sent = 0
    for (let i = 0; i < 30; i++) {
      pass(100)
      if ((await both[i % 2]?.room?.(to, now())) === 0) {
        await send({ text: `${(sent += 1)}` })
      }
    }
    expect(shown()).toHaveLength(20)
    expect(await channel.room?.(other, now())).toBe(0)
    const wait = await make().room?.(to, now())
    expect(wait).toBe(minute - 29 * 100)
    pass(wait ?? 0)
    expect(await channel.room?.(to, now())).toBe(0)
    await send({ text: '21' })
    expect(wecom.exchanges(on).map(({ answer }) => answer)).toEqual(Array(21).fill(0))
  })

  test('address and key count as one robot', async () => {
    const { wecom, channel, now } = await scene()
    for (let i = 0; i < 20; i++) expect(await channel.room?.({ group: i % 2 ? wecom.webhook('群') : wecom.group('群').robot }, now())).toBe(0)
    expect(await channel.room?.({ group: wecom.webhook('群') }, now())).toBe(minute)
  })
})

describe('an address that somebody pasted', () => {
  const key = '0c1f9d2e-0000-4a00-8000-0123456789ab'
  const base = 'https://qyapi.weixin.qq.com'
  test('is kept by its key', () => {
    for (const typed of [key, key.toUpperCase(), `${base}${on}?key=${key}`, `${base}${on}?key=${key}&debug=1`]) expect(readWebhook(typed, base)?.toLowerCase()).toBe(key)
    expect(readWebhook(`${base}${on}?key=${key}`, `${base}/`)).toBe(key)
  })

  test.each([
    '', 'key', 'key-1', '群机器人', `${key}0`, ` ${key}`, `http://qyapi.weixin.qq.com${on}?key=${key}`, `https://evil.example${on}?key=${key}`, `https://qyapi.weixin.qq.com.evil.example${on}?key=${key}`,
    `https://qyapi.weixin.qq.com@evil.example${on}?key=${key}`, `https://u:p@qyapi.weixin.qq.com${on}?key=${key}`, `${base}:8443${on}?key=${key}`, `${base}/cgi-bin/message/send?key=${key}`, `${base}${on}`, `${base}${on}?key=`, `${base}${on}?key=a%26b%2Fc_____`, `//qyapi.weixin.qq.com${on}?key=${key}`,
    `file://${on}?key=${key}`,
  ])('is not %j', (typed) => expect(readWebhook(typed, base)).toBeUndefined())
})
