/** 群机器人 (消息推送): a webhook per group that only sends (protocol.md section C). */
import { createHash } from 'node:crypto'
import type { Channel, Outgoing } from '../channel.ts'
import { singlePeople } from '../everybody.ts'
import type { Limiter } from '../limiter.ts'
import { markdownOf } from '../markdown.ts'
import { borders, withoutTables } from '../../domain/table.ts'
import { minute } from '../../domain/time.ts'
import { demandOk, type WecomApi } from '../wecom/api.ts'
import type { Reach } from '../wecom/reach.ts'

/** 20 messages a minute and robot; more are answered with 45009. */
const limits = [{ count: 20, per: minute }]
const path = '/cgi-bin/webhook/send'

/** The key in a webhook's address, or the key itself; the whole secret of the robot. */
const webhookKey = (address: string): string => /[?&]key=([^&\s]+)/.exec(address)?.[1] ?? address

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The key of what somebody pasted: an address at `base` as WeCom shows it, or its key alone. Undefined for any other: nothing may be sent to a stranger's server. */
export function readWebhook(pasted: string, base: string): string | undefined {
  // Keyboards and chats turn the signs of addresses into full-width ones.
  const typed = pasted.normalize('NFKC')
  if (uuid.test(typed)) return typed
  if (!URL.canParse(typed)) return undefined
  const { origin, pathname, searchParams, username, password } = new URL(typed)
  const key = searchParams.get('key') ?? ''
  const ours = origin === new URL(base).origin && pathname === path && username === '' && password === ''
  return ours && /^[\w-]{8,128}$/.test(key) ? key : undefined
}

/** Largest picture before it is written in base64, bytes. */
const largestPicture = 2 * 1024 * 1024

function imageOf(picture: Uint8Array): object {
  const bytes = Buffer.from(picture)
  return { msgtype: 'image', image: { base64: bytes.toString('base64'), md5: createHash('md5').update(bytes).digest('hex') } }
}

/** Longest `markdown_v2`, UTF-8 bytes. */
const longestMarkdown = 4096

/**
 * The body of one piece. Text, since it alone reminds those mentioned; who stands in the text already is not written again by WeCom.
 * `userid`s keep their capitals. A table that is to remind nobody goes as Markdown of the second kind, which shows it.
 */
function bodyOf({ text, mentions, picture }: Outgoing): object {
  if (picture) return imageOf(picture)
  const called = singlePeople(mentions).map(({ id }) => id)
  const markdown = borders(text) > 0 && called.length === 0 ? markdownOf(text) : undefined
  if (markdown !== undefined && Buffer.byteLength(markdown) <= longestMarkdown) return { msgtype: 'markdown_v2', markdown_v2: { content: markdown } }
  return { msgtype: 'text', text: { content: withoutTables(text), ...(called.length === 0 ? {} : { mentioned_list: called }) } }
}

/** How many bytes a text takes at most: between two cells up to three. */
const robotBytes = (text: string): number => Buffer.byteLength(text) + 2 * borders(text)

export interface GroupRobotDeps {
  api: WecomApi
  apiBase: string
  limiter: Limiter
  /** Whether WeCom answers; absent: it does. */
  reach?: Reach | undefined
  /** Why the last picture could not be made, for the status page. */
  pictureTrouble?: (() => string | undefined) | undefined
}

/** The channel of all webhooks; `to.group` is a group's webhook, as the administrator pasted it or its key alone. */
export function createGroupRobot({ api, apiBase, limiter, reach, pictureTrouble = () => undefined }: GroupRobotDeps): Channel {
  const keyOf = (to: Outgoing['to']): string => {
    if (!('group' in to)) throw new Error('a group robot reaches groups alone')
    return webhookKey(to.group)
  }
  return {
    id: 'groupRobot',
    platform: 'wecom',
    can: { hear: 'none', push: { groups: true, people: false }, mention: true, tables: true, pictures: { maxBytes: largestPicture }, maxBytes: 2048, bytes: robotBytes },
    start: async () => reach?.start(),
    room: (to, now) => limiter(`groupRobot|${keyOf(to)}`, limits, now),
    async send(piece) {
      demandOk(await api({ path, query: { key: keyOf(piece.to) }, body: bodyOf(piece) }))
      return {}
    },
    state() {
      const away = reach?.away()
      if (away) return { up: false, since: away.since, detail: away.why }
      const why = pictureTrouble()
      return { up: true, since: 0, ...(why === undefined ? {} : { detail: `简报图片没有做成，改发了文字：${why}` }) }
    },
    readAddress: (typed) => readWebhook(typed, apiBase),
    stop: async () => reach?.stop(),
  }
}
