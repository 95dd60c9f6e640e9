/** What the try-out page needs to know: people, groups, units and the declared commands. */
import { usersOf } from '../../grammar/help.ts'
import { nameOf, type Directory, type Person } from '../../domain/directory.ts'
import { roleNames } from '../../domain/records/directory.ts'
import { dayOf } from '../../domain/time.ts'
import { within } from '../../domain/unitPath.ts'
import { areas, type Area, type Command } from '../../grammar/command.ts'
import type { AnyField } from '../../grammar/field.ts'
import { foldWord } from '../../grammar/fold.ts'
import { understand } from '../../grammar/parse.ts'
import type { Registry } from '../../grammar/registry.ts'
import { valueContext } from '../../grammar/values/index.ts'
import type { World, WorldCommand, WorldField, WorldGroup, WorldPerson } from './shapes.ts'

/** The simulator's own address of a group, and a person's id there. */
const addressOf = (group: Directory['groups'][number]): string => group.addresses['simulator'] ?? group.name
const senderOf = (person: Person): string => person.ids['simulator'] ?? person.id

/** Builds it as of `now` (ms). Secrets of groups and ids on other channels stay out. */
export function worldOf(workspace: string, directory: Directory, commands: WorldCommand[], now: number): World {
  const { settings } = directory
  const short = (path: string) => nameOf(directory, path)
  const on = dayOf(now)
  const person = (one: Person): WorldPerson => {
    const posts = directory.postsOf(one, on)
    const paths = [one.unit, ...posts.map((post) => post.unit)]
    return {
      id: senderOf(one),
      name: one.name,
      unit: short(one.unit),
      title: posts.find((post) => post.unit === one.unit)?.title ?? posts[0]?.title ?? '',
      roles: [...new Set(posts.flatMap((post) => post.roles))].map((role) => roleNames[role]),
      // The nearest first.
      groups: directory.groups.filter((group) => paths.some((path) => within(path, group.unit))).sort((a, b) => b.unit.length - a.unit.length).map(addressOf),
    }
  }
  return {
    workspace,
    name: settings.name,
    botNames: settings.botNames,
    people: directory.people.filter(({ gone }) => !gone).map(person),
    groups: directory.groups.map((group): WorldGroup => ({ name: addressOf(group), unit: short(group.unit), kind: directory.unit(group.unit)?.kind ?? '' })),
    units: directory.units.map((unit) => unit.short),
    commands,
  }
}

/** What is done every week comes first, setting up last. */
const order: Area[] = ['activity', 'report', 'task', 'announcement', 'chair', 'query', 'record', 'people', 'help']
/** The best known commands of their areas. */
const everyday: ReadonlySet<string> = new Set(['活动', '周报', '任务', '完成', '通知', '收到', '轮值', '进度', '待办', '查'])
const rank = ({ area, name }: Command): number => order.indexOf(area) * 2 + (everyday.has(name) ? 0 : 1)

/** The commands as completion and forms need them. */
export function commandsOf(registry: Registry, now: number): WorldCommand[] {
  return [...registry.all].sort((a, b) => rank(a) - rank(b)).map((command) => ({
    name: command.name,
    summary: command.summary,
    area: areas[command.area],
    who: usersOf(command),
    words: wordsOf(command, registry),
    fields: Object.values(command.fields).map(fieldOf),
    lenient: command.waives !== undefined,
    examples: command.examples.map((text) => ({ text, values: valuesOf(text, command, registry, now) })),
  }))
}

const fieldOf = ({ label, hint, form, options, required, positional }: AnyField): WorldField => ({
  label, hint, form, options: form === 'choice' ? options : [], required, plain: required || positional,
})

/** A two-word name is also reached through the other names of its first word. */
function wordsOf(command: Command, registry: Registry): string[] {
  const [first = '', second] = command.name.split(' ')
  const family = second === undefined ? [] : (registry.root(first)?.own?.aliases ?? []).map((alias) => `${alias} ${second}`)
  return [...new Set([command.name, ...command.aliases, ...family].map(foldWord))]
}

/** The values of an example, by label, for a form to be filled with. */
function valuesOf(text: string, command: Command, registry: Registry, now: number): Record<string, string> {
  const read = understand({ text, private: true }, { registry, botNames: [], fields: { values: valueContext(now) } })
  if (read.kind !== 'command' || read.command !== command) return {}
  return Object.fromEntries(Object.entries(read.raw).flatMap(([key, value]) => {
    const label = command.fields[key]?.label
    return label === undefined ? [] : [[label, value]]
  }))
}

/** Names of the people and of the bot that a text mentions as `@name`. */
export function mentionedIn(text: string, directory: Directory): string[] {
  if (!/[@＠]/.test(text)) return []
  const names = [...directory.settings.botNames, ...directory.people.filter(({ gone }) => !gone).map(({ name }) => name)]
  return [...new Set(names)].filter((name) => text.includes(`@${name}`) || text.includes(`＠${name}`))
}
