/** Rows of the sheet 人员 as people: one row for each post, the same 编号 or account in each. */
import type { Read } from './excelRows.ts'

/** A person as in the YAML file, with the row of the first mention and of each post. */
export interface PersonRows {
  entry: Record<string, unknown> & { posts: Record<string, string>[] }
  row: number
  postRows: number[]
}

const identity = ({ key, 'id.wecom': wecom, 'id.wechaty': wechaty }: Record<string, string>): string | undefined => key ?? wecom ?? wechaty

/** The post of a row; none when it says nothing but whose it is. */
function postOf(values: Record<string, string>): Record<string, string> | undefined {
  const { unit, title, roles, reporter, from, to } = values
  const head = title ?? roles ?? (reporter && '报送人')
  if (head === undefined) return undefined
  return { title: head, ...Object.fromEntries(Object.entries({ unit, roles, reporter, from, to }).filter(([, value]) => value)) } as Record<string, string>
}

function entryOf(values: Record<string, string>): PersonRows['entry'] {
  const { key, name, unit, 'id.wecom': wecom, 'id.wechaty': wechaty } = values
  const ids = { ...(wecom ? { wecom } : {}), ...(wechaty ? { wechaty } : {}) }
  const onChannels = Object.keys(ids).length > 0
  return {
    ...(onChannels ? { id: ids } : key === undefined ? {} : { id: key }),
    ...(onChannels && key !== undefined ? { key } : {}),
    ...(name === undefined ? {} : { name }),
    ...(unit === undefined ? {} : { unit }),
    posts: [],
  }
}

/** People in the order of their first rows. A row of the same person under another name stays apart, and is complained about later. */
export function mergeRows(rows: readonly Read[]): PersonRows[] {
  const people: PersonRows[] = []
  const byIdentity = new Map<string, PersonRows>()
  for (const { row, values } of rows) {
    const id = identity(values)
    const known = id === undefined ? undefined : byIdentity.get(id)
    const same = known && known.entry['name'] === values['name'] ? known : undefined
    const person = same ?? { entry: entryOf(values), row, postRows: [] }
    if (!same) people.push(person)
    if (id !== undefined && !known) byIdentity.set(id, person)
    const post = postOf(values)
    if (post) {
      person.entry.posts.push(post)
      person.postRows.push(row)
    }
  }
  return people
}
