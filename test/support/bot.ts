/** A whole bot on a virtual clock and a throw-away Redis, for tests that talk with it. */
import type { Redis } from 'ioredis'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator, placeOf } from '../../src/channels/simulator/simulator.ts'
import type { Action, Channel, HearOutcome } from '../../src/channels/channel.ts'
import { createVirtualBot } from '../../src/bot/virtual.ts'
import type { Log } from '../../src/bot/log.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { instant } from '../../src/domain/time.ts'
import { createLease } from '../../src/ledger/lease.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Attachment, Ledger } from '../../src/ledger/types.ts'
import type { Painter } from '../../src/picture/painter.ts'
import { loadSetup } from '../../src/setup/load.ts'
import type { Setup } from '../../src/setup/setup.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { parts } from './parts.ts'
import { freshRedis } from './redis.ts'

/** '2026-11-20 14:00' in Shanghai, as ms. */
export const at = (text: string): number => instant(text.slice(0, 10), text.slice(11, 16) || '00:00')

/** A small pilot: a province, a city with two districts, a street with a committee of three member units, one group at each level. */
export const smallPilot = `
workspace: test-pilot
name: 浙江省街道团建试点
office: 共青团浙江省委城市青年工作部
bot: { names: [团讯, 小团] }
units:
  - { path: 浙江省/宁波市/鄞州区/中河街道, kind: 街道, aliases: [中河], pilot: { level: 团中央 } }
  - { path: 浙江省/宁波市/鄞州区/中河街道/中河中学, kind: 成员单位, nature: 学校 }
  - { path: 浙江省/宁波市/鄞州区/中河街道/鄞州银行, kind: 成员单位, nature: 企业 }
  - { path: 浙江省/宁波市/鄞州区/中河街道/中河医院, kind: 成员单位, nature: 事业 }
  - { path: 浙江省/宁波市/江北区/庄桥街道, kind: 街道, pilot: { level: 省 } }
  - { path: 浙江省/杭州市/下城区/天水街道, kind: 街道, pilot: { level: 团中央 } }
people:
  - { id: lixin, name: 李欣, unit: 浙江省, title: 城市青年工作部, roles: [管理员, 领导] }
  - { id: zhaogang, name: 赵刚, unit: 浙江省/宁波市, title: 团市委书记, roles: [团干部] }
  - { id: qianfang, name: 钱芳, unit: 浙江省/杭州市, title: 团市委副书记, roles: [团干部] }
  - { id: fengdao, name: 冯导, unit: 浙江省, title: 指导员, posts: [{ unit: 浙江省/宁波市, title: 指导员, roles: [指导员] }], roles: [] }
  - { id: zhouling, name: 周领, unit: 浙江省/宁波市/鄞州区, title: 团区委书记, roles: [领导] }
  - { id: wangmin, name: 王敏, unit: 浙江省/宁波市/鄞州区/中河街道, title: 团工委书记, roles: [团干部] }
  - { id: chenlei, name: 陈磊, unit: 浙江省/宁波市/鄞州区/中河街道/中河中学, title: 团委书记, roles: [联系人] }
  - { id: sunyan, name: 孙燕, unit: 浙江省/宁波市/鄞州区/中河街道/鄞州银行, title: 团总支书记, roles: [联系人] }
  - { id: linhua, name: 林华, unit: 浙江省/宁波市/鄞州区/中河街道/中河医院, title: 团委书记, roles: [联系人] }
  - { id: wuqiang, name: 吴强, unit: 浙江省/宁波市/江北区/庄桥街道, title: 团工委书记, roles: [团干部] }
groups:
  - { name: 中河街道工作群, unit: 浙江省/宁波市/鄞州区/中河街道, bulletin: off }
  - { name: 宁波市工作群, unit: 浙江省/宁波市, bulletin: off }
  - { name: 全省试点工作群, unit: 浙江省, bulletin: 周一 10:00 }
weeklyReport: { due: 周五 17:00, from: [市] }
`

