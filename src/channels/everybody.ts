/** Nobody is called in a way by which a platform would call everybody: ids and names come from rosters, and `@all` may stand there (protocol.md sections C, D2 and F3). */
import { Refused } from '../domain/errors.ts'
import type { Outgoing } from './channel.ts'

/** `all`, `@all`, `announcement@all` and their kin, in any case and width. */
const everybody = /^(?:[\w-]*@)?(?:all|everyone|所有人|全体成员)$/i

/** Whether an id or a name stands for all members wherever it is put behind an @. */
export const isEverybody = (word: string): boolean => everybody.test(word.normalize('NFKC').trim())

/** Those of them who may be mentioned: single people. */
export const singlePeople = (mentions: Outgoing['mentions']): Outgoing['mentions'] => mentions.filter(({ id, name }) => !isEverybody(id) && !isEverybody(name))

/** A person's id that stands for one receiver. Throws Refused for everybody, and for several joined with `|` as an app's receivers are. */
export function oneReceiver(id: string): string {
  if (isEverybody(id) || id.includes('|')) throw new Refused('这个账号不是一个人，不发')
  return id
}
