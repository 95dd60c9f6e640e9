/** What the entries of a setup file owe each other: units are known, nothing is there twice, terms keep the rules of S2. */
import { sameSender } from '../domain/channels.ts'
import { lastDayOfTerm, overlap } from '../domain/stint.ts'
import { spellDay } from '../domain/time.ts'
import { lastPart, lineage } from '../domain/unitPath.ts'
import type { Complain, Lists, Path, Placed } from './source.ts'
import { personId } from './schema.ts'
import type { EntryOf } from './schema.ts'
import type { UnitEntry } from './setup.ts'

/** Paths that the file names, those of entries that could not be read included: one mistake is said once. */
function namedPaths(raw: Record<string, unknown>, units: readonly UnitEntry[]): Set<string> {
  const named = new Set(units.map((unit) => unit.path))
  const listed = Array.isArray(raw['units']) ? (raw['units'] as unknown[]) : []
  for (const entry of listed) {
    const path = (entry as { path?: unknown } | null)?.path
    if (typeof path !== 'string') continue
    for (const one of lineage(path.split('/').map((part) => part.trim()).join('/'))) named.add(one)
  }
  return named
}

/** Every unit that a person, group, series or term names must be in the file or be a parent of one. */
export function checkUnits(raw: Record<string, unknown>, units: readonly UnitEntry[], read: Lists, complain: Complain): void {
  const named = namedPaths(raw, units)
  const check = (unit: string, path: Path): void => {
    if (!named.has(unit)) complain(path, `不认识的单位“${unit}”，请先写上这个单位`)
  }
  for (const { entry, path } of read.people) {
    check(entry.unit, [...path, 'unit'])
    entry.posts.forEach((post, i) => check(post.unit, [...path, 'posts', i, 'unit']))
  }
  for (const { entry, path } of [...read.groups, ...read.bulletins, ...read.chairTerms]) check(entry.unit, [...path, 'unit'])
  for (const { entry, path } of read.chairTerms) check(entry.committee, [...path, 'committee'])
}

function once(what: string, complain: Complain): (key: string, path: Path) => void {
  const seen = new Set<string>()
  return (key, path) => {
    if (seen.has(key)) complain(path, `${what}“${key}”已经写过`)
    seen.add(key)
  }
}

/** No unit, person, group, series or id on a channel twice. */
export function checkUnique(read: Lists, complain: Complain): void {
  const unit = once('单位', complain)
  const person = once('人员编号', complain)
  const personOn = once('渠道编号', complain)
  const group = once('工作群', complain)
  const address = once('群地址', complain)
  const series = once('简报单位', complain)
  for (const { entry, path } of read.units) unit(entry.path, [...path, 'path'])
  for (const { entry, path } of read.people) {
    person(personId(entry), [...path, 'id'])
    if (typeof entry.id !== 'string') for (const [channel, id] of Object.entries(entry.id)) personOn(`${channel}:${sameSender(channel, id)}`, [...path, 'id', channel])
  }
  for (const { entry, path } of read.groups) {
    group(entry.id ?? entry.name, [...path, 'name'])
    for (const [channel, at] of Object.entries(entry.addresses ?? {})) address(`${channel}:${at}`, [...path, 'addresses', channel])
  }
  for (const { entry, path } of read.bulletins) series(entry.unit, [...path, 'unit'])
}

/** A term belongs to a member unit of its committee, lasts at most three months and overlaps no other (S2). */
export function checkTerms(terms: Placed<EntryOf<'chairTerms'>>, complain: Complain): void {
  for (const [i, { entry, path }] of terms.entries()) {
    const { committee, unit, from, to } = entry
    const last = lastDayOfTerm(from)
    if (!unit.startsWith(`${committee}/`)) complain([...path, 'unit'], `“${unit}”不是“${committee}”的成员单位`)
    if (to < from) complain([...path, 'to'], '任期结束早于开始')
    else if (to > last) complain([...path, 'to'], `任期不能超过三个月，最晚到${spellDay(last)}`)
    const other = terms.slice(0, i).find(({ entry: one }) => one.committee === committee && overlap(one, entry))
    if (other) complain([...path, 'from'], `与“${other.entry.unit}”的任期重叠`)
  }
}

/** Two units beside each other are not each the other's alias: names cannot change places. */
export function checkAliases(units: Placed<EntryOf<'units'>>, complain: Complain): void {
  const byPath = new Map(units.map(({ entry }) => [entry.path, entry]))
  for (const { entry: { path, aliases = [] }, path: place } of units) {
    const name = lastPart(path)
    const lead = path.slice(0, -name.length)
    const other = aliases.find((alias) => alias !== name && byPath.get(lead + alias)?.aliases?.includes(name))
    if (other !== undefined) complain([...place, 'aliases'], `“${name}”和“${other}”互为别名。两个单位不能这样互换名称，请去掉别名`)
  }
}
