/** A channel of a made-up platform, over real HTTP both ways. It stands where the simulator's does, so that groups and people go by their names and ids. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Channel, Hear, Incoming } from '../../src/channels/channel.ts'
import { TryAgain } from '../../src/domain/errors.ts'

export interface LoopOptions {
  /** Where the platform takes what is sent. */
  platform: string
  /** Port of 127.0.0.1 on which this process hears; without one it only sends. */
  port: number | undefined
  now(): number
}

/** Longest wait for the platform, ms. */
const patience = 3000

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

export function createLoopChannel({ platform, port }: LoopOptions): Channel {
  const server = createServer()
  const listen = (hear: Hear) =>
    server.on('request', (request, response) => {
      void (async () => {
        const message = JSON.parse(await bodyOf(request)) as Omit<Incoming, 'channel'>
        response.end(await hear({ ...message, channel: 'simulator' }))
      })().catch(() => response.writeHead(503).end())
    })
  return {
    id: 'simulator',
    platform: 'simulator',
    can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 20_000 },
    async start(hear) {
      if (port === undefined) return
      listen(hear).listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    async send(piece) {
      const answer = await fetch(platform, { method: 'POST', body: JSON.stringify(piece), signal: AbortSignal.timeout(patience) }).catch((error: Error) => {
        throw new TryAgain(error.message)
      })
      if (!answer.ok) throw new TryAgain(`the platform answered ${answer.status}`)
      return { ref: await answer.text() }
    },
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
