/** From an understood command to its decision: who may, what is still missing, and what the command decides. */
import { chairsOf } from '../work/chairs/read.ts'
import { SayToUser } from '../domain/errors.ts'
import { mayUse, spellWho } from '../domain/roles.ts'
import { botNameOf } from '../domain/settings.ts'
import { dayOf } from '../domain/time.ts'
import type { WorkCalendar } from '../domain/workCalendar.ts'
import { reply } from '../grammar/answer.ts'
import type { CommandDecision, Context, Offer } from '../grammar/command.ts'
import { askFor } from '../grammar/form.ts'
import { readUnit } from '../grammar/fields/units.ts'
import { unitKey } from '../grammar/labels.ts'
import type { Registry } from '../grammar/registry.ts'
import type { Chain } from '../grammar/chain.ts'
import type { Asked, ParseContext, Problem } from '../grammar/understood.ts'
import type { Heard, View } from '../ledger/types.ts'
import { contextOf, type Scene } from './context.ts'
import { dropForm, formKey, formLife, keepForm, withText, type Form } from './form.ts'
import { namedByTitle, offersFor } from './offered.ts'
import { place } from './place.ts'
import { refusal, spellChoices, spellOffer, strangerText } from './words.ts'

/** One message being handled. */
export interface Handling {
  heard: Heard
  scene: Scene
  view: View
  at: ParseContext
  registry: Registry
  calendar: WorkCalendar
  /** The sender's open form, if it has not lapsed. */
  form: Form | undefined
  /** That form, if the message goes on with it. */
  continues?: Form | undefined
  /** Whether the message is meant for the bot even when nothing is open here: by slash, name, quote or in private. */
  addressed: boolean
  /** Whether the channel hears only what mentions the bot. */
  mentionOnly: boolean
  health: Context['health']
  readAddress: Context['readAddress']
}

/** The unit and group that the command names, or what was wrong with their names. */
function resolveNamed({ unit, group }: Asked, { at, view }: Handling): { named: { unit?: NonNullable<Context['unit']>; group?: NonNullable<Context['group']> }; problems: Problem[] } {
  const named: ReturnType<typeof resolveNamed>['named'] = {}
  const problems: Problem[] = []
  if (unit !== undefined) {
    const reading = readUnit('单位', unit, at.fields)
    const found = reading.ok ? view.directory.unit(reading.value) : undefined
    if (found) named.unit = found
    if (!reading.ok) problems.push({ key: unitKey, said: unit, complaint: reading.complaint, choices: reading.choices, nearest: reading.nearest })
  }
  if (group !== undefined) {
    const found = view.directory.groups.find((one) => one.name === group || one.id === group)
    if (found) named.group = found
    else problems.push({ said: group, complaint: `没有找到群“${group.slice(0, 40)}”，请写群的全名。` })
  }
  return { named, problems }
}

const choosable = ({ key, choices = [] }: Problem): boolean => key !== undefined && choices.length > 0

/** A question is answered at once when what exists and is like the name is picked. */
const offerNearest = (problem: Problem): Problem =>
  choosable(problem) || problem.nearest === undefined || problem.nearest.length === 0 ? problem : { ...problem, complaint: `没有找到单位“${problem.said.slice(0, 40)}”，您是不是要：`, choices: problem.nearest }

/** Keeps what is understood so far and asks for the rest, only for the rest; of several choices one at a time. */
function askOn(asked: Asked, wrong: Problem[], ctx: Context, { heard, view, continues, mentionOnly }: Handling, offers: readonly Offer[] = []): CommandDecision {
  const key = formKey(heard.chat, heard)
  const { command, raw, missing, unit, group, quoted } = asked
  // A question that fails waits for nothing but a choice.
  const question = asked.via === 'question' && wrong.length > 0
  const problems = question ? wrong.map(offerNearest) : wrong
  const picked = problems.find(choosable)
  const later = problems.filter((problem) => choosable(problem) && problem !== picked && problem.said !== '')
  const now = problems.filter((problem) => !later.includes(problem))
  const typed = { ...raw, ...Object.fromEntries(later.map(({ key: name, said }) => [name, said])) }
  const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => name !== unitKey && !now.some((problem) => problem.key === name)))
  const keys = Object.entries(command.fields).filter(([, field]) => missing.includes(field)).map(([name]) => name)
  const came = [...(continues?.attachments ?? []), ...(heard.attachments ?? [])]
  const next: Form = {
    command: command.name,
    raw: { ...kept, ...(unit === undefined || now.some((p) => p.key === unitKey) ? {} : { 单位: unit }), ...(group === undefined ? {} : { 群: group }) },
    asked: question ? [] : [...now.flatMap((problem) => problem.key ?? []), ...keys],
    partial: Object.fromEntries(now.flatMap(({ key: name, said }) => (name === undefined || said === '' || name === unitKey ? [] : [[name, said]]))),
    ...(command.subject === undefined || offers.length === 0 ? {} : { choices: { field: command.subject, options: offers.map(({ number }) => number) } }),
    ...(picked?.key === undefined ? {} : { choices: { field: picked.key, options: picked.choices ?? [] } }),
    ...(quoted === undefined ? {} : { quoted }),
    texts: withText(continues?.texts ?? [], heard.text),
    ...(came.length > 0 ? { attachments: came } : {}),
    expiresAt: heard.at + formLife,
  }
  const lines = now.map(({ complaint, choices }) => (choices && choices.length > 0 ? `${complaint}\n${spellChoices(choices)}` : complaint))
  const botName = botNameOf(view.directory.settings)
  const may = now.flatMap(({ field, choices = [] }) => (!question && field && !field.required && choices.length === 0 ? [`“${field.label}”可以不填，回“${field.label}:不填”即可。`] : []))
  const ask = missing.length > 0 ? [askFor(command, missing, { mentionOnly, botName })] : []
  const how = missing.length === 0 && mentionOnly ? [`请 @${botName} 回复改正后的内容。`] : []
  // Who goes on to be told what is wrong is told the way out.
  const out = continues && missing.length === 0 && !picked && !question ? ['不填了请发 /取消。'] : []
  const offered = offers.length > 0 ? [`是哪一件？回前面的数字即可：\n${spellChoices(offers.map(spellOffer))}`] : []
  return { changes: [], notices: [reply(ctx, [...lines, ...may, ...offered, ...ask, ...how, ...out].join('\n'))], state: question && !picked ? [] : [keepForm(key, next)] }
}

