/** What a platform does to its channels in the contract suite: it says things twice, garbles, is away, and fails each way of saying something. */
import type { Outgoing } from '../../../src/channels/channel.ts'
import type { Effect, FakeWecom } from '../../support/wecom/index.ts'
import type { Phone } from '../wechaty/mock.ts'

/** `passing`: an error that passes; `tooOften`: the limit is reached; `refused`: an error for good; `silent`: no answer; `slow`: a late one. */
export type Failure = 'passing' | 'tooOften' | 'refused' | 'silent' | 'slow'

/** One way of saying something. */
export interface Way {
  name: string
  /** A channel's id. */
  channel: string
  to: Outgoing['to']
  /** How many messages the platform takes within a minute, and another destination with a limit of its own; absent where that is counted otherwise. */
  limit?: { perMinute: number; other: Outgoing['to'] }
  /** It is a way back: somebody in the group must have spoken just before. */
  back: boolean
  /** The platform's number for each failure, where it has one. */
  errcode: Partial<Record<Failure, number>>
  /** Makes it fail until the answer is called; undefined where the platform does not fail so. */
  fail(how: Failure): (() => void) | undefined
}

export interface Means {
  /** What was said last is delivered once more. */
  again(): Promise<unknown>
  /** Something that nobody can read is delivered. */
  garble(): Promise<unknown>
  /** Cannot be reached, or can again. */
  away(yes: boolean): void
  /** To the first group, and to WangMin. */
  ways(): readonly Way[]
}

/** WeCom fails by its errcodes and, where `mute`, by silence. `on` is the path or command. */
export function wecomWay(wecom: FakeWecom, on: string, refusal: number, { mute = true, ...way }: Pick<Way, 'name' | 'channel' | 'to' | 'limit'> & { back?: boolean; mute?: boolean }): Way {
  const errcode = { passing: -1, tooOften: 45_009, refused: refusal }
  const effects: Record<Failure, Effect> = {
    passing: { errcode: errcode.passing }, tooOften: { errcode: errcode.tooOften }, refused: { errcode: refusal }, silent: 'hangUp', slow: { slowMs: 150 },
  }
  return { back: false, ...way, errcode, fail: (how) => (how === 'silent' && !mute ? undefined : wecom.fault({ on, effect: effects[how] })) }
}

/** A puppet fails by an error of its own, or is slow. */
export const wechatyWay = ({ puppet }: Phone, name: string, to: Way['to']): Way => ({
  name, channel: 'wechaty', to, back: false, errcode: { passing: 23_060 },
  fail(how) {
    if (how === 'passing') puppet.broken = new Error('error 23060')
    else if (how === 'slow') puppet.slowMs = 150
    else return undefined
    return () => {
      puppet.broken = undefined
      puppet.slowMs = 0
    }
  },
})

/** Nothing ever fails. */
export const sureWay = (channel: string, name: string, to: Way['to']): Way => ({ name, channel, to, back: false, errcode: {}, fail: () => undefined })
