/** A group's settings in words (/群设置). */
import { byHand, channelName, channelNamed } from '../../domain/channels.ts'
import { SayToUser } from '../../domain/errors.ts'
import { bulletinFormNames, type GroupData, type WeeklyMoment } from '../../domain/records/directory.ts'
import { tail } from '../../domain/privacy.ts'
import { weekdayName } from '../../domain/time.ts'
import type { Context } from '../../grammar/command.ts'
import { readTime, valueContext } from '../../grammar/values/index.ts'

export const spellWeekly = (moment: WeeklyMoment | null): string => (moment ? `${weekdayName(moment.weekday)} ${moment.time}` : '不发')
/** Id of the channel of group robots. */
const robot = 'groupRobot'
const onOff = (on: boolean): string => (on ? '开' : '关')

const spellFallback = ({ fallback, webhook }: Pick<GroupData, 'fallback' | 'webhook'>): string => {
  const name = fallback === undefined ? '无' : channelName(fallback)
  if (webhook === undefined) return name
  if (fallback === byHand) return `${name}（${channelName(robot)}${tail(webhook)}不用）`
  return fallback === robot ? `${name}（${tail(webhook)}）` : `${name}，另有${channelName(robot)}（${tail(webhook)}）`
}

/** All settings, one a line; of a robot's address its last four signs alone. */
export const spellSettings = ({ bulletin, bulletinAs, reminders, quiet, ranking, ...ways }: GroupData): string =>
  [
    `简报：${spellWeekly(bulletin)}${bulletinAs === 'picture' ? `（${bulletinFormNames.picture}）` : ''}`,
    `催办：${onOff(reminders)}`,
    `静默：${quiet ? `${quiet.from}至次日${quiet.to}` : '21:00至次日08:00'}`,
    `排名：${onOff(ranking)}`,
    `备用通道：${spellFallback(ways)}`,
  ].join('\n')

/** `简报` as typed: when it is posted, or as what. */
export const readBulletin = (said: WeeklyMoment | null | '图片' | '文字' | undefined): Partial<GroupData> =>
  said === undefined ? {} : typeof said === 'string' ? { bulletinAs: said === bulletinFormNames.picture ? 'picture' : 'text' } : { bulletin: said }

/** Whether a group has no robot that might send it pictures. */
export const lacksRobot = ({ webhook, fallback }: Ways): boolean => webhook === undefined || fallback === byHand

/** What a group is reached by when its main channel fails; a field without a value is taken away. */
type Ways = Pick<GroupData, 'fallback' | 'webhook'>

const nothing = /^(?:无|关|off|none|不要)$/i
const refuse = (text: string) => new SayToUser(text, [], 'fallback')

/** `备用通道` as typed: a channel's name, 人工粘贴, 无, or the address of a group robot, which is kept by its key. Throws SayToUser, never with the address. */
export async function readFallback(typed: string, group: Ways & { name: string }, ctx: Context): Promise<Ways> {
  const { webhook } = group
  if (nothing.test(typed)) return { fallback: undefined, webhook: undefined }
  const named = channelNamed(typed)
  if (named === byHand) return { fallback: byHand, webhook }
  const { channels } = await ctx.health()
  const robots = channels.some(({ id }) => id === robot)
  const key = ctx.readAddress(robot, typed)
  if (key !== undefined) return { fallback: robot, webhook: key }
  if (/key=|^https?:|^[\da-f-]{30,}$/i.test(typed)) {
    throw refuse(robots ? '这不是本企业微信群机器人的地址。请在群里 消息推送（群机器人）的设置里复制 Webhook 地址，整段粘贴。' : '还没有接入企业微信，不能用群机器人。接入后再设置。')
  }
  if (named === robot && robots && webhook === undefined) {
    throw refuse(`还不知道本群机器人的地址。请在群里添加 消息推送（群机器人），复制地址后私聊发给我，例如：\n/群设置 群:${group.name} 备用通道:https://…key=…`)
  }
  if (named !== undefined && channels.some(({ id }) => id === named)) return { fallback: named, webhook }
  throw refuse(`没有“${typed.slice(0, 20)}”这个通道。现在可用的有：${[...channels.map(({ id }) => channelName(id)), channelName(byHand)].join('、')}；不要备用请写 备用通道:无。`)
}

/** `22:00至7:00` as quiet hours. They may be longer than 21:00–08:00, never shorter (Reminders). */
export function readQuiet(typed: string, now: number): NonNullable<GroupData['quiet']> {
  const [from, to, ...more] = typed.split(/\s*(?:至|到|~|～|—|–|-)\s*(?:次日|第二天)?\s*/)
  const at = valueContext(now)
  const [start, end] = [readTime(from ?? '', at), readTime(to ?? '', at)]
  if (!start.ok || !end.ok || more.length > 0) throw new SayToUser(`“静默”没有看懂“${typed.slice(0, 20)}”，请写起止时间，如 静默:21:00至8:00。`)
  if (start.value > '21:00' || start.value < '12:00' || end.value < '08:00' || end.value > '12:00') {
    throw new SayToUser('“静默”至少要包括晚上21:00到早上8:00，可以更长，如 静默:20:00至9:00。')
  }
  return { from: start.value, to: end.value }
}
