/** The app's channel on the fake WeCom, with everything it heard and what stands in its log. */
import { onTestFinished } from 'vitest'
import { createLimiter } from '../../../src/channels/limiter.ts'
import { createWecomApi, type WecomApi } from '../../../src/channels/wecom/api.ts'
import { usualMenu } from '../../../src/channels/wecomApp/usualMenu.ts'
import { createWecomApp } from '../../../src/channels/wecomApp/wecomApp.ts'
import { freshRedis } from '../../support/redis.ts'
import { serveRouters, startChannel } from '../../support/channel.ts'
import { patience } from '../../support/eventually.ts'
import { startFakeWecom } from '../../support/wecom/index.ts'

const rules = { answerMs: patience, handshakeMs: patience, retryAfterMs: 5 }
export const piece = { id: '1.1', sort: 'notice' as const, mentions: [], at: 0 }

export async function scene({ reachable = true, api, look = 60_000 }: { reachable?: boolean; api?: WecomApi; look?: number } = {}) {
  const lines: string[] = []
  let time = Date.now()
  const wecom = await startFakeWecom({ rules, now: () => time, corp: { members: { WangMin: '王敏', lixin: '李欣' }, groups: [{ name: '群' }] } })
  onTestFinished(() => wecom.stop())
  wecom.unreachable(!reachable)
  const { redis } = await freshRedis()
  const { agentId, secret, token, aesKey } = wecom.corp.app
  const make = () => createWecomApp({
    corpId: wecom.corp.id, agentId, secret, token, aesKey, redis, limiter: createLimiter(redis, 'channels'), api: api ?? createWecomApi(wecom.apiBase), log: { warn: (_fields, message) => void lines.push(message) }, now: () => time, welcome: async () => '您好，我是团讯', menu: usualMenu, oauthBase: wecom.apiBase, look,
  })
  const { channel, router } = make()
  const { url, errors } = await serveRouters(router)
  wecom.corp.app.url = `${url}/callback/wecom/app`
  const ear = await startChannel(channel)
  const send = (text: string, person = 'WangMin', more: object = {}) => channel.send({ ...piece, text, to: { person }, ...more })
  return { wecom, channel, ear, send, errors, redis, lines, make, url: wecom.corp.app.url, pass: (ms: number) => void (time += ms), now: () => time }
}

export type Scene = Awaited<ReturnType<typeof scene>>

export const say = ({ wecom }: Scene, text: string) => wecom.say({ from: 'WangMin', to: 'app', text })
export const shown = ({ wecom }: Scene, who = 'WangMin') => wecom.chat(who).map(({ text }) => text)
