/** Nobody is called in a way by which a platform would call everybody: ids and names come from rosters, and `@all` may stand there (protocol.md sections C, D2 and F3). */
import { Refused } from '../domain/errors.ts'
import { isEverybody } from '../domain/everybody.ts'
import type { Outgoing } from './channel.ts'

/** Those of them who may be mentioned: single people. */
export const singlePeople = (mentions: Outgoing['mentions']): Outgoing['mentions'] => mentions.filter(({ id, name }) => !isEverybody(id) && !isEverybody(name))

/** A person's id that stands for one receiver. Throws Refused for everybody, and for several joined with `|` as an app's receivers are. */
export function oneReceiver(id: string): string {
  if (isEverybody(id) || id.includes('|')) throw new Refused('这个账号不是一个人，不发')
  return id
}
