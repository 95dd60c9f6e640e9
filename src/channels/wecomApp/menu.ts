/** The app's menu: three columns of the commands most used, made anew only when it has changed (protocol.md section D). */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { Refused } from '../../domain/errors.ts'
import type { AppApi } from './token.ts'

/** One entry: what stands on it, and what a tap says. */
export interface MenuCommand {
  /** Column it stands in. */
  column: string
  name: string
  say: string
}

const most = { columns: 3, entries: 5 }

/** As WeCom takes it: at most three columns of at most five entries each. */
function menuOf(menu: readonly MenuCommand[]): object {
  const columns = [...new Set(menu.map(({ column }) => column))].slice(0, most.columns)
  const entries = (column: string) => menu.filter((entry) => entry.column === column).slice(0, most.entries)
  return { button: columns.map((column) => ({ name: column, sub_button: entries(column).map(({ name, say }) => ({ type: 'click', name, key: say })) })) }
}

/** Why there is no menu, in Chinese, and whether that may pass; the app works without it. */
export interface NoMenu {
  why: string
  passes: boolean
}

/** Makes the menu unless it stands so already. */
export async function makeMenu({ app, agentId, redis, menu }: { app: AppApi; agentId: number; redis: Redis; menu: readonly MenuCommand[] }): Promise<NoMenu | undefined> {
  const body = menuOf(menu)
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const key = `tx:{~channels}:menu:${agentId}`
  try {
    if ((await redis.get(key)) === digest) return undefined
    await app.call({ path: '/cgi-bin/menu/create', query: { agentid: String(agentId) }, body })
    await redis.set(key, digest)
    return undefined
  } catch (error) {
    return { why: `菜单没有建成：${error instanceof Error ? error.message : '原因不明'}`, passes: !(error instanceof Refused) }
  }
}
