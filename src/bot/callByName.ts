/** In a group where only mentions are heard, what people are told to type must begin with the bot's name, or nobody hears it. */
import type { Channel, Outgoing } from '../channels/channel.ts'

/** Before a command that is to be sent (请发：/完成 …, 发 /帮助), and before words to be answered (请回复“收到”). */
const toType = /((?:发|回复)(?:[:：] ?| ))(?=\/\p{L})/gu
const toAnswer = /请回复(?=“)/gu

/** Whether only mentions are heard where this goes. A group's robot speaks where the bot listens. */
const mentionsOnly = ({ can }: Channel, to: Outgoing['to']): boolean => 'group' in to && can.hear !== 'all'

/** The text as it is said by a channel to a destination. */
export const callByName = (text: string, channel: Channel, to: Outgoing['to'], name: string): string =>
  mentionsOnly(channel, to) ? text.replace(toType, `$1@${name} `).replace(toAnswer, `请 @${name} 回复`) : text
