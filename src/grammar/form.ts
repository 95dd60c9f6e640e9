/** A half-filled form: what a message fills in (grammar.md, Answers). */
import { labelChanges } from './changes.ts'
import type { Command } from './command.ts'
import { courtesyOf } from './courtesy.ts'
import type { AnyField } from './field.ts'
import { fold, foldWord, part, trim, trimFolded, typedBetween, type Folded } from './fold.ts'
import { takeHead } from './heading.ts'
import { groupKey, unitKey } from './labels.ts'
import { place, type OpenField } from './positional.ts'
import { assess, isFree, readField } from './read.ts'
import { resume } from './resume.ts'
import { split } from './split.ts'
import { toldBy } from './suggest.ts'
import { takesBack } from './takesBack.ts'
import { leftOver, type Asked, type Message, type ParseContext, type Problem } from './understood.ts'
import { readDate, readDeadline, readRange } from './values/index.ts'

export { askFor } from './ask.ts'

/** What is known of a form that waits for answers. */
export interface OpenForm {
  /** Name of the command it is for. */
  command: string
  /** Texts given so far, by field key; 单位 and 群 under those names. */
  raw: Record<string, string>
  /** Field keys that are asked for, in the order asked. */
  asked: readonly string[]
  /** Choices that the last question offered for a field. */
  choices?: { field: string; options: readonly string[] } | undefined
  quoted?: string | undefined
  /** Wrong values of before, by field key: what was right in them goes with the answer. */
  partial?: Readonly<Record<string, string>> | undefined
  /** Whether its time is over: then only what is surely an answer counts. */
  lapsed?: true
}

/**
 * What a message adds to an open form; undefined when it does not answer it. In a group a free-text field needs its label,
 * the bot's name or a quote of the bot; dates, numbers and choices may be answered bare. Commands are tried before this.
 */
export function fillForm(form: OpenForm, message: Message, at: ParseContext): Asked | undefined {
  const command = at.registry.byName(form.command)
  const { said: typed, spokenTo, ofBot, ofQuestion, quotedNumber } = takeHead(message, at)
  if (!command) return undefined
  const said = withoutChanges(typed, form, command, spokenTo || ofBot)
  if (said.text === '' || said.text.startsWith('/')) return undefined
  // A quote that names another record concerns that record.
  if (quotedNumber !== undefined && !ofQuestion && !isAbout(form, command, quotedNumber, at)) return undefined
  const sure = spokenTo || ofBot
  const cancel = sure && !form.lapsed && takesBack(said.text, form.asked.map((key) => command.fields[key]?.label)) ? at.registry.byName('取消') : undefined
  if (cancel) return { kind: 'command', command: cancel, via: 'word', ...assess(cancel, {}, at.fields) }
  const parts = split(command, said, at.fields, { chat: true })
  const waived = waivedBy(form, command, said)
  const raw: Record<string, string> = {}
  for (const [key, { value }] of parts.labelled) if (!waived.includes(key)) raw[key] = whole(value)
  const idle = parts.bare.text === '' || waived.length > 0 || (form.lapsed && !sure)
  const bare = idle ? undefined : bareAnswers(command, form, parts.bare, at, form.lapsed ? ofQuestion : sure, raw)
  Object.assign(raw, bare?.raw)
  // What was wrong before and is not answered yet stays wrong: it must not vanish because something else was answered.
  const still: Record<string, string> = {}
  for (const [key, partial] of Object.entries(form.partial ?? {})) {
    const field = command.fields[key]
    if (field && raw[key] !== undefined) raw[key] = resume(field, partial, raw[key], at.fields)
    else if (field && !waived.includes(key)) still[key] = partial
  }
  const problems = [...parts.problems, ...(bare?.problems ?? [])]
  if (Object.keys(raw).length === 0 && problems.length === 0 && waived.length === 0) return undefined
  const { 单位: unit = '', 群: group = '', ...before } = form.raw
  const { [unitKey]: unitNow = unit, [groupKey]: groupNow = group, ...now } = raw
  return {
    kind: 'command', command, via: 'form',
    ...assess(command, { ...still, ...before, ...now }, at.fields, problems),
    ...(unitNow === '' ? {} : { unit: unitNow }),
    ...(groupNow === '' ? {} : { group: groupNow }),
    ...(form.quoted === undefined ? {} : { quoted: form.quoted }),
  }
}

