/** Notices channels that have gone silent and tells the admins, once, by whatever still works; once more when they are back, and of what was lost meanwhile. */
import { z } from 'zod'
import { channelName } from '../domain/channels.ts'
import { privateChat, type Notice } from '../domain/notice.ts'
import { isAdmin } from '../domain/roles.ts'
import { clockOf, day, dayOf, minute, spellPeriod } from '../domain/time.ts'
import type { Ledger, View } from '../ledger/types.ts'

/** What is down for so long is told, ms. With a look every minute that is within five minutes. A gap is told when it has been over for so long: until then it may go on. */
const patience = 3 * minute
/** A shorter gap is not told, ms. */
const worthTelling = minute
/** A gap that ended longer ago is not told, ms: nobody says again what was lost a day before. */
const stale = day
const stateKey = 'channels-down'
const gapsKey = 'channels-gaps'

/** Since when a channel is down (ms), and whether that was told. */
const outages = z.record(z.string(), z.object({ since: z.number(), told: z.boolean() }))
type Outages = z.infer<typeof outages>

/** How one channel is doing, over all processes; one that nobody reports is missing from the list. */
export interface ChannelSeen {
  id: string
  up: boolean
  detail?: string | undefined
  gap?: { from: number; to: number } | undefined
}

/** By channel the end of the last gap that was told, ms. */
const toldGaps = z.record(z.string(), z.number())

/** What is to be told of gaps, and what has been told then. */
function tellGaps(before: Readonly<Record<string, number>>, seen: readonly ChannelSeen[], now: number): { lines: string[]; after: Record<string, number> } {
  const fresh = seen.flatMap(({ id, up, gap }) => (up && gap && gap.to > (before[id] ?? 0) && gap.to - gap.from >= worthTelling && now - gap.to >= patience && now - gap.to < stale ? [{ id, ...gap }] : []))
  const lines = fresh.map(({ id, from, to }) => `${channelName(id)}在${spellPeriod(from, to)}断过线，其间发给它的话收不到，平台也不补发。请提醒各群：这段时间发过指令而没有回音的，请再发一次。`)
  return { lines, after: { ...before, ...Object.fromEntries(fresh.map(({ id, to }) => [id, to])) } }
}

function admins({ directory }: View, now: number): string[] {
  const on = dayOf(now)
  return directory.people.filter((person) => isAdmin(directory, person, on)).map(({ id }) => id)
}

/** One look: commits what is to be remembered and told. `expected` are the channels that ought to be there. */
export async function watchChannels(ledger: Ledger, expected: readonly string[], seen: readonly ChannelSeen[], now: number): Promise<Notice[]> {
  const view = await ledger.view()
  const before: Outages = outages.parse(JSON.parse((await view.state(stateKey)) ?? '{}'))
  const states = expected.map((id) => seen.find((one) => one.id === id) ?? { id, up: false, detail: '没有进程在用它' })
  const after: Outages = {}
  const lines: string[] = []
  for (const { id, up, detail } of states) {
    const known = before[id]
    if (up && known?.told) lines.push(`${channelName(id)}已恢复。`)
    if (up) continue
    const since = known?.since ?? now
    const tell = !known?.told && now - since >= patience
    if (tell) lines.push(`${channelName(id)}从${clockOf(since)}起不通${detail === undefined ? '' : `：${detail}`}。期间收不到它的消息；要发的会改走别的通道或等它恢复。`)
    after[id] = { since, told: known?.told === true || tell }
  }
  const told = toldGaps.parse(JSON.parse((await view.state(gapsKey)) ?? '{}'))
  const gaps = tellGaps(told, states, now)
  lines.push(...gaps.lines)
  if (JSON.stringify(after) === JSON.stringify(before) && gaps.lines.length === 0) return []
  const text = lines.join('\n')
  const notices = lines.length === 0 ? [] : admins(view, now).map((person): Notice => ({ to: privateChat(person), text, sort: 'notice' }))
  await ledger.commit({
    cause: { key: `channels|${now}`, day: dayOf(now) }, view, now, by: 'clock', changes: [], notices,
    state: [{ key: stateKey, value: Object.keys(after).length === 0 ? null : JSON.stringify(after) }, ...(gaps.lines.length === 0 ? [] : [{ key: gapsKey, value: JSON.stringify(gaps.after) }])],
  })
  return notices
}
