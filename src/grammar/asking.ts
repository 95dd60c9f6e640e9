/**
 * Questions in somebody's own words (S33): taken apart into a time, a unit, a person and words that are known; whatever is left makes it no question.
 * It reads records only, and the answer says what it is about.
 */
import { foldName, looseForms } from '../domain/unitNames.ts'
import type { Directory } from '../domain/directory.ts'
import { wordsIn, type Mark, type Slot, type Wording } from './askingWords.ts'
import type { Command } from './command.ts'
import type { FieldContext } from './field.ts'
import { labelBook } from './labels.ts'
import { readRange } from './values/index.ts'

interface Asking {
  marks: ReadonlySet<Mark>
  kind: string
  parts: Partial<Record<Slot, string>>
}

const longest = 40
const longestName = 12

/** The command that a question in free words means, with texts by field key; folded text in. */
export function findAsking(text: string, commands: readonly Command[], at: FieldContext): { command: Command; raw: Record<string, string>; note?: string | undefined } | undefined {
  const said = text.replace(/[\s,，。.?!、…~]+/gu, '')
  const asking = said.length > longest ? undefined : takeApart(said, at)
  for (const command of asking ? commands : []) {
    for (const wording of command.asked ?? []) {
      if (!asking || !fits(asking, wording)) continue
      const book = labelBook(command)
      const given = Object.entries(asking.parts).map(([slot, value]) => [wording.slots?.[slot as Slot] ?? '', value] as const)
      const fixed = Object.entries(wording.fields ?? {}).map(([label, value]) => [label, value.replace('{kind}', asking.kind)] as const)
      const raw = [...fixed, ...given].flatMap(([label, value]) => (book.has(label) ? [[book.get(label)?.key ?? '', value]] : []))
      return { command, raw: Object.fromEntries(raw), note: wording.note }
    }
  }
  return undefined
}

function fits({ marks, parts }: Asking, { all = [], any = [], may = [], slots = {}, needs = [] }: Wording): boolean {
  const allowed = new Set([...all, ...any, ...may])
  return (
    all.every((mark) => marks.has(mark)) && (any.length === 0 || any.some((mark) => marks.has(mark))) && [...marks].every((mark) => allowed.has(mark)) &&
    needs.every((slot) => parts[slot] !== undefined) && Object.keys(parts).every((slot) => slots[slot as Slot] !== undefined)
  )
}

function takeApart(said: string, at: FieldContext): Asking | undefined {
  const whole = wordsIn(said)
  // A unit's name alone asks how it stands (宁波呢).
  const bare = whole.marks.size === 0
  if (bare && said.length > longestName) return undefined
  const period = findPeriod(said, at)
  const timeless = period === undefined ? said : said.replace(period, '，')
  const unit = at.directory && findUnit(timeless, at.directory)
  if (unit === null) return undefined
  const placeless = unit?.found.reduce((rest, name) => rest.replace(name, '，'), timeless) ?? timeless
  if (bare && !/^，+(?:呢|那边|这边|那里|现在)*$/u.test(placeless)) return undefined
  const person = at.directory?.people.find(({ name }) => name.length >= 2 && placeless.includes(foldName(name)))?.name
  const [before = '', behind = ''] = person === undefined ? [placeless] : placeless.split(foldName(person))
  const { marks, kind, rest } = wordsIn(`${before}${behind.replace(title, '')}`.replace(/，/gu, ''))
  const [left] = rest.map((run) => withVerb(run, placeless))
  if (rest.length > 1 || left?.length === 1) return undefined
  const unknown = left !== undefined && unit === undefined && unitLike.test(left) ? left : undefined
  return {
    marks,
    kind,
    parts: {
      ...(period === undefined ? {} : { period: recent(period) }),
      ...(unit ? { unit: unit.said } : unknown === undefined ? {} : { unit: unknown }),
      ...(person === undefined ? {} : { person }),
      ...(left === undefined || unknown !== undefined ? {} : { about: left }),
    },
  }
}

