/** Help, from the declarations. */
import { spellWho } from '../domain/roles.ts'
import { areas, type Area, type Command } from './command.ts'
import type { AnyField } from './field.ts'

/** Never to be left out of help (domain.md, Records). */
const secrecy = '请勿在群里发涉密内容，也不要发身份证号和手机号。'

/** What somebody reads who opens a chat with the bot. */
export const welcomeOf = (botName: string): string =>
  `您好，我是${botName}，帮大家记活动、交周报、办任务、发通知。\n发 /帮助 看全部指令；例如 /活动 青年联谊会 11月20日14:00。\n${secrecy}`

/** What comes first for somebody who is not in the roster yet. */
export const newcomer = '您还没有登记，请先发：/我是 姓名:… 单位:… 职务:…，批准后就能用更多指令。'

/** A field as help shows it: its label, what to type, its options. */
function spellField({ label, hint, options, form }: AnyField): string {
  const what = options.length > 0 && form === 'choice' ? options.join('、') : hint
  return what === '' ? label : `${label}（${what}）`
}

/** Who may use a command, in words. */
export const usersOf = ({ users, who }: Command): string => users ?? spellWho(who)

/** Help on one command: what it does, what to fill in, who may use it, examples that work. */
export function helpFor(command: Command): string {
  const fields = Object.values(command.fields)
  const must = fields.filter((field) => field.required).map(spellField)
  const may = fields.filter((field) => !field.required).map(spellField)
  const short = command.aliases.map((alias) => `/${alias}`).join(' ')
  return [
    `/${command.name}：${command.summary}`,
    ...(short === '' ? [] : [`也可写 ${short}`]),
    ...(must.length > 0 ? [`必填：${must.join('、')}`] : []),
    ...(may.length > 0 ? [`可不填：${may.join('、')}`] : []),
    `谁可以用：${usersOf(command)}`,
    '例：',
    ...command.examples,
    ...(command.questions ?? []).map(({ example }) => `@团讯 ${example}`),
    ...(command.remarks ?? []),
  ].join('\n')
}

/** How far ahead a command stands in its area: what the area is named after, then what everybody may use, then what anybody known may. */
function rank({ name, who }: Command, title: string): number {
  const [first = ''] = name.split(' ')
  const named = title.indexOf(first)
  return named >= 0 ? named : title.length + (who === 'everyone' ? 0 : who === 'known' ? 1 : 2)
}

/** Commands by area, in the order of the areas; areas without any are left out. Two-word names follow their first word. */
export function byArea(commands: readonly Command[]): { area: Area; title: string; commands: Command[] }[] {
  const words = ({ name }: Command) => name.split(' ').length
  return (Object.keys(areas) as Area[])
    .map((area) => {
      const own = commands.filter((command) => command.area === area)
      const root = ({ name }: Command) => own.findIndex((one) => one.name === name.split(' ')[0])
      const place = (command: Command) => rank(own[root(command)] ?? command, areas[area])
      return { area, title: areas[area], commands: own.toSorted((a, b) => place(a) - place(b) || root(a) - root(b) || words(a) - words(b)) }
    })
    .filter((chapter) => chapter.commands.length > 0)
}

/** All commands a person may use, one line an area. */
export function helpIndex(commands: readonly Command[]): string {
  const rows = byArea(commands).map(({ title, commands: list }) => `${title}：${list.map(({ name }) => `/${name}`).join(' ')}`)
  return [...rows, '看一条命令怎么用，请发：/帮助 活动', secrecy].join('\n')
}
