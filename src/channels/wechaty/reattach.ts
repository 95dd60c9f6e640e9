/**
 * After a new login: asks whoever holds the account, in its own 文件传输助手, whether a room is the one of before, and ties it and its members
 * to their addresses once that was confirmed. Why so: book.ts. The room is told by name who was taken for whom.
 */
import { randomInt } from 'node:crypto'
import { day, dayOf, spellDay } from '../../domain/time.ts'
import { digest, passing, type Book } from './book.ts'
import type { Wechaty, WechatyRoom } from './library.ts'
import { matchPeople, matchRoom } from './match.ts'

/** The account's chat with itself, by its id in the web's protocol. */
export const fileHelper = 'filehelper'

interface Question {
  room: WechatyRoom
  topic: string
  address: string
  people: { id: string; address: string; name: string }[]
}

export interface Reattaching {
  /** Whether a room waits for a confirmation; asks for it where the room may be one of before. */
  waits(room: WechatyRoom, bot: Wechaty, now: number): Promise<boolean>
  /** What the account's holder wrote into 文件传输助手. */
  answer(text: string, bot: Wechaty): Promise<void>
  /** Forgets all questions, as another login began. */
  reset(): void
  /** How many rooms wait. */
  waiting(): number
}

const spellPeople = (people: Question['people']): string => people.map(({ name }) => name).join('、')
/** A text without mentions as the library takes it. */
export const plainly = (text: string): TemplateStringsArray => Object.assign([text], { raw: [text] })

/** `code` makes the number by which a question is answered; `nameOf` is what the roster calls an address. */
export function createReattaching(book: Book, nameOf: (address: string) => Promise<string | undefined>, code = () => String(randomInt(1000, 10_000))): Reattaching {
  const questions = new Map<string, Question>()
  const looked = new Map<string, number>()

  const tell = async (bot: Wechaty, text: string): Promise<boolean> => {
    const holder = await bot.Contact.find({ id: fileHelper }).catch(() => undefined)
    return holder ? holder.say(text).then(() => true, () => false) : false
  }

  const look = async (room: WechatyRoom, bot: Wechaty): Promise<void> => {
    const topic = await room.topic()
    const lost = book.lost()
    const earlier = [...lost.values()].some((entry) => entry.kind === 'room' && entry.topic === digest(topic))
    if (topic === '' || !earlier) return
    const same = (await bot.Room.findAll({ topic })).filter(({ id }) => !passing(id) || !book.isTied(id))
    const found = matchRoom(lost, digest(topic), same.length)
    if (found === 'none') return
    if (found === 'several') {
      await tell(bot, `重新登录后有同名的群“${topic}”，分不清哪个是原来的，没有接回。请把其中一个改名，再由管理员在群里发 /绑定 单位。`)
      return
    }
    const members = await Promise.all((await room.memberAll()).map(async (contact) => ({ contact, id: contact.id, name: contact.name(), alias: (await room.alias(contact).catch(() => undefined)) ?? '' })))
    const { pairs, left } = matchPeople(lost, found.address, members.map(({ id, name, alias }) => ({ id, name: digest(name), alias: digest(alias) })), (id) => passing(id) && !book.isTied(id))
    const people = members.flatMap(({ id, name, alias }) => {
      const pair = pairs.find((one) => one.id === id)
      return pair ? [{ ...pair, name: alias === '' || alias === name ? name : `${alias}（${name}）` }] : []
    })
    for (const one of people) {
      const known = await nameOf(one.address)
      // Who confirms must see whose rights go with it.
      if (known !== undefined && known !== one.name) one.name += `＝名册里的${known}`
    }
    let number = code()
    while (questions.has(number)) number = code()
    const seen = lost.get(found.address)?.seen
    const question = [
      `重新登录后，群“${topic}”像是原来的同名群${seen === undefined ? '' : `（上次用在${spellDay(dayOf(seen))}）`}，请您核对。`,
      people.length > 0 ? `确认后按名字接回：${spellPeople(people)}。` : '没有能按名字接回的人。',
      ...(left > 0 ? [`另有${left}人对不上或重名，要各自发 /我是 重新登记。`] : []),
      `是原来的群、人也没错，请在这里回复：接回 ${number}`,
      `不是，请回复：不接 ${number}`,
    ].join('\n')
    if (await tell(bot, question)) questions.set(number, { room, topic, address: found.address, people })
  }

  return {
    async waits(room, bot, now) {
      if (book.isTied(room.id)) return false
      if (!looked.has(room.id) || now - (looked.get(room.id) ?? now) > day) {
        looked.set(room.id, now)
        for (const [number, question] of questions) if (question.room.id === room.id) questions.delete(number)
        await look(room, bot)
      }
      return [...questions.values()].some((question) => question.room.id === room.id)
    },
    async answer(text, bot) {
      const [, verb, number = ''] = /^\s*(接回|不接)\s*(\d{4})\s*$/.exec(text) ?? []
      if (verb === undefined) return
      const question = questions.get(number)
      if (!question) return void (await tell(bot, `没有编号为 ${number} 的问题，可能已经答过，或又重新登录过。`))
      questions.delete(number)
      const { room, topic, address, people } = question
      if (verb === '不接') {
        looked.set(room.id, Infinity)
        return void (await tell(bot, `好的，群“${topic}”当作新群，要用请由管理员在群里发 /绑定 单位。`))
      }
      // Somebody may have spoken elsewhere meanwhile and be somebody new already.
      const still = people.filter(({ id }) => !book.isTied(id))
      await book.tie([{ id: room.id, address }, ...still])
      await tell(bot, `已接回群“${topic}”。`)
      const named = still.length === 0 ? '' : `按名字接回的有：${spellPeople(still)}。认错了人请马上告诉管理员。`
      await room.say(plainly(`本群已接回，原来的绑定照旧。${named}\n没有接回的请发 /我是 重新登记。`))
    },
    reset() {
      questions.clear()
      looked.clear()
    },
    waiting: () => questions.size,
  }
}
