import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { calmly } from '../calm.ts'
import { patience } from '../eventually.ts'
import { xmlField } from './callback.ts'
import { card } from './cardSample.ts'
import { makeCorp } from './corp.ts'
import { httpScene } from './httpScene.ts'
import { stubProduct } from './stubProduct.ts'
import type { Behave } from './stubProduct.ts'
import type { Json } from './world.ts'

const rules = { answerMs: patience, handshakeMs: patience, retryAfterMs: 5, pollMs: 10 }
const plan = makeCorp()

async function botScene(behave?: Behave) {
  const [bot] = plan.bots
  const product = await stubProduct({ token: bot?.token ?? '', aesKey: bot?.aesKey ?? '', receiveId: '' }, behave)
  const scene = await httpScene({ rules, corp: { bots: [{ mode: 'url', url: product.url }] } })
  return { ...scene, heard: () => product.heard.map((plain) => JSON.parse(plain) as Json) }
}

async function appScene(behave?: Behave) {
  const product = await stubProduct({ token: plan.app.token, aesKey: plan.app.aesKey, receiveId: plan.id }, behave)
  return { ...(await httpScene({ rules, corp: { app: { url: product.url } } })), heard: product.heard }
}

const stream = (content: string, finish = true) => JSON.stringify({ msgtype: 'stream', stream: { id: 's1', finish, content } })

describe('the handshake', () => {
  it.each<[name: string, behave: Behave, ok: boolean]>([
    ['the bare plaintext', (plain) => plain, true],
    ['quotes', (plain) => JSON.stringify(plain), false],
    ['a line end', (plain) => `${plain}\n`, false],
    ['too late', () => 'never', false],
    ['a refusal', () => 403, false],
  ])('%s', async (_name, behave, ok) => {
    const { wecom } = await botScene(behave)
    if (!ok) wecom.rules.handshakeMs = 300
    expect((await wecom.verify('bot')).ok).toBe(ok)
  })

  it('for the app too', async () => {
    const { wecom } = await appScene((plain) => plain)
    expect((await wecom.verify('app')).ok).toBe(true)
  })
})

describe('a bot by URL', () => {
  it('answers with a stream at once', async () => {
    const { wecom, heard } = await botScene(() => stream('**已登记**'))
    const said = await wecom.say({ group: '工作群', from: 'lisi', at: true, text: '/请假' })
    expect(said.heard).toMatchObject([{ delivered: { answered: true, attempts: 1 } }])
    expect(heard()).toMatchObject([{ text: { content: '@团讯 /请假' }, response_url: expect.stringContaining(wecom.apiBase) }])
    expect(wecom.chat('工作群').map(({ text }) => text)).toEqual(['@团讯 /请假', '**已登记**'])
  })

  it('is asked for the rest of its stream', async () => {
    const { wecom, heard } = await botScene((_plain, n) => stream(`第 ${n} 次`, n === 3))
    await wecom.say({ from: 'lisi', text: '/周报' })
    const done = await wecom.until('lisi', (messages) => messages.find(({ finished, by }) => finished && 'bot' in by))
    expect(done).toMatchObject({ text: '第 3 次', before: ['第 1 次', '第 2 次'] })
    expect(heard().map(({ msgtype }) => msgtype)).toEqual(['text', 'stream', 'stream'])
  })

  it('is called again with the same message until it answers, three times at most', calmly(async () => {
    const { wecom, heard } = await botScene((_plain, n) => [500, 'never', undefined][n - 1] as ReturnType<Behave>)
    wecom.rules.answerMs = 300
    expect((await wecom.say({ from: 'lisi', text: '你好' })).heard).toMatchObject([{ delivered: { answered: true, statuses: [500, 0, 200] } }])
    expect(heard()[2]).toEqual(heard()[0])
    const deaf = await botScene(() => 404)
    expect((await deaf.wecom.say({ from: 'lisi', text: '你好' })).heard).toMatchObject([{ delivered: { answered: false, attempts: 4 } }])
  }))

  it('hears of a tap once', async () => {
    const { wecom } = await botScene((plain) => (plain.includes('"event"') ? 'never' : JSON.stringify({ msgtype: 'template_card', template_card: card('t') })))
    const shown = await wecom.ask({ from: 'lisi', text: '换班' })
    wecom.rules.answerMs = 300
    expect((await wecom.tap(shown, 'agree', 'lisi')).heard?.delivered).toMatchObject({ answered: false, attempts: 1 })
  })

  it('gives up on a product that does not answer, whatever is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc')
    const collecting = setInterval(runInNewContext('gc') as () => void, 50)
    onTestFinished(() => clearInterval(collecting))
    const { wecom } = await botScene(() => 'never')
    wecom.rules.answerMs = 1000
    expect((await wecom.say({ from: 'lisi', text: '你好' })).heard).toMatchObject([{ delivered: { answered: false, statuses: [0, 0, 0, 0] } }])
  })

  it('changes a card for whom it names, or who tapped', async () => {
    const changed = { response_type: 'update_template_card', template_card: { card_type: 'text_notice', main_title: { title: '已同意' }, task_id: 't' } }
    const { wecom } = await botScene((plain) => JSON.stringify(plain.includes('"event"') ? changed : { msgtype: 'template_card', template_card: card('t') }))
    const shown = await wecom.ask({ group: '工作群', from: 'lisi', at: true, text: '换班' })
    await wecom.tap(shown, 'agree', 'lisi')
    expect(shown.cardFor).toMatchObject({ lisi: { main_title: { title: '已同意' } } })
    await expect(wecom.tap(shown, 'agree', 'lisi')).rejects.toThrow('no button')
  })

  it('welcomes with text; a message is not answered with it', async () => {
    const { wecom } = await botScene(() => JSON.stringify({ msgtype: 'text', text: { content: '您好' } }))
    await wecom.enter('lisi')
    await wecom.say({ from: 'lisi', text: '在吗' })
    expect(wecom.chat('lisi').map(({ text }) => text)).toEqual(['您好', '在吗'])
    expect(wecom.exchanges('passive reply').map(({ answer }) => answer)).toEqual([0, 40008])
  })

  it('has a response_url for one answer within the hour', async () => {
    const { wecom, heard, post, pass } = await botScene()
    for (const text of ['一', '二', '三']) await wecom.say({ from: 'lisi', text })
    const [first, second, third] = heard().map(({ response_url }) => String(response_url))
    const answer = { msgtype: 'markdown', markdown: { content: '**提醒**' } }
    expect(await post(first ?? '', { msgtype: 'text', text: { content: '好' } })).toMatchObject({ errcode: 40008 })
    expect(await post(first ?? '', answer)).toMatchObject({ errcode: 0 })
    expect(await post(first ?? '', answer)).toMatchObject({ errcode: 40029 })
    pass(3_600_000)
    expect(await post(second ?? '', answer)).toMatchObject({ errcode: 0 })
    pass(1)
    expect(await post(third ?? '', answer)).toMatchObject({ errcode: 40029 })
    expect(wecom.chat('lisi').filter(({ by }) => 'bot' in by)).toHaveLength(2)
  })

  it('an answer that WeCom could not read is a fault of the test', async () => {
    const { wecom } = await botScene(() => ({ raw: JSON.stringify({ encrypt: 'x', msgsignature: '0', timestamp: 1, nonce: 'n' }) }))
    await expect(wecom.say({ from: 'lisi', text: '好' })).rejects.toThrow('not signed rightly')
  })
})

