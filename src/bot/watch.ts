/** Notices channels that have gone silent and tells the admins, once, by whatever still works; and once more when they are back. */
import { z } from 'zod'
import { channelName } from '../domain/channels.ts'
import { privateChat, type Notice } from '../domain/notice.ts'
import { clockOf, dayOf, minute } from '../domain/time.ts'
import type { Ledger, View } from '../ledger/types.ts'

/** Down for so long and still: it is told. With a look every minute an outage is told within five minutes. */
const patience = 3 * minute
const stateKey = 'channels-down'

/** Since when a channel is down (ms), and whether that was told. */
const outages = z.record(z.string(), z.object({ since: z.number(), told: z.boolean() }))
type Outages = z.infer<typeof outages>

/** How one channel is doing, over all processes; one that nobody reports is missing from the list. */
export interface ChannelSeen {
  id: string
  up: boolean
  detail?: string | undefined
}

function admins({ directory }: View, now: number): string[] {
  const on = dayOf(now)
  return directory.people.filter((person) => !person.gone && directory.postsOf(person, on).some(({ roles }) => roles.includes('admin'))).map(({ id }) => id)
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
  if (JSON.stringify(after) === JSON.stringify(before)) return []
  const text = lines.join('\n')
  const notices = lines.length === 0 ? [] : admins(view, now).map((person): Notice => ({ to: privateChat(person), text, sort: 'notice' }))
  await ledger.commit({
    cause: { key: `channels|${now}`, day: dayOf(now) }, view, now, by: 'clock', changes: [], notices,
    state: [{ key: stateKey, value: Object.keys(after).length === 0 ? null : JSON.stringify(after) }],
  })
  return notices
}
