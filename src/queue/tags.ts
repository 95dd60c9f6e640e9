/** Where the queues' keys lie: behind hash tags, so that each queue is in one slot of a cluster. */
import { createHash } from 'node:crypto'

/** On a Redis of its own one tag will do: every tag costs a worker two waiting connections. */
export const oneTag: readonly string[] = ['tuanxun']

/**
 * On a cluster the wake-ups of many workspaces spread over the nodes: a small fixed number, since a queue for each workspace would cost
 * connections without end. Their slots (82, 7196, 11391, 15454) lie one in each quarter. The first is that of a single Redis too, and keeps the clock.
 */
export const clusterTags: readonly string[] = ['tuanxun', 'tuanxun-2', 'tuanxun-1', 'tuanxun-0']

/** BullMQ's prefix for a tag. */
export const prefixOf = (tag: string): string => `{${tag}}`

/** The tag that a workspace's wake-ups go to, the same in every process with the same tags. */
export function tagOf(workspace: string, tags: readonly string[]): string {
  const digest = createHash('sha256').update(workspace).digest()
  return tags[digest.readUInt32BE(0) % tags.length] ?? ''
}
