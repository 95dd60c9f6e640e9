/** Which chat a message belongs to, and where a chat is reached. */
import type { Channel, Incoming } from '../channels/channel.ts'
import type { Directory, Group, Person } from '../domain/directory.ts'
import { groupChat, privateChat, type Chat } from '../domain/notice.ts'

/** The chat of an incoming message, by the directory as it stands. */
export function chatOf(message: Incoming, directory: Directory): Chat {
  const { channel, group, sender } = message
  if (group !== undefined) {
    const bound = directory.groupOn(channel, group)
    return bound ? groupChat(bound.id) : `x:${channel}|${group}`
  }
  const person = directory.personOn(channel, sender)
  return person ? privateChat(person.id) : `y:${channel}|${sender}`
}

/** A way to reach a chat: the channel and the address on it. */
export interface Way {
  channel: Channel
  to: { group: string } | { person: string }
}

const idOn = (person: Person, channel: string): string | undefined =>
  person.ids[channel] ?? (channel === 'simulator' ? person.id : undefined)
const addressOn = (group: Group, channel: string): string | undefined =>
  group.addresses[channel] ?? (channel === 'simulator' ? group.name : undefined)

/** A person's id on a channel, for mentions. */
export const mentionId = idOn

/** Every way to a chat, best first: the channel that heard it, then those that push, the group's fallback last. */
export function waysTo(chat: Chat, directory: Directory, channels: readonly Channel[], via?: string): Way[] {
  const sort = chat.slice(0, 1)
  const name = chat.slice(2)
  if (sort === 'x' || sort === 'y') {
    const [id = '', address = ''] = name.split(/\|(.*)/s)
    const channel = channels.find((c) => c.id === id)
    return channel ? [{ channel, to: sort === 'x' ? { group: address } : { person: address } }] : []
  }
  const group = sort === 'g' ? directory.group(name) : undefined
  const person = sort === 'p' ? directory.person(name) : undefined
  const ways = channels.flatMap((channel): Way[] => {
    const address = group ? addressOn(group, channel.id) : person ? idOn(person, channel.id) : undefined
    if (address === undefined || (!channel.can.push && channel.id !== via)) return []
    return [{ channel, to: group ? { group: address } : { person: address } }]
  })
  const rank = (way: Way) => (way.channel.id === via ? 0 : way.channel.id === group?.fallback ? 2 : 1)
  return ways.sort((a, b) => rank(a) - rank(b))
}
