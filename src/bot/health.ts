/** How the service stands: what waits, what failed, which channels there are. */
import type { Channel } from '../channels/channel.ts'
import type { Health } from '../grammar/command.ts'
import type { Ledger } from '../ledger/types.ts'

const shown = 5

const ownStates = (channels: readonly Channel[]): Health['channels'] => channels.map((channel) => ({ id: channel.id, ...(channel.state?.() ?? { up: true }) }))

/** `states` tells of all processes; without it the channels of this one are asked. */
export async function healthOf(ledger: Ledger, channels: readonly Channel[], states = async () => ownStates(channels)): Promise<Health> {
  const [inboxes, outboxes, failures, failed, doing] = await Promise.all([
    ledger.inbox.chats(), ledger.outbox.chats(), ledger.failed.list(shown), ledger.failed.count(), states(),
  ])
  return {
    inboxes: inboxes.length,
    outboxes: outboxes.length,
    failures: failures.map(({ id, at, what }) => ({ id, at, what })),
    failed,
    channels: doing,
  }
}
