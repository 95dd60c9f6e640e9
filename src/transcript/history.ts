/** Brings the history of an old group in: its commands and forms become records of then, nothing is posted. */
import { createHash } from 'node:crypto'
import { createBot } from '../bot/bot.ts'
import { faultName } from '../bot/fault.ts'
import { formKey, readForm } from '../bot/form.ts'
import { silentLog } from '../bot/log.ts'
import type { Directory, Group, Person } from '../domain/directory.ts'
import { groupChat } from '../domain/notice.ts'
import { dayOf } from '../domain/time.ts'
import type { Lease } from '../ledger/lease.ts'
import type { Ledger } from '../ledger/types.ts'
import type { Parts } from '../parts.ts'
import { botId, clockId } from './transcript.ts'
import type { Line } from './transcript.ts'

/** What became of one message: recorded, passed over with a reason, handled before, or ordinary chat that is not kept. */
export type Fate = { line: Line } & (
  | { what: 'taken'; answer: string }
  | { what: 'passed'; reason: string }
  | { what: 'known' }
  | { what: 'chat' }
)

export interface HistoryDeps {
  ledger: Ledger
  lease: Lease
  parts: Parts
  /** The group it is the history of. */
  group: Group
  /** The real time, ms: what lies after it is no history. */
  now: number
}

/** The person a sender is: by id, on whatever channel, else by the exact name when only one has it. */
export function senderOf({ id, name }: Line, directory: Directory): Person | undefined {
  const known = directory.people.filter((person) => !person.gone)
  const byId = known.find((person) => person.id === id) ?? known.find((person) => Object.values(person.ids).includes(id))
  const named = known.filter((person) => person.name === name)
  return byId ?? (named.length === 1 ? named[0] : undefined)
}

/** Ids that follow from the content, so that the same export brought in again is known: group, time, sender, text, and how many such came before. */
export function messageIds(lines: readonly Line[], group: string): string[] {
  const seen = new Map<string, number>()
  return lines.map(({ at, id, text }) => {
    const content = JSON.stringify([group, at, id, text])
    const nth = (seen.get(content) ?? 0) + 1
    seen.set(content, nth)
    return `history-${createHash('sha256').update(`${content}|${nth}`).digest('hex').slice(0, 40)}`
  })
}

const firstLine = (text: string | undefined): string | undefined => text?.split('\n').find((line) => line.trim() !== '')

/** Where it is kept how often a message was passed over: it may be tried again once the setup has been mended. */
const triesKey = (id: string): string => `history|${id}`

/** Brings messages in, in time order. Each is handled as of its own time, with the people and posts of today. */
export async function bringIn(lines: readonly Line[], { ledger, lease, parts, group, now }: HistoryDeps): Promise<Fate[]> {
  let clock = 0
  let outcome: { changes: number; unsaid: { text: string }[] } | undefined
  const bot = createBot({
    ...parts, jobs: [], ledger, lease, channels: [], log: silentLog, now: () => clock,
    wake: { inbox: async () => {}, outbox: async () => {} },
    onHistory: (_, done) => void (outcome = done),
  })
  /** Messages by person that wait for the rest of their form. */
  const asked = new Map<string, Fate[]>()
  const chat = groupChat(group.id)
  const address = group.addresses['simulator'] ?? group.name

  const passOver = async (line: Line, id: string, tries: number, reason: string): Promise<Fate> => {
    const cause = { key: `${triesKey(id)}|${tries}`, day: dayOf(line.at) }
    const state = [{ key: triesKey(id), value: String(tries + 1) }]
    await ledger.commit({ cause, view: await ledger.view(), now: line.at, by: 'history', changes: [], notices: [], state })
    return { line, what: 'passed', reason }
  }
  const carry = async (line: Line, id: string): Promise<Fate> => {
    const { at, name, text } = line
    if (at > now) return { line, what: 'passed', reason: '时间在将来' }
    const view = await ledger.view()
    const person = senderOf(line, view.directory)
    const tries = Number((await view.state(triesKey(id))) ?? 0)
    const attempt = tries === 0 ? id : `${id}-${tries}`
    const sender = person ? (person.ids['simulator'] ?? person.id) : line.id
    const message = { channel: 'simulator', id: attempt, sender, senderName: name, group: address, text, at, history: true }
    if (!person) return (await bot.concerns(message)) ? { line, what: 'passed', reason: '不认识的发送人' } : { line, what: 'chat' }
    clock = at
    outcome = undefined
    const heard = await bot.hear(message)
    if (heard === 'ignored') return { line, what: 'chat' }
    if (heard !== 'heard') return { line, what: 'known' }
    await bot.workInbox(chat)
    // Assigned by the callback above, which the compiler does not see.
    const done = outcome as { changes: number; unsaid: { text: string }[] } | undefined
    if (!done) return passOver(line, id, tries, `没有办成，编号 ${faultName(message)}`)
    const answer = firstLine(done.unsaid[0]?.text)
    const form = readForm(await (await ledger.view()).state(formKey(chat, message)), at)
    if (done.changes > 0) {
      for (const part of asked.get(person.id) ?? []) Object.assign(part, { what: 'taken', answer: '缺的内容已由后面的回复补齐' })
      asked.delete(person.id)
      return { line, what: 'taken', answer: answer ?? '已记录' }
    }
    if (answer === undefined) return { line, what: 'chat' }
    if (!form) return passOver(line, id, tries, answer)
    // Not to be tried again: a form opened anew could take up words that followed it.
    const fate: Fate = { line, what: 'passed', reason: answer }
    asked.set(person.id, [...(form.texts.length > 1 ? (asked.get(person.id) ?? []) : []), fate])
    return fate
  }

  // What an interrupted import left in the inbox comes first.
  await bot.workInbox(chat)
  const fed = lines.filter((line) => line.id !== botId && line.id !== clockId)
  const ids = messageIds(fed, group.id)
  const fates: Fate[] = []
  for (const [i, line] of fed.entries()) fates.push(await carry(line, ids[i] as string))
  return fates
}
