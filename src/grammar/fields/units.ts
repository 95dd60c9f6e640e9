/** Fields that name units. */
import { z } from 'zod'
import type { Directory, Unit, UnitMatch } from '../../domain/directory.ts'
import { lazily } from '../../domain/lazily.ts'
import type { UnitKind } from '../../domain/records/directory.ts'
import type { FieldContext, FieldReading } from '../field.ts'
import { foldWord, trim } from '../fold.ts'
import { bad, field, ok, type FieldOptions, type RequiredField } from './base.ts'

/** Units as they were named, and the paths that are meant. */
export interface SaidUnits {
  said: string
  paths: string[]
}

const shortOf = (path: string, directory?: Directory): string => directory?.unit(path)?.short ?? path

/** Reads one unit; without a directory, or while no unit is known at all, the text itself stands for it. */
export function readUnit(label: string, typed: string, at: FieldContext, kinds?: readonly UnitKind[]): FieldReading<string> {
  const said = trim(typed).replace(/^[@＠]/, '')
  if (!at.directory || at.directory.units.length === 0) return ok(said)
  const match = findUnit(said, at.directory, at.near)
  if ('unit' in match) {
    if (!kinds || kinds.includes(match.unit.kind)) return ok(match.unit.path)
    return bad(`“${label}”要写${kinds.join('或')}，“${match.unit.short}”是${match.unit.kind}。`)
  }
  if ('candidates' in match) {
    const fitting = kinds ? match.candidates.filter((one) => kinds.includes(one.kind)) : match.candidates
    const [only] = fitting
    if (only && fitting.length === 1) return ok(only.path)
    return bad(`“${said}”有${match.candidates.length}个，请说明是哪一个。`, match.candidates.map((one) => one.short))
  }
  const nearest = lazily(() => match.nearest.slice(0, 3).map((one) => one.short))
  const guess = () => (nearest().length > 0 ? `，您是不是要${nearest().map((one) => `“${one}”`).join('、')}？` : '，请写全名，如 鄞州区中河街道。')
  return { ok: false, get complaint() { return `没有找到单位“${said.slice(0, 40)}”${guess()}` }, get nearest() { return nearest() } }
}

/** 我们街道, 我区, 全省, 本单位, 我们: the speaker's own unit, or the one of that kind above it. */
const own = /^(?:我们这?|我|咱们?|本|全)(?:的)?(?<kind>\p{Script=Han}{0,4})$/u

/** What people of a member unit call it: 我们学校. */
const members = /^(?:学校|中学|小学|学院|医院|公司|企业|银行|支部|团支部|总支|团委|协会|中心|局|部队|部)$/u

function ownUnit(word: string, directory: Directory, near: Unit): Unit | undefined {
  const kind = own.exec(word)?.groups?.['kind']
  if (kind === undefined || word === '本' || word === '全') return undefined
  if (kind === '单位' || kind === '这里' || (kind === '' && word !== '我')) return near
  if (near.kind === '成员单位' && members.test(kind)) return near
  const kinds = kindWords[kind] ?? []
  for (let unit: Unit | undefined = near; unit; unit = directory.parent(unit.path)) if (kinds.includes(unit.kind)) return unit
  return undefined
}

function findUnit(said: string, directory: Directory, near: Unit | undefined): UnitMatch {
  const word = foldWord(said)
  const mine = near && ownUnit(word, directory, near)
  if (mine) return { unit: mine }
  const whole = directory.findUnit(said, near?.path)
  if (!('unknown' in whole) || word === said) return whole
  // Traditional characters, full width, or a space between parent and child.
  const folded = directory.findUnit(word.replace(/\s+/g, ''), near?.path)
  return 'unknown' in folded ? whole : folded
}

/** One unit, by name, alias or path; gives its path. */
export const unit = (label: string, opts: FieldOptions & { kinds?: UnitKind[] } = {}): RequiredField<string> =>
  field(label, opts, {
    form: 'unit', hint: '单位名，如 中河街道', schema: z.string(), show: shortOf, read: (typed, at) => readUnit(label, typed, at, opts.kinds),
  })

/** One unit, several, or all of a kind (全部街道, 各成员单位). */
export const units = (label: string, opts: FieldOptions = {}): RequiredField<SaidUnits> =>
  field<SaidUnits>(label, opts, {
    form: 'units', hint: '单位名，或 全部街道、各成员单位', schema: z.object({ said: z.string(), paths: z.array(z.string()) }),
    show: ({ said, paths }, directory) => (directory && !whole(foldWord(said)) ? paths.map((path) => shortOf(path, directory)).join('、') : said),
    read: (typed, at) => readUnits(label, trim(typed), at),
  })

