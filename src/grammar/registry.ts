/** All commands, found on disk, with the names they answer to. */
import { checkCommands } from './checkCommands.ts'
import type { Command } from './command.ts'
import { foldWord } from './fold.ts'
import { loadModules } from './modules.ts'

/** The words that lead to one command or, through a second word, to others: 简报, 简报 预览, 简报 签发. */
export interface Root {
  /** First word of the name: 简报. */
  name: string
  /** The command that is called by the first word alone. */
  own: Command | undefined
  /** Commands by second word, folded. */
  subs: ReadonlyMap<string, Command>
}

export interface Registry {
  /** In the order of their names. */
  readonly all: readonly Command[]
  /** The command of a name or alias in any writing (活动, HD, 活动 已办, 活动已办). */
  byName(word: string): Command | undefined
  /** What a first word leads to. */
  root(word: string): Root | undefined
  /** The longest name or alias in Chinese that a folded text begins with. */
  prefix(text: string): string | undefined
}

/** Every name a command answers to, as one or two folded words each. */
const namesOf = (command: Command): string[] => [command.name, ...command.aliases].map(foldWord)

/** Builds a registry; throws with a list of everything that contradicts itself. */
export function createRegistry(commands: readonly Command[]): Registry {
  const problems = checkCommands(commands)
  if (problems.length > 0) throw new Error(`The commands contradict each other:\n${problems.join('\n')}`)
  const roots = new Map<string, { name: string; own: Command | undefined; subs: Map<string, Command> }>()
  const rootOf = (word: string, name: string) => {
    const known = roots.get(word)
    if (known) return known
    const root = { name, own: undefined, subs: new Map<string, Command>() }
    roots.set(word, root)
    return root
  }
  const single = commands.filter((command) => !command.name.includes(' '))
  for (const command of single) {
    const root = rootOf(foldWord(command.name), command.name)
    root.own = command
    for (const alias of command.aliases.map(foldWord)) if (!alias.includes(' ')) roots.set(alias, root)
  }
  for (const command of commands) {
    for (const name of namesOf(command)) {
      const [first = '', second] = name.split(' ')
      if (second !== undefined) rootOf(first, command.name.split(' ')[0] ?? first).subs.set(second, command)
      else if (command.name.includes(' ') && !roots.has(first)) roots.set(first, { name: first, own: command, subs: new Map() })
    }
  }
  // A word that answers the bot (已完成) is a name as well, wherever a name is looked for.
  for (const command of single) for (const word of (command.words ?? []).map(foldWord)) if (!roots.has(word)) roots.set(word, rootOf(foldWord(command.name), command.name))
  const byName = new Map<string, Command>()
  for (const [word, root] of roots) {
    if (root.own) byName.set(word, root.own)
    for (const [second, command] of root.subs) for (const joint of [`${word} ${second}`, `${word}${second}`]) if (!roots.has(joint)) byName.set(joint, command)
  }
  const chinese = [...byName.keys()].filter((name) => /^\p{Script=Han}{2,}$/u.test(name)).sort((a, b) => b.length - a.length)
  return {
    all: commands,
    byName: (word) => byName.get(foldWord(word)),
    root: (word) => roots.get(foldWord(word)),
    prefix: (text) => chinese.find((name) => text.startsWith(name)),
  }
}

/** Loads every command file under a folder (a folder per area of work); throws when one is not a command or two contradict each other. */
export async function loadCommands(folder: URL): Promise<Registry> {
  const modules = await loadModules<{ default?: Command }>(folder)
  const commands = modules.map(({ file, module }) => {
    if (!module.default?.name) throw new Error(`${file} does not export a command`)
    return module.default
  })
  return createRegistry(commands)
}
