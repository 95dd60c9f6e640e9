/** A bot that is told ciphertext instead of people's ids, with the corp's app beside it. */
import { expect, test } from 'vitest'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { createAppApi } from '../../../src/channels/wecomApp/token.ts'
import { openChannels } from '../../../src/openChannels.ts'
import { silentLog } from '../../../src/bot/log.ts'
import { serveRouters, startChannel } from '../../support/channel.ts'
import { eventually } from '../../support/eventually.ts'
import { cipherId } from '../../support/wecom/corp.ts'
import type { FakeWecom } from '../../support/wecom/index.ts'
import { botScene, certain, group, pieceTo, saidIn } from './botScene.ts'
import { callbackScene, piece, place } from './callbackScene.ts'

const agree = '/同意 任务-2026-004'
const actions = [{ label: '同意', say: agree }]
const corp = { members: { 'zhangsan-of-zhonghe': '张三' }, bots: [{ cipherIds: true }] }
const person = 'zhangsan-of-zhonghe'

/** The app, with its token fetched: a busy machine takes its time. */
async function appOn(wecom: FakeWecom, redis: Parameters<typeof createAppApi>[0]['redis']) {
  const { call } = createAppApi({ redis, api: createWecomApi(wecom.apiBase), corpId: wecom.corp.id, agentId: wecom.corp.app.agentId, secret: wecom.corp.app.secret, now: Date.now })
  await call({ path: '/cgi-bin/getcallbackip' })
  return call
}

test('by the long connection: heard by plain id, reached and changed by the one that arrived', async () => {
  const { wecom, redis, open, heard } = await botScene({ ...certain, fake: { corp } })
  const channel = await open({ appCall: await appOn(wecom, redis) })
  await wecom.subscribed()
  await wecom.say({ group, from: person, at: true, text: '/帮助' })
  await eventually(() => expect(heard).toMatchObject([{ sender: person }]))
  await wecom.say({ from: person, text: '/待办' })
  await eventually(() => expect(heard[1]).toMatchObject({ sender: person, text: '/待办' }))
  await channel.send(pieceTo(wecom, '请看', { to: { person }, actions }))
  expect(saidIn(wecom, person)).toEqual(['请看'])
  const card = wecom.chat(person).at(-1)
  if (!card) throw new Error('no card')
  await wecom.tap(card, agree, person)
  await eventually(() => expect(heard[2]).toMatchObject({ sender: person, text: agree }))
  await eventually(() => expect(wecom.chat(person).at(-1)?.cardFor[cipherId(person)]).toMatchObject({ main_title: { desc: '张三已点“同意”，结果见回复' } }))
  expect(channel.state?.().detail).toBeUndefined()
})

test('somebody whom the roster spells with other capitals is reached by the id that arrived', async () => {
  const { wecom, open, heard } = await botScene({ ...certain, fake: { corp: { members: { WangMin: '王敏' } } } })
  const channel = await open()
  await wecom.subscribed()
  await wecom.say({ from: 'WangMin', text: '/待办' })
  await eventually(() => expect(heard).toMatchObject([{ sender: 'WangMin' }]))
  await channel.send(pieceTo(wecom, '请看', { to: { person: 'wangmin' } }))
  expect(saidIn(wecom, 'WangMin')).toEqual(['请看'])
})

test('without an app: what arrived is used everywhere, and the state says so', async () => {
  const { wecom, open, heard } = await botScene({ ...certain, fake: { corp } })
  const channel = await open()
  await wecom.subscribed()
  await wecom.say({ from: person, text: '/待办' })
  await eventually(() => expect(heard).toMatchObject([{ sender: cipherId(person) }]))
  await channel.send(pieceTo(wecom, '请看', { to: { person: cipherId(person) } }))
  expect(saidIn(wecom, person)).toEqual(['请看'])
  expect(channel.state?.()).toMatchObject({ up: true, detail: expect.stringContaining('没有接自建应用') })
})

test('by URL callback: heard by plain id, the card is changed for the one that arrived', async () => {
  const { wecom, ear, say, channel } = await callbackScene({}, async (made) => ({ appCall: await appOn(made.wecom, made.redis) }))
  const [bot] = wecom.corp.bots
  if (!bot) throw new Error('the corp has no bot')
  bot.cipherIds = true
  await say('/延期 任务-2026-004')
  expect(ear.heard[0]).toMatchObject({ sender: 'wangmin' })
  const { reply, group: chatid = '' } = ear.heard[0] ?? {}
  await channel.send({ ...piece, text: '延期申请', to: { group: chatid }, reply, actions })
  const card = wecom.chat(place).at(-1)
  if (!card) throw new Error('no card')
  await wecom.tap(card, agree, 'wangmin')
  expect(ear.heard[1]).toMatchObject({ sender: 'wangmin', text: agree })
  expect(wecom.chat(place).at(-1)?.cardFor).toMatchObject({ [cipherId('wangmin')]: { main_title: { desc: '王敏已点“同意”，结果见回复' } } })
  expect(channel.state?.()).toMatchObject({ up: true, detail: undefined })
})

test('by URL callback with a WeCom that cannot be reached: acknowledged in time, as it arrived', async () => {
  const { wecom, ear, say, channel } = await callbackScene({}, async () => ({ appCall: () => new Promise(() => {}) }))
  const [bot] = wecom.corp.bots
  if (!bot) throw new Error('the corp has no bot')
  bot.cipherIds = true
  wecom.corp.members.set('wangmin-of-zhonghe', '王敏')
  wecom.group(place).members.push('wangmin-of-zhonghe')
  const { heard } = await wecom.say({ group: place, from: 'wangmin-of-zhonghe', at: true, text: '/帮助' })
  expect(heard).toMatchObject([{ delivered: { statuses: [200] } }])
  expect(ear.heard).toMatchObject([{ sender: cipherId('wangmin-of-zhonghe') }])
  expect(channel.state?.().detail).toContain('没有及时应答')
  await say('/帮助')
  expect(ear.heard).toHaveLength(2)
})

test('a bot and an app that are configured together are opened so', async () => {
  const { wecom, redis, ear } = await callbackScene()
  const [bot] = wecom.corp.bots
  if (!bot) throw new Error('the corp has no bot')
  bot.cipherIds = true
  const { app, id: corpId } = wecom.corp
  await appOn(wecom, redis)
  const { channels, routers } = await openChannels(
    { apiBase: wecom.apiBase, oauthBase: 'https://oauth.invalid', bot: { mode: 'callback', token: bot.token, aesKey: bot.aesKey }, app: { corpId, agentId: app.agentId, secret: app.secret, token: app.token, aesKey: app.aesKey }, wechaty: undefined },
    { redis, log: silentLog, now: Date.now, role: 'all', welcome: async () => '', nameOf: async () => undefined, dataDir: '/nonexistent' },
  )
  const channel = channels.find(({ id }) => id === 'wecomBot')
  if (!channel) throw new Error('there is no bot')
  const { heard } = await startChannel(channel)
  bot.url = `${(await serveRouters(...routers)).url}/callback/wecom/bot`
  await wecom.say({ group: place, from: 'wangmin', at: true, text: '/帮助' })
  expect([heard[0]?.sender, ear.heard]).toEqual(['wangmin', []])
})
