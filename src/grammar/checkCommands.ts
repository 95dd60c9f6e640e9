/** What may not be in a set of declarations: two meanings of one word, or a field nobody can fill. */
import type { Command } from './command.ts'
import { foldWord } from './fold.ts'

const labelsOf = (command: Command): string[] => Object.values(command.fields).flatMap((field) => [field.label, ...field.also])

/** Everything that contradicts itself, one line each; empty when all is well. */
export function checkCommands(commands: readonly Command[]): string[] {
  return [...sharedNames(commands), ...commands.flatMap(checkOne)]
}

function sharedNames(commands: readonly Command[]): string[] {
  const owners = new Map<string, Command>()
  const problems: string[] = []
  for (const command of commands) {
    for (const name of new Set([command.name, ...command.aliases, ...(command.words ?? [])].map(foldWord))) {
      const owner = owners.get(name)
      // A two-word name shares its first word's aliases with the command of that first word.
      const family = owner && owner.name !== command.name && owner.name.split(' ')[0] === command.name.split(' ')[0] && !name.includes(' ')
      if (owner && !family) problems.push(`${command.name}: “${name}” also belongs to ${owner.name}`)
      if (!owner) owners.set(name, command)
    }
  }
  return problems
}

function checkOne(command: Command): string[] {
  const problems: string[] = []
  const labels = labelsOf(command).map(foldWord)
  const twice = labels.filter((label, i) => labels.indexOf(label) !== i)
  if (twice.length > 0) problems.push(`${command.name}: label ${[...new Set(twice)].join(', ')} stands twice`)
  if (command.name.split(' ').length > 2) problems.push(`${command.name}: a name has one word or two`)
  if (command.examples.length === 0) problems.push(`${command.name}: no example`)
  if (command.subject !== undefined && !Object.hasOwn(command.fields, command.subject)) problems.push(`${command.name}: no field ${command.subject}`)
  for (const question of command.questions ?? []) if (!question.pattern.test(foldWord(question.example))) problems.push(`${command.name}: the question “${question.example}” does not match`)
  return problems
}
