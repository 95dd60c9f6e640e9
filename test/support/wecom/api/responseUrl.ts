/** The address a bot may answer at once within the hour, and those of pictures (protocol.md B1, B4). */
import { encryptMedia } from '../crypto.ts'
import { botOf } from '../corp.ts'
import { WecomError, fine } from '../errors.ts'
import type { Call, Routes } from '../http.ts'
import { Plain } from '../http.ts'
import { speak } from '../speech.ts'
import type { World } from '../world.ts'

const path = '/cgi-bin/aibot/response'

/** A new response_url for a chat. */
export function responseUrl(world: World, bot: string, chat: string): string {
  const code = `RCODE${world.next()}`
  world.replies.set(code, { bot, chat, at: world.now(), used: false })
  return `${world.base}${path}?response_code=${code}`
}

/** Bytes that a bot may fetch for five minutes, encrypted with `key`; answers the address. */
export function mediaUrl(world: World, bytes: Buffer, key: Buffer): string {
  const id = `m${world.next()}`
  world.media.set(id, { bytes, key, at: world.now() })
  return `${world.base}/media?id=${id}`
}

export function responseRoutes(world: World): Routes {
  const find = ({ query }: Call) => world.replies.get(query.get('response_code') ?? '')
  return {
    [`POST ${path}`]: {
      answer(call) {
        const reply = find(call)
        if (!reply || reply.used || world.now() - reply.at > world.rules.responseUrlMs) throw new WecomError(40029, 'response_code')
        speak(world, botOf(world.corp, reply.bot), reply.chat, call.body, { via: path, kinds: ['markdown', 'template_card'] })
        reply.used = true
        return fine
      },
      chats: (call) => [find(call)?.chat ?? ''],
    },
    'GET /media': {
      answer({ query }) {
        const found = world.media.get(query.get('id') ?? '')
        if (!found || world.now() - found.at > world.rules.mediaMs) return new Plain(403, {})
        return new Plain(200, { 'Content-Type': 'application/octet-stream' }, encryptMedia(found.key, found.bytes))
      },
    },
  }
}
