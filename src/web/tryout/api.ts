/** The try-out interface for programs and for its own page: typing into the simulated messenger and reading what was said. */
import { PassThrough } from 'node:stream'
import { bodyParser } from '@koa/bodyparser'
import { Router } from '@koa/router'
import type { Middleware } from 'koa'
import { z } from 'zod'
import type { Log } from '../../bot/log.ts'
import type { Said } from '../../channels/simulator/log.ts'
import { isBots, placeOf } from '../../channels/simulator/simulator.ts'
import { atMost } from '../../domain/atMost.ts'
import { clockOf, dayOf } from '../../domain/time.ts'
import { roomOf, type Room } from './rooms.ts'
import { largestBody } from '../guard.ts'
import type { ShownLine, WorldCommand } from './shapes.ts'
import { mentionedIn, worldOf } from './world.ts'

/** What names something stands on one line, here as on any platform. */
const name = z.string().max(200).regex(/^.*$/)
const typed = z.object({
  id: z.string().min(1).max(200),
  /** Absent or empty: a private chat with the bot. */
  group: name.nullish(),
  sender: name.min(1),
  text: z.string().min(1).max(100_000),
  quote: z.string().max(100_000).nullish(),
  attachments: z.array(z.object({ name: z.string().min(1).max(200), type: z.string().min(1).max(40), ref: z.string().min(1).max(500) })).max(20).nullish(),
})

export interface TryoutDeps {
  rooms: readonly Room[]
  /** Told apart from the rest of the world, for it is the same for all. */
  commands(): WorldCommand[]
  log: Log
  now(): number
}

/** Longest wait for Redis before the sender is told to try again, ms. */
const safeWithin = 3000
/** How often a silent live connection says that it lives, ms. */
const heartbeat = 20_000
/** Refusals as JSON in Chinese. */
const complaints: Record<number, string> = {
  400: '内容不是 JSON，例如 {"id":"1","group":"群名","sender":"wangmin","text":"/帮助"}',
  404: '没有这个试点，或这个网址；几个试点之间用 ?workspace=编号 指明',
  413: '内容太大，一条消息最多 1 MB',
  415: '请用 Content-Type: application/json 发送 JSON',
  503: '暂时办不了，请稍后再试；发消息请用同一个 id 再发',
}

const inJson: Middleware = async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    if (!complaints[status]) throw error
    ctx.status = status
    ctx.body = { error: complaints[status] }
  }
}

class Unavailable extends Error {
  readonly status = 503
}

/** Rejects with a 503 when `work` takes longer than it may. */
const inTime = <T>(work: Promise<T>): Promise<T> =>
  atMost(safeWithin, work, () => {
    throw new Unavailable('Redis did not answer in time')
  })

/** ISO 8601 to the second, in Shanghai's time. */
const iso = (ms: number): string => `${dayOf(ms)}T${clockOf(ms)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}+08:00`

const shown = (line: Said): ShownLine => {
  const { seq, at, sender, senderName, text, mentions, quote, actions, id } = line
  const bot = isBots(line)
  return { seq, at: iso(at), sender: bot ? senderName : sender, text, mentions, name: senderName, bot, id, ...(quote === undefined ? {} : { quote }), ...(actions === undefined ? {} : { actions }) }
}

const place = (query: { group?: unknown; person?: unknown }): string | undefined => {
  if (typeof query.group === 'string' && query.group !== '') return placeOf({ group: query.group })
  return typeof query.person === 'string' && query.person !== '' ? placeOf({ person: query.person }) : undefined
}

/** Routes under /tryout. Mounted only in try-out mode. */
export function tryoutApi({ rooms, commands, log, now }: TryoutDeps): Router {
  const router = new Router({ prefix: '/tryout' })
  router.use(inJson)
  router.post('/messages', async (ctx, next) => {
    if (!ctx.is('json')) ctx.throw(415)
    await next()
  }, bodyParser({ enableTypes: ['json'], jsonLimit: largestBody }), async (ctx) => {
    const message = typed.safeParse(ctx.request.body)
    if (!message.success) {
      const wrong = [...new Set(message.error.issues.map(({ path }) => path.join('.')))].filter(Boolean)
      ctx.status = 400
      ctx.body = { error: `请发 {"id","group","sender","text"}，都是文字${wrong.length > 0 ? `；有误的是 ${wrong.join('、')}` : ''}` }
      return
    }
    const { id, group, sender, text, quote, attachments } = message.data
    const { ledger, simulator } = roomOf(ctx, rooms)
    const typing = async () => {
      const people = (await ledger.view()).directory
      const senderName = people.personOn('simulator', sender)?.name ?? sender
      await simulator.type({ id, group: group || undefined, sender, senderName, text, quote: quote ?? undefined, attachments: attachments ?? undefined, mentions: mentionedIn(text, people), at: now() })
    }
    await inTime(typing()).catch((error: Error) => {
      log.error({ message: `simulator|${id}`, error: error.message }, 'a typed message was not taken')
      ctx.throw(503)
    })
    ctx.status = 202
    ctx.body = { id }
  })
  router.get('/messages', async (ctx) => {
    const at = place(ctx.query)
    const after = Number(ctx.query['after'] || 0)
    if (at === undefined || !Number.isSafeInteger(after) || after < 0) {
      ctx.status = 400
      ctx.body = { error: '请写明群和起点，例如 /tryout/messages?group=群名&after=0；私聊写 person=编号' }
      return
    }
    ctx.body = { messages: (await inTime(roomOf(ctx, rooms).chatLog.list(at, after))).map(shown) }
  })
  router.get('/world', async (ctx) => {
    const { workspace, ledger } = roomOf(ctx, rooms)
    const { directory } = await inTime(ledger.view())
    ctx.body = worldOf(workspace, directory, commands(), now())
  })
  router.get('/events', async (ctx) => {
    const stream = new PassThrough()
    // A page may be left at any moment, also before the chats are watched and until they no longer are.
    const tell = (text: string) => void (stream.writable && stream.write(`${text}\n\n`))
    const watching = roomOf(ctx, rooms).chatLog.watch((changed) => tell(`data: ${JSON.stringify(changed === undefined ? {} : { place: changed })}`))
    const beat = setInterval(() => tell(': alive'), heartbeat)
    ctx.req.once('close', () => {
      clearInterval(beat)
      stream.end()
      // That it could not be watched is answered below.
      void watching.then((stop) => stop()).catch(() => {})
    })
    await watching
    ctx.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
    tell(': hello')
    ctx.body = stream
  })
  return router
}