/** A message to the bot in which 时间改成周六 is 时间:周六: said while another field is asked for, it must not be lost. Prose that is asked for may say it of anything. */
function withoutChanges(said: Folded, { asked }: OpenForm, { fields }: Command, toBot: boolean): Folded {
  const prose = asked.some((key) => fields[key]?.form === 'longText' || fields[key]?.form === 'lines')
  const labelled = toBot && !prose ? labelChanges(said.typed, fields) : said.typed
  return labelled === said.typed ? said : fold(labelled)
}

/** Whether a message is nothing but the number of a record that the form asks for: said alone it would be a question about the record. */
export function namesAsked({ command, asked }: OpenForm, message: Message, at: ParseContext): boolean {
  const fields = at.registry.byName(command)?.fields ?? {}
  const said = whole(takeHead(message, at).said)
  return asked.some((key) => fields[key]?.form === 'record' && fields[key].read(said, at.fields).ok)
}

/** Whether a message is nothing but one of the words to choose from that the form asks for (活动): said alone it may be a command's name. */
export function picksAsked({ command, asked }: OpenForm, message: Message, at: ParseContext): boolean {
  const fields = at.registry.byName(command)?.fields ?? {}
  const said = whole(takeHead(message, at).said)
  return asked.some((key) => fields[key]?.form === 'choice' && fields[key].read(said, at.fields).ok)
}

/** Whether a message begins with the label of a field that the form asks for, as in 单位:中河中学: said to the bot alone it would be the command of that name. */
export function labelsAsked({ command, asked }: OpenForm, message: Message, at: ParseContext): boolean {
  const fields = at.registry.byName(command)?.fields ?? {}
  const { text } = takeHead(message, at).said
  return asked.some((key) => fields[key] !== undefined && new RegExp(`^${fields[key].label}\\s*:`).test(text))
}

const nothing = /^(?:不填|不用填|不写|先不填|跳过|略)[。.!]*$/

/** Fields asked for that need no value and are answered by 不填, alone or behind their label. */
function waivedBy({ asked }: OpenForm, { fields }: Command, { text }: Folded): string[] {
  const may = asked.filter((key) => fields[key]?.required === false)
  if (nothing.test(text)) return may
  const [, label = '', value = ''] = /^(\p{Script=Han}{1,8})\s*:?\s*(\S{1,6})$/u.exec(text) ?? []
  return nothing.test(value) ? may.filter((key) => fields[key]?.label === label) : []
}

/** Whether a form is about a record: its own subject, or the record that its first message quoted. */
function isAbout({ raw, quoted }: OpenForm, { subject, fields }: Command, number: string, { fields: at }: ParseContext): boolean {
  const said = subject === undefined ? undefined : raw[subject]
  const reading = subject === undefined || said === undefined ? undefined : fields[subject]?.read(said, at)
  return quoted === number || (reading?.ok === true && reading.value === number)
}

const whole = (value: Folded): string => trim(typedBetween(value, 0, value.text.length))

interface Answers {
  raw: Record<string, string>
  problems: Problem[]
}

/** Values without labels: a choice by number or name, then what fits the fields asked for. */
function bareAnswers(command: Command, form: OpenForm, said: Folded, at: ParseContext, toBot: boolean, given: Record<string, string>): Answers | undefined {
  const picked = form.choices && pick(said.text, form.choices.options)
  if (form.choices && picked !== undefined) return { raw: { [form.choices.field]: picked }, problems: [] }
  const both = form.choices && pickAndMore(form.choices, said, form)
  if (both) {
    const more = bareAnswers(command, both.rest, both.said, at, toBot, { ...given, ...both.raw })
    return more && { raw: { ...both.raw, ...more.raw }, problems: more.problems }
  }
  if (form.choices && numberOf(said.text) !== undefined) return { raw: {}, problems: [outOfRange(form.choices, said.text)] }
  // Where nothing but a choice was asked for, other words are no answer.
  if (isChatter(said.text) || courtesyOf(said.text) !== undefined || form.asked.length === 0) return undefined
  const asked = form.asked.flatMap((key): OpenField[] => {
    const field = command.fields[key]
    return field && given[key] === undefined ? [{ key, field }] : []
  })
  const [only] = asked
  if (toBot && form.choices?.field === unitKey) return { raw: { [unitKey]: whole(said) }, problems: [] }
  const [first] = Object.keys(command.fields)
  const asksWhat = asked.some(({ key, field }) => (key === first || !isFree(field)) && field.form !== 'longText')
  // What lies ahead may as well be the title that is asked for.
  const told = toBot && asksWhat && /[了完过]/.test(said.text) ? toldBy(said, at.registry.all) : undefined
  if (told !== undefined) return { raw: {}, problems: [anotherThing(command, asked, told)] }
  if (toBot && only && asked.length === 1) return { raw: { [only.key]: whole(said) }, problems: [] }
  if (toBot) {
    const placed = place(said, asked, at.fields)
    return { raw: placed.raw, problems: placed.left === '' ? [] : [leftOver(placed.left)] }
  }
  const typed = asked.filter(({ field }) => !isFree(field) && (at.fields.directory !== undefined || !names.has(field.form)))
  const fits = ({ field }: OpenField, text: string): boolean => readField(field, text, at.fields).ok
  const one = typed.find((open) => fits(open, whole(said)))
  if (one) return { raw: { [one.key]: whole(said) }, problems: [] }
  const unfit = typed.find(({ field }) => isTimeFor(field, whole(said), at))
  if (unfit) return { raw: { [unfit.key]: whole(said) }, problems: [] }
  const placed = place(said, typed, at.fields)
  const all = typed.filter(({ key }) => placed.raw[key] !== undefined)
  return placed.left === '' && all.length > 0 && all.every((open) => fits(open, placed.raw[open.key] ?? '')) ? { raw: placed.raw, problems: [] } : undefined
}

