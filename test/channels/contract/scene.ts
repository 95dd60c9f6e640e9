/** The platforms of the contract suite, each with its channels started and an ear. */
import { expect, onTestFinished } from 'vitest'
import type { Channel, Outgoing } from '../../../src/channels/channel.ts'
import { createEar, type Ear } from '../../support/channel.ts'
import { freshRedis } from '../../support/redis.ts'
import { onCallbacks, onLongConnection, onSimulator, onWechaty } from '../journeys/rigs.ts'
import type { Rig, Scene } from '../journeys/walk.ts'
import type { Way } from './means.ts'

export const group = '中河街道工作群'
export const bot = '团讯'

export const platforms = [['the simulator', onSimulator], ['the long connection', onLongConnection], ['URL callbacks, app and robot', onCallbacks], ['Wechaty', onWechaty]] as const

export interface Started extends Rig {
  ear: Ear
  speak(text: string, more?: { private?: boolean; quote?: string }): Promise<unknown>
  channelOf(way: Way): Channel
  /** A piece to be sent by one way; for a way back somebody speaks first. */
  piece(way: Way, text: string, more?: Partial<Outgoing>): Promise<Outgoing>
  /** Sends such a piece. */
  send(way: Way, text: string, more?: Partial<Outgoing>): Promise<unknown>
  /** Lets time pass for channels and platform, ms. */
  pass(ms: number): void
}

/** Opens a platform; `away`: it cannot be reached yet, and `begin` is left to the test. */
export async function start(open: (scene: Scene) => Promise<Rig>, { away = false } = {}): Promise<Started> {
  const { redis } = await freshRedis()
  let shift = 0
  const now = () => Date.now() + shift
  const rig = await open({ redis, people: new Map([['WangMin', '王敏'], ['lixin', '李欣']]), groups: [group, '另一个群'], botName: bot, now })
  rig.means.away(away)
  const ear = createEar()
  for (const channel of rig.channels) await channel.start(ear.hear)
  onTestFinished(async () => void (await Promise.all(rig.channels.map((channel) => channel.stop()))))
  if (!away) await rig.begin()
  const speak: Started['speak'] = (text, more = {}) =>
    rig.say({ group: more.private ? undefined : group, person: 'WangMin', text: rig.mentionOnly && !more.private ? `@${bot} ${text}` : text, at: now(), quote: more.quote })
  let pieces = 0
  const scene: Started = {
    ...rig, ear, speak, pass: (ms) => void (shift += ms),
    channelOf({ channel: id }) {
      const channel = rig.channels.find((one) => one.id === id)
      if (!channel) throw new Error(`no channel ${id}`)
      return channel
    },
    async piece(way, text, more) {
      const before = ear.heard.length
      if (way.back) {
        await speak('/帮助')
        await expect.poll(() => ear.heard.length).toBe(before + 1)
      }
      return { id: `c${++pieces}`, text, sort: 'notice', to: way.to, mentions: [], at: now(), reply: way.back ? ear.heard.at(-1)?.reply : undefined, ...more }
    },
    send: async (way, text, more) => scene.channelOf(way).send(await scene.piece(way, text, more)),
  }
  return scene
}

/** Waits a little for what must not come. */
export const resting = (): Promise<unknown> => new Promise((done) => setTimeout(done, 60))
