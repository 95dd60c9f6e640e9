/** Which chat a message belongs to, and where a chat is reached. */
import type { Channel, Incoming, Outgoing } from '../channels/channel.ts'
import { byHand } from '../domain/channels.ts'
import { groupAt, type Directory, type Group, type Person } from '../domain/directory.ts'
import { groupChat, privateChat, type Chat } from '../domain/notice.ts'
import type { Waiting } from '../ledger/types.ts'

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

/** A way to reach a chat: the channel, the address on it, and the cheap way back while it works. */
export interface Way {
  channel: Channel
  to: Outgoing['to']
  reply?: Outgoing['reply']
  /** The notice goes as pictures. */
  asPictures?: true
}

/** What the outbox calls a way when it notes how many pieces went by it. */
export const wayName = ({ channel, asPictures }: Way): string => (asPictures ? `${channel.id}/pictures` : channel.id)

/** A person's id on a channel, for private chats and mentions. */
export const idOn = (person: Person, { platform }: Channel): string | undefined =>
  person.ids[platform] ?? (platform === 'simulator' ? person.id : undefined)

/** A group robot is reached by its webhook, all else by the group's address on the platform. A group that is pasted by hand has people outside in it, where no robot may be: an address of one is of before. */
const addressOn = (group: Group, { id, platform }: Channel): string | undefined =>
  id === 'groupRobot' ? (group.fallback === byHand ? undefined : group.webhook) : (group.addresses[platform] ?? (platform === 'simulator' ? group.name : undefined))

function destination(chat: Chat, channel: Channel, directory: Directory): Outgoing['to'] | undefined {
  const name = chat.slice(2)
  const [channelId = '', address = ''] = name.split(/\|(.*)/s)
  const group = directory.group(name)
  const person = directory.person(name)
  const [inGroup, toPerson] = [group && addressOn(group, channel), person && idOn(person, channel)]
  switch (chat.slice(0, 1)) {
    case 'g':
      return inGroup === undefined ? undefined : { group: inGroup }
    case 'p':
      return toPerson === undefined ? undefined : { person: toPerson }
    case 'x':
      return channelId === channel.id ? { group: address } : undefined
    default:
      return channelId === channel.id ? { person: address } : undefined
  }
}

/**
 * Every way to a chat, best first: the cheap way back on the channel that heard it, then the channel that heard it, then the others that
 * reach it unasked, the group's fallback last.
 */
export function waysTo({ to: chat, via, reply }: Pick<Waiting, 'to' | 'via' | 'reply'>, directory: Directory, channels: readonly Channel[], now: number): Way[] {
  const fallback = groupAt(directory, chat)?.fallback
  const rank = ({ channel }: Way) => (channel.id === via ? 0 : channel.id === fallback ? 2 : 1)
  return channels
    .flatMap((channel): Way[] => {
      const to = destination(chat, channel, directory)
      if (!to) return []
      const back = channel.id === via && reply && reply.until > now ? [{ channel, to, reply }] : []
      return channel.can.push['group' in to ? 'groups' : 'people'] ? [...back, { channel, to }] : back
    })
    .sort((a, b) => rank(a) - rank(b))
}

/** Before these ways the same as pictures, for a group that asked for its bulletins so; not once text has begun. */
export function picturesFirst(ways: readonly Way[], { to, sort, pieces }: Pick<Waiting, 'to' | 'sort' | 'pieces'>, directory: Directory): Way[] {
  const asked = sort === 'bulletin' && groupAt(directory, to)?.bulletinAs === 'picture'
  const pictures = asked ? ways.filter(({ channel, reply }) => channel.can.pictures && !reply).map((way): Way => ({ ...way, asPictures: true })) : []
  return pieces && !pictures.some((way) => wayName(way) === pieces.channel) ? [...ways] : [...pictures, ...ways]
}
