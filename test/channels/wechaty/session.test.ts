import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { guardPuppets, isOfPuppet } from '../../../src/channels/wechaty/guard.ts'
import { loadWechaty, type Wechaty } from '../../../src/channels/wechaty/library.ts'
import { TryAgain } from '../../../src/domain/errors.ts'
import { hour, minute } from '../../../src/domain/time.ts'
import { eventually } from '../../support/eventually.ts'
import { botOn, createPhone, heard, openWechaty, sleep } from './mock.ts'

const wait = (check: () => void) => eventually(check)

describe('logging in', () => {
  test('the code is shown until it is scanned, then what to do, then all is well', async () => {
    const phone = createPhone()
    const { channel } = await openWechaty([phone], { logIn: false })
    expect(channel.state?.()).toMatchObject({ up: false, detail: '正在连接' })
    phone.mocker.scan('https://login.weixin.qq.com/l/abc', 2)
    expect(channel.state?.()).toMatchObject({ up: false, detail: '等待扫码登录', qr: 'https://login.weixin.qq.com/l/abc' })
    phone.mocker.scan('https://login.weixin.qq.com/l/abc', 3)
    expect(channel.state?.()).toMatchObject({ up: false, detail: '已扫码，请在手机上点“登录”' })
    expect(channel.state?.().qr).toBeUndefined()
    phone.login()
    await wait(() => expect(channel.state?.()).toMatchObject({ up: true }))
    expect(channel.state?.().detail).toBeUndefined()
  })

  test('messages that come with the login are heard', async () => {
    const phone = createPhone()
    const wang = phone.contact('wxid_wang', '王敏')
    const { ear } = await openWechaty([phone], { logIn: false })
    phone.login()
    phone.say('/帮助', wang, phone.self)
    await heard(ear, 1)
  })

  test('a fresh login begins slowly, also after a restart; a remembered one does not', async () => {
    const phone = createPhone()
    const { channel, redis, up } = await openWechaty([phone], { logIn: false, slowHours: 6, random: () => 0 })
    const to = { group: '1@chatroom' }
    phone.mocker.scan('https://login.weixin.qq.com/l/abc', 2)
    phone.login()
    await up()
    const now = Date.now()
    expect(await channel.room?.(to, now)).toBe(0)
    expect(await channel.room?.(to, now + 5000)).toBe(5000)
    await channel.stop()
    const again = await openWechaty([createPhone()], { redis, slowHours: 6, random: () => 0 })
    expect(await again.channel.room?.(to, now + 12_000)).toBe(0)
    expect(await again.channel.room?.(to, now + 17_000)).toBe(5000)
    expect(await again.channel.room?.(to, now + 6 * hour)).toBe(0)
    expect(await again.channel.room?.(to, now + 6 * hour + 2000)).toBe(0)
  })

  test('logged out: said, and opened anew when no code comes', async () => {
    const [first, second] = [createPhone(), createPhone()]
    let now = Date.now()
    const { channel, connections } = await openWechaty([first, second], { now: () => now })
    await first.puppet.logout('kicked')
    await wait(() => expect(channel.state?.().detail).toContain('正在重新连接'))
    await expect(channel.send({ id: 'n', text: '您好', sort: 'answer', to: { person: 'x' }, mentions: [], at: 0 })).rejects.toThrow(TryAgain)
    expect(connections()).toBe(1)
    now += minute
    await wait(() => expect(connections()).toBe(2))
    await sleep(50)
    second.login()
    await wait(() => expect(channel.state?.().up).toBe(true))
  })

  test('a code nobody scans is replaced; one that is fresh is left', async () => {
    const phones = [createPhone(), createPhone()]
    let now = Date.now()
    const { channel, connections } = await openWechaty(phones, { now: () => now, logIn: false })
    phones[0]?.mocker.scan('https://login.weixin.qq.com/l/abc', 2)
    now += 9 * minute
    await sleep(100)
    expect(connections()).toBe(1)
    now += 2 * minute
    await wait(() => expect(connections()).toBe(2))
    expect(channel.state?.().qr).toBeUndefined()
  })
})