/** What stands behind a name (赵刚同志). */
const title = /^(?:同志|老师|书记|主席|主任|部长)/u

/** 会 of 开会 begins with a word that says nothing by itself. */
function withVerb(run: string, said: string): string {
  const verb = said[said.indexOf(run) - 1] ?? ''
  return run.length === 1 && /^[开做办搞出发]$/.test(verb) ? verb + run : run
}

const unitLike = /^(?:\p{Script=Han}{2,8}(?:街道|社区|区|县|市|镇|乡)|\p{Script=Han}{0,8}(?:银行|中学|小学|医院|税务局|公司))$/u

const opens = /[\d月本这今昨明前后上下近最过从第去年一二三四五六七八九十元国春周农正冬腊]/u
const closes = /(?:[\d年月日号天周期度旬份来今在底前季夜末内半拜初]|[周期拜][一二三四五六])$/u
const longestPeriod = 14
/** What says at all that a time is meant. */
const timely = /[年月日号天周期拜度旬半今昨明旦庆\d]/u
/** No more texts than this are read as a time: a person writes one, and near the front. */
const mostTries = 40

/** 这两周, as people say 最近两周. */
const recent = (period: string): string => period.replace(/^(?:这|前)(?=[一两二三四五六七八九十几\d]+个?(?:周|星期|礼拜|月|天))/u, '最近')

/** The first time in a text, as long as it can be; a day of the lunar calendar too, so that it is refused by name. */
function findPeriod(said: string, at: FieldContext): string | undefined {
  let tries = 0
  for (let from = 0; from < said.length; from++) {
    if (!opens.test(said[from] ?? '')) continue
    for (let to = Math.min(said.length, from + longestPeriod); to > from + 1; to--) {
      const text = said.slice(from, to)
      if (!closes.test(text) || !timely.test(text) || /(?:周|轮)[报值抱]/u.test(text)) continue
      if (++tries > mostTries) return undefined
      const leans = ['past', 'ahead'] as const
      if (leans.some((lean) => readRange(recent(text), at.values, lean).ok) || (/^(?:农历)?(?:正月|冬月|腊月)$/u.test(text))) return text
    }
  }
  return undefined
}

const names = new WeakMap<Directory, readonly string[]>()

/** How units are called, longest first. */
function namesOf(directory: Directory): readonly string[] {
  const known = names.get(directory)
  if (known) return known
  const all = directory.units.flatMap(({ name, aliases, kind }) => [name, ...aliases].map(foldName).flatMap((form) => [form, ...(form === foldName(name) ? looseForms(form, kind) : [])]))
  const sorted = [...new Set(all)].filter(({ length }) => length >= 2).sort((a, b) => b.length - a.length)
  names.set(directory, sorted)
  return sorted
}

const own = /(?:我们|咱们?|我|本|全)(?:街道|社区|省|市|区|县|镇|乡|单位|学校|医院|公司|企业|银行|支部|团委)|我们|咱们/u

/** The unit that is named, perhaps by several names one below the other (鄞州那个中河街道); null when they are several units. */
function findUnit(said: string, directory: Directory): { said: string; found: string[] } | null | undefined {
  const found: { name: string; index: number }[] = []
  let rest = said
  for (const name of namesOf(directory)) {
    const index = rest.indexOf(name)
    if (index < 0) continue
    found.push({ name, index })
    rest = rest.slice(0, index) + '，'.repeat(name.length) + rest.slice(index + name.length)
  }
  const ordered = found.sort((a, b) => a.index - b.index).map(({ name }) => name)
  const mine = own.exec(rest)?.[0]
  if (ordered.length === 0) return mine === undefined ? undefined : { said: mine, found: [mine] }
  const joined = ordered.join('')
  return ordered.length > 1 && 'unknown' in directory.findUnit(joined) ? null : { said: joined, found: ordered }
}
