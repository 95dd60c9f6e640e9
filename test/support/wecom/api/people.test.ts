import { describe, expect, it } from 'vitest'
import { cipherId } from '../corp.ts'
import { httpScene } from '../httpScene.ts'

describe('log-in', () => {
  it('a code is good once, for five minutes', async () => {
    const { wecom, ask, pass } = await httpScene()
    const code = wecom.oauthCode('lisi')
    expect(await ask(`auth/getuserinfo?code=${code}`)).toMatchObject({ errcode: 0, userid: 'lisi' })
    expect(await ask(`auth/getuserinfo?code=${code}`)).toMatchObject({ errcode: 40029 })
    const late = wecom.oauthCode('lisi')
    pass(300_001)
    expect(await ask(`auth/getuserinfo?code=${late}`)).toMatchObject({ errcode: 40029 })
    const outside = await ask(`auth/getuserinfo?code=${wecom.oauthCode('wx-somebody')}`)
    expect(outside).toMatchObject({ openid: 'wx-somebody' })
    expect(outside).not.toHaveProperty('userid')
  })

  it('the authorize page sends who is in the client back with code and state', async () => {
    const { wecom, ask } = await httpScene()
    const query = new URLSearchParams({ appid: wecom.corp.id, redirect_uri: 'http://127.0.0.1:9/board?x=1', response_type: 'code', scope: 'snsapi_base', state: 's1', agentid: '1000002' })
    const open = () => fetch(`${wecom.apiBase}/connect/oauth2/authorize?${query}`, { redirect: 'manual' })
    expect((await open()).status).toBe(403)
    wecom.signIn('lisi')
    const to = new URL((await open()).headers.get('location') ?? '')
    expect([to.origin, to.pathname, to.searchParams.get('x'), to.searchParams.get('state')]).toEqual(['http://127.0.0.1:9', '/board', '1', 's1'])
    expect(await ask(`auth/getuserinfo?code=${to.searchParams.get('code')}`)).toMatchObject({ userid: 'lisi' })
    query.set('scope', 'snsapi_base2')
    expect(await (await open()).json()).toMatchObject({ errcode: 40058 })
  })
})

describe('ids', () => {
  it('ciphertext is turned back; what is plain already is named', async () => {
    const { call } = await httpScene()
    const answer = await call('batch/openuserid_to_userid', { open_userid_list: [cipherId('lisi'), 'zhangsan'] })
    expect(answer).toMatchObject({ userid_list: [{ open_userid: cipherId('lisi'), userid: 'lisi' }], invalid_open_userid_list: ['zhangsan'] })
    expect(await call('batch/openuserid_to_userid', {})).toMatchObject({ errcode: 40058 })
  })
})

describe('the menu', () => {
  const entry = (name: string) => ({ type: 'click', name, key: `K-${name}` })

  it('is kept and told', async () => {
    const { wecom, post, token, ask } = await httpScene()
    const button = [entry('今日'), { name: '报送', sub_button: [entry('周报'), { type: 'view', name: '看板', url: 'https://example.invalid' }] }]
    expect(await post(`menu/create?agentid=1000002&access_token=${await token()}`, { button })).toMatchObject({ errcode: 0 })
    expect(wecom.menu()).toMatchObject(button)
    expect(await ask('menu/get?agentid=1000002')).toMatchObject({ button })
    expect(await post(`menu/create?agentid=1&access_token=${await token()}`, { button })).toMatchObject({ errcode: 40056 })
  })

  it.each([
    ['four entries', [entry('一'), entry('二'), entry('三'), entry('四')]],
    ['six below one', [{ name: '报送', sub_button: Array.from({ length: 6 }, (_, n) => entry(`${n}`)) }]],
    ['a long name', [entry('名字太长了呀')]],
    ['no key', [{ type: 'click', name: '今日' }]],
    ['none', []],
  ])('refuses %s', async (_name, button) => {
    const { post, token } = await httpScene()
    expect(await post(`menu/create?agentid=1000002&access_token=${await token()}`, { button })).toMatchObject({ errcode: 40058 })
  })
})
