/** Whatever is said, each message of every channel is within its platform's limit, mentions and all (protocol.md sections B to D). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendBy } from '../../src/bot/sendBy.ts'
import type { Channel, Outgoing } from '../../src/channels/channel.ts'
import { createGroupRobot } from '../../src/channels/groupRobot/groupRobot.ts'
import { template } from '../../src/channels/wechaty/sending.ts'
import type { WecomApi, WecomCall } from '../../src/channels/wecom/api.ts'
import { usualMenu } from '../../src/channels/wecomApp/usualMenu.ts'
import { createWecomApp } from '../../src/channels/wecomApp/wecomApp.ts'
import { createBotCallback } from '../../src/channels/wecomBot/callback.ts'
import { markdownOf } from '../../src/channels/markdown.ts'
import { botBytes, longestPiece, withNames } from '../../src/channels/wecomBot/words.ts'
import type { Directory } from '../../src/domain/directory.ts'
import { mask, maskKeys, muteCalls } from '../../src/domain/privacy.ts'
import { tableLines } from '../../src/domain/table.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { freshRedis } from '../support/redis.ts'
import { startQuietBot } from '../support/quiet.ts'

const key = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const names = ['王敏', '陈磊', '欧阳建国·阿不都热合曼']
const mentions = names.map((name, i) => ({ id: `U${i}`, name }))

/** What a channel has handed to its platform: each message's text, in bytes that count there. */
type Given = string[]
type Rig = { channel: Pick<Channel, 'can'>; limit: number; to: Outgoing['to']; send(piece: Outgoing): Promise<unknown>; given: Given }

const contentOf = ({ body }: WecomCall): string[] => {
  const { text, markdown, markdown_v2: second } = (body ?? {}) as Record<string, { content: string } | undefined>
  return [text?.content ?? markdown?.content ?? second?.content ?? []].flat()
}

async function rigs(): Promise<Record<string, Rig>> {
  const { redis } = await freshRedis()
  const recording = () => {
    const given: Given = []
    const api: WecomApi = async (call) => {
      given.push(...contentOf(call))
      return { errcode: 0, errmsg: '', access_token: 'T', expires_in: 7200 }
    }
    return { given, api }
  }
  const common = { apiBase: 'https://w.test', limiter: async () => 0, log: { warn: () => {} }, now: () => 0, welcome: async () => '' }
  const [robot, app, callback] = [recording(), recording(), recording()]
  const groupRobot = createGroupRobot({ ...common, ...robot })
  const wecomApp = createWecomApp({ ...common, ...app, redis, corpId: 'c', agentId: 1, secret: 's', token: 't', aesKey: key, oauthBase: 'https://o.test', menu: usualMenu }).channel
  const url = createBotCallback({ ...common, ...callback, redis, nameOf: async () => undefined, token: 't', aesKey: key }).channel
  const socket: Given = []
  const wechaty: Given = []
  return {
    'group robot': { channel: groupRobot, limit: 2048, to: { group: 'k' }, send: groupRobot.send, given: robot.given },
    app: { channel: wecomApp, limit: 2048, to: { person: 'p' }, send: wecomApp.send, given: app.given },
    'bot by URL': { channel: url, limit: 20_480, to: { group: 'g' }, send: (piece) => url.send({ ...piece, reply: { handle: 'https://w.test/r', until: 1 } }), given: callback.given },
    'bot by long connection': {
      channel: { can: { hear: 'mentioned', push: { groups: true, people: true }, mention: false, tables: true, maxBytes: longestPiece, bytes: botBytes } },
      limit: 20_480, to: { group: 'g' }, given: socket, send: async (piece) => socket.push(markdownOf(withNames(piece))),
    },
    wechaty: {
      channel: { can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 6000 } },
      limit: 6144, to: { group: 'g' }, given: wechaty,
      send: async ({ text, mentions: people }) => {
        const { parts, mentions: called } = template(text, people.map(({ id, name }) => ({ contact: { id } as never, name })))
        wechaty.push(parts.reduce((all, part, i) => `${all}@${people.find(({ id }) => id === called[i - 1]?.id)?.name ?? ''}${part}`))
      },
    },
  }
}

