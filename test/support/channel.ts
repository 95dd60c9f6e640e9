import { onTestFinished } from 'vitest'
import type { Router } from '@koa/router'
import type { Channel, Hear, HearOutcome, Incoming } from '../../src/channels/channel.ts'
import { startWeb } from '../../src/web/server.ts'

/** What a channel's ear has heard, and how it behaves. */
export interface Ear {
  heard: Incoming[]
  hear: Hear
  /** What hearing does instead of resolving at once. */
  answer: (message: Incoming) => Promise<HearOutcome>
}

/** An ear that remembers ids as the ledger does. */
export function createEar(): Ear {
  const known = new Set<string>()
  const ear: Ear = {
    heard: [],
    answer: async () => 'heard',
    async hear(message) {
      const outcome = await ear.answer(message)
      if (known.has(message.id)) return 'duplicate'
      known.add(message.id)
      ear.heard.push(message)
      return outcome
    },
  }
  return ear
}

/** Starts a channel with an ear of its own, stopped when the test ends. */
export async function startChannel(channel: Channel): Promise<Ear> {
  const ear = createEar()
  await channel.start(ear.hear)
  onTestFinished(() => channel.stop())
  return ear
}

/** The product's web server with these routers, on a port of its own. Answers its address. */
export async function serveRouters(...routers: Router[]): Promise<{ url: string; errors: string[] }> {
  const errors: string[] = []
  const log = { info: () => {}, warn: () => {}, error: (what: object) => void errors.push(JSON.stringify(what)) }
  const web = await startWeb({ host: '127.0.0.1', port: 0, routers, log })
  onTestFinished(() => web.close())
  return { url: web.url, errors }
}
