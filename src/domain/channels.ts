/** The ways messages come and go, by the ids that the ledger keeps. */

const names: Readonly<Record<string, string>> = {
  simulator: '试用页', wecomBot: '智能机器人', wecomApp: '自建应用', groupRobot: '群机器人', wechaty: '微信', paste: '人工粘贴',
}

/** Where no channel reaches a group its unit's cadres are given the text, to paste it there: people outside WeCom are in it (domain.md). */
export const byHand = 'paste'

/** What people call all of them. */
export const channelNames: readonly string[] = Object.values(names)

/** What people call a channel. */
export const channelName = (channel: string): string => names[channel] ?? channel

/** The id of the channel that somebody names, or undefined. */
export const channelNamed = (typed: string): string | undefined =>
  Object.keys(names).find((id) => id.toLowerCase() === typed.toLowerCase() || names[id] === typed)

/** Whose ids a channel's people and groups go by: the channels of WeCom share theirs (protocol.md sections B to D). */
export const platformOf = (channel: string): string => (channel.startsWith('wecom') || channel === 'groupRobot' ? 'wecom' : channel)

/** An id as it is compared with others of its platform: WeCom's do not tell capitals apart. */
export const sameSender = (platform: string, id: string): string => (platform === 'wecom' ? id.toLowerCase() : id)

/** `wecom|wangmin`: whose an id is, whichever of a platform's channels, or the platform itself, names it. */
export const accountOf = (channel: string, id: string): string => `${platformOf(channel)}|${sameSender(platformOf(channel), id)}`

/** Redis key of a set: the keys in which channels keep something about an account, beside the records. /注销 deletes all of them (src/ledger/accounts.ts). */
export const keptOfKey = (account: string): string => `tx:{~channels}:account:${account}`

/** Redis key of a hash by address: what somebody on a WeChat web login is known by. /注销 deletes their field. */
export const wechatyBookKey = 'tx:{~channels}:wechaty:book'
