/** The platforms on which journeys are walked. */
import { onTestFinished } from 'vitest'
import type { ChannelConfig } from '../../../src/channelConfig.ts'
import { createSimulator, type Typed } from '../../../src/channels/simulator/simulator.ts'
import type { ChatLog } from '../../../src/channels/simulator/log.ts'
import { createWechaty } from '../../../src/channels/wechaty/wechaty.ts'
import { silentLog } from '../../../src/bot/log.ts'
import { createLease } from '../../../src/ledger/lease.ts'
import { openChannels } from '../../../src/openChannels.ts'
import { serveRouters } from '../../support/channel.ts'
import { patience } from '../../support/eventually.ts'
import { startFakeWecom, type FakeWecom, type Message } from '../../support/wecom/index.ts'
import { botOn, createPhone } from '../wechaty/mock.ts'
import { sureWay, wechatyWay, wecomWay, type Way } from '../contract/means.ts'
import type { Rig, Said, Scene } from './walk.ts'

/** The channel that hears all: what the others are measured by. */
export async function onSimulator({ groups: [first = ''] }: Pick<Scene, 'groups'>): Promise<Rig> {
  const said: Said[] = []
  const log: ChatLog = { add: async () => {}, addHeard: async (_place, _line, hear) => void (await hear()), list: async () => [], watch: async () => async () => {} }
  const simulator = createSimulator(log, async () => '团讯')
  const send: typeof simulator.send = async ({ to, text }) => {
    said.push({ place: 'group' in to ? `g:${to.group}` : `p:${to.person}`, text })
    return {}
  }
  let count = 0
  let last: Typed | undefined
  const type = (typed: Typed) => simulator.type((last = typed))
  return {
    platform: 'simulator', channels: [{ ...simulator, send }], mentionOnly: false, address: (group) => group, begin: async () => {},
    say: ({ group, person, text, at, quote }) => type({ id: `m${++count}`, group, sender: person, text, at, quote }),
    said: () => said,
    means: {
      again: async () => last && simulator.type(last), garble: async () => {}, away: () => {},
      ways: () => [sureWay('simulator', 'to a group', { group: first }), sureWay('simulator', 'to a person', { person: 'WangMin' })],
    },
    plain: (text) => text.replace(/simulator\|m\d+/g, 'MESSAGE'),
  }
}

async function fakeFor({ people, groups, botName, now }: Scene, mode: 'socket' | 'url'): Promise<FakeWecom> {
  const wecom = await startFakeWecom({
    now, rules: { answerMs: patience, retryAfterMs: 20 },
    corp: { members: Object.fromEntries(people), groups: groups.map((name) => ({ name })), bots: [{ mode, name: botName, id: `aib-${Math.random().toString(36).slice(2)}` }] },
  })
  onTestFinished(() => wecom.stop())
  return wecom
}

function wecomRig(wecom: FakeWecom, { groups }: Scene, { waysTo, garble, ...more }: Pick<Rig, 'channels' | 'begin'> & Partial<Rig> & { waysTo(group: string): Way[]; garble(): Promise<unknown> }): Rig {
  let last: Message | undefined
  const nameOf = new Map(groups.map((group) => [wecom.group(group).chatid, group]))
  return {
    platform: 'wecom', mentionOnly: true,
    address: (group) => wecom.group(group).chatid,
    async say({ group, person, text, quote }) {
      const said = await wecom.say({ from: person, text, ...(group === undefined ? {} : { group }), ...(quote === undefined ? {} : { quote }) })
      last = said.message
      return said
    },
    means: { again: async () => last && wecom.repeat(last), garble, away: (yes) => wecom.unreachable(yes), ways: () => waysTo(groups[0] ?? '') },
    said() {
      const all: Said[] = []
      for (const { chat, by, text } of wecom.messages()) if (!('member' in by)) all.push({ place: nameOf.has(chat) ? `g:${nameOf.get(chat)}` : `p:${chat}`, text })
      return all
    },
    plain: (text) => text.replace(/wecomBot\|[\w]+/g, 'MESSAGE').replace(/\bwr\w+\b/g, (chatid) => nameOf.get(chatid) ?? chatid),
    ...more,
  }
}

const noChannels: ChannelConfig = { apiBase: '', oauthBase: 'https://oauth.invalid', bot: undefined, app: undefined, wechaty: undefined }

const openFor = ({ redis, now }: Scene, config: Partial<ChannelConfig>) =>
  openChannels({ ...noChannels, ...config }, { redis, log: silentLog, now, role: 'all', welcome: async () => '您好', nameOf: async () => undefined, dataDir: '/nonexistent' })

