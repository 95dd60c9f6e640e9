/** Which workspace a message belongs to, where one deployment serves several. */
import type { Hear, Incoming } from '../channels/channel.ts'
import type { Directory } from '../domain/directory.ts'
import type { Ledger } from '../ledger/types.ts'
import { inTime } from './inTime.ts'

/** One workspace and its bot's ear. */
export interface Line {
  ledger: Pick<Ledger, 'view'>
  hear: Hear
}

const knowsGroup = ({ channel, group }: Incoming, directory: Directory): boolean => group !== undefined && directory.groupOn(channel, group) !== undefined
const knowsSender = ({ channel, sender }: Incoming, directory: Directory): boolean => directory.personOn(channel, sender) !== undefined

/**
 * One ear for channels that all workspaces share. A message goes to the workspace whose directory knows its group's address; else, such as in
 * private or in a group not bound yet, to the one that knows its sender; else to the first. Where several know it the first of them takes it:
 * a message is heard in one workspace only. Fails within three seconds, as every ear does.
 */
export function createSwitchboard(lines: readonly [Line, ...Line[]]): Hear {
  const [first, ...others] = lines
  if (others.length === 0) return first.hear
  const lineFor = async (message: Incoming): Promise<Line> => {
    const directories = await Promise.all(lines.map(async ({ ledger }) => (await ledger.view()).directory))
    const found = [knowsGroup, knowsSender].map((knows) => directories.findIndex((directory) => knows(message, directory))).find((at) => at >= 0)
    return lines[found ?? 0] ?? first
  }
  return (message) => inTime(lineFor(message).then(({ hear }) => hear(message)))
}
