/** Callbacks to the product: handshake, encryption, deadline, retries (protocol.md A1, A3, A4). */
import { setTimeout as wait } from 'node:timers/promises'
import { decrypt, encrypt, sign } from './crypto.ts'
import type { Secrets } from './crypto.ts'
import { asJson, asText } from './world.ts'
import type { World } from './world.ts'

/** Where a callback goes. `agentId` is the app's; without it the callback is a bot's, in JSON. */
export interface Target extends Secrets {
  url: string
  agentId?: number
}

/** What came of a callback. */
export interface Delivered {
  /** Whether any attempt was answered with 200 in time. */
  answered: boolean
  attempts: number
  /** HTTP status of each attempt; 0: no answer. */
  statuses: number[]
  /** The passive reply, decrypted; empty when there was none. */
  reply: string
}

interface Posted {
  status: number
  body: string
}

const nothing: Posted = { status: 0, body: '' }

/** One attempt. Its own timer ends it: Node may collect what AbortSignal.any is made of, and then it never aborts (nodejs/node 57736). */
async function request(world: World, url: URL, within: number, init: RequestInit = {}): Promise<Posted> {
  const over = new AbortController()
  const end = () => over.abort()
  const late = setTimeout(end, within)
  world.ended.addEventListener('abort', end)
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: over.signal })
    return { status: response.status, body: await response.text() }
  } catch {
    return nothing
  } finally {
    clearTimeout(late)
    world.ended.removeEventListener('abort', end)
  }
}

/** The address with the signature of `encrypted`. */
function signed(world: World, target: Target, encrypted: string): { url: URL; timestamp: string; nonce: string } {
  const timestamp = String(Math.floor(world.now() / 1000))
  const nonce = `n${world.next()}`
  if (target.url === '') throw new Error('no callback address: plan a url for the bot or the app, or set it in wecom.corp')
  const url = new URL(target.url)
  const parts = { msg_signature: sign(target.token, timestamp, nonce, encrypted), timestamp, nonce }
  for (const [name, value] of Object.entries(parts)) url.searchParams.set(name, value)
  return { url, timestamp, nonce }
}

/** What is posted for a plaintext. */
export function envelope(corpId: string, target: Target, encrypted: string): string {
  if (target.agentId === undefined) return JSON.stringify({ encrypt: encrypted })
  const fields = { ToUserName: corpId, AgentID: String(target.agentId), Encrypt: encrypted }
  return `<xml>${Object.entries(fields).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`).join('')}</xml>`
}

/** A field of XML, with or without CDATA. */
export const xmlField = (xml: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1] ?? ''

/** Reads a passive reply. Throws an Error when it is signed or encrypted wrongly. */
function readReply(target: Target, body: string, nonce: string): string {
  if (body.trim() === '' || body.trim() === 'success') return ''
  const json = target.agentId === undefined ? asJson(JSON.parse(body)) : undefined
  const field = (name: string, tag: string) => (json ? String(json[name] ?? '') : xmlField(body, tag))
  const encrypted = field('encrypt', 'Encrypt')
  const expected = sign(target.token, field('timestamp', 'TimeStamp'), field('nonce', 'Nonce'), encrypted)
  if (field('msgsignature', 'MsgSignature') !== expected) throw new Error(`the reply is not signed rightly: ${body.slice(0, 200)}`)
  if (json && (typeof json['timestamp'] !== 'number' || asText(json['nonce']) !== nonce)) throw new Error('the reply needs a timestamp in numbers and the nonce of the address')
  return decrypt(target, encrypted)
}

/** Sends a callback until it is answered. `once`: an event that is not sent again. Throws when the reply cannot be read. */
export async function deliver(world: World, target: Target, plain: string, once = false): Promise<Delivered> {
  const statuses: number[] = []
  const { retries, answerMs, retryAfterMs } = world.rules
  for (let attempt = 0; attempt <= (once ? 0 : retries) && !world.ended.aborted; attempt++) {
    if (attempt > 0) await wait(retryAfterMs, undefined, { ref: false })
    const encrypted = encrypt(target, plain)
    const { url, nonce } = signed(world, target, encrypted)
    const type = target.agentId === undefined ? 'application/json' : 'text/xml'
    const { status, body } = await request(world, url, answerMs, { method: 'POST', headers: { 'Content-Type': type }, body: envelope(world.corp.id, target, encrypted) })
    statuses.push(status)
    if (status === 200) return { answered: true, attempts: statuses.length, statuses, reply: readReply(target, body, nonce) }
  }
  return { answered: false, attempts: statuses.length, statuses, reply: '' }
}

/** The handshake of a new callback address: well when the bare plaintext comes back in time (A1). */
export async function handshake(world: World, target: Target): Promise<{ ok: boolean; status: number; body: string }> {
  const plain = String(1_616_140_317_555_161_061n + BigInt(world.next()))
  const encrypted = encrypt(target, plain)
  const { url } = signed(world, target, encrypted)
  url.searchParams.set('echostr', encrypted)
  const { status, body } = await request(world, url, world.rules.handshakeMs)
  return { ok: status === 200 && body === plain, status, body }
}
