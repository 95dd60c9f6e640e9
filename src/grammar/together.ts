/** Values that belong to the one before them: alone they would vanish in a remark. */
import type { Command } from './command.ts'
import type { FieldContext } from './field.ts'
import { readUnit } from './fields/units.ts'
import { unitKey } from './labels.ts'
import { fold, trim, type Folded } from './fold.ts'
import { surelyUnit } from './price.ts'
import { isFree } from './read.ts'
import type { ParseContext, Problem } from './understood.ts'

/** Several people where one is asked for (谢华、陈磊) are meant for that field, which says so, and for no text; one before a comma is who is meant. `texts` are the long texts without a label, by key. */
export function peopleTogether({ fields }: Command, raw: Record<string, string>, texts: readonly string[], { fields: at }: ParseContext): void {
  const [key, person] = Object.entries(fields).find(([, { form, positional }]) => form === 'person' && positional) ?? []
  if (key === undefined || !person || !at.directory) return
  for (const text of texts) {
    const said = raw[text] ?? ''
    const isPerson = (name: string): boolean => name !== '' && person.read(name, at).ok
    const names = [/[、,，\s]+/u, /[、,，\s和与及跟]+/u].map((gap) => said.split(gap).map(trim)).find((all) => all.every(isPerson)) ?? []
    if (names.length > (raw[key] === undefined ? 1 : 0) && names.length <= 10) {
      delete raw[text]
      raw[key] = [...(raw[key] === undefined ? [] : [raw[key]]), ...names].join('、')
      continue
    }
    // 谢华，按表格填: who is to do it, and how.
    const [, lead = '', rest = ''] = (raw[key] === undefined && /^(\S{2,8}?)[,，;；。]\s*(\S[^]*)$/u.exec(said)) || []
    if (!isPerson(lead)) continue
    raw[key] = lead
    raw[text] = rest
  }
}

/** Words that leave units out (税务局除外) belong to the units. */
const exception = /^(?:\S{1,20}(?:除外|以外|之外)[)）]?|除(?!夕)\S{1,20}外\S{0,10}|\S{1,12}[(（](?:除|不含|不包括)\S{1,20}[)）])(?=$|[\s,，。])/u

/** Units with an exception stay together, be it that the exception alone or both were taken for a remark. */
export function exceptionsTogether({ fields }: Command, raw: Record<string, string>, texts: readonly string[]): void {
  const key = Object.keys(fields).find((one) => fields[one]?.form === 'units' && fields[one].positional)
  for (const text of key === undefined ? [] : texts) {
    const said = exception.exec(raw[text] ?? '')?.[0]
    if (key === undefined || said === undefined) continue
    const rest = (raw[text] ?? '').slice(said.length).replace(/^[\s,，。]+/u, '')
    raw[key] = [...(raw[key] === undefined ? [] : [raw[key]]), said].join(' ')
    if (rest === '') delete raw[text]
    else raw[text] = rest
  }
}

/**
 * A remark that is nothing but a unit is meant for the units that are not said, though nobody knows it: the field tells so. Where the command has no
 * such field, one that is known is whose record it is about (/完成 任务1 中河中学).
 */
export function unitAlone({ fields, subject }: Command, raw: Record<string, string>, texts: readonly string[], at: FieldContext): void {
  const remark = texts.find((one) => at.directory !== undefined && readUnit('单位', raw[one] ?? '', at).ok)
  if (remark !== undefined && subject !== undefined && raw[unitKey] === undefined && Object.values(fields).every(({ form }) => form !== 'unit' && form !== 'units')) {
    raw[unitKey] = raw[remark] ?? ''
    delete raw[remark]
    return
  }
  const key = Object.keys(fields).find((one) => fields[one]?.form === 'units' && fields[one].positional)
  const text = texts.find((one) => surelyUnit.test(raw[one] ?? ''))
  if (key === undefined || text === undefined || raw[key] !== undefined) return
  raw[key] = raw[text] ?? ''
  delete raw[text]
}

/** A second number right behind the first (任务1、任务2) is no remark: it would be lost in one. */
export function recordsTogether({ name, subject, fields }: Command, raw: Record<string, string>, placed: Readonly<Record<string, string>>, bare: Folded, { fields: at, registry }: ParseContext): Problem[] {
  const field = subject === undefined ? undefined : fields[subject]
  const first = subject === undefined ? undefined : placed[subject]
  if (subject === undefined || field?.form !== 'record' || first === undefined) return []
  for (const [key, said] of Object.entries(placed)) {
    const [, second = ''] = (key !== subject && fields[key] && isFree(fields[key]) && /^(?:[和与及跟]\s*)?(\S{1,30}?)(?=$|[\s,，、;；和与及跟])/u.exec(said)) || []
    const sort = /^\p{Script=Han}+/u.exec(fold(second).text)?.[0]
    const listed = sort === undefined ? ['、', '和', '与', '及', '跟'].some((sign) => bare.text.includes(`${fold(first).text}${sign}${fold(second).text}`)) : registry.all.some((one) => one.subject !== undefined && one.fields[one.subject]?.options.includes(sort))
    if (second === '' || !listed || !field.read(second, at).ok) continue
    delete raw[subject]
    delete raw[key]
    return [{ field, key: subject, said: `${first}、${second}`, complaint: `一次只办一条，“${first}”和“${second}”都还没有办，请分开发：先发 /${name} ${first}，再发 /${name} ${second}` }]
  }
  return []
}