/** A sentence that tells of something else: it is neither the answer nor to be lost. */
const anotherThing = ({ name }: Command, [first, ...more]: readonly OpenField[], told: string): Problem => ({
  field: first?.field, key: first?.key, said: '',
  complaint: `这句话像是另一件事，没有填进刚才的 /${name}，也没有记录。要记录请发：\n${told}${first && more.length === 0 ? `\n如果就是“${first.field.label}”，请回“${first.field.label}:……”。` : ''}`,
})

/** A choice by number with the answer to the rest behind it (2，请按期报送), where more was asked for than the choice. */
function pickAndMore({ field, options }: NonNullable<OpenForm['choices']>, said: Folded, form: OpenForm): { raw: Record<string, string>; rest: OpenForm; said: Folded } | undefined {
  const [lead = '', number = ''] = /^(\S{1,4}?)[\s,，、.。:;]+(?=\S)/.exec(said.text) ?? []
  const picked = numberOf(number) === undefined ? undefined : pick(number, options)
  const asked = form.asked.filter((key) => key !== field)
  if (picked === undefined || asked.length === 0) return undefined
  return { raw: { [field]: picked }, rest: { ...form, asked, choices: undefined }, said: trimFolded(part(said, lead.length, said.text.length)) }
}

const timed: ReadonlySet<string> = new Set(['dateTime', 'date', 'deadline', 'range'])

/** Whether a text is nothing but days and times, though not what a field of time wants (月底前): then it is told what is wrong. */
const isTimeFor = ({ form }: AnyField, said: string, { fields: { values } }: ParseContext): boolean =>
  timed.has(form) && said.length <= 20 && (readDeadline(said, values).ok || readRange(said, values, 'nearest').ok || readDate(said, values, 'nearest').ok)

const names: ReadonlySet<string> = new Set(['unit', 'units', 'person'])

/** What people say without answering anything. */
const isChatter = (text: string): boolean => /^(?:好|好的|好滴|嗯|哦|行|可以|ok|收到|明白|知道了|谢谢|谢了|多谢|辛苦了|稍等|等一下|马上|在吗|[\s,，。!！~?？])+$/i.test(text.slice(0, 40))

const outOfRange = ({ field, options }: NonNullable<OpenForm['choices']>, said: string): Problem => ({
  key: field, said, complaint: `请回 1 到 ${options.length} 的数字，或写名称。`, choices: [...options],
})

const numerals = '一二三四五六七八九'

/** The place in a list that is meant: 2, 第2个, 第二个. */
function numberOf(said: string): number | undefined {
  const match = /^(?:第|选|no\.?)?(?:(\d{1,2})|([一二三四五六七八九]))(?:个|项|号|位)?$/.exec(foldWord(said).replace(/[。.,，、!]+$/, ''))
  return match ? Number(match[1] ?? numerals.indexOf(match[2] ?? '') + 1) : undefined
}

/** The option that a number or a name picks. */
export function pick(said: string, options: readonly string[]): string | undefined {
  const word = foldWord(said).replace(/[。.,，、!]+$/, '')
  const index = numberOf(said)
  if (index !== undefined) return options[index - 1]
  const exact = options.filter((option) => foldWord(option) === word)
  const partial = exact.length > 0 ? exact : word.length < 2 ? [] : options.filter((option) => foldWord(option).includes(word))
  return partial.length === 1 ? partial[0] : undefined
}
