/** Log-in to the pages: by WeCom (OAuth, protocol.md section D6) for people of the roster, by the link shown at start for whoever runs the service. */
import { randomBytes } from 'node:crypto'
import { Router } from '@koa/router'
import type { Context, Middleware } from 'koa'
import { TryAgain } from '../../domain/errors.ts'
import { isAdmin } from '../../domain/roles.ts'
import { sameSecret } from '../../domain/secret.ts'
import { dayOf, minute } from '../../domain/time.ts'
import type { Ledger } from '../../ledger/types.ts'
import type { Sessions } from './session.ts'

/** Log-in by a platform. */
export interface OAuth {
  authorizeUrl(redirectUri: string, state: string): string
  /** The member behind a code; undefined for an outsider. Throws Refused or TryAgain. */
  userOf(code: string): Promise<string | undefined>
}

export interface LoginDeps {
  sessions: Sessions
  oauth: OAuth | undefined
  ledgers: readonly Ledger[]
  /** Where the site is reached from outside: https://tuanxun.example.cn */
  publicUrl: string | undefined
  now(): number
}

/** How long a log-in may take, ms. */
const loginLife = 10 * minute
const stateCookie = 'tuanxun_login'

const page = (text: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>团讯</title><p>${text}</p></html>`

function say(ctx: Context, status: number, text: string): void {
  ctx.status = status
  ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  ctx.type = 'html'
  ctx.body = page(text)
}

/** Lets admins of the workspace that `?workspace=` names (the first without it) and whoever runs the service through; others are told where to log in. */
export function adminsOnly({ sessions, ledgers, now, oauth }: LoginDeps): Middleware {
  return async (ctx, next) => {
    const who = sessions.read(ctx)
    if (!who) {
      return say(ctx, 401, oauth ? '请先登录：<a href="/login">用企业微信登录</a>，或打开服务启动时显示的链接。' : '请打开服务启动时显示的链接。')
    }
    if ('operator' in who) return next()
    const ledger = ledgers.find(({ workspace }) => workspace === (ctx.query['workspace'] || ledgers[0]?.workspace))
    const { directory } = (await ledger?.view()) ?? {}
    const person = ledger?.workspace === who.workspace ? directory?.person(who.person) : undefined
    // Read each time: who is no admin any more is out at once.
    const admin = directory && person && isAdmin(directory, person, dayOf(now()))
    return admin ? next() : say(ctx, 403, '没有权限：这一页由本试点的管理员查看。')
  }
}

export function loginRouter({ sessions, oauth, ledgers, publicUrl, now }: LoginDeps): Router {
  const router = new Router()
  router.get('/login/link', (ctx) => {
    if (!sameSecret(String(ctx.query['key'] ?? ''), sessions.linkKey)) return say(ctx, 403, '链接不对，请用服务启动时显示的完整链接。')
    sessions.open(ctx, { operator: true })
    ctx.redirect('/status')
  })
  router.get('/logout', (ctx) => {
    sessions.close(ctx)
    say(ctx, 200, '已退出。')
  })
  if (!oauth) return router

  router.get('/login', (ctx) => {
    const state = randomBytes(16).toString('hex')
    ctx.cookies.set(stateCookie, sessions.seal('login', `${state} ${now() + loginLife}`), { httpOnly: true, sameSite: 'lax', maxAge: loginLife, overwrite: true })
    ctx.redirect(oauth.authorizeUrl(`${publicUrl ?? `${ctx.protocol}://${ctx.host}`}/login/wecom`, state))
  })
  router.get('/login/wecom', async (ctx) => {
    const [state, until] = (sessions.unseal('login', ctx.cookies.get(stateCookie)) ?? '').split(' ')
    const { code, state: given } = ctx.query
    ctx.cookies.set(stateCookie, null)
    if (!sameSecret(String(given ?? ''), state) || !(Number(until) > now())) return say(ctx, 400, '登录没有完成或已过时，请重新 <a href="/login">登录</a>。')
    if (typeof code !== 'string' || code === '' || Buffer.byteLength(code) > 512) return say(ctx, 400, '登录没有完成，请重新 <a href="/login">登录</a>。')
    const userid = await oauth.userOf(code).catch((error: unknown) => (error instanceof TryAgain ? error : undefined))
    if (userid instanceof TryAgain) return say(ctx, 503, '企业微信暂时没有应答，请稍后重新 <a href="/login">登录</a>。')
    if (userid === undefined) return say(ctx, 403, '没有认出您是哪位成员，请在企业微信里重新 <a href="/login">登录</a>。')
    for (const ledger of ledgers) {
      const { directory } = await ledger.view()
      const person = directory.personOn('wecomApp', userid)
      if (!person) continue
      sessions.open(ctx, { workspace: ledger.workspace, person: person.id })
      return ctx.redirect(ledger === ledgers[0] ? '/status' : `/status?workspace=${encodeURIComponent(ledger.workspace)}`)
    }
    return say(ctx, 403, '您还没有登记。请先在群里或私聊发 /我是 姓名:… 单位:… 职务:…')
  })
  return router
}
