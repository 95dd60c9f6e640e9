/** Finds the command that a message begins with: /活动, 【活动】, or, when the bot is spoken to, its name alone. */
import type { Command } from './command.ts'
import { join, part, trimFolded, type Folded } from './fold.ts'
import { labelBook, labelLikes } from './labels.ts'
import { sections } from './sections.ts'
import { isSpokenOf } from './spokenOf.ts'
import { withoutTable } from './table.ts'
import type { Registry, Root } from './registry.ts'
import type { Via } from './understood.ts'

export type Head =
  | { command: Command; via: Via; body: Folded }
  /** A slash and a word that names no command, with the sign that follows it. */
  | { unknown: string; next: string; nearest?: Command[] }
  /** A form's head with more on its line, said to the bot. */
  | { inline: Command }

const word = /^[^\s:,;。、!/@#=【】()"'「」]+/

/** Signs of a list before a slash: 1. /任务 …, perhaps on several lines. */
const listed = /(?<=^|\n) *[(]?\d{1,2}[.、)] *(?=\/[^\s/])/g

/** The head of a trimmed message. `spokenTo` says that the bot is spoken to, so that a name counts without a slash. */
export function findHead(message: Folded, registry: Registry, spokenTo: boolean): Head | undefined {
  const { text } = message
  const signs = [...text.matchAll(listed)]
  if (signs[0]?.index === 0) return listHead(message, signs, registry, spokenTo)
  if (text.startsWith('/')) return slashHead(message, registry)
  if (text.startsWith('【')) return formHead(message, registry, spokenTo)
  // Input methods write 、 where / was meant.
  const slip = /^[、\\]/.test(text) && /^\S{1,20}/.exec(text.slice(1))?.[0]
  if (slip && registry.byName(slip)) return nameHead(part(message, 1, text.length), registry, 'slash')
  return spokenTo ? nameHead(message, registry, 'name') : undefined
}

/** A message whose lines begin with numbers of a list, read without them; where others are only told of commands, none is meant. */
function listHead(message: Folded, signs: readonly RegExpExecArray[], registry: Registry, spokenTo: boolean): Head | undefined {
  const lines = signs.map((sign, i) => part(message, sign.index + sign[0].length, signs[i + 1]?.index ?? message.text.length))
  const first = lines[0] && slashHead(trimFolded(lines[0]), registry)
  if (!spokenTo && first && 'command' in first && isSpokenOf(first, lines.length > 1)) return undefined
  return slashHead(join(lines), registry)
}

function slashHead(message: Folded, registry: Registry): Head | undefined {
  const gap = message.text[1] === ' ' ? 2 : 1
  const rest = part(message, gap, message.text.length)
  const named = nameHead(rest, registry, 'slash')
  if (named || gap === 2) return named
  const said = word.exec(rest.text)?.[0]
  return said === undefined ? undefined : { unknown: said, next: rest.text[said.length] ?? '' }
}

const gluedValue = /^(?:\d|\p{Script=Han}{2,6}-?\d)/u
/** Without a slash a sentence may begin like a command (任务3谁没完成): there the value must end where a value may end. */
const gluedValueAlone = /^(?:\d[\d年月日号点时分半期次人名个.:/-]*(?:(?:上午|下午|晚上|早上)\S{1,6})?|\p{Script=Han}{2,6}-?(?:\d{4}-)?\d{1,6}号?)(?=$|[\s,，;。!])/u

/** A message that begins with a command's name, standing alone or right before a number or a label. */
function nameHead(message: Folded, registry: Registry, via: Via): Head | undefined {
  const { text } = message
  const first = word.exec(text.slice(0, 80))?.[0]
  if (first === undefined) return undefined
  const root = registry.root(first) ?? registry.root(first.replace(/[?.~]+$/, ''))
  if (root) return withSecond(root, afterName(message, first.length), via)
  const joint = registry.byName(first)
  if (joint) return { command: joint, via, body: afterName(message, first.length) }
  const name = registry.prefix(text.slice(0, 20))
  const command = name === undefined ? undefined : registry.byName(name)
  if (name === undefined || !command) return undefined
  const rest = text.slice(name.length)
  // 完成任务-2026-004, 活动主题:…
  const glued = (via === 'slash' ? gluedValue : gluedValueAlone).test(rest) || labelLikes(rest.slice(0, 20)).some(({ word: label, start }) => start === 0 && labelBook(command).has(label))
  return glued ? { command, via, body: part(message, name.length, text.length) } : undefined
}

/** What follows a name; one sign between them belongs to neither. */
function afterName(message: Folded, length: number): Folded {
  const rest = trimFolded(part(message, length, message.text.length))
  return /^[:,，、;。!]/.test(rest.text) ? trimFolded(part(rest, 1, rest.text.length)) : rest
}

/** The command of a first word and perhaps a second: 活动 已办; the second may also stand behind a number. */
function withSecond(root: Root, body: Folded, via: Via): Head | undefined {
  const second = /^[^\s:,，;]+/.exec(body.text)?.[0]
  const sub = second === undefined ? undefined : root.subs.get(second.toLowerCase())
  if (sub && second !== undefined) return { command: sub, via, body: afterName(body, second.length) }
  const later = /^(\S{1,40}) +([^\s:,，;]+)(?=\s|$)/.exec(body.text)
  const behind = later && /\d/.test(later[1] ?? '') ? root.subs.get((later[2] ?? '').toLowerCase()) : undefined
  if (behind && later) return { command: behind, via, body: join([part(body, 0, later[1]?.length ?? 0), part(body, later[0].length, body.text.length)]) }
  if (root.own) return { command: root.own, via, body }
  return { unknown: second === undefined ? root.name : `${root.name} ${second}`, next: '', nearest: [...new Set(root.subs.values())].slice(0, 3) }
}

/** A form counts when its head stands alone on its line and a label of the command begins a line below it. */
function formHead(message: Folded, registry: Registry, spokenTo: boolean): Head | undefined {
  const match = /^【 *([^】\n]{1,20}?) *】[ :。]*(\n|$)?/.exec(message.text)
  if (!match) return undefined
  const root = registry.root(match[1] ?? '')
  const joint = registry.byName(match[1] ?? '')
  const body = trimFolded(part(message, match[0].length, message.text.length))
  const head = joint?.name.includes(' ') || !root ? joint && { command: joint, via: 'form' as const, body } : withSecond(root, body, 'form')
  if (!head || !('command' in head)) return spokenTo ? head : undefined
  const book = labelBook(head.command)
  const rows = withoutTable(body, book).text
  const labelled = labelLikes(rows).some(({ position, word: label }) => {
    const slot = position === 'line' ? book.get(label) : undefined
    return slot?.field !== undefined && !slot.loose
  }) || sections(body.text, book).length > 0
  const alone = match[2] !== undefined || body.text === ''
  if (!spokenTo) return alone && labelled ? head : undefined
  return alone || labelled ? head : { inline: head.command }
}
