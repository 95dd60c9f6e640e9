/** Shapes of single values as people write them in a setup file or a cell: always text, read here. */
import { z } from 'zod'
import { channelNamed, channelNames } from '../domain/channels.ts'
import { bulletinFormNames, bulletinForms, natures, roleNames, roles, unitKinds } from '../domain/records/directory.ts'
import type { BulletinForm, Role } from '../domain/records/directory.ts'
import { addDays, weekdaySigns } from '../domain/time.ts'

const fold = (text: string): string => text.normalize('NFKC').trim()
const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/

/** Text that is not empty, outer blanks dropped. */
export const text = z.string().trim().min(1)

/** Text read by a function; undefined from it is the complaint. */
const reading = <T>(read: (text: string) => T | undefined, complaint: (said: string) => string) =>
  z.string().transform((said, ctx) => {
    const value = read(fold(said))
    if (value !== undefined) return value
    ctx.addIssue({ code: 'custom', message: complaint(said) })
    return z.NEVER
  })

const oneOf = <const T extends readonly string[]>(what: string, words: T) =>
  reading<T[number]>((said) => words.find((word) => word.normalize('NFKC') === said), (said) => `不认识的${what}“${said}”，可用：${words.join('、')}`)

export const unitKind = oneOf('类别', unitKinds)
export const nature = oneOf('性质', natures)
export const pilotLevel = oneOf('试点级别', ['团中央', '省', '市'] as const)
const roleWord = oneOf('角色', roles.map((role) => roleNames[role]))
export const role = roleWord.transform((word) => roles.find((one) => roleNames[one] === word) as Role)

/** 文字 or 图片. */
export const bulletinForm = oneOf('简报形式', bulletinForms.map((form) => bulletinFormNames[form])).transform((word) => bulletinForms.find((one) => bulletinFormNames[one] === word) as BulletinForm)

/** A channel by name or id; answers its id. */
export const channel = reading(channelNamed, (said) => `不认识的通道“${said}”，可用：${channelNames.join('、')}`)

/** A list, or one text with its items set apart by 、 ， ； or blanks. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(/[、,，;；\s]+/).filter(Boolean) : value), z.array(item))

function readClock(said: string): string | undefined {
  const match = clock.exec(said)
  return match ? `${(match[1] as string).padStart(2, '0')}:${match[2]}` : undefined
}
/** 17:30 */
export const clockTime = reading(readClock, (said) => `“${said}”不是时刻，例：17:30`)

function readWeekly(said: string) {
  const match = /^(?:周|星期|礼拜)([一二三四五六日天])\s*(\S+)$/.exec(said)
  const time = match && readClock(match[2] as string)
  if (!match || !time) return undefined
  return { weekday: weekdaySigns.indexOf((match[1] as string).replace('天', '日')) + 1, time }
}
/** 周五 17:00 */
export const weekly = reading(readWeekly, (said) => `“${said}”不是每周时刻，例：周一 10:00`)
/** 周一 10:00, or null for off. */
export const weeklyOrOff = reading(
  (said) => (/^(off|关|关闭|无)$/i.test(said) ? { off: true as const } : readWeekly(said)),
  (said) => `“${said}”不是每周时刻，例：周一 10:00，不发写 off`,
).transform((value) => ('off' in value ? null : value))

/** 21:00-08:00 */
export const quietHours = reading(
  (said) => {
    const [from, to, more] = said.split(/\s*[-–—~至到]\s*/).map(readClock)
    return from && to && more === undefined ? { from, to } : undefined
  },
  (said) => `“${said}”不是时段，例：21:00-08:00`,
)

/** 2026-01-31, 2026/1/31 or 2026年1月31日, as a calendar day. */
export const date = reading(
  (said) => {
    const match = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(said)
    if (!match) return undefined
    const [year, month, dayOfMonth] = match.slice(1) as [string, string, string]
    const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
    return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || addDays(day, 0) !== day ? undefined : day
  },
  (said) => `“${said}”不是日期，例：2026-01-31`,
)

const yes = /^(true|yes|on|是|开|有|√|✓)$/i
const no = /^(false|no|off|否|关|无)$/i
/** true or false, 是 or 否, 开 or 关. */
export const flag = reading((said) => (yes.test(said) ? true : no.test(said) ? false : undefined), (said) => `“${said}”应为 true 或 false`)

/** A positive whole number. */
export const counter = reading((said) => (/^[1-9]\d*$/.test(said) ? Number(said) : undefined), (said) => `“${said}”应为正整数，例：17`)

/** A unit's full path, `/` between its parts. */
export const unitPath = reading(
  (said) => {
    const parts = said.split('/').map((part) => part.trim())
    return parts.every((part) => part && !/[|\s]/.test(part)) ? parts.join('/') : undefined
  },
  (said) => `“${said}”不是单位路径，例：浙江省/宁波市/鄞州区/中河街道`,
)
