import { describe, expect, test } from 'vitest'
import type { WecomApi } from '../../../src/channels/wecom/api.ts'
import { usualMenu } from '../../../src/channels/wecomApp/usualMenu.ts'
import { Refused, TryAgain } from '../../../src/domain/errors.ts'
import { encrypt, sign } from '../../support/wecom/crypto.ts'
import { say, scene, shown, type Scene } from './appScene.ts'

describe('hearing', () => {
  test('the handshake', async () => expect((await (await scene()).wecom.verify('app')).ok).toBe(true))

  test.each(['msg_signature', 'msgsignature', 'signature'])('a signature is found that a sender or proxy calls %s, and nowhere else', async (name) => {
    const made = await scene()
    const { corp: { id, app: { token, aesKey } } } = made.wecom
    const echostr = encrypt({ token, aesKey, receiveId: id }, '616140317555161061')
    const ask = (called: string) => fetch(`${made.url}?${new URLSearchParams({ [called]: sign(token, '1', 'n', echostr), timestamp: '1', nonce: 'n', echostr })}`)
    expect(await (await ask(name)).text()).toBe('616140317555161061')
    expect((await ask('unsigned')).status).toBe(403)
  })

  test('a text is heard once, in private, with its long id as it is', async () => {
    const made = await scene()
    const { message } = await say(made, '进度怎么样 <b>&amp;</b>')
    await made.wecom.repeat(message)
    expect(made.ear.heard).toMatchObject([{ channel: 'wecomApp', sender: 'WangMin', text: '进度怎么样 <b>&amp;</b>', toBot: true, id: expect.stringMatching(/^\d{16,}$/) }])
    expect(made.ear.heard[0]).not.toHaveProperty('group')
  })

  test('what could not be made safe is sent again', async () => {
    const made = await scene()
    let failures = 1
    made.ear.answer = async () => {
      if (failures-- > 0) throw new Error('away')
      return 'heard'
    }
    expect((await say(made, '/帮助')).app).toMatchObject({ statuses: [500, 200] })
    expect(made.ear.heard).toHaveLength(1)
  })

  test('the menu is made, and a tap on it is heard as the command', async () => {
    const made = await scene()
    await expect.poll(() => made.wecom.menu().length).toBeGreaterThan(0)
    await made.wecom.appEvent('WangMin', 'click', '/待办')
    expect(made.ear.heard).toMatchObject([{ text: '/待办', sender: 'WangMin' }])
    expect(usualMenu).toHaveLength(10)
  })

  test('opening the app or its pages says nothing', async () => {
    const made = await scene()
    for (const event of ['enter_agent', 'view', 'unsubscribe'] as const) await made.wecom.appEvent('WangMin', event, 'x')
    expect(made.ear.heard).toEqual([])
  })

  test.each([
    ['forged', '<xml><Encrypt><![CDATA[AAAA]]></Encrypt></xml>', 403],
    ['no XML', '{"encrypt":"AAAA"}', 400],
    ['a doctype', '<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>', 400],
    ['no ciphertext', '<xml></xml>', 400],
    ['over 1 MB', `<xml><Encrypt>${'A'.repeat(1_100_000)}</Encrypt></xml>`, 413],
  ])('%s leaves nothing behind', async (_name, body, status) => {
    const made = await scene()
    const before = await made.redis.keys('*')
    const { status: got } = await fetch(`${made.url}?msg_signature=${'0'.repeat(40)}&timestamp=1&nonce=1`, { method: 'POST', body })
    expect([got, made.ear.heard]).toEqual([status, []])
    expect((await made.redis.keys('*')).filter((key) => !before.includes(key) && !/token|menu/.test(key))).toEqual([])
  })
})

