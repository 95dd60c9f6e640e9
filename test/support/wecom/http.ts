/** The fake's HTTP side: finds the route, applies faults, answers JSON with status 200. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { WecomError, refusal } from './errors.ts'
import type { Effect } from './faults.ts'
import { asJson } from './world.ts'
import type { Json, World } from './world.ts'

export interface Call {
  query: URLSearchParams
  body: Json
  raw: Buffer
  contentType: string
}

/** An answer that is not JSON. */
export class Plain {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string | Buffer

  constructor(status: number, headers: Record<string, string>, body: string | Buffer = '') {
    this.status = status
    this.headers = headers
    this.body = body
  }
}

export interface Route {
  /** Answers the body; throws WecomError to refuse. */
  answer(call: Call): unknown
  /** Which chatids or userids a call is about, for faults of one chat. */
  chats?(call: Call): string[]
  /** The body is not JSON. */
  binary?: boolean
  /** Not the product's: without faults, and not noted among the exchanges. */
  own?: boolean
}

/** Routes by method and path: 'GET /cgi-bin/gettoken'. */
export type Routes = Record<string, Route>

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function bodyOf(raw: Buffer): Json {
  try {
    return raw.length > 0 ? asJson(JSON.parse(raw.toString())) : {}
  } catch {
    throw new WecomError(47001)
  }
}

/** Answers one request. */
export async function serve(world: World, routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', world.base)
  const route = routes[`${request.method} ${pathname}`]
  const raw = await read(request)
  if (!route) return void response.writeHead(404).end()
  const call: Call = { query: searchParams, body: {}, raw, contentType: request.headers['content-type'] ?? '' }
  const note = (answer: number | 'none') => {
    if (!route.own) world.exchanges.push({ at: world.now(), on: pathname, body: call.body, answer })
  }
  const act = async (): Promise<unknown> => {
    try {
      if (!route.binary) call.body = bodyOf(raw)
      const effect = route.own ? undefined : world.faults.take(pathname, route.chats?.(call) ?? [])
      return (await meet(effect, () => route.answer(call))) ?? 'none'
    } catch (error) {
      if (error instanceof WecomError) return refusal(error, world.now())
      throw error
    }
  }
  const answer = await act()
  if (answer === 'hangUp' || answer === 'loseAnswer') {
    note('none')
    return void request.socket.destroy()
  }
  if (answer === 'none') return note('none')
  const plain = answer instanceof Plain ? answer : new Plain(200, { 'Content-Type': 'application/json; charset=UTF-8' }, JSON.stringify(answer))
  note(answer instanceof Plain ? answer.status : Number(asJson(answer)['errcode'] ?? 0))
  response.writeHead(plain.status, plain.headers).end(plain.body)
}

/** Does what the fault leaves to do. */
async function meet(effect: Effect | undefined, act: () => unknown): Promise<unknown> {
  if (effect === undefined) return act()
  if (effect === 'hangUp') return effect
  if (effect === 'noAnswer') return undefined
  if (effect === 'loseAnswer') {
    await act()
    return effect
  }
  if ('errcode' in effect) throw new WecomError(effect.errcode)
  if ('status' in effect) return new Plain(effect.status, { 'Content-Type': 'text/html' }, `<html>${effect.status}</html>`)
  await wait(effect.slowMs, undefined, { ref: false })
  return act()
}