export interface TestBot {
  ledger: Ledger
  redis: Redis
  /** Says something in a group (or in private with `null`) at a time like '2026-11-20 14:00'; answers what the bot said there because of it, on the simulator. */
  say(sender: string, group: string | null, text: string, when?: string, more?: { quote?: string; id?: string; attachments?: Attachment[]; channel?: string; tap?: true }): Promise<string[]>
  /** How the last message was taken. */
  outcome(): HearOutcome | undefined
  /** Stops the bot and starts another on the same Redis at a later time; nothing ran in between. */
  restart(when: string): Promise<void>
  /** Runs the clock on to a time like '2026-11-20 14:00'. */
  clockTo(when: string): Promise<void>
  /** Everything the bot has said in a group (or to a person with `{ person }`), with the time it was said. */
  said(place: string | { person: string }): Promise<{ at: number; text: string; mentions: string[] }[]>
  /** The buttons below the bot's last line there. */
  taps(place: string | { person: string }): Promise<readonly Action[]>
  now(): number
}

const setups = new Map<string, Setup>()

/** A setup file as it is read; read once. */
function setupOf(text: string): Setup {
  const setup = setups.get(text) ?? parseSetup(text, 'test.yaml')
  setups.set(text, setup)
  return setup
}

/** Starts a bot at a time like '2026-11-16 09:00' with the small pilot, a setup of one's own, or with null a workspace in which nothing is known; `channels` stand beside the simulator. */
export async function startBot(options: { now?: string; setup?: string | null; channels?: readonly Channel[]; painter?: Painter } = {}): Promise<TestBot> {
  const start = at(options.now ?? '2026-11-16 09:00')
  const { redis } = await freshRedis()
  const setup = options.setup === null ? undefined : setupOf(options.setup ?? smallPilot)
  const workspace = setup?.workspace ?? 'empty'
  const ledger = openLedger(redis, { workspace, kinds })
  if (setup) await loadSetup(ledger, setup, start)
  const chatLog = createChatLog(redis, workspace)
  const simulator = createSimulator(chatLog, async () => '团讯')
  // A fault in the program must fail the test, not hide in a log.
  const faults: unknown[] = []
  const log: Log = { info: () => {}, warn: () => {}, error: (fields, message) => void faults.push({ ...fields, message }) }
  const begin = (time: number) =>
    createVirtualBot({ ...parts, ledger: openLedger(redis, { workspace, kinds }), lease: createLease(redis, workspace), channels: [simulator, ...(options.channels ?? [])], painter: options.painter, log }, time)
  let virtual = await begin(start)
  const bots = async (place: string, after: number) => (await chatLog.list(place, after)).filter((line) => line.sender === 'bot')
  let count = 0
  let outcome: HearOutcome | undefined
  const check = async () => {
    if (faults.length > 0) throw new Error(JSON.stringify([faults, await ledger.failed.list(5)], null, 1))
  }
  return {
    ledger,
    redis,
    now: () => virtual.now(),
    outcome: () => outcome,
    async say(sender, group, text, when, more = {}) {
      const time = when === undefined ? virtual.now() : at(when)
      await virtual.clockTo(time)
      const place = placeOf(group === null ? { person: sender } : { group })
      const before = (await chatLog.list(place, 0)).at(-1)?.seq ?? 0
      const message = { channel: more.channel ?? 'simulator', id: more.id ?? `m${++count}`, group: group ?? undefined, sender, text, quote: more.quote, attachments: more.attachments, tap: more.tap, at: time }
      outcome = await virtual.say(message)
      await check()
      return (await bots(place, before)).map((line) => line.text)
    },
    async restart(when) {
      virtual = await begin(at(when))
    },
    async clockTo(when) {
      await virtual.clockTo(at(when))
      await check()
    },
    async taps(place) {
      return (await bots(placeOf(typeof place === 'string' ? { group: place } : place), 0)).at(-1)?.actions ?? []
    },
    async said(place) {
      const lines = await bots(placeOf(typeof place === 'string' ? { group: place } : place), 0)
      return lines.map(({ at: time, text, mentions }) => ({ at: time, text, mentions }))
    },
  }
}
