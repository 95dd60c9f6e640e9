/** Understands what follows a command's name: labels, values without labels, the quoted number. */
import type { Command } from './command.ts'
import type { FieldContext } from './field.ts'
import { readUnit } from './fields/units.ts'
import { fold, join, part, trim, trimFolded, typedBetween, type Folded } from './fold.ts'
import { findHead } from './head.ts'
import { fieldOf, groupKey, labelBook, labelLikes, unitKey } from './labels.ts'
import { explains } from './later.ts'
import { place, type OpenField } from './positional.ts'
import { cost, shapeFor, shapesIn, unitLike } from './price.ts'
import { shapeOf } from './shape.ts'
import { assess, isFree, readField, withoutCourtesy, type Assessed } from './read.ts'
import { split, type Split } from './split.ts'
import { withoutTable } from './table.ts'
import { exceptionsTogether, peopleTogether, recordsTogether, unitAlone } from './together.ts'
import { leftOver, type ParseContext, type Problem } from './understood.ts'
import { dueInTitle, takeUnit } from './within.ts'

export type Body = Assessed & { unit?: string; group?: string; left: string }

/** Reads a command's body. `quoted` is the number in the quoted message; a number that was typed wins over it. */
export function readBody(command: Command, typedBody: Folded, at: ParseContext, quoted?: string): Body {
  const body = withoutTable(typedBody, labelBook(command))
  const second = secondCommand(body, at) ?? secondForm(command, body, at)
  const parts = oneCommand(command, split(command, second === undefined ? body : part(body, 0, second.index), at.fields), at)
  if (second !== undefined) parts.problems.push(oneAtATime(second.name))
  const raw: Record<string, string> = {}
  const typed = (value: Folded): string => trim(typedBetween(value, 0, value.text.length))
  for (const [key, { value }] of parts.labelled) raw[key] = typed(value)
  const subject = subjectOf(command, parts, at, quoted)
  if (subject) raw[subject.key] = subject.number
  const bare = takeMention(takePhrases(command, takeUnit(command, takeProxy(parts.bare, raw, at.fields), raw, at.fields), raw, at.fields), openFields(command, raw, parts), raw)
  const open = openFields(command, raw, parts)
  const fewer = withoutSubject(open, command, bare, at.fields)
  const withoutNumber = place(bare, fewer, at.fields)
  // Words that leave no good place for the rest stand where the number would (/延期 名册 1月10日 人手不够).
  const placed = fewer.length === open.length || withoutNumber.cost < cost.unclear ? withoutNumber : place(bare, open, at.fields)
  for (const [key, value] of Object.entries(placed.raw)) if (command.fields[key]?.required || !onlyCourtesy(value)) raw[key] = value
  parts.problems.push(...recordsTogether(command, raw, placed.raw, bare, at))
  spillOver(command, parts, raw, at)
  const unlabelled = Object.keys(raw).filter((key) => !parts.labelled.has(key) && command.fields[key]?.form === 'longText')
  parts.problems.push(...secondTimes(command, raw, unlabelled))
  peopleTogether(command, raw, unlabelled, at)
  exceptionsTogether(command, raw, unlabelled)
  unitAlone(command, raw, unlabelled, at.fields)
  dueInTitle(command, raw, new Set(parts.problems.map((problem) => problem.key)), at.fields)
  const { [unitKey]: unit, [groupKey]: group, ...fields } = raw
  return {
    ...assess(command, fields, at.fields, parts.problems),
    ...(unit ? { unit } : {}),
    ...(group ? { group } : {}),
    left: onlyCourtesy(placed.left) ? '' : placed.left,
  }
}

/** A remark that is nothing but a time beside the one that was asked for belongs nowhere: it would be lost in it. */
function secondTimes({ fields }: Command, raw: Record<string, string>, texts: readonly string[]): Problem[] {
  const timed = Object.entries(fields).some(([key, field]) => shapeFor(field) === 'time' && raw[key] !== undefined)
  return texts.flatMap((key) => {
    const said = raw[key] ?? ''
    if (!timed || shapeOf(fold(said).text) !== 'time') return []
    delete raw[key]
    return [leftOver(said)]
  })
}

const nextCommand = /(?:^|\n) *\/([^\s:,，、;。/]{1,20})(?=[\s:,，;。]|$)/g

const oneAtATime = (said: string): Problem => ({ said, complaint: `一条消息只能写一条指令，“/${said}”请另发一条；前面的也还没有记录，请再发一遍。` })