describe('a puppet that fails', () => {
  test('its errors are counted and noted without their words; the account stays', async () => {
    const phone = createPhone()
    const wang = phone.contact('wxid_wang', '王敏')
    const { channel, ear, faults, connections } = await openWechaty([phone])
    phone.puppet.emit('error', { data: '身份证 330…' })
    await wait(() => expect(channel.state?.().detail).toContain('协议报过1次错'))
    expect(channel.state?.().up).toBe(true)
    expect(JSON.stringify(faults)).not.toContain('身份证')
    phone.say('/帮助', wang, phone.self)
    await heard(ear, 1)
    expect(connections()).toBe(1)
  })

  test('one that fails without pause is ended, noted a few times, and opened again later', async () => {
    const [first, second] = [createPhone(), createPhone()]
    let now = Date.now()
    const { channel, faults, connections } = await openWechaty([first, second], { now: () => now })
    for (let i = 0; i < 500; i++) first.puppet.emit('error', { data: 'no network' })
    await wait(() => expect(channel.state?.()).toMatchObject({ up: false, detail: expect.stringMatching(/^协议不断报错，稍后重新连接；协议报过50次错/) }))
    await wait(() => expect(first.puppet.state.inactive()).toBe(true))
    expect(faults.length).toBeLessThanOrEqual(4)
    expect(connections()).toBe(1)
    now += 5_000
    await wait(() => expect(connections()).toBe(2))
    for (let i = 0; i < 500; i++) second.puppet.emit('error', { data: 'no network' })
    await wait(() => expect(second.puppet.state.inactive()).toBe(true))
    expect(channel.state?.().detail).toContain('协议报过100次错')
  })

  test('a message that cannot be read does not keep the next from being heard', async () => {
    const phone = createPhone()
    const wang = phone.contact('wxid_wang', '王敏')
    const room = phone.room('1@chatroom', '中河', wang)
    const { ear } = await openWechaty([phone])
    phone.puppet.emit('message', { messageId: 'nowhere' })
    ear.answer = async ({ text }) => {
      if (text === '坏') throw Object.assign(new Error('x'), { fatal: true })
      return 'heard'
    }
    phone.puppet.roomMemberRawPayload = async () => { throw new Error('no member') }
    phone.say('好', wang, room)
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ text: '好', senderName: '王敏' })
  })

  test('one that does not start is tried again, with growing pauses', async () => {
    let now = Date.now()
    let tries = 0
    const good = createPhone()
    const load = async (): Promise<Wechaty> => {
      tries += 1
      if (tries < 4) throw Object.assign(new Error('no package'), { code: 'ERR_MODULE_NOT_FOUND' })
      return botOn(good)
    }
    const { channel } = await openWechaty([], { load, lease: async () => ({ renew: async () => true, release: async () => {} }), now: () => now, logIn: false })
    await wait(() => expect(channel.state?.().detail).toContain('没有安装所配置的包'))
    for (const [pause, want] of [[4_900, 1], [200, 2], [9_900, 2], [200, 3], [21_000, 4]] as const) {
      now += pause
      await sleep(80)
      expect(tries).toBe(want)
    }
    good.login()
    await wait(() => expect(channel.state?.().up).toBe(true))
  })

  test('one that fails while it ends does not hold the service up', async () => {
    const phone = createPhone()
    const { channel } = await openWechaty([phone])
    phone.puppet.onStop = async () => { throw new Error('cannot') }
    await channel.stop()
    expect(channel.state?.().up).toBe(false)
  })

  test('what it leaves uncaught ends nothing; what is ours still does', () => {
    const of = (stack: string) => Object.assign(new Error('x'), { stack: `Error: x\n    at a (node:events:1:1)\n    at b (${stack}:1:2)\n    at c (/app/src/run.ts:1:1)` })
    expect(isOfPuppet(of('file:///app/node_modules/wechat4u/lib/core.js'))).toBe(true)
    expect(isOfPuppet(of('/app/node_modules/@juzi/wechaty-puppet-service/dist/a.js'))).toBe(true)
    expect(isOfPuppet(of('/app/src/ledger/commit/commit.ts'))).toBe(false)
    expect(isOfPuppet(of('/app/node_modules/ioredis/a.js'))).toBe(false)
    expect(isOfPuppet('wechaty')).toBe(false)
    const listeners = new Map<string, (error: unknown) => void>()
    const host = { on: (event: string, take: (error: unknown) => void) => listeners.set(event, take), off: (event: string) => listeners.delete(event) }
    const caught: unknown[] = []
    const unguard = guardPuppets((error) => caught.push(error), host as unknown as NodeJS.Process)
    for (const take of listeners.values()) {
      take(of('/app/node_modules/wechaty/a.js'))
      expect(() => take(of('/app/src/run.ts'))).toThrow('x')
    }
    expect(caught).toHaveLength(2)
    unguard()
    expect(listeners.size).toBe(0)
  })
})

