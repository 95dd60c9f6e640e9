/** The channel by URL callback on the fake WeCom, with everything it heard. */
import type { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import { createLimiter } from '../../../src/channels/limiter.ts'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { createBotCallback, type BotCallbackOptions } from '../../../src/channels/wecomBot/callback.ts'
import { freshRedis } from '../../support/redis.ts'
import { serveRouters, startChannel } from '../../support/channel.ts'
import { patience } from '../../support/eventually.ts'
import { startFakeWecom, type FakeOptions, type FakeWecom } from '../../support/wecom/index.ts'

export const place = '中河街道工作群'
const rules = { answerMs: patience, handshakeMs: patience, retryAfterMs: 5, pollMs: 10 }

interface Made {
  wecom: FakeWecom
  redis: Redis
}

export async function callbackScene(more: FakeOptions['rules'] = {}, own: (made: Made) => Promise<Partial<BotCallbackOptions>> = async () => ({})) {
  let time = Date.now()
  const lines: string[] = []
  const wecom = await startFakeWecom({ rules: { ...rules, ...more }, now: () => time, corp: { members: { wangmin: '王敏', lixin: '李欣' }, groups: [{ name: place }], bots: [{ mode: 'url', url: '' }] } })
  onTestFinished(() => wecom.stop())
  const { redis } = await freshRedis()
  const { token, aesKey } = wecom.corp.bots[0]!
  const options = { token, aesKey, api: createWecomApi(wecom.apiBase), apiBase: wecom.apiBase, limiter: createLimiter(redis, 'channels'), log: { warn: (_fields: object, message: string) => void lines.push(message) }, redis, now: () => time, welcome: async () => '您好，我是团讯', nameOf: async (userid: string) => wecom.corp.members.get(userid) }
  const { channel, router } = createBotCallback({ ...options, ...(await own({ wecom, redis })) })
  const { url, errors } = await serveRouters(router)
  wecom.corp.bots[0]!.url = `${url}/callback/wecom/bot`
  const ear = await startChannel(channel)
  const say = (text: string) => wecom.say({ group: place, from: 'wangmin', at: true, text })
  return { wecom, redis, channel, ear, errors, lines, say, url: wecom.corp.bots[0]!.url, pass: (ms: number) => void (time += ms), now: () => time }
}

export const piece = { id: '1.1', sort: 'answer' as const, mentions: [], at: 0 }