const kindWords: Record<string, UnitKind[]> = {
  省: ['省', '直辖市'], 市: ['市'], 地市: ['市'], 设区市: ['市'], 县级市: ['县级市'], 区: ['区'], 县: ['县'], 区县: ['区', '县', '县级市'], 县区: ['区', '县', '县级市'],
  县市区: ['区', '县', '县级市'], '县(市、区)': ['区', '县', '县级市'], 区县市: ['区', '县', '县级市'], 街道: ['街道', '社区（街道）'], 乡镇: ['乡镇'],
  镇街: ['街道', '社区（街道）', '乡镇'], 街镇: ['街道', '社区（街道）', '乡镇'], 街道乡镇: ['街道', '社区（街道）', '乡镇'], 社区: ['社区'], 居民区: ['居民区'], 村: ['村'],
  成员单位: ['成员单位'], 青年社会组织: ['青年社会组织'], 社会组织: ['青年社会组织'], 部门: ['部门'],
}

/** `全部街道` → `街道`, `各单位` → `单位`; undefined for anything else. */
const whole = (word: string): string | undefined => /^(?:全部|全体|所有|各个?|每个)(?:的)?(.*)$/.exec(word)?.[1]

/** 各成员单位（税务局除外）, 各成员单位（不含税务局）, 除税务局外各成员单位: all of them, and those that are left out. */
const exceptions = [
  /^(?<all>.+?)[\s(（,，]+(?<but>[^\s(（]+?)(?:除外|以外|之外)[)）]?$/u,
  /^(?<all>.+?)[\s(（,，]*(?:除了?|不含|不包括)(?<but>.+?)(?:除外|以外|之外|外)?[)）]?$/u,
  /^除了?(?<but>.+?)(?:以外|之外|外)的?[,，\s]*(?<all>.+)$/u,
]

const longestException = 200

/** Reads one unit, several, or all of a kind. */
export function readUnits(label: string, said: string, at: FieldContext): FieldReading<SaidUnits> {
  const excepting = said.length <= longestException && /除|不含|不包括/.test(said)
  const { all, but } = (excepting ? exceptions : []).map((pattern) => pattern.exec(said)?.groups).find((groups) => groups !== undefined) ?? {}
  if (all === undefined || but === undefined || !at.directory) return readList(label, said, at)
  const [named, out] = [readList(label, all, at), readList(label, but, at)]
  if (!named.ok) return named
  if (!out.ok) return out
  const paths = named.value.paths.filter((path) => !out.value.paths.includes(path))
  if (paths.length === 0 || paths.length === named.value.paths.length) return bad(`“${but}”不在“${all}”里，请把要办的单位写出来，如 ${label}:中河街道。`)
  return ok({ said, paths }, [`“${said}”除去了${out.value.paths.map((path) => shortOf(path, at.directory)).join('、')}`])
}

function readList(label: string, said: string, at: FieldContext): FieldReading<SaidUnits> {
  const pieces = said.split(/[、,，;；\n]+/).map(trim).filter(Boolean)
  if (!at.directory) return ok({ said, paths: pieces })
  const paths: string[] = []
  for (const piece of pieces) {
    const reading = readPiece(label, piece, at, at.directory)
    if (!reading.ok) return reading
    paths.push(...reading.value)
  }
  return paths.length > 0 ? ok({ said, paths: [...new Set(paths)] }) : bad(`“${label}”没有写单位，如 ${label}:中河街道。`)
}

function readPiece(label: string, piece: string, at: FieldContext, directory: Directory): FieldReading<string[]> {
  const kind = whole(foldWord(piece))
  const kinds = kind === undefined ? undefined : kindWords[kind]
  // A member unit means its committee's members.
  const top = at.near?.kind === '成员单位' && kinds?.includes('成员单位') ? directory.parent(at.near.path) : at.near
  const below = top ? directory.below(top.path).filter((one) => one.path !== top.path) : directory.units
  if (kinds) {
    const found = below.filter((one) => kinds.includes(one.kind)).map((one) => one.path)
    return found.length > 0 ? ok(found) : bad(`${at.near?.short ?? '这里'}下面没有${kind}，请写单位名，如 ${label}:中河街道。`)
  }
  if (kind === '单位' || kind === '下级单位' || kind === '下属单位') {
    const found = (at.near ? directory.children(at.near.path) : directory.units).map((one) => one.path)
    return found.length > 0 ? ok(found) : bad(`${at.near?.short ?? '这里'}下面没有单位，请写单位名，如 ${label}:中河街道。`)
  }
  const single = readUnit(label, piece, at)
  if (single.ok) return ok([single.value])
  const parts = piece.split(/\s+|[和与及]/).map(trim).filter(Boolean)
  if (parts.length < 2) return single
  const paths: string[] = []
  for (const part of parts) {
    const reading = readUnit(label, part, at)
    if (!reading.ok) return single
    paths.push(reading.value)
  }
  return ok(paths)
}
