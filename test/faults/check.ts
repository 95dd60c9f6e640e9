/** Judges a faults run: what was lost, what was doubled. */
import type { Evidence } from './evidence.ts'
import type { Mishap } from './mishaps.ts'
import type { Shown } from './platform.ts'
import type { Said } from './talk.ts'

export interface Case {
  said: readonly Said[]
  shown: readonly Shown[]
  mishaps: readonly Pick<Mishap, 'from' | 'to' | 'crash'>[]
  evidence: Evidence
}

export interface Judgement {
  /** What must not be, one line each; empty when all is well. */
  breaches: string[]
  /** Messages acknowledged that had to be recorded, and were. */
  recorded: number
  answered: number
  bulletins: number
  /** Times something was shown again: because the platform had not said that it took it, or because of a crash in between. */
  repeats: { platform: number; crash: number }
  /** From acknowledgement to the first answer, ms, rising. */
  waits: number[]
}

/** How long before it is shown a piece may have been sent, ms. */
export const onTheWay = 5000

type Commits = Map<string, { first: number; commits: number; act: string }>

/** What each cause led to: position of its first entry, and in how many commits. */
function commitsOf({ entries }: Evidence): Commits {
  const found: Commits = new Map()
  for (const { cause, seq, nth, act, kind } of entries) {
    const before = found.get(cause)
    if (!before) found.set(cause, { first: seq, commits: 1, act: `${kind} ${act}` })
    else if (nth === undefined) before.commits += 1
  }
  return found
}

const causeOf = ({ post }: Said): string => `simulator|${post.id}`

function checkMessages({ said, shown, evidence }: Case, judged: Judgement): void {
  const commits = commitsOf(evidence)
  const first = new Map<string, Shown>()
  for (const one of shown) if (!first.has(one.id)) first.set(one.id, one)
  const last = new Map<string, { one: Said; seq: number }>()
  for (const one of [...said].sort((a, b) => a.begun - b.begun)) {
    const { due, acknowledged, post } = one
    const bad = (what: string) => judged.breaches.push(`${post.id} (${post.text}): ${what}`)
    const commit = commits.get(causeOf(one))
    const answer = first.get(`${commit?.first ?? causeOf(one)}.1`)
    const count = commit?.commits ?? 0
    if (count > 1) bad(`recorded ${count} times`)
    if (count > 0 && (due === 'answer' || due === 'nothing')) bad('recorded, but it asks for nothing of the kind')
    if (answer && due === 'nothing') bad('answered, though it is chat')
    if (acknowledged === undefined || due === 'nothing') continue
    if (due === 'record' && count === 0) bad(`acknowledged and not recorded; answered with: ${answer?.text ?? 'nothing'}`)
    if (due === 'record' && count === 1) judged.recorded += 1
    if (answer) {
      judged.answered += 1
      judged.waits.push(Math.max(0, answer.at - acknowledged))
    } else if (due !== 'open' || commit) bad('acknowledged and not answered')
    const before = last.get(post.group)
    if (commit && before && (before.one.acknowledged ?? Infinity) < one.begun && before.seq > commit.first) bad(`recorded before ${before.one.post.id}, which was acknowledged before this one was sent`)
    if (commit) last.set(post.group, { one, seq: commit.first })
  }
}

/** Every number of every series must come once, from 1 on. */
function checkSeries(name: string, numbers: readonly number[], breaches: string[]): void {
  const sorted = [...numbers].sort((a, b) => a - b)
  const wrong = sorted.findIndex((number, i) => number !== i + 1)
  if (wrong >= 0) breaches.push(`${name}: ${wrong + 1} is missing or comes twice (${sorted.slice(Math.max(0, wrong - 2), wrong + 3).join(', ')})`)
}

function checkNumbers({ evidence }: Case, judged: Judgement): void {
  const series = new Map<string, number[]>()
  const add = (name: string, number: unknown) => series.set(name, [...(series.get(name) ?? []), Number(number)])
  for (const { kind, id, prev, unit, data } of evidence.entries) {
    if (prev !== undefined) continue
    const [, label, nth] = /^(.+-\d{4})-(\d+)$/.exec(id) ?? []
    if (label !== undefined) add(label, nth)
    if (kind !== 'bulletin') continue
    judged.bulletins += 1
    add(`issues of ${unit} in ${String(data['year'])}`, data['issue'])
    add(`all issues of ${unit}`, data['total'])
  }
  for (const [name, numbers] of series) checkSeries(name, numbers, judged.breaches)
}

function checkDelivery({ shown, mishaps, evidence }: Case, judged: Judgement): void {
  const pieces = new Map<string, Shown[]>()
  for (const one of shown) pieces.set(one.id, [...(pieces.get(one.id) ?? []), one])
  const sent = new Set(evidence.receipts.map(({ id }) => id))
  for (const id of sent) if (!pieces.has(id) && !pieces.has(`${id}/1`)) judged.breaches.push(`notice ${id}: written down as sent, never shown`)
  for (const [id, times] of pieces) {
    if (!sent.has(id.replace(/\/\d+$/, ''))) judged.breaches.push(`notice ${id}: shown, not written down as sent`)
    const crashes = new Set<Pick<Mishap, 'from' | 'to'>>()
    for (const [i, again] of times.slice(1).entries()) {
      const before = times[i]
      if (before?.told === false) {
        judged.repeats.platform += 1
        continue
      }
      judged.repeats.crash += 1
      const crash = mishaps.find((one) => one.crash && !crashes.has(one) && one.from < again.at && one.to > (before?.at ?? 0) - onTheWay)
      if (crash) crashes.add(crash)
      else judged.breaches.push(`notice ${id}: shown again ${again.at - (before?.at ?? 0)} ms later, with no crash in between`)
    }
  }
}

export function judge(all: Case): Judgement {
  const { failures, faults, waiting } = all.evidence
  const judged: Judgement = { breaches: [...faults], recorded: 0, answered: 0, bulletins: 0, repeats: { platform: 0, crash: 0 }, waits: [] }
  for (const { what, ref, error } of failures) judged.breaches.push(`failed ${what} ${ref}: ${error.split('\n')[0]}`)
  for (const chat of waiting) judged.breaches.push(`${chat}: something still waits`)
  checkMessages(all, judged)
  checkNumbers(all, judged)
  checkDelivery(all, judged)
  const crashes = all.mishaps.filter(({ crash }) => crash).length
  if (judged.repeats.crash > crashes) judged.breaches.push(`${judged.repeats.crash} repeats after ${crashes} crashes`)
  judged.waits.sort((a, b) => a - b)
  return judged
}
