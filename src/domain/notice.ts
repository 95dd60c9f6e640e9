/** What the bot says, and where. */
import type { Change } from './record.ts'

/**
 * A place where things are said, as one string:
 * `g:<group id>` a bound group, `p:<person id>` a private chat with a known person,
 * `x:<channel>|<address>` a group no unit is bound to yet, `y:<channel>|<sender>` a private chat with someone unknown.
 */
export type Chat = string

export const groupChat = (groupId: string): Chat => `g:${groupId}`
export const privateChat = (personId: string): Chat => `p:${personId}`

/** The id of the bound group that a chat is, or undefined. */
export const groupIn = (chat: Chat): string | undefined => (chat.startsWith('g:') ? chat.slice(2) : undefined)

/** One message to be said. Text may hold number tokens; the commit fills them in. */
export interface Notice {
  to: Chat
  text: string
  /** Ids of the persons to mention; channels render them their own way, after the text where it does not hold `@name`. */
  mentions?: string[] | undefined
  /** What it is: an answer to the message being handled, or something said unasked. */
  sort: 'answer' | 'notice' | 'reminder' | 'nudge' | 'bulletin'
  /** Numbers of the records it is about, for quotes, 收到 and /减负. */
  about?: string[] | undefined
  /** Answers that a tap may give where the channel has buttons; the text always says what to type. `say` may hold number tokens. */
  actions?: { label: string; say: string }[] | undefined
}

/** What a decision wants: records changed and things said. Nothing has happened until it is committed. */
export interface Decision {
  changes: Change[]
  notices: Notice[]
}