describe('the app', () => {
  it('hears XML with an id that no number holds, and may answer', async () => {
    const { wecom, heard } = await appScene(() => '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[好的]]></Content></xml>')
    const answer = await wecom.ask({ from: 'lisi', to: 'app', text: '值班 <今天> ]]>' })
    expect(answer).toMatchObject({ text: '好的', by: { app: 1_000_002 } })
    const [xml = ''] = heard
    expect(['ToUserName', 'FromUserName', 'MsgType', 'AgentID'].map((name) => xmlField(xml, name))).toEqual([plan.id, 'lisi', 'text', '1000002'])
    expect(xmlField(xml, 'MsgId')).toMatch(/^73\d{17}$/)
    expect(xml).toContain('<Content><![CDATA[值班 <今天> ]]]]><![CDATA[>]]></Content>')
  })

  it('hears of its menu, again until it answers', async () => {
    const { wecom, heard } = await appScene((_plain, n) => (n < 3 ? 502 : undefined))
    expect(await wecom.appEvent('lisi', 'click', 'DUTY_TODAY')).toMatchObject({ statuses: [502, 502, 200] })
    expect(['Event', 'EventKey'].map((name) => xmlField(heard[2] ?? '', name))).toEqual(['click', 'DUTY_TODAY'])
    expect(heard[2]).toBe(heard[0])
  })

  it('hears of taps on its cards, and changes the button for who tapped', async () => {
    const { wecom, heard, call } = await appScene(() => '<xml><MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已同意]]></ReplaceName></Button></xml>')
    await call('message/send', { touser: 'lisi', agentid: 1_000_002, msgtype: 'template_card', template_card: card('swap-17') })
    const [shown] = wecom.chat('lisi')
    if (!shown) throw new Error('no card')
    await wecom.tap(shown, 'agree', 'lisi', { q1: ['a'] })
    const [xml = ''] = heard
    expect(['Event', 'EventKey', 'TaskId', 'CardType', 'QuestionKey', 'OptionId'].map((name) => xmlField(xml, name))).toEqual(['template_card_event', 'agree', 'swap-17', 'button_interaction', 'q1', 'a'])
    expect(shown.cardFor['lisi']?.sub_title_text).toBe('已同意')
    expect(await call('message/update_template_card', { userids: ['lisi'], response_code: xmlField(xml, 'ResponseCode'), button: { replace_name: '已办' } })).toMatchObject({ errcode: 0 })
  })

  it('without an address nothing can be sent', async () => {
    const { wecom } = await httpScene()
    await expect(wecom.appEvent('lisi', 'enter_agent')).rejects.toThrow('no callback address')
  })

  it('any plaintext can be posted', async () => {
    const { wecom, heard } = await appScene()
    expect(await wecom.post('app', '<xml>乱写</xml>')).toMatchObject({ statuses: [200] })
    expect(heard).toEqual(['<xml>乱写</xml>'])
  })
})
