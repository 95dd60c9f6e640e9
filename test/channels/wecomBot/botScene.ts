/** The channel on the fake WeCom, with everything it heard. */
import type { Redis } from 'ioredis'
import { expect, onTestFinished } from 'vitest'
import type { Hear, Incoming, Outgoing } from '../../../src/channels/channel.ts'
import { createLimiter } from '../../../src/channels/limiter.ts'
import type { Pauses } from '../../../src/channels/wecomBot/line.ts'
import { createWecomBot, type WecomBotOptions } from '../../../src/channels/wecomBot/wecomBot.ts'
import { connectRedis } from '../../../src/redis/connect.ts'
import { eventually } from '../../support/eventually.ts'
import { freshRedis } from '../../support/redis.ts'
import { startFakeWecom, type FakeOptions, type FakeWecom } from '../../support/wecom/index.ts'

/** Pauses a test can wait for. */
export const quick: Pauses = { first: 30, longest: 100, refused: 600, tooOften: 300, replaced: 60_000, rest: 60_000, good: 10_000 }

export const group = '工作群'

/** Everything said in the log, as one text: no words of people may stand there. */
export interface Lines {
  text: string
}

/** `server`: a Redis of one's own instead of a database on everybody's. */
export async function botScene({ fake, hear, server, ...more }: { fake?: FakeOptions; hear?: Hear; server?: { url: string; redis: Redis } } & Partial<WecomBotOptions> = {}) {
  const wecom = await startFakeWecom(fake)
  onTestFinished(() => wecom.stop())
  const { url, redis } = server ?? (await freshRedis())
  const bot = wecom.corp.bots[0]
  if (!bot) throw new Error('the corp has no bot')
  // Parallel tests share pub/sub.
  bot.id = `aib-${url.slice(-5)}`
  const heard: Incoming[] = []
  const lines: Lines = { text: '' }
  const note = (fields: object, message: string) => void (lines.text += `${JSON.stringify(fields)} ${message}\n`)
  const ear: Hear = async (message) => {
    const outcome = (await hear?.(message)) ?? 'heard'
    heard.push(message)
    return outcome
  }
  /** One process of the deployment. */
  const open = async (own: Partial<WecomBotOptions> = {}) => {
    const connection = connectRedis(url)
    const channel = createWecomBot({
      account: { id: bot.id, secret: bot.secret, url: wecom.wsUrl },
      redis: connection, limiter: createLimiter(redis, 'channels'), log: { info: note, warn: note }, now: Date.now, candidate: true,
      welcome: async () => '您好，我是团讯。', nameOf: async (userid) => wecom.corp.members.get(userid),
      lease: 800, pauses: quick, ...more, ...own,
    })
    onTestFinished(async () => {
      await channel.stop()
      connection.disconnect()
    })
    await channel.start(ear)
    return channel
  }
  return { wecom, redis, bot, heard, lines, open, url }
}

/** A lease that a machine which stands still does not lose: for tests that are not about leases. */
export const certain = { lease: 60_000 }

/** The channel on its connection, after somebody has spoken to the bot in the group. */
export async function spoken(options: Parameters<typeof botScene>[0] = {}) {
  const scene = await botScene({ ...certain, ...options })
  const channel = await scene.open()
  await scene.wecom.subscribed()
  await scene.wecom.say({ group, from: 'zhangsan', at: true, text: '在吗' })
  await eventually(() => expect(scene.heard).toHaveLength(1))
  return { ...scene, channel, reply: scene.heard[0]?.reply }
}

/** A piece to a group of the corp. */
export const pieceTo = (wecom: FakeWecom, text: string, more: Partial<Outgoing> = {}): Outgoing => ({
  id: `p${text}`, text, sort: 'notice', to: { group: wecom.group(group).chatid }, mentions: [], at: 0, ...more,
})

/** What bots say in a place. */
export const saidIn = (wecom: FakeWecom, place = group): string[] => wecom.chat(place).filter(({ by }) => 'bot' in by).map(({ text }) => text)
