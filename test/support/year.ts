/** A made-up pilot and what its people type in so many weeks: for the replay that must stay fast and give the same bytes twice. */
import { addDays, dayOf, instant, spellMoment, momentOf, type Day } from '../../src/domain/time.ts'
import type { Line } from '../../src/transcript/transcript.ts'

export interface YearPlan {
  cities: number
  /** Streets of each city; each has a committee of three member units and a group. */
  streets: number
  weeks: number
  /** A Monday. */
  start?: Day
}

export interface Year {
  /** A setup file. */
  setup: string
  /** In time order; the last one runs the clock on to the end. */
  lines: Line[]
}

const cityNames = ['杭州', '宁波', '温州', '嘉兴', '湖州', '绍兴', '金华', '衢州', '舟山', '台州', '丽水']
const members = ['中学', '银行', '医院'] as const
/** Thirteen weeks are mostly a day or two more than the three months a term may last. */
export const termWeeks = 12
const minute = 60_000
const hour = 60 * minute

interface Street {
  city: number
  name: string
  path: string
  group: string
  id: string
}

function streetsOf({ cities, streets }: YearPlan): Street[] {
  return Array.from({ length: cities * streets }, (_, i) => {
    const city = Math.floor(i / streets)
    const name = `${cityNames[city]}${(i % streets) + 1}街道`
    return { city, name, path: `浙江省/${cityNames[city]}市/${cityNames[city]}区/${name}`, group: `${name}工作群`, id: `s${i}` }
  })
}

function setupOf(plan: YearPlan, all: readonly Street[]): string {
  const cities = cityNames.slice(0, plan.cities)
  const units = all.flatMap(({ path, name }) => [
    `  - { path: ${path}, kind: 街道, pilot: { level: 省 } }`,
    ...members.map((member) => `  - { path: ${path}/${name}${member}, kind: 成员单位, nature: 企业 }`),
  ])
  const people = [
    '  - { id: office, name: 李欣, unit: 浙江省, title: 城市青年工作部, roles: [管理员, 领导] }',
    ...cities.map((city, i) => `  - { id: c${i}, name: ${city}部长, unit: 浙江省/${city}市, title: 团市委书记, roles: [团干部] }`),
    ...all.flatMap(({ id, name, path }) => [
      `  - { id: ${id}, name: ${name}书记, unit: ${path}, title: 团工委书记, roles: [团干部] }`,
      ...members.map((member, i) => `  - { id: ${id}m${i}, name: ${name}${member}书记, unit: ${path}/${name}${member}, title: 团委书记, roles: [联系人] }`),
    ]),
  ]
  const groups = [
    '  - { name: 全省工作群, unit: 浙江省 }',
    ...cities.map((city) => `  - { name: ${city}市工作群, unit: 浙江省/${city}市 }`),
    ...all.map(({ group, path }) => `  - { name: ${group}, unit: ${path} }`),
  ]
  return [
    'workspace: year', 'name: 浙江省街道团建试点', 'office: 共青团浙江省委城市青年工作部', 'bot: { names: [团讯] }', 'units:', ...units, 'people:', ...people,
    'groups:', ...groups, 'weeklyReport: { due: 周五 17:00, from: [市] }', '',
  ].join('\n')
}

/** Writes the numbers that the bot gives to the tasks into the answers that quote them: counted through a calendar year in the order of asking. */
function number(lines: Line[]): void {
  const numbers = new Map<string, string>()
  const counts = new Map<number, number>()
  for (const line of lines.sort((a, b) => a.at - b.at || a.line - b.line)) {
    const title = /^\/任务 (\S+)/.exec(line.text)?.[1]
    if (title === undefined) {
      line.text = line.text.replace(/已布置 (\S+)」/, (_, quoted: string) => `已布置 ${numbers.get(quoted)}：${quoted}」`)
      continue
    }
    const year = Number(dayOf(line.at).slice(0, 4))
    counts.set(year, (counts.get(year) ?? 0) + 1)
    numbers.set(title, `任务-${year}-${String(counts.get(year)).padStart(3, '0')}`)
  }
}

/** What is typed: each street reports an activity a week; tasks and notices every four weeks, some of them answered; a new chair every twelve; cities report, one in five late. */
export function makeYear(plan: YearPlan): Year {
  const all = streetsOf(plan)
  const start = plan.start ?? '2026-01-05'
  const lines: Line[] = []
  const say = (at: number, chat: string, name: string, id: string, text: string) => lines.push({ at, chat, name, id, text, line: lines.length + 1 })
  for (let week = 0; week < plan.weeks; week++) {
    const monday = instant(addDays(start, 7 * week))
    for (const [i, { city, name, group, id }] of all.entries()) {
      const on = (day: number, clock: number) => monday + day * 24 * hour + clock * hour + i * minute
      const chief = (at: number, text: string) => say(at, group, `${name}书记`, id, text)
      const member = (m: number, at: number, text: string) => say(at, group, `${name}${members[m]}书记`, `${id}m${m}`, text)
      chief(on(1, 9), `/活动 主题:第${week + 1}周志愿服务 时间:昨天14:00 人数:${20 + ((week + i) % 30)} 联办:${name}${members[(week + i) % 3]}`)
      if (week % termWeeks === 0) {
        const [from, next] = [addDays(start, 7 * week), addDays(start, 7 * (week + termWeeks))]
        const before = (week / termWeeks + members.length - 1) % members.length
        if (week > 0) member(before, on(0, 8.5), `/交接 已办:志愿服务十二次 经费结余:${100 + i}元`)
        if (week > 0 && i % 10 > 0) member((before + 1) % members.length, on(0, 9.5), '/接任')
        chief(on(0, 8), `/轮值 ${name}${members[(week / termWeeks) % 3]} ${from}至${addDays(next, -1)}`)
      }
      if (week % 4 === city % 4) {
        chief(on(0, 10.5), `/任务 ${name}第${week + 1}周台账 周五17:00 对象:${name}中学`)
        if ((week + i) % 9 > 0) member(0, on(3, 9), `「团讯：已布置 ${name}第${week + 1}周台账」\n- - - - - - - - - - - - - - -\n已完成`)
        chief(on(2, 10), `/通知 标题:第${week + 1}周例会 截止:周四17:00 对象:各成员单位`)
        for (let m = 0; m < members.length; m++) if ((week + i + m) % 7 > 0) member(m, on(2, 11), '收到')
      }
    }
    for (let city = 0; city < plan.cities; city++) {
      const late = (week + city) % 5 === 0
      const at = monday + (late ? 7 : 4) * 24 * hour + (late ? 11 : 15) * hour + city * minute
      say(at, '全省工作群', `${cityNames[city]}部长`, `c${city}`, `/周报 ${late ? '周:上周 ' : ''}进展情况:第${week + 1}周进展顺利 问题:场地不足`)
    }
  }
  number(lines)
  const end = instant(addDays(start, 7 * plan.weeks), '12:00')
  const fed = lines.filter(({ at }) => at < end).sort((a, b) => a.at - b.at || a.line - b.line)
  say(end, '全省工作群', '时钟', 'clock', spellMoment(momentOf(end)))
  return { setup: setupOf(plan, all), lines: [...fed, ...lines.slice(-1)] }
}
