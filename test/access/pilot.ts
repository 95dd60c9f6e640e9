/** The pilot of the access table: something of every kind at every unit, each with a mark of the unit in its words. */
import { openLedger } from '../../src/ledger/ledger.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { shortOf } from './probes.ts'
import { places, units, type Actor, type Place } from './table.ts'

/** Numbers of what stands at a unit. */
export interface Planted {
  activity: string
  planned: string
  task: string
  /** A task for which a longer time was asked, and that request. */
  asked: string
  request: string
  notice: string
  /** An announcement from the province to all units. */
  fromAbove: string
  report: string
  issue: string
  join: string
  term: string
}

/** The mark in everything that belongs to a unit. */
export const markOf = (place: Place): string => `暗号${place}`

const posts: Record<Exclude<Actor, '陌生人'>, [Place, string, string?]> = {
  省管理员: ['省', '管理员'], 区领导: ['区', '领导'], 区团干部: ['区', '团干部'], 街管理员: ['街', '管理员'], 街领导: ['街', '领导'], 街指导员: ['街', '指导员'],
  街团干部: ['街', '团干部'], 校联系人: ['校', '联系人'], 行联系人: ['行', '联系人'], 邻团干部: ['邻', '团干部'], 友联系人: ['友', '联系人'],
  无角色: ['街', ''], 已离任: ['街', '团干部', '2026-10-31'],
}

const kindOf: Record<Place, string> = { 省: '省', 区: '区', 街: '街道', 校: '成员单位', 行: '成员单位', 邻: '街道', 友: '成员单位', 远: '街道' }

const setup = `
workspace: access
name: 权限试点
units:
${places.map((place) => `  - { path: ${units[place]}, kind: ${kindOf[place]} }`).join('\n')}
  - { path: ${units.邻}/白塔医院, kind: 成员单位 }
people:
${Object.entries(posts).map(([name, [place, role, to]]) => {
  const post = role === '' ? '' : `, posts: [{ unit: ${units[place]}, title: 干事, roles: [${role}]${to === undefined ? '' : `, to: ${to}`} }]`
  // An instructor comes from elsewhere.
  return `  - { id: ${name}, name: ${name}, unit: ${name === '街指导员' ? units.远 : units[place]}${post} }`
}).join('\n')}
${places.map((place) => `  - { id: 居民${place}, name: 居民${place}, unit: ${units[place]}, title: 干事, roles: [联系人] }`).join('\n')}
groups:
${['省', '区', '街', '邻'].map((place) => `  - { name: ${shortOf(place as Place)}工作群, unit: ${units[place as Place]}, bulletin: 周一 10:00 }`).join('\n')}
weeklyReport: { due: 周五 17:00, from: [街道] }
chairTerms:
  - { committee: ${units.街}, unit: ${units.行}, from: 2026-10-01, to: 2026-12-31 }
  - { committee: ${units.街}, unit: ${units.校}, from: 2027-01-01, to: 2027-03-31 }
  - { committee: ${units.街}, unit: ${units.行}, from: 2027-04-01, to: 2027-06-30 }
  - { committee: ${units.邻}, unit: ${units.友}, from: 2026-10-01, to: 2026-12-31 }
`

const numberIn = (answers: readonly string[], kind: string): string => {
  const found = answers.map((text) => new RegExp(`${kind}-\\d{4}-\\d{3,}`).exec(text)?.[0]).find((number) => number !== undefined)
  if (found === undefined) throw new Error(`no ${kind} in ${JSON.stringify(answers)}`)
  return found
}

export interface AccessPilot {
  bot: TestBot
  planted: Record<Place, Planted>
}

/** Plants everything in the week of 16 November 2026 and runs the clock to Monday the 23rd, 10:30, when the bulletins are out. */
export async function startAccessPilot(): Promise<AccessPilot> {
  const bot = await startBot({ now: '2026-11-16 09:00', setup })
  const say = async (text: string, kind: string) => numberIn(await bot.say('省管理员', null, text), kind)
  const early: Partial<Record<Place, Pick<Planted, 'activity' | 'report'>>> = {}
  for (const place of places) {
    const [u, mark] = [shortOf(place), markOf(place)]
    const activity = await say(`/活动 主题:${mark}活动 时间:昨天14:00 人数:7 主办:${u}`, '活动')
    early[place] = { activity, report: await say(`/周报 进展情况:${mark}周报 单位:${u}`, '周报') }
  }
  await bot.say('行联系人', null, '/交接 已办:联谊会')
  await bot.clockTo('2026-11-23 10:30')
  const fromAbove = await say(`/通知 标题:全省例会 单位:浙江省 对象:${places.map(shortOf).join('、')}`, '通知')
  const planted = {} as Record<Place, Planted>
  for (const place of places) {
    const [u, mark] = [shortOf(place), markOf(place)]
    const task = await say(`/任务 标题:${mark}任务 截止:12月20日 单位:${u} 对象:${u}`, '任务')
    const asked = await say(`/任务 标题:${mark}台账 截止:12月20日 单位:${u} 对象:${u}`, '任务')
    const issues = await bot.say('省管理员', null, `/简报 单位:${u}`)
    const history = await bot.say('省管理员', null, `/查 活动 单位:${u}`)
    if (!history[0]?.includes(mark)) throw new Error(`nothing at ${u}: ${String(history)}`)
    planted[place] = {
      ...(early[place] ?? { activity: '', report: '' }),
      task, asked, fromAbove,
      planned: await say(`/活动 主题:${mark}计划 时间:今天18:00 主办:${u}`, '活动'),
      request: await say(`/延期 ${asked} 12月28日 等待 单位:${u}`, '申请'),
      notice: await say(`/通知 标题:${mark}通知 单位:${u} 对象:${u}`, '通知'),
      join: numberIn(await bot.say(`陌生${place}`, null, `/我是 姓名:新人${place} 单位:${u} 职务:${mark}`), '登记'),
      issue: issues[0]?.includes('期') ? await issueOf(bot, place) : '',
      term: '轮值-2026-002',
    }
  }
  return { bot, planted }
}

/** The number of the newest bulletin of a unit. */
async function issueOf(bot: TestBot, place: Place): Promise<string> {
  const { bulletin } = await import('../../src/domain/records/bulletin.ts')
  const view = await openLedger(bot.redis, { workspace: 'access', kinds }).view()
  const [last] = await view.list(bulletin, 'unit', units[place], { reverse: true, limit: 1 })
  return last?.id ?? ''
}
