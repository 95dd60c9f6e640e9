/** How the whole deployment is doing, from Redis and from what its processes report. */
import { Gauge, Registry } from 'prom-client'
import type { Redis } from 'ioredis'
import { watchChannels } from '../bot/watch.ts'
import { channelName } from '../domain/channels.ts'
import { forAWhile, type Made } from '../domain/forAWhile.ts'
import { connecting } from '../domain/serviceWords.ts'
import { day, minute } from '../domain/time.ts'
import type { Ledger } from '../ledger/types.ts'
import { asText } from '../metrics/metrics.ts'
import { troubleOf } from '../redis/trouble.ts'
import { channelsOf, figuresOf, type ChannelReport, type ProcessReports } from '../metrics/reports.ts'
import type { Check } from '../web/health.ts'

/** A message or notice that has waited so long is stuck, ms. */
const stuckAfter = 2 * minute
/** For so long after a start nobody misses a process that has not reported a channel yet, ms. */
const starting = minute / 2
/** A week's figures change little: they are read off all receipts of a week once in so long, ms. */
const figuresLast = minute
/** Chats looked into at most. */
const looked = 200

interface HealthSources {
  redis: Redis
  ledgers: readonly Ledger[]
  reports: ProcessReports
  /** Ids of the channels that ought to be up. */
  expected: readonly string[]
  now(): number
}

/** Times (ms) of the oldest things that wait in each chat. */
const heads = async (ledger: Ledger, box: 'inbox' | 'outbox'): Promise<number[]> =>
  (await Promise.all((await ledger[box].chats()).slice(0, looked).map((chat) => ledger[box].head(chat)))).flatMap((head) => head?.at ?? [])

/** Every channel that ought to be there, by what the processes report; one that nobody reports is about to be, or nobody uses it. */
function expectedOf(alive: Parameters<typeof channelsOf>[0], { expected, now }: HealthSources, began: number): ChannelReport[] {
  const seen = channelsOf(alive)
  const missing = now() - began < starting ? { since: began, detail: connecting } : { since: 0, detail: '没有进程在用它' }
  return expected.map((id) => seen.find((one) => one.id === id) ?? { id, up: false, ...missing })
}

/** Whether all processes serve the same pilots: any of them may be woken for any chat. */
function alike(alive: Awaited<ReturnType<ProcessReports['all']>>): Check {
  const served = [...new Set(alive.flatMap(({ serves }) => (serves ? [serves.toSorted().join('、')] : [])))]
  return { name: 'pilots', ok: served.length < 2, why: `各进程受理的试点不一样（${served.join('；')}）：请写同样的 SETUP、WORKSPACE，再逐个重新启动` }
}

/** What must be well for the service to be of use. */
async function readyChecks(sources: HealthSources, began: number): Promise<Check[]> {
  if (sources.redis.status !== 'ready') throw new Error('Connection is closed.')
  const { redis, ledgers, reports, now } = sources
  await redis.set('tx:{~channels}:probe', now(), 'PX', minute)
  const [alive, waiting] = await Promise.all([reports.all(now()), Promise.all(ledgers.map((ledger) => heads(ledger, 'inbox')))])
  const oldest = Math.min(...waiting.flat(), now())
  return [
    { name: 'redis', ok: true },
    { name: 'worker', ok: alive.some(({ role }) => role !== 'web'), why: '没有工作进程' },
    { name: 'queue', ok: now() - oldest < stuckAfter, why: `有消息等了${Math.round((now() - oldest) / 1000)}秒还没办` },
    alike(alive),
    ...alive.flatMap(({ ills = [] }) => ills.map((ill) => ({ ...ill, ok: false }))),
    ...expectedOf(alive, sources, began).map(({ id, up, detail }) => ({ name: id, ok: up, why: `${channelName(id)}：${detail ?? '不通'}` })),
  ].map(({ why, ...check }) => (check.ok || why === undefined ? check : { ...check, why }))
}