/** A second command on a line of its own, unless others are shown how to write it. */
function secondCommand({ text }: Folded, { registry }: ParseContext): { index: number; name: string } | undefined {
  const found = [...text.slice(0, longestLook).matchAll(/\n *\/([^\s:,，、;。/]{1,20})(?=[\s:,，;。]|$)/g)].find(({ 1: name = '' }) => registry.root(name) !== undefined)
  return found === undefined || explains.test(text.slice(0, found.index)) ? undefined : { index: found.index, name: found[1] ?? '' }
}

const formBelow = /\n[^\S\n]*(?=【 *(?<name>[^】\n]{1,20}?) *】[ :。]*\n)/g
/** Heads beyond this many are not looked behind: each costs the length of what follows it. */
const mostHeads = 10

/** A second form below the first; in a long text such a head is a heading. */
function secondForm(command: Command, body: Folded, { registry }: ParseContext): { index: number; name: string } | undefined {
  const book = labelBook(command)
  const heads = [...body.text.slice(0, longestLook).matchAll(formBelow)].filter(({ groups: { name = '' } = {} }) => registry.byName(name) ?? registry.root(name))
  for (const { 0: lead, index, groups: { name = '' } = {} } of heads.slice(0, mostHeads)) {
    const head = findHead(part(body, index + lead.length, body.text.length), registry, false)
    const within = labelLikes(body.text.slice(0, index)).flatMap(({ word }) => book.get(word)?.field ?? []).at(-1)
    if (head && 'command' in head && within?.form !== 'longText' && within?.form !== 'lines') return { index, name }
  }
  return undefined
}

/** A second command must not become a value without a label of the first, however it came there. */
function oneCommand(command: Command, parts: Split, { registry }: ParseContext): Split {
  // /帮助 /任务: one word after a name is the value of a text.
  if (Object.values(command.fields)[0]?.form === 'text' && /^\S+$/.test(parts.bare.text)) return parts
  for (const match of parts.bare.text.matchAll(nextCommand)) {
    if (match.index === undefined || match.index > longestLook || !registry.root(match[1] ?? '')) continue
    return { ...parts, bare: trimFolded(part(parts.bare, 0, match.index)), problems: [...parts.problems, oneAtATime(match[1] ?? '')] }
  }
  return parts
}

const longestLook = 10_000
const onlyCourtesy = (text: string): boolean => withoutCourtesy(`x${text}`) === 'x'

const mention = /(?<!\S)@[^\s@,，、]{1,20}(?!\S)/g

/** A person who is mentioned is meant for the field that takes a person, wherever the mention stands. */
function takeMention(bare: Folded, open: readonly OpenField[], raw: Record<string, string>): Folded {
  const person = open.find(({ field }) => field.form === 'person')
  const [found, ...more] = person ? [...bare.text.slice(0, longestLook).matchAll(mention)] : []
  if (!person || !found || more.length > 0) return bare
  const end = found.index + found[0].length
  raw[person.key] = typedBetween(bare, found.index, end)
  return trimFolded(join([part(bare, 0, found.index), part(bare, end, bare.text.length)]))
}

/** 代杭州市报 … is said for that unit; what names none is a value like any other. */
function takeProxy(bare: Folded, raw: Record<string, string>, at: FieldContext): Folded {
  const [lead = '', said = ''] = (raw[unitKey] === undefined && at.directory && /^[代替](\p{Script=Han}{2,16}?)(?:报送|填报|上报|登记|记录|报|填|记|交)?[\s,，:;]+/u.exec(bare.text.slice(0, 40))) || []
  if (said === '' || !readUnit('单位', said, at).ok) return bare
  raw[unitKey] = typedBetween(bare, 1, 1 + said.length)
  return trimFolded(part(bare, lead.length, bare.text.length))
}

