/** The long connection of AI bots: frames, subscription, one live connection for each bot (protocol.md B5). */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Bot } from './corp.ts'
import { WecomError, fine, refusal } from './errors.ts'
import { perMinute } from './limits.ts'
import { asJson, asText } from './world.ts'
import type { Exchange, Json, World } from './world.ts'

/** What a subscribed bot may ask; answers the body of the acknowledgement, if any. */
export type Command = (bot: Bot, reqId: string, body: Json) => Json | undefined

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Sends a callback on the bot's connection; false without one. Nothing is kept for later. */
  push(bot: Bot, cmd: 'aibot_msg_callback' | 'aibot_event_callback', reqId: string, body: Json): boolean
  connected(bot: Bot): boolean
  /** How often the bot has subscribed. */
  subscribed(bot: Bot): number
  /** Throws the bot out as if another had subscribed. */
  kick(bot: Bot): void
  /** Breaks all connections. */
  drop(): void
}

interface Connection {
  socket: WebSocket
  bot?: Bot
}

export function createSockets(world: World, commands: Record<string, Command>): Sockets {
  const server = new WebSocketServer({ noServer: true })
  const live = new Map<string, Connection>()
  const counts = new Map<string, number>()

  const send = ({ socket }: Connection, frame: Json) => socket.send(JSON.stringify(frame))

  function throwOut(connection: Connection): void {
    const bot = connection.bot
    if (!bot) return
    delete connection.bot
    const event = { eventtype: 'disconnected_event' }
    const body = { msgid: `EV${world.next()}`, create_time: Math.floor(world.now() / 1000), aibotid: bot.id, msgtype: 'event', event }
    send(connection, { cmd: 'aibot_event_callback', headers: { req_id: `R${world.next()}` }, body })
    connection.socket.close(1000, 'kicked')
  }

  function subscribe(connection: Connection, body: Json): undefined {
    const bot = world.corp.bots.find(({ id }) => id === body['bot_id'])
    if (!bot) throw new WecomError(93019)
    if (!world.limits(`subscribe ${bot.id}`, [perMinute(world.rules.subscribesPerMinute)])) throw new WecomError(45009)
    if (bot.mode !== 'socket' || body['secret'] !== bot.secret) throw new WecomError(853000)
    const older = live.get(bot.id)
    if (older && older !== connection) throwOut(older)
    connection.bot = bot
    live.set(bot.id, connection)
    counts.set(bot.id, (counts.get(bot.id) ?? 0) + 1)
    world.log.wake()
  }

  function run(connection: Connection, cmd: string, reqId: string, body: Json): Json | undefined {
    if (cmd === 'aibot_subscribe') return subscribe(connection, body)
    if (!connection.bot) throw new WecomError(846609)
    if (cmd === 'ping') return undefined
    const command = Object.hasOwn(commands, cmd) ? commands[cmd] : undefined
    if (!command) throw new WecomError(40008, cmd)
    return command(connection.bot, reqId, body)
  }

  /** Answers one frame, unless a fault is on. */
  async function take(connection: Connection, raw: string): Promise<void> {
    const frame = asJson(JSON.parse(raw))
    const [cmd, reqId, body] = [asText(frame['cmd']), asText(asJson(frame['headers'])['req_id']), asJson(frame['body'])]
    const exchange: Exchange = { at: world.now(), on: cmd, body, answer: 'none' }
    if (cmd !== 'ping') world.exchanges.push(exchange)
    const effect = world.faults.take(cmd, [asText(body['chatid'])])
    if (effect === 'noAnswer') return
    if (effect === 'hangUp' || (typeof effect === 'object' && 'status' in effect)) return connection.socket.terminate()
    if (typeof effect === 'object' && 'slowMs' in effect) await wait(effect.slowMs, undefined, { ref: false })
    const headers = { req_id: reqId }
    try {
      if (typeof effect === 'object' && 'errcode' in effect) throw new WecomError(effect.errcode)
      const answer = run(connection, cmd, reqId, body)
      if (effect === 'loseAnswer') return connection.socket.terminate()
      exchange.answer = 0
      send(connection, { headers, ...fine, ...(answer && { body: answer }) })
    } catch (error) {
      if (!(error instanceof WecomError)) throw error
      exchange.answer = error.errcode
      send(connection, { headers, ...refusal(error, world.now()) })
    }
  }

  server.on('connection', (socket: WebSocket) => {
    const connection: Connection = { socket }
    socket.on('message', (data: Buffer) => {
      take(connection, data.toString()).catch(() => socket.terminate())
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      if (connection.bot && live.get(connection.bot.id) === connection) live.delete(connection.bot.id)
    })
  })

  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (opened) => void server.emit('connection', opened, request))
    },
    push(bot, cmd, reqId, body) {
      const connection = live.get(bot.id)
      if (!connection) return false
      send(connection, { cmd, headers: { req_id: reqId }, body })
      return true
    },
    connected: (bot) => live.has(bot.id),
    subscribed: (bot) => counts.get(bot.id) ?? 0,
    kick(bot) {
      const connection = live.get(bot.id)
      live.delete(bot.id)
      if (connection) throwOut(connection)
    },
    drop() {
      live.clear()
      for (const socket of server.clients) socket.terminate()
    },
  }
}
