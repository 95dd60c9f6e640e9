/** What each entry of a setup file makes of the record that is there: only what the file says is touched, nothing is taken away. */
import { isDeepStrictEqual } from 'node:util'
import type { GroupData, PersonData, Post, UnitData, WorkspaceData } from '../domain/records/directory.ts'
import { defaultSettings } from '../domain/settings.ts'
import type { Day } from '../domain/time.ts'
import { lineage } from '../domain/unitPath.ts'
import { renamed } from '../domain/unitTree.ts'
import type { GroupEntry, PersonEntry, Setup, UnitEntry } from './setup.ts'

/** Plain JSON without undefined. */
const plain = <T>(value: object): T => JSON.parse(JSON.stringify(value)) as T

/** The workspace's settings; what the file leaves out stays, or on the first load takes its default. */
export function mergeWorkspace(setup: Setup, before: WorkspaceData | undefined, today: Day): WorkspaceData {
  const { settings, units, workspace } = setup
  const base = before ?? defaultSettings({ name: workspace, office: lineage(units[0]?.path ?? workspace)[0] ?? workspace, since: today })
  return plain({ ...base, ...settings, series: { ...base.series, ...settings.series } })
}

/** A unit; a kind that was only guessed never replaces one that is there, and what it was called before still finds it. */
export function mergeUnit({ guessed, called, ...entry }: UnitEntry, before: UnitData | undefined): UnitData {
  const said = plain<Partial<UnitData>>(entry)
  if (guessed && before) delete said.kind
  return { aliases: [], ...before, ...said, ...(before && called !== undefined && renamed(before, called)) } as UnitData
}

/**
 * The posts there are with those of the file laid over them: those alike, then by unit and title, then, where a title was changed, in the order of
 * the unit's posts. Posts that the file does not know stay.
 */
export function mergePosts(said: readonly Post[], before: readonly Post[]): Post[] {
  const free = new Set(before)
  const target = new Map<Post, Post>()
  const pair = (same: (a: Post, b: Post) => boolean) => {
    for (const post of said.filter((one) => !target.has(one))) {
      const found = [...free].find((one) => one.unit === post.unit && same(one, post))
      if (found) {
        target.set(post, found)
        free.delete(found)
      }
    }
  }
  // What is there already as the file says it is not taken for another post of the same title.
  pair((old, post) => isDeepStrictEqual({ ...old, ...plain<Post>(post) }, old))
  pair((old, post) => old.title === post.title)
  pair(() => true)
  const changed = new Map([...target].map(([post, old]) => [old, { ...old, ...plain<Post>(post) }]))
  return [...before.map((old) => changed.get(old) ?? old), ...said.filter((post) => !target.has(post)).map((post) => plain<Post>(post))]
}

export function mergePerson(entry: PersonEntry, before: PersonData | undefined): PersonData {
  const { name, unit, posts, ids } = entry
  return { ...before, name, unit, posts: mergePosts(posts, before?.posts ?? []), ids: { ...before?.ids, ...ids } }
}

/** A group; a new one posts its bulletin on 周一 10:00 and reminds unless the file says otherwise. */
export function mergeGroup({ id: _, ...entry }: GroupEntry, before: GroupData | undefined): GroupData {
  const base = before ?? { bulletin: { weekday: 1, time: '10:00' }, reminders: true, ranking: false, addresses: {} }
  const said = plain<Partial<GroupData>>(entry)
  return { ...base, ...said, addresses: { ...base.addresses, ...said.addresses } } as GroupData
}
