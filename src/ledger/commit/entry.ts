/** Turns one change into what the commit script writes for it. */
import type { Change, Rec } from '../../domain/record.ts'
import { bodyVersion, sha256, type Body } from '../chain/body.ts'
import { sidePiece, type Salt } from '../chain/side.ts'
import { withStrangeParts } from '../chain/strange.ts'
import { forgetAct } from '../forget.ts'
import { labelOf, placesOf } from '../indexes/places.ts'
import { stateText } from '../stored.ts'
import { renumber, tokenName } from './placeholder.ts'

/** What all changes of one commit share. */
export interface Circumstances {
  cause: string
  now: number
  by: string
  group?: string | undefined
  /** Original message, kept with the first change. */
  text?: unknown
  salt: Salt
  /** Names of all placeholders that the decision allots. */
  tokens: ReadonlySet<string>
}

/** One entry, ready for the script. */
export interface Line {
  body: string
  digest: string
  tokens: string[]
  kind: string
  /** What its number begins with, see labelOf. */
  label: string
  id: string
  state: string
  side: string
  text: string
  /** Places left, and those it stands in; the partitions of all of them have changed. */
  left: [name: string, score: number][]
  stands: [name: string, score: number][]
}

/** The fields apart: those in the chain and those beside it. The personal ones come last in a record, here as in a replay. */
function divide(change: Change): { open: Record<string, unknown>; personal: Record<string, unknown> } {
  const given = change.data as Record<string, unknown>
  const parsed = change.kind.schema.parse(change.data) as Record<string, unknown>
  // What only a newer program knows stays. To be forgotten means all of it.
  const before = change.act === forgetAct ? undefined : (change.before?.data as Record<string, unknown> | undefined)
  const data = before === undefined ? parsed : Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, withStrangeParts(before[key], given[key], value)]))
  const isPersonal = (key: string) => (change.kind.personal as string[]).includes(key)
  const pick = (personal: boolean) =>
    Object.fromEntries(Object.entries(data).filter(([key, value]) => value !== undefined && isPersonal(key) === personal))
  // Beside the chain: it may be personal.
  const strange = Object.keys(before ?? {}).filter((key) => !(key in data) && given[key] !== undefined)
  return { open: pick(false), personal: { ...pick(true), ...Object.fromEntries(strange.map((key) => [key, given[key]])) } }
}

function pieceOf(content: unknown, salt: () => string): { stored: string; digest?: string } {
  if (content === undefined) return { stored: '' }
  const piece = sidePiece(content, salt())
  if (/\uE000/.test(piece.stored)) throw new Error('a placeholder cannot stand in personal data')
  return piece
}

/** Checks a change (schema, placeholders, indexes) and writes it out. Throws on a programming error; nothing has been written then. */
export function lineOf(change: Change, nth: number, all: Circumstances): Line {
  const { kind, ref, act, unit, before, note } = change
  if (ref.includes('\n')) throw new Error(`a ${kind.kind}'s id is one line`)
  const { open, personal } = divide(change)
  const at = change.at ?? all.now
  const by = change.by ?? all.by
  const side = pieceOf(Object.keys(personal).length > 0 ? personal : undefined, () => all.salt(all.cause, `${nth}|side`))
  const text = pieceOf(nth === 0 ? all.text : undefined, () => all.salt(all.cause, `${nth}|text`))
  const body: Body = {
    v: bodyVersion, kind: kind.kind, id: ref, act, at, by, group: all.group, cause: all.cause, unit, note, void: change.void,
    prev: before?.version, nth: nth || undefined,
    allot: change.allot.length > 0 ? change.allot.map(({ token, counter, first }) => [token, counter, first]) : undefined,
    side: side.digest, text: text.digest, data: open,
  }
  const written = renumber(JSON.stringify(body), all.tokens)
  const record: Rec<unknown> = {
    kind: kind.kind, id: ref, unit, version: 0, void: change.void, data: { ...open, ...personal },
    at: before?.at ?? at, by: before?.by ?? by, group: before ? before.group : all.group,
  }
  const stands = placesOf(kind, record)
  const left = before ? [...placesOf(kind, before)].filter(([name, score]) => stands.get(name) !== score) : []
  return {
    body: written.text, digest: sha256(written.text), tokens: written.tokens, kind: kind.kind, label: labelOf(kind), id: ref, state: stateText(record),
    side: side.stored, text: text.stored, left, stands: [...stands],
  }
}

/** Names of the placeholders a decision allots; throws for a counter or prefix that could break the entry or its reading. */
export function tokensOf(changes: readonly Change[]): Set<string> {
  const names = new Set<string>()
  for (const { token, counter, first, prefix, pad } of changes.flatMap((change) => change.allot)) {
    if (/["\\|\p{Cc}\uE000\uE001]|\d$/u.test(prefix)) throw new Error(`a number cannot begin with ${JSON.stringify(prefix)}`)
    if (!Number.isSafeInteger(first) || first < 0 || !Number.isInteger(pad) || pad < 1 || pad > 20) {
      throw new Error(`counter ${counter}: first ${first}, pad ${pad}`)
    }
    const name = tokenName(token)
    if (names.has(name)) throw new Error(`counter ${counter}: the same placeholder twice`)
    names.add(name)
  }
  return names
}
