/** What `npm run restore` says of the notices that it kept back, and does with them. */
import type { Redis } from 'ioredis'
import { keptAside, settleAside } from '../backup/aside.ts'
import { groupIn } from '../domain/notice.ts'
import { momentOf, spellMoment } from '../domain/time.ts'
import { workspacesIn } from '../ledger/workspaces.ts'
import type { Waiting } from '../ledger/types.ts'

export const choices = ['list', 'send', 'drop'] as const

const sorts: Record<Waiting['sort'], string> = { answer: '答复', notice: '通知', reminder: '提醒', nudge: '催办', bulletin: '简报' }

/** `g:中河街道工作群` as people call it; somebody unknown is not named by their account. */
const placeOf = (to: string): string => groupIn(to) ?? (to.startsWith('p:') ? `${to.slice(2)}（私聊）` : to.startsWith('x:') ? '未绑定的群' : '未登记的人（私聊）')

/** `中河街道工作群：提醒，2026年11月20日 14:00，任务-2026-001：【提醒】…` */
const spellOne = ({ to, sort, at, about = [], text }: Waiting): string =>
  `  ${placeOf(to)}：${[sorts[sort], spellMoment(momentOf(at)), ...about].join('，')}：${text.split('\n')[0] ?? ''}\n`

/** `2 条（答复 1，简报 1）` */
export function spellCounts(notices: readonly Waiting[]): string {
  const counts = Object.entries(sorts).map(([sort, name]) => ({ name, count: notices.filter((one) => one.sort === sort).length }))
  return `${notices.length} 条（${counts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`).join('，')}）`
}

/** Lists, sends or drops what every workspace keeps back. */
export async function settleWaiting(redis: Redis, choice: (typeof choices)[number], print: (text: string) => void): Promise<void> {
  for (const workspace of await workspacesIn(redis)) {
    const notices = await keptAside(redis, workspace)
    if (notices.length === 0) print(`${workspace}：没有恢复时留下的通知\n`)
    else if (choice === 'list') print(`${workspace}：恢复时留下 ${spellCounts(notices)}\n${notices.map(spellOne).join('')}`)
    else print(`${workspace}：已${choice === 'send' ? '放回待发' : '丢弃'} ${await settleAside(redis, workspace, choice)} 条\n`)
  }
}
