/** People by id, channel, name and post. */
import type { Directory, Person } from './directory.ts'
import { lazily } from './lazily.ts'
import { platformOf, sameSender } from './channels.ts'
import type { Rec } from './record.ts'
import type { PersonData, Post, Role } from './records/directory.ts'
import type { Day } from './time.ts'
import { cleanName, foldName } from './unitNames.ts'

type PeopleSide = Pick<Directory, 'people' | 'person' | 'personOn' | 'findPeople' | 'holders' | 'responsible' | 'postsOf'>

/** Whether a post is held on a day; both ends count. */
const inForce = (post: Post, on: Day): boolean => (post.from === undefined || post.from <= on) && (post.to === undefined || on <= post.to)

/** Whether a post only leads or instructs: its holder answers for the unit's matters when there is nobody else. */
const onlyLooksOn = ({ roles }: Post): boolean => roles.length > 0 && roles.every((role) => role === 'leader' || role === 'instructor')

/** Those who asked to be forgotten stay known by id, for the history, and are found no other way. */
export function buildPeople(records: Rec<PersonData>[]): PeopleSide {
  const people: Person[] = records.map(({ id, data }) => Object.assign({}, data, { name: cleanName(data.name), id }))
  Object.freeze(people)
  const byId = new Map(people.map((person) => [person.id, person]))
  const bySender = lazily(() => indexSenders(people))
  const byName = lazily(() => group(people, (person) => [foldName(person.name)]))
  const byPost = lazily(() => group(people, (person) => person.posts.map((post) => post.unit)))
  const held = (path: string, on: Day) =>
    (byPost().get(path) ?? []).flatMap((person) =>
      person.posts.filter((post) => post.unit === path && inForce(post, on)).map((post) => ({ person, post })),
    )

  return {
    people,
    person: (id) => byId.get(id),
    personOn: (channel, senderId) => bySender().get(platformOf(channel))?.get(sameSender(platformOf(channel), senderId)),
    findPeople(name) {
      const found = byName().get(foldName(name)) ?? []
      const spelled = found.filter((person) => person.name === cleanName(name))
      return [...(spelled.length > 0 ? spelled : found)]
    },
    holders(path: string, on: Day, ...roles: Role[]) {
      const fits = held(path, on).filter(({ post }) => roles.length === 0 || post.roles.some((role) => roles.includes(role)))
      return [...new Set(fits.map(({ person }) => person))]
    },
    responsible(path, on) {
      const posts = held(path, on)
      return (posts.find(({ post }) => post.reporter) ?? posts.find(({ post }) => !onlyLooksOn(post)) ?? posts[0])?.person
    },
    postsOf: (person, on) => (person.gone ? [] : person.posts.filter((post) => inForce(post, on))),
  }
}

/** People by a channel's own ids; the simulator, which has none of its own, goes by the person's id. */
function indexSenders(people: Person[]): Map<string, Map<string, Person>> {
  const channels = new Map<string, Map<string, Person>>([['simulator', new Map()]])
  const add = (channel: string, id: string, person: Person): void => {
    const senders = channels.get(channel) ?? new Map<string, Person>()
    channels.set(channel, senders)
    const key = sameSender(channel, id)
    if (!senders.has(key)) senders.set(key, person)
  }
  for (const person of people) {
    if (person.gone) continue
    for (const channel of Object.keys(person.ids)) add(channel, person.ids[channel] ?? '', person)
    if (person.ids['simulator'] === undefined) add('simulator', person.id, person)
  }
  return channels
}

/** Those not forgotten by one or more keys, in order of entry. */
function group(people: Person[], keys: (person: Person) => string[]): Map<string, Person[]> {
  const groups = new Map<string, Person[]>()
  for (const person of people) {
    if (person.gone) continue
    for (const key of keys(person)) {
      const list = groups.get(key)
      if (list) list.push(person)
      else groups.set(key, [person])
    }
  }
  return groups
}