/** How often each of those mentioned was mentioned in the last week, unsorted. */
async function mentionsPerPerson(ledger: Ledger, now: number): Promise<number[]> {
  const said = await (await ledger.view()).said(now - 7 * day, now)
  const counts = new Map<string, number>()
  for (const person of said.filter(({ sort }) => sort === 'nudge' || sort === 'reminder').flatMap(({ mentions }) => mentions ?? [])) {
    counts.set(person, (counts.get(person) ?? 0) + 1)
  }
  return [...counts.values()]
}

const share = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** A pilot and its week's mentions, as they were taken at most a minute ago. */
interface Watched {
  ledger: Ledger
  mentions(now: number): Promise<Made<number[]>>
}

/** All processes' counts, and what can be read off Redis at this moment. */
async function metricsText({ reports, expected, now }: HealthSources, pilots: readonly Watched[]): Promise<string> {
  const registry = new Registry()
  const gauge = (name: string, help: string, labels: string[] = []) => new Gauge({ name: `tuanxun_${name}`, help, labelNames: labels, registers: [registry] })
  const inbox = gauge('inbox_chats', 'Chats with messages that wait to be handled.', ['workspace'])
  const outbox = gauge('outbox_chats', 'Destinations with notices that wait to be sent.', ['workspace'])
  const age = gauge('outbox_oldest_seconds', 'Age of the oldest notice that waits to be sent.', ['workspace'])
  const failed = gauge('failed', 'Failed work that is kept.', ['workspace'])
  const nudges = gauge('nudges_per_person_week', 'Mentions by reminders and nudges in the last seven days, over those mentioned.', ['workspace', 'quantile'])
  const taken = gauge('nudges_taken_timestamp_seconds', 'When those mentions were counted; they are kept for a minute.', ['workspace'])
  const up = gauge('channel_up', 'Whether a channel is up in any process.', ['channel'])
  for (const { ledger, mentions } of pilots) {
    const { workspace } = ledger
    const [waiting, going, lost, { value, at }] = await Promise.all([ledger.inbox.chats(), heads(ledger, 'outbox'), ledger.failed.count(), mentions(now())])
    const sorted = value.toSorted((a, b) => a - b)
    inbox.set({ workspace }, waiting.length)
    outbox.set({ workspace }, going.length)
    age.set({ workspace }, going.length === 0 ? 0 : Math.max(0, now() - Math.min(...going)) / 1000)
    failed.set({ workspace }, lost)
    taken.set({ workspace }, at / 1000)
    for (const [quantile, part] of [['0.5', 0.5], ['0.9', 0.9], ['1', 1]] as const) nudges.set({ workspace, quantile }, share(sorted, part))
  }
  const alive = await reports.all(now())
  const channels = channelsOf(alive)
  for (const id of expected) up.set({ channel: id }, channels.find((one) => one.id === id)?.up ? 1 : 0)
  return `${await asText(figuresOf(alive))}${await registry.metrics()}`
}

/** How the deployment is doing, for the pages, for /状态 and for the clock. */
export interface Health {
  checks(): Promise<Check[]>
  metrics(): Promise<string>
  /** Every channel that ought to be there, as the processes report it. */
  channels(): Promise<ChannelReport[]>
  /** A look at the channels; the admins of the first workspace are told of those that went silent. */
  watch(): Promise<void>
}

export function createHealth(sources: HealthSources): Health {
  const { reports, expected, ledgers, now } = sources
  const began = now()
  const pilots = ledgers.map((ledger): Watched => ({ ledger, mentions: forAWhile(figuresLast, (at) => mentionsPerPerson(ledger, at)) }))
  const channels = async () => expectedOf(await reports.all(now()), sources, began)
  return {
    channels,
    checks: () => readyChecks(sources, began).catch((error: Error) => [{ name: 'redis', ok: false, why: troubleOf(error) ?? error.message }]),
    metrics: () => metricsText(sources, pilots),
    async watch() {
      const [first] = ledgers
      if (first) await watchChannels(first, expected, await channels(), now())
    },
  }
}
