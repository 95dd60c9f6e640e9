/** Which group of the roster a chat is that a channel has just heard of: a channel may not know what people call its groups. */
import { byHand } from '../../domain/channels.ts'
import type { Directory, Group } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'

/** Known by name alone: no real channel has an address of it, and the bot may be there. */
const isAwaited = ({ addresses, fallback }: Group): boolean => fallback !== byHand && Object.keys(addresses).every((platform) => platform === 'simulator')

/**
 * The unit's group that no channel reaches yet: the one `named`, or the only one. Undefined where there is none.
 * Throws SayToUser where there are several and none of them is named.
 */
export function awaitedGroup({ unit, short }: { unit: string; short: string }, named: Group | undefined, { groups }: Directory): Group | undefined {
  const awaited = groups.filter((group) => group.unit === unit && isAwaited(group))
  const one = awaited.find(({ id }) => id === named?.id) ?? awaited[0]
  if (!one || awaited.length === 1 || one.id === named?.id) return one
  throw new SayToUser(`${short}有${awaited.length}个工作群还没有接上：${awaited.map(({ name }) => name).join('、')}。请写明本群是哪一个，如 /绑定 ${short} 群:${one.name}`)
}

/** A name that no group has: with 2, 3 … behind it if need be. */
export function newName(name: string, { groups }: Directory): string {
  const taken = new Set(groups.map((group) => group.name))
  let number = 1
  while (taken.has(number === 1 ? name : `${name}${number}`)) number += 1
  return number === 1 ? name : `${name}${number}`
}
