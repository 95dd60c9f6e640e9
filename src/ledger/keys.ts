/** Names of everything a workspace keeps in Redis. All carry one hash tag, so that a workspace lives in one slot. */
import type { Day } from '../domain/time.ts'
import type { Heard } from './types.ts'

/** The common beginning of a workspace's keys, `tx:{ws}:`; scripts get it as their one declared key. Throws for a name that cannot be a tag. */
export function prefixOf(workspace: string): string {
  if (!/^[\p{L}\p{N}_.-]+$/u.test(workspace)) throw new Error(`not a name for a workspace: ${workspace}`)
  return `tx:{${workspace}}:`
}

/** The name in it. */
export const workspaceOf = (prefix: string): string => prefix.slice(prefix.indexOf('{') + 1, prefix.indexOf('}'))

/** A message for ever: its id is its channel's. */
export const identityOf = ({ channel, id }: Pick<Heard, 'channel' | 'id'>): string => `${channel}|${id}`

/** `20261122`: how a day stands in a key. */
export const compactDay = (day: Day): string => day.replaceAll('-', '')

/** The sign before which a large partition's own key lists its pages, and behind which the keys of the pages go on; see pages.lua. */
export const pageSign = '\u0001'

/** An index partition's name inside its keys: the field of its version, the tail of its sorted set. */
export const placeName = (kind: string, index: string, partition: string): string => `${kind}:${index}:${partition.replaceAll(pageSign, '')}`
