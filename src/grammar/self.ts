/** Somebody's own name or unit before what they say: 鄞州银行收到. */
import type { Directory, Person } from '../domain/directory.ts'
import { foldName, looseForms } from '../domain/unitNames.ts'
import type { FieldContext } from './field.ts'
import { part, trimFolded, type Folded } from './fold.ts'

interface Own {
  units: string[]
  name: string[]
}

/** By person; a directory's people are never changed. */
const known = new WeakMap<Person, Own>()

/** What the speaker's units and the speaker are called, folded. */
function ownNames(sender: Person, directory: Directory): Own {
  const kept = known.get(sender)
  if (kept) return kept
  const units = [sender.unit, ...sender.posts.map(({ unit }) => unit)].flatMap((path) => directory.unit(path) ?? [])
  const names = units.flatMap(({ name, short, aliases, kind }) => [foldName(short), ...aliases.map(foldName), foldName(name), ...looseForms(foldName(name), kind)])
  const own = { units: names, name: [foldName(sender.name)] }
  known.set(sender, own)
  return own
}

/** A message without the speaker's own unit and name at its beginning, in either order; itself where it begins with neither. */
export function withoutSelf(said: Folded, { sender, directory }: FieldContext): Folded {
  if (!sender || !directory || said.text.length > longest) return said
  const { units, name: own } = ownNames(sender, directory)
  let rest = said
  for (const names of [units, own, units]) {
    const name = names.filter((one) => one.length >= 2 && rest.text.startsWith(one)).sort((a, b) => b.length - a.length)[0]
    if (name !== undefined) rest = trimFolded(part(rest, name.length, rest.text.length))
    if (name !== undefined && /^[:,，、]/.test(rest.text)) rest = trimFolded(part(rest, 1, rest.text.length))
  }
  return rest
}

/** Who only says that they got something says it shortly. */
const longest = 80