/** Many lines, short and endless ones, with all that Markdown would carry out. */
const noise = fc.constantFrom('字', '台账', '<', '>', '*', '_', '# ', '- ', '~~', '&amp;', '1. ', '\t', '    ', '\n', '\n\n', 'a', '=', '[x](y)', '@王敏', '@所有人', '<@U0>', '🎉', '活动-2026-001', '| a | b |', '`', '\\', '（1/2）')
const texts = fc.array(fc.tuple(noise, fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 40 }).map((parts) => parts.map(([sign, times]) => sign.repeat(times)).join('')).filter((text) => text.trim() !== '')

/** Signs and line breaks aside, which the channels write their own way. */
const bare = (text: string): string => [...muteCalls(maskKeys(mask(text))).normalize('NFKC')].filter((sign) => !/\s/.test(sign)).join('')

/** `markdown_v2`, by which a group robot shows tables, may be longer than its texts (protocol.md section C). */
const limitOf = (message: string, { limit }: Rig): number => (message.includes('| --- |') ? Math.max(limit, 4096) : limit)

/** Says a text by a rig's channel, cut as it is cut for it. */
async function sayBy(rig: Rig, text: string, { directory, ledger, mentioned = false }: { directory: Directory; ledger: Ledger; mentioned?: boolean }): Promise<void> {
  rig.given.length = 0
  let count = 0
  const channel = { ...rig.channel, id: 'rig', send: async (piece: Outgoing) => (await rig.send({ ...piece, mentions: mentioned && count++ === 0 ? mentions : [] }), {}) } as unknown as Channel
  await sendBy({ channel, to: rig.to }, { id: 'n', to: 'g:x', text, sort: 'notice', at: 0, tries: 0 }, { directory, ledger, now: () => 0 })
}

/** A ledger on which nothing need be noted. */
async function scene() {
  const { ledger } = await startQuietBot('2026-11-16 09:00')
  const { directory } = await ledger.view()
  return { directory, ledger: { ...ledger, outbox: { ...ledger.outbox, pieceSent: async () => {} } } }
}

describe('a table is within the limit of every message, each row once and in order', () => {
  const cell = fc.constantFrom('已开展2场', '', '|', '*_~', '-', '1. ', '台账', '41人次')
  const tables = fc.array(fc.tuple(cell, cell, fc.nat(30)), { minLength: 1, maxLength: 300 }).map((rows) => tableLines({ head: ['单位', '已开展', '人次|'], rows: rows.map(([a, b, times], i) => [`第${i}街`, a.repeat(times), b]) }))
  it.each(['group robot', 'app', 'bot by long connection'])('%s', async (name) => {
    const rig = (await rigs())[name] as Rig
    const given = await scene()
    await fc.assert(
      fc.asyncProperty(tables, async (lines) => {
        await sayBy(rig, ['统计', ...lines, '……'].join('\n'), given)
        for (const message of rig.given) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(limitOf(message, rig))
        expect(rig.given.join('\n').match(/第\d+街/g)).toEqual(lines.slice(1).map((_row, i) => `第${i}街`))
      }),
      { numRuns: 20 },
    )
  })
})

describe('every message is within its limit, and all of it is there in order', () => {
  it.each(['group robot', 'app', 'bot by URL', 'bot by long connection', 'wechaty'])('%s', async (name) => {
    const rig = (await rigs())[name] as Rig
    const given = await scene()
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, mentioned) => {
        await sayBy(rig, text, { ...given, mentioned })
        for (const message of rig.given) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(rig.limit)
        const whole = rig.given.map((message, i) => (rig.given.length === 1 ? message : message.replace(new RegExp(`（${i + 1}/${rig.given.length}）$`), ''))).join('')
        if (!mentioned) expect(bare(whole)).toBe(bare(text))
      }),
      { numRuns: 40 },
    )
  })
})
