/** Files that a bot uploads in pieces over the long connection (protocol.md B5). */
import { createHash } from 'node:crypto'
import { WecomError } from './errors.ts'
import { perHour, perMinute } from './limits.ts'
import type { Command } from './socket.ts'
import { asText } from './world.ts'
import type { World } from './world.ts'

const sorts = ['file', 'image', 'voice', 'video']
const largestPiece = 512 * 1024
const mostPieces = 100
const sessionMs = 30 * 60_000

interface Session {
  type: string
  name: string
  size: number
  md5: string
  count: number
  /** By index: from 0 in the official client, from 1 in its documentation. */
  pieces: Map<number, Buffer>
  at: number
}

export function uploadCommands(world: World): Record<string, Command> {
  const sessions = new Map<string, Session>()

  function session(id: unknown): Session {
    const found = sessions.get(asText(id))
    if (!found || world.now() - found.at > sessionMs) throw new WecomError(40058, 'upload_id')
    return found
  }

  return {
    aibot_upload_media_init(bot, _reqId, body) {
      const { type, filename, total_size, total_chunks, md5 } = body
      const count = Number(total_chunks)
      if (!sorts.includes(asText(type)) || asText(filename) === '') throw new WecomError(40058, 'type')
      if (!(count >= 1 && count <= mostPieces)) throw new WecomError(40058, 'total_chunks')
      if (!world.limits(`upload ${bot.id}`, [perMinute(30), perHour(1000)])) throw new WecomError(45009)
      const upload_id = `UP${world.next()}`
      sessions.set(upload_id, { type: asText(type), name: asText(filename), size: Number(total_size), md5: asText(md5), count, pieces: new Map(), at: world.now() })
      return { upload_id }
    },
    aibot_upload_media_chunk(_bot, _reqId, body) {
      const bytes = Buffer.from(asText(body['base64_data']), 'base64')
      if (bytes.length === 0 || bytes.length > largestPiece) throw new WecomError(40058, 'base64_data')
      session(body['upload_id']).pieces.set(Number(body['chunk_index']), bytes)
      return undefined
    },
    aibot_upload_media_finish(bot, _reqId, body) {
      const { type, name, size, md5, count, pieces } = session(body['upload_id'])
      const bytes = Buffer.concat([...pieces].sort(([one], [other]) => one - other).map(([, piece]) => piece))
      const whole = pieces.size === count && bytes.length === size && createHash('md5').update(bytes).digest('hex') === md5
      if (!whole) throw new WecomError(40058, 'the pieces are not the file')
      const media_id = `MEDIA${world.next()}`
      world.uploads.set(media_id, { bot: bot.id, type, name, bytes, at: world.now() })
      return { type, media_id, created_at: Math.floor(world.now() / 1000) }
    },
  }
}
