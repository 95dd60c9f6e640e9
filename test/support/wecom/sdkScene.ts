/** The fake with the official client on its long connection, for the fake's own tests. */
import { WSClient } from '@wecom/aibot-node-sdk'
import type { WsFrame } from '@wecom/aibot-node-sdk'
import { onTestFinished } from 'vitest'
import { eventually } from '../eventually.ts'
import { startFakeWecom } from './index.ts'
import type { FakeOptions } from './index.ts'
import type { Json } from './world.ts'

export type Frame = WsFrame & { body: Json }

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Friday 2026-11-20 14:00 in Shanghai, ms. */
export const start = Date.parse('2026-11-20T14:00:00+08:00')

export async function sdkScene(options: FakeOptions = {}) {
  let now = start
  const wecom = await startFakeWecom({ now: () => now, ...options })
  onTestFinished(() => wecom.stop())
  const frames: Frame[] = []
  const connect = (secret = wecom.corp.bots[0]?.secret ?? '') => {
    const botId = wecom.corp.bots[0]?.id ?? ''
    const client = new WSClient({ botId, secret, wsUrl: wecom.wsUrl, logger: quiet, reconnectInterval: 20, heartbeatInterval: 50, maxAuthFailureAttempts: 1 })
    const errors: string[] = []
    const take = (frame: WsFrame) => void frames.push(frame as Frame)
    client.on('error', (error) => void errors.push(error.message)).on('message', take).on('event', take)
    client.connect()
    onTestFinished(() => client.disconnect())
    return { client, errors }
  }
  const { client } = connect()
  await wecom.subscribed()
  return {
    wecom,
    client,
    connect,
    frames,
    /** The next callback that came. */
    async next(): Promise<Frame> {
      await eventually(() => {
        if (frames.length === 0) throw new Error('no frame came')
      })
      return frames.shift() as Frame
    },
    pass: (ms: number) => void (now += ms),
  }
}

/** errcode of a frame that was refused, 0 of one that was taken. */
export const errcodeOf = (call: Promise<unknown>): Promise<number | undefined> => call.then(() => 0, (frame: { errcode?: number }) => frame.errcode)

export const markdown = (content: string) => ({ msgtype: 'markdown' as const, markdown: { content } })
