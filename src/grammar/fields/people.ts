/** Fields that name persons. */
import { z } from 'zod'
import type { Directory, Person, Unit } from '../../domain/directory.ts'
import { parentPath, within } from '../../domain/unitPath.ts'
import type { FieldContext, FieldReading } from '../field.ts'
import { foldText, foldWord, trim } from '../fold.ts'
import { bad, field, ok, type FieldOptions, type RequiredField } from './base.ts'

const courtesy = /(?:同志|老师|书记|主席|主任|部长|先生|女士)$/
const me = new Set(['我', '本人', '我自己', '自己', 'me'])

/** A name with its unit, as choices between namesakes are written: 陈静（中河街道）. */
const spell = (person: Person, directory: Directory): string => `${person.name}（${directory.unit(person.unit)?.short ?? person.unit}）`

function readPerson(label: string, typed: string, { directory, sender, near }: FieldContext): FieldReading<string> {
  const said = trim(foldText(typed)).replace(/^@/, '').trim()
  if (!directory) return ok(trim(typed).replace(/^[@＠]/, ''))
  if (me.has(said.toLowerCase())) return sender ? ok(sender.id) : bad(`还不认识您，请写姓名，如 ${label}:王敏。`)
  const [, name = said, where] = /^([^(]*)\((.+)\)$/.exec(said) ?? []
  const byName = named(name, directory)
  const found = where ? byName.filter((person) => directory.unit(person.unit)?.short === where || person.unit.endsWith(where)) : byName
  const [first] = found
  const several = said.split(/[、,，;；]/).filter(Boolean)
  if (!first && several.length > 1) return bad(`“${label}”只写一位，如 ${label}:${trim(several[0] ?? '')}。`)
  const called = first ? [] : bySurname(name, directory, near)
  if (called.length > 0) return bad(`“${name}”是哪一位？`, called.map((person) => spell(person, directory)))
  if (!first) return bad(`名册里没有“${trim(typed).slice(0, 40)}”，请写姓名，如 ${label}:王敏。`)
  if (found.length === 1) return ok(first.id)
  return bad(`叫“${name}”的有${found.length}位，请说明是哪一位。`, found.map((person) => spell(person, directory)))
}

function named(name: string, directory: Directory): Person[] {
  const exact = directory.findPeople(name)
  if (exact.length > 0) return exact
  const short = name.replace(courtesy, '')
  const without = short === name ? [] : directory.findPeople(short)
  const byId = directory.person(name.toLowerCase())
  return without.length > 0 ? without : byId ? [byId] : []
}

/** Those of a surname who may be called so (孙书记), of the unit that is meant, those beside, above and below it. */
function bySurname(said: string, { people: all }: Directory, near: Unit | undefined): Person[] {
  const [, surname = '', title = ''] = /^(\p{Script=Han})(老师|同志|书记|主席|主任|部长)$/u.exec(said) ?? []
  const top = near && (parentPath(near.path) ?? near.path)
  const around = ({ unit }: Person): boolean => top !== undefined && (within(unit, top) || within(top, unit))
  const called = ({ posts }: Person): boolean => title === '老师' || title === '同志' || posts.some((post) => post.title.includes(title))
  return surname === '' ? [] : all.filter((person) => !person.gone && person.name.startsWith(surname) && around(person) && called(person)).slice(0, mostChoices)
}

const mostChoices = 9

/** A known person, by name; gives the person's id. */
export const person = (label: string, opts: FieldOptions = {}): RequiredField<string> =>
  field(label, opts, {
    form: 'person', hint: '姓名，如 王敏', schema: z.string(),
    show: (id, directory) => directory?.person(id)?.name ?? id,
    read: (typed, at) => readPerson(label, typed, at),
  })

/** Several names as they were typed; the persons need not be known. */
export const people = (label: string, opts: FieldOptions = {}): RequiredField<string[]> =>
  field(label, opts, {
    form: 'people', hint: '姓名之间用顿号，如 王敏、李欣', schema: z.array(z.string()),
    read: (typed) => {
      const names = typed.split(/[、,，;；\s/]+/).map((name) => trim(name).replace(/^[@＠]/, '')).filter((name) => foldWord(name) !== '')
      return names.length > 0 ? ok([...new Set(names)]) : bad(`“${label}”没有写名字，如 ${label}:王敏、李欣。`)
    },
  })
