import { describe, expect, it } from 'vitest'
import { httpScene } from '../httpScene.ts'
import type { Json } from '../world.ts'

const minute = 60_000
const text = (touser: string, content: string, more: Json = {}): Json => ({ touser, msgtype: 'text', agentid: 1_000_002, text: { content }, ...more })

describe('messages of the app', () => {
  it('reach those who exist; the others are named in small letters', async () => {
    const { wecom, call } = await httpScene()
    expect(await call('message/send', text('ZhangSan|Nobody|lisi', '明日早班：张三'))).toMatchObject({ errcode: 0, invaliduser: 'nobody', msgid: expect.any(String) })
    expect(wecom.chat('zhangsan')).toMatchObject([{ text: '明日早班：张三', with: { app: 1_000_002 } }])
    expect(wecom.chat('lisi')).toHaveLength(1)
    expect(await call('message/send', text('Nobody', '您好'))).toMatchObject({ errcode: 81013 })
    expect(await call('message/send', text('lisi', '您好', { agentid: 1 }))).toMatchObject({ errcode: 40056 })
  })

  it('reach only who may see the app', async () => {
    const { wecom, call } = await httpScene({ corp: { app: { visible: ['lisi'] } } })
    expect(await call('message/send', text('@all', '您好'))).not.toHaveProperty('invaliduser')
    expect(await call('message/send', text('zhangsan', '您好'))).toMatchObject({ errcode: 81013 })
    expect(wecom.chat('lisi')).toHaveLength(1)
    expect(wecom.chat('zhangsan')).toEqual([])
  })

  it('above thirty a minute to one member vanish without a word', async () => {
    const { wecom, call, pass } = await httpScene()
    for (let n = 0; n < 31; n++) expect(await call('message/send', text('lisi', `${n}`))).toMatchObject({ errcode: 0 })
    expect(wecom.chat('lisi')).toHaveLength(30)
    await call('message/send', text('zhangsan', '别人收得到'))
    expect(wecom.chat('zhangsan')).toHaveLength(1)
    pass(minute)
    await call('message/send', text('lisi', '又收得到'))
    expect(wecom.chat('lisi').at(-1)?.text).toBe('又收得到')
  })

  it('text is cut at 2048 bytes, Markdown is refused, empty text too', async () => {
    const { wecom, call } = await httpScene()
    await call('message/send', text('lisi', '字'.repeat(700)))
    expect(wecom.chat('lisi')[0]?.text).toBe('字'.repeat(682))
    expect(await call('message/send', { ...text('lisi', ''), msgtype: 'markdown', markdown: { content: '字'.repeat(683) } })).toMatchObject({ errcode: 45002 })
    expect(await call('message/send', text('lisi', ''))).toMatchObject({ errcode: 44004 })
    expect(await call('message/send', { ...text('lisi', '好'), msgtype: 'stream' })).toMatchObject({ errcode: 40008 })
  })

  it('the same again is dropped where the product asks for that', async () => {
    const { wecom, call, pass } = await httpScene()
    const checked = text('lisi', '提醒', { enable_duplicate_check: 1, duplicate_check_interval: 600 })
    for (const wait of [0, 599_000, 1000]) {
      pass(wait)
      await call('message/send', checked)
    }
    await call('message/send', text('lisi', '提醒'))
    expect(wecom.chat('lisi')).toHaveLength(3)
  })

  it('can be recalled', async () => {
    const { wecom, call } = await httpScene()
    const { msgid } = await call('message/send', text('lisi', '错了'))
    expect(await call('message/recall', { msgid })).toMatchObject({ errcode: 0 })
    expect(wecom.chat('lisi')).toEqual([])
  })

  it('a card is changed once with its code, within three days', async () => {
    const { wecom, call, pass } = await httpScene()
    const card = (task_id: string) => ({ card_type: 'button_interaction', main_title: { title: '换班' }, task_id, button_list: [{ text: '同意', key: 'agree' }] })
    const send = async (task: string) => (await call('message/send', { ...text('lisi', ''), msgtype: 'template_card', template_card: card(task) }))['response_code']
    const update = async (response_code: unknown) => (await call('message/update_template_card', { userids: ['lisi'], agentid: 1_000_002, response_code, button: { replace_name: '已同意' } }))['errcode']
    const [code, late] = [await send('t1'), await send('t2')]
    expect(await update(code)).toBe(0)
    expect(wecom.chat('lisi')[0]?.text).toContain('已同意')
    expect(await update(code)).toBe(40058)
    pass(72 * 60 * minute + 1)
    expect(await update(late)).toBe(40058)
  })
})

describe('groups made by the app', () => {
  it('take messages, not cards; other groups do not', async () => {
    const { wecom, call } = await httpScene()
    expect(await call('appchat/create', { name: '九月值班群', owner: 'lisi', userlist: ['lisi', 'zhangsan'], chatid: 'duty202611' })).toMatchObject({ chatid: 'duty202611' })
    const send = async (chatid: string, msgtype = 'text') => (await call('appchat/send', { chatid, msgtype, text: { content: '值班表已更新' } }))['errcode']
    expect(await send('duty202611')).toBe(0)
    expect(wecom.chat('九月值班群').map((message) => message.text)).toEqual(['值班表已更新'])
    expect(await send(wecom.group('工作群').chatid)).toBe(40050)
    expect(await send('duty202611', 'template_card')).toBe(40008)
    expect(await call('appchat/create', { name: '一人群', userlist: ['lisi'] })).toMatchObject({ errcode: 40058 })
  })
})
