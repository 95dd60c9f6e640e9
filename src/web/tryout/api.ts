/** The try-out interface for programs and for its own page: typing into the simulated messenger and reading what was said. */
import { PassThrough } from 'node:stream'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import { z } from 'zod'
import type { ChatLog } from '../../channels/simulator/log.ts'
import { placeOf, type Simulator } from '../../channels/simulator/simulator.ts'

const typed = z.strictObject({
  id: z.string().min(1).max(200),
  /** Absent or empty: a private chat with the bot. */
  group: z.string().max(200).optional(),
  sender: z.string().min(1).max(200),
  text: z.string().min(1).max(100_000),
  quote: z.string().max(100_000).optional(),
})

export interface TryoutDeps {
  simulator: Simulator
  chatLog: ChatLog
  /** Display name of a sender id, for what the messenger shows. */
  nameOf(sender: string): Promise<string>
  now(): number
}

const place = (query: { group?: unknown; person?: unknown }): string | undefined => {
  if (typeof query.group === 'string' && query.group !== '') return placeOf({ group: query.group })
  return typeof query.person === 'string' && query.person !== '' ? placeOf({ person: query.person }) : undefined
}

/** How often a silent live connection says that it lives, ms. */
const heartbeat = 20_000

/** Routes under /tryout. Mounted only in try-out mode. */
export function tryoutApi({ simulator, chatLog, nameOf, now }: TryoutDeps): Router {
  const router = new Router({ prefix: '/tryout' })
  router.post('/messages', bodyParser({ enableTypes: ['json'], jsonLimit: '1mb' }), async (ctx) => {
    const message = typed.safeParse(ctx.request.body)
    if (!message.success) {
      ctx.status = 400
      ctx.body = { error: '要有 JSON：{"id","group","sender","text"}，都是文字', issues: message.error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`) }
      return
    }
    const { group, sender, ...rest } = message.data
    await simulator.type({ ...rest, group: group === '' ? undefined : group, sender, senderName: await nameOf(sender), at: now() })
    ctx.status = 202
    ctx.body = { id: message.data.id }
  })
  router.get('/messages', async (ctx) => {
    const at = place(ctx.query)
    const after = Number(ctx.query['after'] ?? 0)
    if (at === undefined || !Number.isSafeInteger(after) || after < 0) {
      ctx.status = 400
      ctx.body = { error: '请写明群和起点：/tryout/messages?group=群名&after=0' }
      return
    }
    const lines = await chatLog.list(at, after)
    ctx.body = {
      messages: lines.map(({ seq, at: time, sender, senderName, text, mentions }) => ({ seq, at: new Date(time).toISOString(), sender: sender === 'bot' ? senderName : sender, name: senderName, text, mentions })),
    }
  })
  router.get('/events', async (ctx) => {
    const stream = new PassThrough()
    const say = (place: string) => stream.write(`data: ${JSON.stringify({ place })}\n\n`)
    const stop = await chatLog.watch(say)
    const beat = setInterval(() => stream.write(': alive\n\n'), heartbeat)
    ctx.req.once('close', () => {
      clearInterval(beat)
      stream.end()
      void stop()
    })
    ctx.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
    stream.write(': hello\n\n')
    ctx.body = stream
  })
  return router
}
