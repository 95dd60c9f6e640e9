/** A made-up messaging platform on loopback: it takes what the product sends, and carries what people say to it, again and again until it is answered. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { later } from './kept.ts'
import type { Random } from './random.ts'

/** Something the product sent, as it arrived. */
export interface Shown {
  id: string
  /** Group's name or person's id. */
  to: string
  text: string
  /** Real time, ms. */
  at: number
  /** Whether the product was told so: of what it was not told it must send again. */
  told: boolean
}

/** A message on its way to the product. */
export interface Post {
  id: string
  group: string
  sender: string
  text: string
  /** The product's time, ms. */
  at: number
}

export type Trouble = 'slow' | 'errors' | 'twice'

export interface Platform {
  /** Where the product sends to. */
  url: string
  shown: readonly Shown[]
  /** What of `shown` has that id, or stands in that place. */
  of(id: string): readonly Shown[]
  /** Resolves with the first text in a place, shown from now on, that `fits`; undefined when there was none for `ms`. */
  awaitText(to: string, fits: (text: string) => boolean, ms: number): Promise<string | undefined>
  /** Carries a message; tries again until it is answered, `tries` times at most. Answers whether it was. */
  carry(post: Post, tries: number): Promise<boolean>
  /** Makes trouble until the returned function is called. */
  trouble(kind: Trouble): () => void
  counts: { slow: number; errors: number; twice: number; refusals: number; slowestRefusal: number }
  stop(): Promise<void>
}

/** Like WeCom, it waits so long for an answer, ms. */
const patience = 5000

type Listener = (shown: Shown) => void

/** `hears` is where the product takes messages. */
export async function startPlatform({ hears, random }: { hears: string; random: Random }): Promise<Platform> {
  const shown: Shown[] = []
  const byId = new Map<string, Shown[]>()
  const listeners = new Set<Listener>()
  const troubles = new Set<Trouble>()
  const counts = { slow: 0, errors: 0, twice: 0, refusals: 0, slowestRefusal: 0 }

  const take = (body: string, told: boolean): Shown => {
    const piece = JSON.parse(body) as { id: string; text: string; to: { group?: string; person?: string } }
    const one = { id: piece.id, to: piece.to.group ?? piece.to.person ?? '', text: piece.text, at: Date.now(), told }
    shown.push(one)
    byId.set(one.id, [...(byId.get(one.id) ?? []), one])
    for (const listener of listeners) listener(one)
    return one
  }
  const answer = async (body: string, response: ServerResponse): Promise<void> => {
    if (troubles.has('errors') && random.chance(0.5)) {
      counts.errors += 1
      response.writeHead(random.pick([429, 500, 502])).end()
    } else if (troubles.has('twice') && random.chance(0.3)) {
      // Taken and shown, but the product does not hear of it: the second time is the platform's doing.
      counts.twice += 1
      take(body, false)
      response.destroy()
    } else {
      const one = take(body, true)
      response.once('close', () => void (one.told = response.writableFinished))
      if (troubles.has('slow')) {
        counts.slow += 1
        await later(random.between(100, 4000))
      }
      response.end(one.id)
    }
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('error', () => {})
    request.on('end', () => void answer(body, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const post = async (message: Post): Promise<boolean> => {
    const begun = Date.now()
    try {
      const response = await fetch(hears, { method: 'POST', body: JSON.stringify(message), signal: AbortSignal.timeout(patience) })
      if (response.ok) return true
      counts.refusals += 1
      counts.slowestRefusal = Math.max(counts.slowestRefusal, Date.now() - begun)
    } catch {
      // Nobody listens, or nobody answers.
    }
    return false
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shown,
    counts,
    of: (id) => byId.get(id) ?? [],
    awaitText: (to, fits, ms) =>
      new Promise((resolve) => {
        const done = (text?: string) => {
          clearTimeout(timer)
          listeners.delete(listen)
          resolve(text)
        }
        const listen: Listener = (one) => {
          if (one.to === to && fits(one.text)) done(one.text)
        }
        const timer = setTimeout(done, ms)
        listeners.add(listen)
      }),
    async carry(message, tries) {
      for (let i = 0; i < tries; i++) {
        if (i > 0) await later(random.between(200, 1000))
        if (troubles.has('twice') && random.chance(0.3)) void post(message)
        if (await post(message)) return true
      }
      return false
    },
    trouble(kind) {
      troubles.add(kind)
      return () => void troubles.delete(kind)
    },
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
