/** A corp: who is in it, its groups, its bots, its app. */

export interface Group {
  /** As WeCom writes it: wr…, its case matters. */
  chatid: string
  name: string
  members: string[]
  /** Key of its group robot. */
  robot: string
  /** Made by the app (appchat); invisible until something is sent. */
  appchat?: boolean
}

export interface Bot {
  id: string
  /** As members type it after @; may hold spaces. */
  name: string
  /** For the long connection. */
  secret: string
  /** How it hears: the long connection, or callbacks to `url`. Exclusive (B1). */
  mode: 'socket' | 'url'
  url: string
  token: string
  aesKey: string
  /** Whether members' ids reach it as ciphertext (B2). */
  cipherIds: boolean
}

export interface App {
  agentId: number
  secret: string
  url: string
  token: string
  aesKey: string
  /** userids it may write to; all members without it. */
  visible?: string[]
}

export interface Corp {
  id: string
  /** Display names by userid. */
  members: Map<string, string>
  groups: Group[]
  bots: Bot[]
  app: App
}

export interface CorpPlan {
  id?: string
  /** Display names by userid. */
  members?: Record<string, string>
  /** Without `members` all are in it. */
  groups?: { name: string; chatid?: string; members?: string[] }[]
  bots?: Partial<Bot>[]
  app?: Partial<App>
}

const bot: Bot = {
  id: 'aib-fake-1',
  name: '团讯',
  secret: 'fake-bot-secret',
  mode: 'socket',
  url: '',
  token: 'fakeBotToken',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  cipherIds: false,
}

const app: App = {
  agentId: 1_000_002,
  secret: 'fake-app-secret',
  url: '',
  token: 'fakeAppToken',
  aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
}

/** A corp from as little as a test wants to say: three members, a group of them, one bot on the long connection, one app. */
export function makeCorp(plan: CorpPlan = {}): Corp {
  const members = new Map(Object.entries(plan.members ?? { zhangsan: '张三', lisi: '李四', wangwu: '王五' }))
  const corp: Corp = { id: plan.id ?? 'wwfake0000000001', members, groups: [], bots: [], app: { ...app, ...plan.app } }
  for (const group of plan.groups ?? [{ name: '工作群' }]) addGroup(corp, group)
  corp.bots.push(...(plan.bots ?? [{}]).map((one, n) => ({ ...bot, id: `aib-fake-${n + 1}`, ...one })))
  return corp
}

export function addGroup(corp: Corp, { name, chatid, members }: NonNullable<CorpPlan['groups']>[number]): Group {
  const n = corp.groups.length + 1
  const robot = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const group = { chatid: chatid ?? `wrOgAAAkYb${n}QmTz`, name, members: members ?? [...corp.members.keys()], robot }
  corp.groups.push(group)
  return group
}

/** A group by name or chatid, exactly. */
export const findGroup = (corp: Corp, group: string): Group | undefined => corp.groups.find(({ chatid, name }) => chatid === group || name === group)

/** A member's userid as the corp writes it; ids are the same in any case (D6). */
export const findMember = (corp: Corp, userid: string): string | undefined => [...corp.members.keys()].find((id) => id.toLowerCase() === userid.toLowerCase())

/** How a member's id reaches a bot that gets ciphertext, and back. */
export const cipherId = (userid: string): string => `woFake${Buffer.from(userid).toString('hex')}`
export const plainId = (corp: Corp, openUserid: string): string | undefined => [...corp.members.keys()].find((id) => cipherId(id) === openUserid)

/** A bot, the first without an id. Throws an Error where there is none. */
export function botOf(corp: Corp, id?: string): Bot {
  const found = id === undefined ? corp.bots[0] : corp.bots.find((one) => one.id === id)
  if (!found) throw new Error(`the corp has no bot ${id ?? ''}`)
  return found
}
