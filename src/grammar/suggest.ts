/** What a person may have meant: nearest commands and labels. */
import { distance } from 'fastest-levenshtein'
import type { Command } from './command.ts'
import { withNumber } from './reference.ts'
import { foldWord, typedBetween, type Folded } from './fold.ts'

const han = /\p{Script=Han}/u

/** Edits from one word to another; two neighbours swapped count as one. */
export function edits(a: string, b: string): number {
  const plain = distance(a, b)
  if (plain !== 2 || a.length !== b.length) return plain
  const at = [...a].findIndex((ch, i) => ch !== b[i])
  return a[at] === b[at + 1] && a[at + 1] === b[at] ? 1 : plain
}

/** How far a typed word is from a name, as a share of their length; Infinity when it cannot be meant. */
function farness(word: string, name: string): number {
  if (word === name) return 0
  const chinese = han.test(name)
  if (chinese !== han.test(word)) return Infinity
  const far = edits(word, name)
  const length = Math.max(word.length, name.length)
  const most = chinese ? (length >= 4 ? 2 : 1) : length >= 6 ? 2 : length >= 3 ? 1 : 0
  if (far <= most && far < length) return far / length
  // 活动登记 means 活动, and 完成任务 means either.
  if (chinese && name.length >= 2 && (word.startsWith(name) || (word.length <= 6 && word.includes(name)))) return 0.4 + far / 10
  return chinese && word.length >= 2 && name.includes(word) ? 0.5 + far / 10 : Infinity
}

/** Up to three commands whose names or aliases are nearest to a typed word, nearest first, among those that may be offered. */
export function nearestCommands(said: string, commands: readonly Command[], allowed: (command: Command) => boolean = () => true): Command[] {
  const word = foldWord(said).slice(0, 30)
  if (word === '') return []
  return commands
    .map((command) => ({ command, far: Math.min(...[command.name, command.name.replace(' ', ''), ...command.aliases].map((name) => farness(word, foldWord(name)))) }))
    .filter(({ command, far }) => far < Infinity && allowed(command))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ command }) => command)
}

/** The command line that says what a plain sentence tells of, in the words that were typed. */
export function toldBy(said: Folded, commands: readonly Command[], allowed: (command: Command) => boolean = () => true): string | undefined {
  // 刚才那条 is no title.
  if (withNumber(said, '') !== undefined) return undefined
  const [, name = '', rest = ''] = /^(?:请|麻烦|帮我?|给我|我要)*(?:新建|新增|新加|登记|记录?|添加|发布|发|布置|安排|建|报)(?:一?[个条项场次份下])?(活动|任务|通知)(?:[\s:,，。]+|(?=让|请|要求|叫))(\S.*)$/su.exec(said.text) ?? []
  const ordered = commands.find((command) => command.name === name)
  if (ordered && allowed(ordered)) return asTyped(`/${name} ${rest}`, said)
  for (const command of commands) {
    const line = command.tells?.(said.text)
    if (line !== undefined && allowed(command)) return asTyped(line, said)
  }
  return undefined
}

/** A line made of pieces of a folded text, with those pieces as they were typed. */
function asTyped(line: string, said: Folded): string {
  let typed = ''
  for (let at = 0; at < line.length; ) {
    const start = said.text.indexOf(line.slice(at, at + 2))
    const rest = said.text.slice(start < 0 ? said.text.length : start)
    let length = 0
    while (at + length < line.length && line[at + length] === rest[length]) length++
    typed += length < 2 ? line[at] : typedBetween(said, start, start + length)
    at += length < 2 ? 1 : length
  }
  return typed
}

/** The first label that is one edit away from a typed word. */
export function nearestLabel(word: string, labels: readonly string[]): string | undefined {
  return labels.find((label) => label.length >= 2 && word.length >= 2 && Math.abs(label.length - word.length) <= 1 && edits(word, label) === 1)
}

/** The longest label that a typed word begins or ends with (地址栏, 集合时间), or that it is the beginning or end of. */
export function kindredLabel(word: string, labels: readonly string[]): string | undefined {
  const holds = (long: string, short: string): boolean => short.length >= 2 && (long.startsWith(short) || long.endsWith(short))
  // 时间 is no 截止时间, 单位 no 主办单位.
  const common = /^(?:时间|日期|单位|人员|情况)$/.test(word)
  return labels.filter((label) => holds(word, label) || (!common && holds(label, word))).sort((a, b) => b.length - a.length)[0]
}

/** Commands that take a record of this number: those that `said` asks for, then those for its kind, and with them those for any record. */
export function commandsFor(number: string, said: string, commands: readonly Command[]): Command[] {
  const kind = number.slice(0, number.indexOf('-'))
  const kindsOf = ({ subject, fields }: Command): readonly string[] | undefined => {
    const field = subject === undefined ? undefined : fields[subject]
    return field?.form === 'record' ? field.options : undefined
  }
  const own = commands.filter((command) => kindsOf(command)?.includes(kind))
  const all = [...own, ...commands.filter((command) => command.area === 'record' && kindsOf(command)?.length === 0)]
  return all.toSorted((a, b) => Number(b.wants?.test(said) === true) - Number(a.wants?.test(said) === true))
}