/** 智能机器人 by its long connection. */
export async function onLongConnection(scene: Scene): Promise<Rig> {
  const wecom = await fakeFor(scene, 'socket')
  const bot = wecom.corp.bots[0]
  if (!bot) throw new Error('the corp has no bot')
  const { channels } = await openFor(scene, { apiBase: wecom.apiBase, bot: { mode: 'socket', id: bot.id, secret: bot.secret, url: wecom.wsUrl } })
  onTestFinished(async () => void (await Promise.all(channels.map((channel) => channel.stop()))))
  return wecomRig(wecom, scene, {
    channels,
    garble: async () => [{}, { msgtype: 'text' }, { msgid: 'M', chattype: 'group', from: { userid: 'WangMin' }, msgtype: 'text', text: { content: '/帮助' } }].map((body) => wecom.push(body)),
    waysTo: (group) => [
      wecomWay(wecom, 'aibot_send_msg', 846_607, { name: 'pushed to a group', channel: 'wecomBot', to: { group: wecom.group(group).chatid }, limit: { perMinute: 30, other: { person: 'lixin' } } }),
      wecomWay(wecom, 'aibot_send_msg', 93_006, { name: 'pushed to a person', channel: 'wecomBot', to: { person: 'WangMin' }, mute: false, limit: { perMinute: 30, other: { person: 'lixin' } } }),
      wecomWay(wecom, 'aibot_respond_msg', 40_008, { name: 'answered', channel: 'wecomBot', to: { group: wecom.group(group).chatid }, back: true, mute: false }),
    ],
    async begin() {
      await wecom.subscribed()
      // A bot may push only where somebody has spoken to it.
      for (const group of scene.groups) wecom.introduce(group)
      for (const person of scene.people.keys()) wecom.introduce(person)
    },
  })
}

/** 智能机器人 by URL, which only answers: the rest goes by the groups' robots and the app. */
export async function onCallbacks(scene: Scene): Promise<Rig> {
  const wecom = await fakeFor(scene, 'url')
  const [bot, app] = [wecom.corp.bots[0], wecom.corp.app]
  if (!bot) throw new Error('the corp has no bot')
  const { channels, routers } = await openFor(scene, {
    apiBase: wecom.apiBase,
    bot: { mode: 'callback', token: bot.token, aesKey: bot.aesKey },
    app: { corpId: wecom.corp.id, agentId: app.agentId, secret: app.secret, token: app.token, aesKey: app.aesKey },
  })
  const { url } = await serveRouters(...routers)
  bot.url = `${url}/callback/wecom/bot`
  app.url = `${url}/callback/wecom/app`
  return wecomRig(wecom, scene, {
    channels, begin: async () => {}, webhook: (name) => wecom.webhook(name),
    garble: () => Promise.all([wecom.post('bot', 'no JSON'), wecom.post('bot', '{"msgtype":"text"}'), wecom.post('app', 'no XML'), wecom.post('app', '<xml><MsgType>text</MsgType></xml>')]),
    waysTo: (group) => [
      wecomWay(wecom, '/cgi-bin/aibot/response', 40_029, { name: 'answered once', channel: 'wecomBot', to: { group: wecom.group(group).chatid }, back: true, limit: { perMinute: 30, other: { person: 'lixin' } } }),
      wecomWay(wecom, '/cgi-bin/webhook/send', 93_000, { name: 'by the robot', channel: 'groupRobot', to: { group: wecom.webhook(group) }, limit: { perMinute: 20, other: { group: 'another-key' } } }),
      wecomWay(wecom, '/cgi-bin/message/send', 60_020, { name: 'by the app', channel: 'wecomApp', to: { person: 'WangMin' }, limit: { perMinute: 30, other: { person: 'lixin' } } }),
    ],
  })
}

/** Personal WeChat by the puppet for tests. */
export async function onWechaty({ people, groups, botName, redis, now }: Scene): Promise<Rig> {
  let last = ''
  const phone = createPhone('wxid_bot', botName)
  const contacts = new Map([...people].map(([id, name]) => [id, phone.contact(id, name)]))
  const rooms = new Map(groups.map((group, i) => [group, phone.room(`${i}@chatroom`, group, ...contacts.values())]))
  const groupOf = (room: string) => groups[Number(/^(\d+)@chatroom$/.exec(room)?.[1] ?? -1)]
  const channel = createWechaty({
    load: async () => botOn(phone), redis, limiter: async () => 0, lease: createLease(redis, 'channels'), log: silentLog, now, role: 'all', nameOf: async () => undefined, daily: 100_000, slowHours: 0, look: 20,
  })
  onTestFinished(() => channel.stop())
  return {
    platform: 'wechaty', channels: [channel], mentionOnly: false,
    address: (group) => rooms.get(group)?.id ?? '',
    async begin() {
      for (let tries = 0; !channel.state?.().up || channel.state().detail?.includes('另一个'); tries++) {
        if (tries > 250) throw new Error(JSON.stringify(channel.state?.()))
        await new Promise((done) => setTimeout(done, 20))
        if (tries === 5) phone.login()
      }
    },
    async say({ group, person, text, at }) {
      const [from, to] = [contacts.get(person), group === undefined ? phone.self : rooms.get(group)]
      if (!from || !to) throw new Error(`nobody is called ${person} in ${group}`)
      last = phone.say(text, from, to, { at: at / 1000 })
    },
    means: {
      again: async () => phone.puppet.emit('message', { messageId: last }),
      garble: async () => [phone.puppet.emit('message', { messageId: 'nothing' }), phone.say('', phone.self, phone.self, { type: 0, at: now() / 1000 })],
      away: () => {},
      ways: () => [wechatyWay(phone, 'to a group', { group: '0@chatroom' }), wechatyWay(phone, 'to a person', { person: 'WangMin' })],
    },
    said: () => phone.puppet.sent.map(({ to, text }) => ({ place: groupOf(to) === undefined ? `p:${to}` : `g:${groupOf(to)}`, text })),
    plain: (text) => text.replace(/wechaty\|m\d+/g, 'MESSAGE').replace(/\b\d+@chatroom/g, (room) => groupOf(room) ?? room),
  }
}
