/** 群机器人 (消息推送): a webhook per group that only sends (protocol.md section C). */
import type { Channel, Outgoing } from '../channel.ts'
import type { Limiter } from '../limiter.ts'
import { minute } from '../../domain/time.ts'
import { demandOk, type WecomApi } from '../wecom/api.ts'

/** 20 messages a minute and robot; more are answered with 45009. */
const limits = [{ count: 20, per: minute }]

/** The key in a webhook's address, or the key itself; the whole secret of the robot. */
export const webhookKey = (address: string): string => /[?&]key=([^&\s]+)/.exec(address)?.[1] ?? address

/**
 * The body of one piece. Text, since it alone reminds those mentioned; who stands in the text already is not written again by WeCom.
 * `userid`s keep their capitals.
 */
const bodyOf = ({ text, mentions }: Outgoing) => ({
  msgtype: 'text',
  text: { content: text, ...(mentions.length === 0 ? {} : { mentioned_list: mentions.map(({ id }) => id) }) },
})

/** The channel of all webhooks; `to.group` is a group's webhook, as the administrator pasted it or its key alone. */
export function createGroupRobot({ api, limiter }: { api: WecomApi; limiter: Limiter }): Channel {
  const keyOf = (to: Outgoing['to']): string => {
    if (!('group' in to)) throw new Error('a group robot reaches groups alone')
    return webhookKey(to.group)
  }
  return {
    id: 'groupRobot',
    platform: 'wecom',
    can: { hear: 'none', push: { groups: true, people: false }, mention: true, maxBytes: 2048 },
    start: async () => {},
    room: (to, now) => limiter(`groupRobot|${keyOf(to)}`, limits, now),
    async send(piece) {
      demandOk(await api({ path: '/cgi-bin/webhook/send', query: { key: keyOf(piece.to) }, body: bodyOf(piece) }))
      return {}
    },
    stop: async () => {},
  }
}
