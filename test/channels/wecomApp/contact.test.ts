/** The app's token, and whether WeCom answers it. */
import { describe, expect, test } from 'vitest'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { Refused, TryAgain } from '../../../src/domain/errors.ts'
import { piece, scene, shown, type Scene } from './appScene.ts'

describe('the access token', () => {
  const fetches = ({ wecom }: Scene) => wecom.exchanges('/cgi-bin/gettoken').length

  test('is fetched once for many calls and for other processes', async () => {
    const made = await scene()
    const other = made.make().channel
    await Promise.all([...Array.from({ length: 10 }, (_, i) => made.send(`${i}`)), other.send({ ...piece, text: 'x', to: { person: 'lixin' } })])
    expect(fetches(made)).toBe(1)
  })

  test.each([42001, 40014] as const)('that ends early (%i) is fetched anew, and the message arrives once', async (errcode) => {
    const made = await scene()
    await made.send('一')
    made.wecom.endTokens(errcode)
    await Promise.all([made.send('二'), made.send('三')])
    expect(shown(made).toSorted()).toEqual(['一', '三', '二'])
    expect(fetches(made)).toBe(2)
  })

  test('is renewed before it ends; a renewal that fails stops nothing', async () => {
    const made = await scene()
    await made.send('一')
    made.pass(115 * 60_000)
    const lift = made.wecom.fault({ on: '/cgi-bin/gettoken', effect: { errcode: -1 } })
    await made.send('二')
    lift()
    made.pass(6000)
    await made.send('三')
    expect(shown(made)).toEqual(['一', '二', '三'])
    made.pass(116 * 60_000)
    await made.send('四')
    expect(made.channel.state!().up).toBe(true)
  })

  test('that WeCom gives out again, as it does until its end, is not asked for with every message', async () => {
    const made = await scene()
    await made.send('一')
    made.pass(115 * 60_000)
    for (const text of ['二', '三', '四']) await made.send(text)
    expect(fetches(made)).toBe(2)
    made.pass(60_000)
    await Promise.all([made.send('五'), made.send('六')])
    expect(fetches(made)).toBe(3)
    made.pass(4 * 60_000)
    await made.send('七')
    expect([fetches(made), shown(made).length]).toEqual([4, 7])
  })

  test.each([42001, 40014, 41001])('that is never taken (%i) is a passing failure, not a refusal', async (errcode) => {
    const made = await scene()
    made.wecom.fault({ on: '/cgi-bin/message/send', effect: { errcode } })
    await expect(made.send('一')).rejects.toMatchObject({ name: 'TryAgain', errcode })
    expect(made.wecom.exchanges('/cgi-bin/message/send')).toHaveLength(2)
  })

  test('for which WeCom was asked too often is not asked for until the window is over', async () => {
    const made = await scene()
    await made.send('零')
    // The menu is made with a token, too.
    await expect.poll(() => made.wecom.menu().length).toBeGreaterThan(0)
    made.wecom.endTokens()
    const lift = made.wecom.fault({ on: '/cgi-bin/gettoken', effect: { errcode: 45_009 } })
    await expect(made.send('一')).rejects.toMatchObject({ errcode: 45_009, afterMs: 60_000 })
    lift()
    made.pass(59_000)
    await expect(made.send('一')).rejects.toThrow(TryAgain)
    expect(fetches(made)).toBe(2)
    made.pass(1000)
    await made.send('一')
    expect(shown(made)).toEqual(['零', '一'])
  })

  test('with a wrong secret: refused, and the state says so; with the right one all is well again', async () => {
    const made = await scene()
    const secret = made.wecom.corp.app.secret
    made.wecom.corp.app.secret = 'other'
    await expect(made.send('一')).rejects.toThrow('secret')
    expect(made.channel.state!()).toMatchObject({ up: false, detail: expect.stringContaining('secret') })
    made.wecom.corp.app.secret = secret
    made.pass(6000)
    await made.send('二')
    expect(made.channel.state!()).toMatchObject({ up: true })
  })
})

describe('by itself, without a message to send', () => {
  test('after a start without WeCom the menu is made and the state is well once WeCom is back', async () => {
    const made = await scene({ reachable: false, look: 20 })
    const began = made.now()
    await expect.poll(() => made.channel.state!().up).toBe(false)
    expect(made.channel.state!()).toMatchObject({ since: began, detail: expect.stringContaining('没有应答') })
    made.wecom.unreachable(false)
    made.pass(6000)
    await expect.poll(() => made.channel.state!()).toEqual({ up: true, since: began + 6000, detail: undefined })
    expect(made.wecom.menu().length).toBeGreaterThan(0)
  })

  test('a WeCom that stops answering is said while there is a token, and so is that it is back', async () => {
    const made = await scene({ look: 20 })
    await made.send('一')
    made.pass(1000)
    made.wecom.fault({ on: '/cgi-bin/message/send', effect: 'hangUp', times: 1 })
    const lift = made.wecom.fault({ on: '/cgi-bin/getcallbackip', effect: 'hangUp' })
    await expect(made.send('二')).rejects.toThrow(TryAgain)
    expect(made.channel.state!()).toMatchObject({ up: false, since: made.now(), detail: expect.stringContaining('没有应答') })
    lift()
    await expect.poll(() => made.channel.state!().up).toBe(true)
  })

  test('a refusal is an answer, a renewal that fails while the token is good is no outage, and another process may mend it', async () => {
    const made = await scene()
    await made.send('一')
    made.wecom.fault({ on: '/cgi-bin/message/send', effect: { errcode: 60_020 }, times: 1 })
    await expect(made.send('二')).rejects.toThrow(Refused)
    expect(made.channel.state!().up).toBe(true)
    made.pass(115 * 60_000)
    const lift = made.wecom.fault({ on: '/cgi-bin/gettoken', effect: { errcode: -1 } })
    await made.send('三')
    expect(made.channel.state!().up).toBe(true)
    made.pass(6 * 60_000)
    await expect(made.send('四')).rejects.toThrow(TryAgain)
    expect(made.channel.state!().up).toBe(false)
    lift()
    await made.make().channel.send({ ...piece, text: '五', to: { person: 'lixin' } })
    await made.send('六')
    expect(made.channel.state!().up).toBe(true)
  })

  test('a menu that is refused is said, and not tried for ever', async () => {
    const api = createWecomApi('http://127.0.0.1:9')
    let menus = 0
    const made = await scene({ look: 20, api: async (call) => (call.path === '/cgi-bin/gettoken' ? { errcode: 0, errmsg: '', access_token: 'T', expires_in: 7200 } : call.path === '/cgi-bin/menu/create' ? { errcode: (menus++, 48_002), errmsg: '' } : api(call)) })
    await expect.poll(() => made.channel.state!().detail).toContain('菜单没有建成：应用没有这个接口的权限（48002）')
    await new Promise((done) => setTimeout(done, 100))
    expect([menus, made.channel.state!().up]).toEqual([1, true])
  })
})
