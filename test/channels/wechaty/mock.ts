/** A WeChat of its own for each test: wechaty-puppet-mock behind the real library and the real channel. */
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { WechatyBuilder } from 'wechaty'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { createLimiter } from '../../../src/channels/limiter.ts'
import { messageTypes, type Wechaty } from '../../../src/channels/wechaty/library.ts'
import { createWechaty, type WechatyOptions } from '../../../src/channels/wechaty/wechaty.ts'
import { createLease } from '../../../src/ledger/lease.ts'
import { startChannel } from '../../support/channel.ts'
import { eventually } from '../../support/eventually.ts'
import { freshRedis } from '../../support/redis.ts'

type Mocker = InstanceType<typeof mock.Mocker>
type Contact = ReturnType<Mocker['createContact']>
type Room = ReturnType<Mocker['createRoom']>

/** A puppet whose rooms know aliases and which can be made to fail. */
export class TestPuppet extends PuppetMock {
  /** By `room|contact`. */
  aliases = new Map<string, string>()
  /** What was sent, with the ids mentioned. */
  sent: { to: string; text: string; mentions: string[] }[] = []
  /** Sending fails with this. */
  broken: Error | undefined
  /** So long it takes to send, ms. */
  slowMs = 0
  calledName = ''
  override name() {
    return this.calledName || super.name()
  }
  override async roomMemberRawPayload(room: string, contact: string) {
    const roomAlias = this.aliases.get(`${room}|${contact}`)
    return { ...(await super.roomMemberRawPayload(room, contact)), ...(roomAlias === undefined ? {} : { roomAlias }) }
  }
  override async messageSendText(to: string, text: string, mentions: string[] = []) {
    if (this.broken) throw this.broken
    if (this.slowMs > 0) await sleep(this.slowMs)
    this.sent.push({ to, text, mentions })
    // The mock takes every id with an @ for a room's.
    const user = this.mocker.ContactMock.load(this.currentUserId)
    user.say(text).to(this.mocker.cacheRoomPayload.has(to) ? this.mocker.RoomMock.load(to) : this.mocker.ContactMock.load(to))
  }
}

export interface Phone {
  puppet: TestPuppet
  mocker: Mocker
  self: Contact
  contact(id: string, name: string, more?: { type?: number; alias?: string }): Contact
  room(id: string, topic: string, ...members: Contact[]): Room
  /** Delivers a message as the platform would. */
  say(text: string, from: Contact, to: Room | Contact, more?: { type?: number; at?: number; mentions?: Contact[]; id?: string; filename?: string; raw?: object }): string
  login(): void
}

let count = 0

/** One login's WeChat: the account is `self`. */
export function createPhone(selfId = 'wxid_bot', selfName = '团讯'): Phone {
  const mocker = new mock.Mocker()
  const puppet = new TestPuppet({ mocker })
  const contact: Phone['contact'] = (id, name, { type = 1, alias = '' } = {}) => mocker.createContact({ id, name, alias, type })
  const self = contact(selfId, selfName)
  contact('filehelper', '文件传输助手')
  return {
    puppet, mocker, self, contact,
    room: (id, topic, ...members) => mocker.createRoom({ id, topic, memberIdList: [selfId, ...members.map((member) => member.id)] }),
    say(text, from, to, { type = messageTypes.text, at = Date.now(), mentions, id = `m${++count}`, filename, raw } = {}) {
      const place = mocker.cacheRoomPayload.has(to.id) ? { roomId: to.id, mentionIdList: mentions?.map((one) => one.id) ?? [] } : { listenerId: to.id }
      mocker.MessageMock.create({ id, talkerId: from.id, timestamp: at, type, text, ...(filename === undefined ? {} : { filename }), ...place, ...raw } as never)
      puppet.emit('message', { messageId: id })
      return id
    },
    login: () => mocker.login(self),
  }
}

/** The library on a phone's puppet, not started. */
export const botOn = ({ puppet }: Phone): Wechaty => WechatyBuilder.build({ puppet }) as unknown as Wechaty

/** The channel on phones, one for each time it connects; the last one stays. Started and logged in unless told otherwise. */
export async function openWechaty(phones: Phone[], options: Partial<WechatyOptions> & { logIn?: boolean; redis?: WechatyOptions['redis'] } = {}) {
  const redis = options.redis ?? (await freshRedis()).redis
  let connections = 0
  const faults: unknown[] = []
  const log = { warn: (what: object) => void faults.push(what), error: (what: object) => void faults.push(what) }
  const channel = createWechaty({
    load: async () => botOn(phones[Math.min(connections++, phones.length - 1)] as Phone),
    redis, limiter: createLimiter(redis, '~channels'), lease: createLease(redis, '~channels'), log,
    now: () => Date.now(), role: 'all', nameOf: async () => undefined, daily: 200, slowHours: 0, look: 20, ...options,
  })
  const ear = await startChannel(channel)
  const up = () => eventually(() => { if (!channel.state?.().up) throw new Error(JSON.stringify(channel.state?.())) })
  const [phone] = phones
  if (options.role !== 'web' && !options.lease) await eventually(() => { if (connections === 0) throw new Error('not connected') })
  await sleep(60)
  if (options.logIn !== false && phone) {
    phone.login()
    await up()
  }
  onTestFinished(() => sleep(10))
  return { channel, ear, redis, faults, up, connections: () => connections }
}

/** Waits until the ear has heard so many, and then a little for what must not come. */
export async function heard(ear: { heard: unknown[] }, many: number): Promise<void> {
  await eventually(() => { if (ear.heard.length < many) throw new Error(`heard ${ear.heard.length}`) })
  await sleep(40)
}
export { sleep }
