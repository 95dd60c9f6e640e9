/** What is offered while a message is typed: commands behind a slash, people behind an @. */
import type { World, WorldCommand, WorldPerson } from '../shapes.ts'

export type Offer =
  /** `query` is what was typed behind the slash; `exact` the command of that very name. */
  | { kind: 'command'; query: string; items: WorldCommand[]; exact: WorldCommand | undefined }
  | { kind: 'mention'; start: number; items: Pick<WorldPerson, 'name' | 'unit'>[] }

/** Most offers at once. */
const most = 8

const foldTyped = (text: string): string => text.normalize('NFKC').toLowerCase()

/** What to offer for the text up to the caret; undefined when nothing fits. */
export function offerFor(text: string, caret: number, world: World): Offer | undefined {
  const typed = foldTyped(text)
  const slash = /^\s*[/、]\s?([^\n]*)$/.exec(typed)
  if (slash) return offerCommands(slash[1] ?? '', world.commands)
  const at = /@([^\s@]{0,12})$/.exec(foldTyped(text.slice(0, caret)))
  return at ? offerPeople(at[1] ?? '', caret - (at[1] ?? '').length - 1, world) : undefined
}

/** Ranks a command: a word that is it, that begins so, a name that holds it. */
function rank({ words, name }: WorldCommand, query: string): number {
  if (words.includes(query)) return 0
  if (name.startsWith(query)) return 1
  if (words.some((word) => word.startsWith(query))) return 2
  return query.length > 0 && name.includes(query) ? 3 : 9
}

function offerCommands(query: string, commands: readonly WorldCommand[]): Offer | undefined {
  const word = query.trimEnd()
  const items = commands
    .map((command) => ({ command, at: rank(command, query === word ? word : `${word} `) }))
    .filter(({ at }) => at < 9)
    .sort((a, b) => a.at - b.at)
    .map(({ command }) => command)
  return items.length === 0 ? undefined : { kind: 'command', query, items: query === '' ? items : items.slice(0, most), exact: commands.find(({ words }) => words.includes(word)) }
}

function offerPeople(query: string, start: number, { people, botNames }: World): Offer | undefined {
  const everyone = [{ name: botNames[0] ?? '团讯', unit: '机器人' }, ...people]
  const items = everyone.filter(({ name, unit }) => name.includes(query) || (query.length > 1 && unit.includes(query))).slice(0, most)
  return items.length === 0 ? undefined : { kind: 'mention', start, items }
}
