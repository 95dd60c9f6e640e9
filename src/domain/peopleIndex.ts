/** People by id, channel, name and post. */
import type { Directory, Person } from './directory.ts'
import type { Rec } from './record.ts'
import type { PersonData, Post, Role } from './records/directory.ts'
import type { Day } from './time.ts'
import { cleanName, foldName } from './unitNames.ts'

type PeopleSide = Pick<Directory, 'people' | 'person' | 'personOn' | 'findPeople' | 'holders' | 'responsible' | 'postsOf'>

/** Whether a post is held on a day; both ends count. */
const inForce = (post: Post, on: Day): boolean => (post.from === undefined || post.from <= on) && (post.to === undefined || on <= post.to)

/** WeCom's ids do not tell capitals apart. */
const senderKey = (channel: string, id: string): string => `${channel}|${channel.startsWith('wecom') ? id.toLowerCase() : id}`

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Those who asked to be forgotten stay known by id, for the history, and are found no other way. */
export function buildPeople(records: Rec<PersonData>[]): PeopleSide {
  const people: Person[] = records.map((record) => ({ ...record.data, name: cleanName(record.data.name), id: record.id }))
  Object.freeze(people)
  const byId = new Map(people.map((person) => [person.id, person]))
  const bySender = new Map<string, Person>()
  const byName = new Map<string, Person[]>()
  const postsAt = new Map<string, { person: Person; post: Post }[]>()
  for (const person of people) {
    if (person.gone) continue
    for (const [channel, id] of Object.entries({ simulator: person.id, ...person.ids })) {
      const key = senderKey(channel, id)
      if (!bySender.has(key)) bySender.set(key, person)
    }
    push(byName, foldName(person.name), person)
    for (const post of person.posts) push(postsAt, post.unit, { person, post })
  }
  const held = (path: string, on: Day) => (postsAt.get(path) ?? []).filter(({ post }) => inForce(post, on))

  return {
    people,
    person: (id) => byId.get(id),
    personOn: (channel, senderId) => bySender.get(senderKey(channel, senderId)),
    findPeople(name) {
      const found = byName.get(foldName(name)) ?? []
      const spelled = found.filter((person) => person.name === cleanName(name))
      return [...(spelled.length > 0 ? spelled : found)]
    },
    holders(path: string, on: Day, ...roles: Role[]) {
      const fits = held(path, on).filter(({ post }) => roles.length === 0 || post.roles.some((role) => roles.includes(role)))
      return [...new Set(fits.map(({ person }) => person))]
    },
    responsible(path, on) {
      const posts = held(path, on)
      return (posts.find(({ post }) => post.reporter) ?? posts[0])?.person
    },
    postsOf: (person, on) => (person.gone ? [] : person.posts.filter((post) => inForce(post, on))),
  }
}