/** The missing fields that the command cannot do without this time. */
async function unwaived({ command, input, missing }: Asked, view: View, ctx: Context): Promise<Asked['missing']> {
  if (missing.length === 0 || !command.waives) return missing
  const waived = (await command.waives({ input: input as never, view, ctx })).map((key) => command.fields[key])
  return missing.filter((field) => !waived.includes(field))
}

/** What the command may look at. */
async function gather(handling: Handling, more: { quoted?: string | undefined; named?: ReturnType<typeof resolveNamed>['named'] } = {}): Promise<Context> {
  const { heard, scene, view, registry, calendar, form, health, readAddress } = handling
  const chairs = scene.sender ? await chairsOf(view, scene.sender, dayOf(heard.at)) : []
  return contextOf(scene, heard, {
    calendar, commands: registry.all, chairs, quoted: more.quoted, named: more.named, health, readAddress,
    form: form && { command: form.command, drop: dropForm(formKey(heard.chat, heard)) },
  })
}

/** A chained list goes to the first command that has something open for it; undefined when none has: then it is chat. */
export async function proceedWithChain(chain: Chain, handling: Handling): Promise<CommandDecision | undefined> {
  const { registry, view, scene } = handling
  if (scene.sender === undefined) return undefined
  const ctx = await gather(handling)
  for (const command of registry.all) {
    const decision = await command.chain?.({ input: chain, view, ctx })
    if (decision) return decision
  }
  return undefined
}

/** Carries one understood command through. Throws SayToUser for what the person must mend. */
export async function proceed(typed: Asked, handling: Handling): Promise<CommandDecision> {
  const { heard, scene, view, form, at } = handling
  const { command } = typed
  const { named, problems } = resolveNamed(typed, handling)
  const usual = await gather(handling, { quoted: typed.quoted, named })
  const asked = await namedByTitle(typed, { view, ctx: usual, at })
  const placed = place(command.who, usual, view)
  let ctx = command.at ? usual : placed.ctx
  const demandUse = (unit: string | undefined) => {
    if (mayUse(command.who, { directory: view.directory, person: scene.sender, unit, on: dayOf(heard.at), chairs: ctx.chairs })) return
    throw new SayToUser(refusal(spellWho(command.who, unit === undefined ? undefined : view.directory.unit(unit)?.short)))
  }
  // Someone unknown who joins in with a bare 收到 is chatting.
  if (scene.sender === undefined && asked.via === 'word' && !handling.addressed) return { changes: [], notices: [] }
  if (scene.sender === undefined && command.who !== 'everyone') throw new SayToUser(strangerText)
  if (!command.at && placed.problem && problems.length === 0) problems.push(placed.problem)
  if (!command.at && problems.length === 0) demandUse(ctx.unit?.path)
  const wrong = [...asked.problems, ...problems]
  const missing = wrong.length > 0 ? asked.missing : await unwaived(asked, view, ctx)
  if (wrong.length > 0 || missing.length > 0) return askOn({ ...asked, missing }, wrong, ctx, handling, await offersFor({ ...asked, missing }, wrong, { view, ctx }))
  const input = asked.input as never
  if (command.at) {
    const unit = command.at(input, ctx) ?? ctx.unit?.path
    if (unit === ctx.unit?.path && placed.problem) return askOn(asked, [placed.problem], ctx, handling)
    if (unit === ctx.unit?.path) ctx = placed.ctx
    demandUse(command.at(input, ctx) ?? ctx.unit?.path)
  }
  try {
    const decision = await command.decide({ input, view, ctx })
    return finish(decision, asked, form?.command === command.name ? [dropForm(formKey(heard.chat, heard))] : [])
  } catch (error) {
    if (!(error instanceof SayToUser) || error.field === undefined) throw error
    return askOn(asked, [{ key: error.field, said: '', complaint: error.message, choices: error.choices }], ctx, handling)
  }
}

/** Adds how values were understood to the answer, and drops the form that is done with. */
function finish(decision: CommandDecision, { notes }: Asked, drop: ReturnType<typeof dropForm>[]): CommandDecision {
  const [first, ...rest] = decision.notices
  const told = first && notes.length > 0 ? [{ ...first, text: `${first.text}\n${notes.map((note) => `注：${note}`).join('\n')}` }, ...rest] : decision.notices
  return { ...decision, notices: told, state: [...drop, ...(decision.state ?? [])] }
}
