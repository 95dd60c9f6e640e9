/** Log-in by OAuth, ids, the app's menu, addresses of callbacks (protocol.md A4, B2, D6). */
import { findMember, plainId } from '../corp.ts'
import { WecomError, fine } from '../errors.ts'
import type { Call, Routes } from '../http.ts'
import { Plain } from '../http.ts'
import { asJson, asText, asTexts } from '../world.ts'
import type { Json, World } from '../world.ts'

/** One entry of the app's menu, as the product made it. */
export interface MenuEntry {
  name: string
  type?: string
  key?: string
  url?: string
  sub_button?: MenuEntry[]
}

export interface People {
  open: Routes
  guarded: Routes
  menu(): MenuEntry[]
  /** A code as WeCom puts into the address after a log-in; an outsider is anybody who is no member. */
  code(userid: string): string
  /** Who is logged in where the authorize page is opened; undefined: nobody may. */
  signIn(userid: string | undefined): void
}

function readMenu(value: unknown, most: number): MenuEntry[] {
  const entries = Array.isArray(value) ? value.map(asJson) : []
  if (entries.length < 1 || entries.length > most) throw new WecomError(40058, 'button')
  return entries.map((entry) => {
    const name = asText(entry['name'])
    if (name === '' || Buffer.byteLength(name) > (most === 3 ? 16 : 40)) throw new WecomError(40058, 'button.name')
    if (entry['sub_button'] !== undefined && most === 3) return { name, sub_button: readMenu(entry['sub_button'], 5) }
    const { type, key, url } = { type: asText(entry['type']), key: asText(entry['key']), url: asText(entry['url']) }
    if (type === 'view' ? url === '' : type === '' || key === '' || Buffer.byteLength(key) > 128) throw new WecomError(40058, 'button.key')
    return { name, type, key, url }
  })
}

export function createPeople(world: World): People {
  const { corp } = world
  const codes = new Map<string, { userid: string; at: number }>()
  let menu: MenuEntry[] = []
  let signedIn: string | undefined

  const agent = ({ query }: Call) => {
    if (Number(query.get('agentid')) !== corp.app.agentId) throw new WecomError(40056)
  }
  const code = (userid: string): string => {
    const value = `CODE${world.next()}`
    codes.set(value, { userid, at: world.now() })
    return value
  }

  function userInfo({ query }: Call) {
    const value = query.get('code') ?? ''
    const found = codes.get(value)
    codes.delete(value)
    if (!found || world.now() - found.at > world.rules.oauthMs) throw new WecomError(40029)
    const member = findMember(corp, found.userid)
    return { ...fine, ...(member === undefined ? { openid: found.userid } : { userid: member }) }
  }

  function authorize({ query }: Call) {
    const to = query.get('redirect_uri')
    if (query.get('appid') !== corp.id || to === null || !URL.canParse(to)) throw new WecomError(40013)
    if (query.get('scope') !== 'snsapi_base' || query.get('response_type') !== 'code') throw new WecomError(40058, 'scope')
    if (signedIn === undefined) return new Plain(403, { 'Content-Type': 'text/plain; charset=utf-8' }, '请在企业微信客户端打开')
    const address = new URL(to)
    address.searchParams.set('code', code(signedIn))
    address.searchParams.set('state', query.get('state') ?? '')
    return new Plain(302, { Location: address.href })
  }

  /** The app is told of those alone whom it may see. */
  const seen = (userid: string | undefined) => (userid === undefined || corp.app.visible === undefined || corp.app.visible.includes(userid) ? userid : undefined)

  function openIds({ body }: Call): Json {
    const ids = asTexts(body['open_userid_list'])
    if (ids.length < 1 || ids.length > 1000) throw new WecomError(40058, 'open_userid_list')
    const found = ids.map((open_userid) => ({ open_userid, userid: seen(plainId(corp, open_userid)) }))
    const invalid = found.filter(({ userid }) => userid === undefined).map(({ open_userid }) => open_userid)
    return { ...fine, userid_list: found.filter(({ userid }) => userid !== undefined), invalid_open_userid_list: invalid }
  }

  return {
    open: { 'GET /connect/oauth2/authorize': { answer: authorize } },
    guarded: {
      'GET /cgi-bin/auth/getuserinfo': { answer: userInfo },
      'GET /cgi-bin/getcallbackip': { answer: () => ({ ...fine, ip_list: ['127.0.0.1'] }) },
      'POST /cgi-bin/batch/openuserid_to_userid': { answer: openIds },
      'POST /cgi-bin/menu/create': {
        answer(call) {
          agent(call)
          menu = readMenu(call.body['button'], 3)
          return fine
        },
      },
      'GET /cgi-bin/menu/get': {
        answer(call) {
          agent(call)
          return { ...fine, button: menu }
        },
      },
    },
    menu: () => menu,
    code,
    signIn(userid) {
      signedIn = userid
    },
  }
}
