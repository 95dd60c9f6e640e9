import { describe, expect, onTestFinished, test } from 'vitest'
import { Router } from '@koa/router'
import { person } from '../../../src/domain/records/directory.ts'
import { amend } from '../../../src/domain/record.ts'
import { dayOf } from '../../../src/domain/time.ts'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { createAppOAuth } from '../../../src/channels/wecomApp/oauth.ts'
import { createAppApi } from '../../../src/channels/wecomApp/token.ts'
import { kinds } from '../../../src/domain/records/index.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { workspacesIn } from '../../../src/ledger/workspaces.ts'
import { adminsOnly, loginRouter } from '../../../src/web/login/router.ts'
import { createSessions } from '../../../src/web/login/session.ts'
import { startQuietBot } from '../../support/quiet.ts'
import { freshRedis } from '../../support/redis.ts'
import { serveRouters } from '../../support/channel.ts'
import { startFakeWecom } from '../../support/wecom/index.ts'

/** A browser's memory: cookies by name. */
function createBrowser(base: () => string) {
  const cookies = new Map<string, string>()
  const open = async (path: string): Promise<Response> => {
    const response = await fetch(new URL(path, base()), { redirect: 'manual', headers: { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return { cookies, open }
}

/** `others` stand before the pilot with its people. */
async function scene({ others = [] }: { others?: string[] } = {}) {
  const { ledger, now: start } = await startQuietBot('2026-11-16 09:00')
  let time = start()
  const now = () => time
  const wecom = await startFakeWecom({ now, corp: { members: { LiXin: '李欣', WangMin: '王敏', nobody: '路人' }, groups: [{ name: '群' }] } })
  onTestFinished(() => wecom.stop())
  const attach = async (id: string, wecomId: string) => {
    const view = await ledger.view()
    const one = await view.get(person, id)
    if (!one) throw new Error(`no ${id}`)
    await ledger.commit({ cause: { key: `attach|${id}`, day: dayOf(time) }, view, now: time, by: 'test', changes: [amend(person, one, { ids: { wecom: wecomId } }, 'attach')], notices: [] })
  }
  await attach('lixin', 'lixin')
  await attach('wangmin', 'wangmin')
  const { redis } = await freshRedis()
  const { agentId, secret } = wecom.corp.app
  const app = createAppApi({ redis, api: createWecomApi(wecom.apiBase), corpId: wecom.corp.id, agentId, secret, now })
  const sessions = await createSessions({ redis, now, secure: false })
  const deps = { sessions, oauth: createAppOAuth({ app, base: wecom.apiBase, corpId: wecom.corp.id, agentId }), ledgers: [...others.map((workspace) => openLedger(redis, { workspace, kinds })), ledger, { ...ledger, workspace: 'second' }], publicUrl: undefined, now }
  const secretPage = new Router().use(adminsOnly(deps)).get('/status', (ctx) => {
    ctx.body = 'the status'
  })
  const { url } = await serveRouters(loginRouter(deps), secretPage)
  const browser = createBrowser(() => url)
  /** Logs in as whoever sits in WeCom; answers the last response. */
  const login = async (userid: string) => {
    wecom.signIn(userid)
    const authorize = (await browser.open('/login')).headers.get('location') ?? ''
    const sent = await fetch(authorize, { redirect: 'manual' })
    return browser.open(sent.headers.get('location') ?? '')
  }
  const status = async () => (await browser.open('/status')).status
  return { wecom, ledger, sessions, browser, login, status, url, pass: (ms: number) => void (time += ms), other: () => createBrowser(() => url) }
}

describe('log-in by WeCom', () => {
  test('an admin of a pilot that is not the first is led to the page of their own', async () => {
    const { login, browser } = await scene({ others: ['empty'] })
    const done = await login('lixin')
    expect((await browser.open(done.headers.get('location') ?? '')).status).toBe(200)
  })

  test('an admin of one pilot is none of another, though somebody there has the same id', async () => {
    const { login, browser } = await scene()
    await login('lixin')
    const seen = async (workspace: string) => (await browser.open(`/status?workspace=${workspace}`)).status
    expect([await seen('test-pilot'), await seen('second'), await seen('third')]).toEqual([200, 403, 403])
  })

  test('an admin sees the page, until twelve hours have passed', async () => {
    const { login, status, pass } = await scene()
    expect(await status()).toBe(401)
    const done = await login('LiXin')
    expect([done.status, done.headers.get('location')]).toEqual([302, '/status'])
    expect(await status()).toBe(200)
    pass(12 * 3_600_000)
    expect(await status()).toBe(401)
  })

  test('the cookie is out of reach of scripts and other sites', async () => {
    const { login } = await scene()
    const [cookie = ''] = (await login('LiXin')).headers.getSetCookie().filter((line) => line.startsWith('tuanxun_session'))
    expect(cookie).toMatch(/httponly/i)
    expect(cookie).toMatch(/samesite=lax/i)
  })

  test.each([['WangMin', 403], ['nobody', 401]])('%s, who is no admin, does not', async (userid, expected) => {
    const { login, status } = await scene()
    await login(userid)
    expect(await status()).toBe(expected)
  })

  test('who is no admin any more is out at once', async () => {
    const { login, status, ledger } = await scene()
    await login('LiXin')
    const view = await ledger.view()
    const one = (await view.get(person, 'lixin'))!
    await ledger.commit({ cause: { key: 'revoke', day: '2026-11-16' }, view, now: one.at + 1, by: 'test', changes: [amend(person, one, { posts: one.data.posts.map((post) => ({ ...post, roles: [] })) }, 'revoke')], notices: [] })
    expect(await status()).toBe(403)
  })

  test('a code serves once, a state only the browser it was given to, and no longer than ten minutes', async () => {
    const { wecom, browser, other, pass } = await scene()
    wecom.signIn('LiXin')
    const authorize = (await browser.open('/login')).headers.get('location') ?? ''
    const back = async () => (await fetch(authorize, { redirect: 'manual' })).headers.get('location') ?? ''
    expect((await other().open(await back())).status).toBe(400)
    const first = await back()
    expect((await browser.open(first)).status).toBe(302)
    expect((await browser.open(first)).status).toBe(400)
    await browser.open('/login')
    pass(600_001)
    expect((await browser.open(await back())).status).toBe(400)
  })

  test('a code that is none is not carried to WeCom', async () => {
    const { browser } = await scene()
    for (const codes of ['', `code=${'x'.repeat(513)}&`, 'code=a&code=b&']) {
      const state = new URL((await browser.open('/login')).headers.get('location') ?? '').searchParams.get('state')
      expect((await browser.open(`/login/wecom?${codes}state=${state}`)).status).toBe(400)
    }
  })

  test('nobody is told that they are unknown while WeCom does not answer', async () => {
    const { wecom, login, status } = await scene()
    const lift = wecom.fault({ on: '/cgi-bin/auth/getuserinfo', effect: { status: 502 } })
    const late = await login('LiXin')
    expect([late.status, await late.text()]).toEqual([503, expect.stringContaining('企业微信暂时没有应答')])
    expect(await status()).toBe(401)
    lift()
    expect((await login('LiXin')).status).toBe(302)
  })

  test.each(['/login/wecom', '/login/wecom?code=x', '/login/wecom?state=', '/login/wecom?code=a&code=b&state=c', `/login/wecom?code=${'x'.repeat(600)}&state=a`])('%s is nobody', async (path) => {
    const { browser, status } = await scene()
    expect((await browser.open(path)).status).toBe(400)
    expect(await status()).toBe(401)
  })
})

describe('a cookie', () => {
  test('that was changed, cut or made elsewhere is none', async () => {
    const { login, browser, status, sessions } = await scene()
    await login('LiXin')
    const whole = browser.cookies.get('tuanxun_session') ?? ''
    const forged = Buffer.from('{"claims":{"operator":true},"until":9e15}').toString('base64url')
    for (const wrong of [`${whole}x`, whole.slice(0, -1), `${forged}.${whole.split('.')[1]}`, forged, '', 'a.b.c', sessions.seal('login', 'not json at all')]) {
      browser.cookies.set('tuanxun_session', wrong)
      expect(await status()).toBe(401)
    }
    browser.cookies.set('tuanxun_session', whole)
    expect(await status()).toBe(200)
    await browser.open('/logout')
    expect(await status()).toBe(401)
  })
})

test('whoever has the link of the start is in; a wrong key is not', async () => {
  const { browser, sessions, status } = await scene()
  for (const key of ['', 'x', sessions.linkKey.slice(1)]) expect((await browser.open(`/login/link?key=${key}`)).status).toBe(403)
  expect(await status()).toBe(401)
  expect((await browser.open(`/login/link?key=${sessions.linkKey}`)).headers.get('location')).toBe('/status')
  expect(await status()).toBe(200)
})

test('the key that signs log-ins is no workspace: a backup would carry it along', async () => {
  const { redis } = await freshRedis()
  await createSessions({ redis, now: () => 0, secure: false })
  expect((await redis.keys('*')).length).toBe(1)
  expect(await workspacesIn(redis)).toEqual([])
})