/** A word that says which field it is for (与中河中学联办) fills it, wherever it stands; others only where they stand first (上周，…). */
function takePhrases({ fields }: Command, said: Folded, raw: Record<string, string>, at: FieldContext): Folded {
  let bare = said
  for (const [key, field] of Object.entries(fields)) {
    const { phrase, lead } = field
    const first = raw[key] === undefined ? lead?.exec(bare.text.slice(0, longestPhrases)) : undefined
    if (first?.groups?.['value']) {
      raw[key] = typedBetween(bare, 0, first.groups['value'].length)
      bare = trimFolded(part(bare, first[0].length, bare.text.length))
    }
    const words = phrase && raw[key] === undefined ? bare.text.slice(0, longestPhrases).matchAll(/[^\s,，;；]+/g) : []
    for (const { 0: word, index } of words) {
      const { value: sure, maybe = '' } = phrase?.exec(word)?.groups ?? {}
      // 大家负责 names nobody.
      const value = sure ?? (maybe !== '' && field.read(maybe, at).ok ? maybe : '')
      if (value === '') continue
      const from = index + word.indexOf(value)
      raw[key] = typedBetween(bare, from, from + value.length)
      bare = trimFolded(join([part(bare, 0, index), part(bare, index + word.length, bare.text.length)]))
      break
    }
  }
  return bare
}

/** Such words stand within this many characters. */
const longestPhrases = 300

/** Fields that values without a label may still fill, in declared order. */
function openFields(command: Command, raw: Record<string, string>, parts: Split): OpenField[] {
  const complained = new Set(parts.problems.map((problem) => problem.key))
  return Object.entries(command.fields).flatMap(([key, field]) => (field.positional && raw[key] === undefined && !complained.has(key) ? [{ key, field }] : []))
}

/** Words without a digit name no record: where a text may take them the record is still asked for (/不同意 请按期). */
function withoutSubject(open: OpenField[], { subject }: Command, bare: Folded, at: FieldContext): OpenField[] {
  const [lead = '', first = ''] = /^(\S{0,40})(?:\s+\S{1,10})?/.exec(bare.text) ?? []
  const named = /\d/.test(first) || open.some(({ key, field }) => key === subject && field.read(lead, at).ok)
  const rest = open.filter(({ key, field }) => key !== subject || field.form !== 'record')
  return !named && rest.some(({ field }) => isFree(field)) ? rest : open
}

/** The quoted number, if the command is about a record and the text does not begin with a number of its own. */
function subjectOf(command: Command, parts: Split, at: ParseContext, quoted: string | undefined): { key: string; number: string } | undefined {
  const key = command.subject
  const field = key === undefined ? undefined : command.fields[key]
  if (key === undefined || !field || quoted === undefined || parts.labelled.has(key)) return undefined
  const first = /^\S{1,40}/.exec(parts.bare.text)?.[0]
  if (first !== undefined && field.read(first, at.fields).ok) return undefined
  return field.read(quoted, at.fields).ok ? { key, number: quoted } : undefined
}

/**
 * Values may go on without a label behind a labelled one (主题:青年联谊会 11月20日14:00; 单位:中河街道，…): when the labelled value makes no sense
 * as a whole, or when its text would hide a required value or a head count, the words behind it go to the fields that are still open.
 */
function spillOver(command: Command, parts: Split, raw: Record<string, string>, at: ParseContext): void {
  for (const [key, { slot, value }] of parts.labelled) {
    const field = fieldOf(slot)
    if (!field || field.form === 'longText' || field.form === 'lines' || !/[\s,;，；]/.test(value.text)) continue
    const open = openFields(command, raw, parts)
    const shapes = isFree(field) ? shapesIn(value.text.slice(0, longestSpill)) : []
    const wanted = ({ field: other }: OpenField): boolean => (other.required && !isFree(other)) || shapes.some((shape) => shape === shapeFor(other))
    const wanting = isFree(field) ? open.some(wanted) : !readField(field, raw[key] ?? '', at.fields).ok
    if (!wanting) continue
    const placed = place(value, [{ key, field, first: true }, ...open], at.fields)
    const gains = isFree(field) ? open.some((one) => (one.field.required || wanted(one)) && placed.raw[one.key] !== undefined) : placed.left === ''
    // 对象:中河中学 税务局 are units, though one of them is not known, and no text.
    const units = field.form === 'units' && open.some((one) => isFree(one.field) && (placed.raw[one.key] ?? '').split(/\s+/).some((word) => unitLike.test(word)))
    // 人数:40，其中党员5人: what a comma parts from a typed value may explain it, unless a text was wanted; a remark takes anything.
    const filled = open.filter((one) => placed.raw[one.key] !== undefined).map((one) => one.field)
    const remark = !isFree(field) && !/\s/.test(value.text) && filled.some(({ form }) => form === 'text') && !filled.some(({ required }) => required)
    if (placed.cost < cost.unread && gains && !units && !remark) Object.assign(raw, placed.raw)
  }
}

/** Values that go on behind a labelled one stand within this many characters. */
const longestSpill = 300