describe('sending', () => {
  test('to a member, who keeps the capitals', async () => {
    const made = await scene()
    await made.send('明天该您轮值')
    expect(shown(made)).toEqual(['明天该您轮值'])
  })

  test('what can be tapped comes as a card; the tap is heard as the command, and the buttons go', async () => {
    const made = await scene()
    const actions = [{ label: '同意', say: '/同意 延期-2026-001' }, { label: '不同意', say: '/不同意 延期-2026-001 ' }]
    await made.send('李欣申请延期\n任务-2026-004 到12月1日', 'WangMin', { actions })
    const card = made.wecom.chat('WangMin').at(-1)!
    expect(card.text).toContain('任务-2026-004')
    await made.wecom.tap(card, '/同意 延期-2026-001', 'WangMin')
    expect(made.ear.heard).toMatchObject([{ text: '/同意 延期-2026-001', sender: 'WangMin' }])
    await expect.poll(() => made.wecom.exchanges('/cgi-bin/message/update_template_card').map(({ answer }) => answer)).toEqual([0])
  })

  const both = [{ label: '同意', say: '/同意 延期-2026-001' }]
  const long = `延期申请\n${'理由'.repeat(70)}`
  const kinds = ({ wecom }: Scene) => wecom.chat('WangMin').map(({ kind }) => kind)
  const path = '/cgi-bin/message/send'

  test('a text too long for a card goes before it; where the card fails the text is not said again', async () => {
    const made = await scene()
    await made.send(long, 'WangMin', { actions: both })
    expect(kinds(made)).toEqual(['text', 'template_card'])
    await made.send('一')
    made.wecom.fault({ on: path, effect: { slowMs: 0 }, times: 1 })
    made.wecom.fault({ on: path, effect: { errcode: -1 }, times: 1 })
    await made.send(`${long}。`, 'WangMin', { actions: both })
    expect(kinds(made).slice(3)).toEqual(['text'])
    expect(made.lines).toEqual(['按钮没有发出'])
  })

  test('nor is a card sent for which there is no room, as it would vanish', async () => {
    const made = await scene()
    for (let i = 0; i < 30; i++) await made.channel.room!({ person: 'WangMin' }, made.now())
    await made.send(long, 'WangMin', { actions: both })
    expect(kinds(made)).toEqual(['text'])
  })

  test('a card that is not taken: the text is sent instead', async () => {
    const made = await scene()
    made.wecom.fault({ on: path, effect: { errcode: 40_058 }, times: 1 })
    await made.send('李欣申请延期', 'WangMin', { actions: both })
    expect(kinds(made)).toEqual(['text'])
    made.wecom.fault({ on: path, effect: { errcode: 45_009 }, times: 1 })
    await expect(made.send('李欣申请延期', 'WangMin', { actions: both })).rejects.toMatchObject({ name: 'TryAgain', errcode: 45_009 })
    expect(kinds(made)).toEqual(['text'])
  })

  test.each([
    ['has no licence', 'unlicenseduser', '许可'],
    ['is not within reach', 'invaliduser', '81013'],
  ])('who %s gets nothing, though the errcode is 0: refused', async (_why, field, word) => {
    const api: WecomApi = async (call) => ({ errcode: 0, errmsg: 'ok', ...(call.path === '/cgi-bin/gettoken' ? { access_token: 'T', expires_in: 7200 } : { msgid: 'm', [field]: 'wangmin' }) })
    const made = await scene({ api })
    await expect(made.send('一')).rejects.toMatchObject({ name: 'Refused', message: expect.stringContaining(word) })
  })

  test('who is not within reach is refused, whatever the errcode', async () => {
    const made = await scene()
    made.wecom.corp.app.visible = ['lixin']
    await expect(made.send('一')).rejects.toThrow(Refused)
  })
})

test('WeCom out of reach: it starts, hears, says so, and sends when WeCom is back', async () => {
  const made = await scene({ reachable: false })
  await expect(made.send('一')).rejects.toThrow(TryAgain)
  expect(made.channel.state!()).toMatchObject({ up: false, detail: expect.stringContaining('没有应答') })
  made.wecom.unreachable(false)
  await say(made, '/帮助')
  expect(made.ear.heard).toHaveLength(1)
  made.pass(6000)
  await made.send('二')
  expect(shown(made).at(-1)).toBe('二')
})