describe('one process holds the account', () => {
  test('another does not log in and asks to wait; it takes over when the first ends', async () => {
    const [first, second] = [createPhone(), createPhone()]
    const one = await openWechaty([first])
    const other = await openWechaty([second], { redis: one.redis, logIn: false, lease: (await import('../../../src/ledger/lease.ts')).createLease(one.redis, '~channels') })
    await wait(() => expect(other.channel.state?.()).toMatchObject({ up: true }))
    expect(await other.channel.room?.({ group: '1@chatroom' }, Date.now())).toBe(3000)
    expect(other.connections()).toBe(0)
    await one.channel.stop()
    await wait(() => expect(other.connections()).toBe(1))
  })

  test('one that lost it closes', async () => {
    let mine = true
    const phone = createPhone()
    const { channel } = await openWechaty([phone], { lease: async () => (mine ? { renew: async () => mine, release: async () => {} } : undefined), logIn: false })
    phone.login()
    await wait(() => expect(channel.state?.()).toMatchObject({ up: true }))
    mine = false
    await wait(() => expect(phone.puppet.isLoggedIn).toBe(false))
    expect(await channel.room?.({ group: '1@chatroom' }, Date.now())).toBe(3000)
  })

  test('a process that serves pages alone never connects, and shows the code that another has', async () => {
    const phone = createPhone()
    const worker = await openWechaty([phone], { role: 'worker', logIn: false })
    const { channel, connections } = await openWechaty([createPhone()], { role: 'web', logIn: false, redis: worker.redis })
    phone.mocker.scan('https://login.weixin.qq.com/l/abc', 2)
    await wait(() => expect(channel.state?.()).toMatchObject({ up: false, detail: '等待扫码登录', qr: 'https://login.weixin.qq.com/l/abc' }))
    phone.login()
    await wait(() => expect(channel.state?.()).toMatchObject({ up: true }))
    expect(connections()).toBe(0)
    await worker.channel.stop()
    await wait(() => expect(channel.state?.()).toMatchObject({ up: false, detail: '已停止' }))
    // What a process that died leaves lapses.
    await worker.redis.set('tx:{~channels}:wechaty:state', JSON.stringify({ up: true, since: 0 }), 'PX', 60)
    await wait(() => expect(channel.state?.()).toMatchObject({ up: false, detail: '没有进程连接微信账号，等待接替' }))
  })
})

test('the library: the puppet that is named, its login in a folder nobody else reads, and no lines of its own', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'wechaty-')), 'wechaty')
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const bot = await loadWechaty({ package: 'wechaty', puppet: 'wechaty-puppet-mock', token: 't', folder })
  await bot.start()
  expect(bot.puppet.name()).toContain('wechaty-puppet-mock')
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  await (bot as unknown as { memory: { set(k: string, v: string): Promise<void>; save(): Promise<void> } }).memory.set('a', 'b')
  await (bot as unknown as { memory: { save(): Promise<void> } }).memory.save()
  expect(await readdir(folder)).toEqual(['wechaty-puppet-mock.memory-card.json'])
  await bot.stop()
  await expect(loadWechaty({ package: 'wechaty-of-nobody', puppet: 'wechaty-puppet-mock', token: undefined, folder })).rejects.toMatchObject({ code: 'ERR_MODULE_NOT_FOUND' })
})
