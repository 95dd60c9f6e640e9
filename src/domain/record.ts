/** Records, what changes them, and how a kind of record is declared. Pure: the ledger gives these shapes their storage. */
import type { z } from 'zod'
import { yearOf } from './time.ts'
import { lineage } from './unitPath.ts'

/** One official record as it stands now. `id` is its spoken number (`活动-2026-015`) or, for a kind without numbers, its own key. */
export interface Rec<D> {
  kind: string
  id: string
  /** Path of the unit it belongs to. */
  unit: string
  /** Ledger position of its latest entry; grows with every change. */
  version: number
  /** When it was first filed, ms. */
  at: number
  /** Person id of who filed it; `clock` for what the clock did, `setup` for the setup file. */
  by: string
  /** Group id of the group in which it was filed. */
  group?: string | undefined
  void?: { at: number; by: string; reason: string } | undefined
  data: D
}

/** A place in a secondary index: a sorted partition and the score in it (usually ms). */
export interface Place {
  in: string
  at: number
}

/** A kind of record. Declared once; storage, numbering, indexes, queries and history come from it. */
export interface Kind<D> {
  /** English identifier, also the storage name: `activity`. */
  kind: string
  /** Chinese name, the head of its numbers: `活动`. */
  label: string
  /** Whether its records carry spoken numbers, counted per workspace, kind and calendar year. */
  numbered: boolean
  /** Shape of the data; the ledger refuses to write anything else. Must be plain JSON. */
  schema: z.ZodType<D>
  /** Fields that are personal data: kept beside the chain so that /注销 can delete them. */
  personal: (keyof D & string)[]
  /** For kinds that are about one person (`person` in their data): what their records hold once that person is forgotten (/注销). */
  blank?: Partial<D>
  /** Secondary indexes: where a record stands in each. Voided records stand in none. */
  indexes: Record<string, (record: Rec<D>) => Place[]>
  /** One line for lists and histories, without the number. `name` says a unit's name by its path; without it the path's last part is printed. */
  title(data: D, name?: (path: string) => string): string
  /** Chinese labels of the data's fields, for /历史, /查 and /更正. */
  labels: Partial<Record<keyof D & string, string>>
  /** How coded values are written, by field: { state: { planned: '计划' } }. */
  words: Partial<Record<keyof D & string, Readonly<Record<string, string>>>>
  /** How a value is written that is no text, number, date, unit or person: sums, lists of duties. `name` as for `title`. */
  spell?: Partial<Record<keyof D & string, (value: never, name: (path: string) => string) => string>>
}

/** Stands where the name of somebody forgotten stood. */
export const forgottenName = '（已注销）'

/** Declares a kind of record; see Kind. */
export function defineKind<D>(spec: Pick<Kind<D>, 'kind' | 'label' | 'schema'> & Partial<Kind<D>>): Kind<D> {
  return { numbered: true, personal: [], indexes: {}, labels: {}, words: {}, title: () => '', ...spec }
}

/** A number the commit allots: the counter's next value (`first` when the counter is new), written as prefix + padded value. */
export interface Allot {
  token: string
  counter: string
  first: number
  prefix: string
  pad: number
}

/** A change to one record: its whole new data, the ledger keeps every earlier state. */
export interface Change {
  kind: Kind<never>
  /** The record's id, or the token that the commit replaces by its number. */
  ref: string
  /** Machine word of what happened: create, amend, void, confirm, … shown in the history. */
  act: string
  unit: string
  data: unknown
  /** The record before this change; undefined for a new one. */
  before?: Rec<unknown> | undefined
  void?: { at: number; by: string; reason: string } | undefined
  /** Reason or remark for the history. */
  note?: string | undefined
  /** Overrides for history that is brought in (import): original time and author. */
  at?: number | undefined
  by?: string | undefined
  allot: Allot[]
}

const open = '\uE000'
const close = '\uE001'
/** Matches the placeholders that stand for numbers not yet allotted. */
export const tokenPattern = /\uE000(\d+)\uE001/g
let tokens = 0

/** A fresh placeholder; private-use signs that no message can hold, since they are taken out of everything heard. */
const token = (): string => `${open}${(tokens = (tokens + 1) % 1_000_000_000)}${close}`

/** A number from a counter of its own, such as a bulletin's 第N期; use `token` in any text of the same decision. */
export const allot = (counter: string, first = 1): Allot => ({ token: token(), counter, first, prefix: '', pad: 1 })

/** A new record. `ref` may stand in any text of the same decision; the commit fills the number in. */
export function create<D>(
  kind: Kind<D>,
  spec: { unit: string; data: D; now: number; id?: string; note?: string; allot?: Allot[]; by?: string },
): Change {
  const { unit, data, now, id, note, by } = spec
  const more = spec.allot ?? []
  const change = { kind: kind as unknown as Kind<never>, act: 'create', unit, data, note, by }
  if (!kind.numbered) {
    if (id === undefined) throw new Error(`a new ${kind.kind} needs an id`)
    return { ...change, ref: id, allot: more }
  }
  const year = yearOf(now)
  const number = { token: token(), counter: `${kind.label}|${year}`, first: 1, prefix: `${kind.label}-${year}-`, pad: 3 }
  return { ...change, ref: number.token, allot: [number, ...more] }
}

/** A change of some fields of a record (undefined takes a field out). */
export function amend<D>(kind: Kind<D>, before: Rec<D>, patch: Partial<D>, act = 'amend', note?: string): Change {
  const data = { ...before.data, ...patch }
  return { kind: kind as unknown as Kind<never>, ref: before.id, act, unit: before.unit, data, before, note, allot: [] }
}

/** Voids a record: it stays readable by its number and leaves every index. */
export function voidRecord<D>(kind: Kind<D>, before: Rec<D>, by: string, at: number, reason: string): Change {
  return { ...amend(kind, before, {}, 'void', reason), void: { at, by, reason } }
}

/** The partitions of a unit and of every unit above it: lets a period be read for a whole subtree. */
export const subtree = (path: string, at: number): Place[] => lineage(path).map((one) => ({ in: one, at }))
