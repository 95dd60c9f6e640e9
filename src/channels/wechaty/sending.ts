/** Saying one piece by an account. */
import { atMost } from '../../domain/atMost.ts'
import { Refused, TryAgain } from '../../domain/errors.ts'
import { minute } from '../../domain/time.ts'
import type { Outgoing } from '../channel.ts'
import { singlePeople } from '../everybody.ts'
import type { Book } from './book.ts'
import type { Wechaty, WechatyContact } from './library.ts'

/** Longest a puppet may take, ms. */
const longest = minute / 2
const separator = '\u2005'

/** A text with mentions in it, as a tagged template: who stands in the text already is mentioned there, the others before it. */
export function template(text: string, people: readonly { contact: WechatyContact; name: string }[]): { parts: TemplateStringsArray; mentions: WechatyContact[] } {
  const places = people.map((one) => ({ ...one, at: text.indexOf(`@${one.name}`) }))
  const inside = places.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)
  const before = places.filter(({ at }) => at < 0)
  const parts: string[] = before.map((_one, i) => (i === 0 ? '' : separator))
  let from = 0
  let head: string = before.length > 0 ? separator : ''
  for (const { at, name } of inside) {
    parts.push(head + text.slice(from, at))
    head = ''
    from = at + name.length + 1
  }
  parts.push(head + text.slice(from))
  return { parts: Object.assign(parts, { raw: parts }), mentions: [...before, ...inside].map(({ contact }) => contact) }
}

/** A puppet's error without its words, which may quote the text: its number alone. */
function spell(error: unknown): TryAgain {
  const code = /-?\b\d{3,6}\b/.exec(error instanceof Error ? error.message : '')?.[0]
  return new TryAgain(code === undefined ? '微信协议报错' : `微信协议报错 ${code}`, undefined, code === undefined ? undefined : Number(code))
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = (): never => {
    throw new TryAgain('微信协议没有回应')
  }
  return atMost(longest, work, late).catch((error: unknown) => {
    throw error instanceof TryAgain ? error : spell(error)
  })
}

/** The platform's receipt, when it gives one. */
const receiptOf = (sent: unknown): string | undefined =>
  typeof sent === 'object' && sent !== null && 'id' in sent && typeof sent.id === 'string' ? sent.id : undefined

/** Sends a piece. Throws Refused for who is not known in this login or not there any more, TryAgain for everything else. */
export async function sendPiece({ text, to, mentions }: Pick<Outgoing, 'text' | 'to' | 'mentions'>, bot: Wechaty, book: Book): Promise<{ ref?: string | undefined }> {
  const find = (address: string): Promise<WechatyContact | undefined> => {
    const id = book.idOf(address)
    return id === undefined ? Promise.resolve(undefined) : inTime(bot.Contact.find({ id }))
  }
  if ('person' in to) {
    const contact = await find(to.person)
    if (!contact) throw new Refused('这次登录后还没有认到这个人')
    return { ref: receiptOf(await inTime(contact.say(text))) }
  }
  const id = book.idOf(to.group)
  const room = id === undefined ? undefined : await inTime(bot.Room.find({ id }))
  if (!room) throw new Refused('这次登录后还没有接回这个群')
  const people = await Promise.all(singlePeople(mentions).map(async ({ id: address, name }) => ({ name, contact: await find(address).catch(() => undefined) })))
  const { parts, mentions: contacts } = template(text, people.flatMap(({ name, contact }) => (contact ? [{ name, contact }] : [])))
  return { ref: receiptOf(await inTime(room.say(parts, ...contacts))) }
}
