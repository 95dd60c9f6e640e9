import type { Person } from '../../src/domain/directory.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import type { Who } from '../../src/domain/roles.ts'
import { dayOf, momentOf, spellDue, spellMoment } from '../../src/domain/time.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { demand, may } from '../../src/grammar/demand.ts'
import { urged } from '../../src/grammar/askingWords.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'
import { joinsFor, requestsFor } from '../../src/work/approvals/waiting.ts'
import { sources } from '../../src/work/matters/index.ts'
import type { Matter } from '../../src/work/matters/matter.ts'
import { spellWindow, tellOpen, unitsAsked, windowOf } from '../../src/work/matters/ofUnits.ts'

const mostLines = 20

/** Parts of the plain questions. */
const unitPart = '(?<单位>[^谁哪还有逾@]{2,12}?)'
const soFar = '(?:现在|目前|到现在|都|还|已经)*'
const whoPart = '(?:谁|哪(?:些|个|几个)(?:单位|地方|街道|市|城市|区|县|人)?)'
const latePart = '(?:逾期|超期|过期|超时)(?:未办|没办|未完成|没完成)?(?:了|的)*'
const thingPart = '(?:任务|事项|事情?|单位)?'

/** Who sees what somebody else of a unit has to do. */
const others: Who = { roles: ['admin', 'leader', 'cadre'], mode: 'read' }

/** What a person has to see to: what names them, and what the units at which they hold a role owe and names nobody. Of somebody else's, what is at the asker's own units. */
async function openFor(person: Person, window: { from: number; to: number }, view: View, ctx: Context): Promise<Matter[]> {
  const { now, calendar } = ctx
  const answering = view.directory.postsOf(person, dayOf(now)).filter(({ roles }) => roles.length > 0).map(({ unit }) => unit)
  const own = person.id === ctx.sender?.id
  const units = [...new Set([person.unit, ...answering])].filter((unit) => own || may(ctx, view, others, unit))
  const ask = { view, directory: view.directory, calendar, now }
  const lists = await Promise.all(sources.flatMap((source) => units.map((unit) => source.open(ask, { ...window, unit }))))
  // A handover falls due long after its term has begun; until it can be given it is nobody's concern.
  const mine = lists.flat().filter(({ unit, assignees, since }) => since <= now && (assignees.length > 0 ? assignees.includes(person.id) : answering.includes(unit)))
  return [...new Map(mine.map((matter) => [matter.ref, matter])).values()].sort((a, b) => a.due - b.due)
}

function line({ label, title, due, timed, next, unit }: Matter, view: View, now: number): string {
  const late = due <= now ? '【逾期】' : ''
  return `${late}${label}《${title}》 ${view.directory.unit(unit)?.short ?? unit}，截止 ${spellDue(due, timed)}，请发：${next}`
}

/** What waits for the person's answer: requests, and for an admin people who want to be known. */
async function toAnswer(person: Person, view: View, ctx: Context): Promise<string[]> {
  const [requests, joins] = await Promise.all([requestsFor(person, { view, ctx }), joinsFor(person, { view, ctx })])
  return [
    ...requests.map(({ id, data }) => `${id} ${data.asks}，请发：/同意 ${id}，或 /不同意 ${id} 原因`),
    ...joins.map(({ id, data, unit }) => `${id} ${data.name}（${view.directory.unit(unit)?.short ?? unit}，${data.title}），请发：/批准 ${id}，或 /拒绝 ${id} 原因`),
  ]
}

/** Numbered, and cut where it gets long. */
const numbered = (all: readonly string[]): string[] => [
  ...all.slice(0, mostLines).map((text, i) => `${i + 1}. ${text}`),
  ...(all.length > mostLines ? [`还有${all.length - mostLines}项，办结前面的再看。`] : []),
]

export default defineCommand({
  name: '待办',
  aliases: ['todo', 'daiban', 'db'],
  area: 'query',
  summary: '看还有哪些事要办，按截止时间排列',
  who: 'known',
  users: '本人；看别人的：其单位及上级的管理员、领导、团干部',
  fields: {
    person: f.person('姓名', { also: ['负责人'] }).optional(),
    only: f.choice('只看', ['逾期', '任务', '周报', '通知'], { positional: false }).optional(),
    days: f.range('时间', 'ahead', { also: ['截止', '到期'], hint: '到期的日子，如 本周、月底前', positional: false }).optional(),
  },
  examples: ['/待办', '/待办 王敏', '/待办 单位:中河街道', '/待办 单位:中河街道 只看:逾期', '/待办 单位:中河街道 只看:任务 时间:月底前'],
  questions: [
    { pattern: /^(?:我|我们)(?:今天|这周|本周)?(?:现在|手上|手头)?(?:还|都)?有(?:哪些|什么|啥)(?:事情?|任务|待办|活儿?)(?:没办|没做)?(?:的)?$/, example: '我今天还有什么事' },
    { pattern: /^(?:我|我们)?(?:手上|手头|现在|这边)*(?:还)?有(?:哪些|什么|啥)(?:事|事情|任务|待办|活)?(?:没|要|没有|需要|还没|没有)?(?:办|做|完成|办完|做完)(?:的)?(?:事|事情|任务)?$/, example: '我还有哪些事要办' },
    { pattern: new RegExp(`^${unitPart}?${soFar}(?:有)?${whoPart}(?:的)?${thingPart}${soFar}${latePart}$`), fields: { 只看: '逾期' }, example: '谁逾期了', known: true },
    { pattern: new RegExp(`^${unitPart}?${soFar}(?:(?:有没有|还有|有)(?:谁|什么)?${latePart}${thingPart}(?:没有)?|${latePart}${thingPart}(?:还)?(?:有)?(?:谁|哪些|哪几[个项]|多少))$`), fields: { 只看: '逾期' }, example: '有没有逾期的', known: true },
    { pattern: new RegExp(`^${unitPart}?${soFar}(?:有)?${whoPart}(?:的)?(?:任务)?${soFar}没(?:有)?(?:完成|办结|办完|做完|办好|办)(?:的)?(?:任务)?(?:的)?$`), fields: { 只看: '任务' }, example: '中河街道谁没完成任务', known: true },
    { pattern: /^(?<单位>(?![我本全]).{2,16}?)(?:还|现在)?有(?:哪些|什么|啥|几个|多少)任务(?:还)?没(?:有)?(?:完成|办完|办|做完)(?:的)?$/, fields: { 只看: '任务' }, example: '中河中学还有什么任务没完成' },
  ],
  asked: [
    { all: ['urge'], may: ['not', 'finish', 'hand', 'thing'], needs: ['unit'], slots: { unit: '单位' }, note: urged },
    { all: ['urge'], may: ['not', 'finish', 'hand', 'thing'], needs: ['person'], slots: { person: '姓名' }, note: urged },
    { all: ['urge', 'task'], may: ['not', 'finish', 'hand', 'who'], slots: { unit: '单位' }, fields: { 只看: '任务' }, note: urged },
    { all: ['late', 'task'], slots: { unit: '单位' }, fields: { 只看: '逾期' } },
    { all: ['late'], any: ['who', 'what', 'count'], may: ['task', 'thing', 'not', 'finish'], slots: { unit: '单位' }, fields: { 只看: '逾期' } },
    { all: ['task', 'not'], any: ['who', 'what', 'count'], may: ['finish', 'hand', 'due', 'when'], slots: { unit: '单位', period: '时间' }, fields: { 只看: '任务' } },
    { all: ['finish', 'not', 'who'], may: ['count', 'thing', 'task'], slots: { unit: '单位', period: '时间' }, fields: { 只看: '任务' } },
    { all: ['task', 'what'], may: ['due', 'when'], slots: { unit: '单位', period: '时间' }, fields: { 只看: '任务' } },
    { any: ['what', 'count', 'how'], may: ['thing', 'task', 'not', 'finish', 'due', 'when'], needs: ['person'], slots: { person: '姓名', period: '时间' } },
    { all: ['task', 'due'], may: ['when', 'what', 'count'], slots: { unit: '单位', period: '时间' }, fields: { 只看: '任务' } },
    { all: ['task', 'self'] },
    { all: ['thing', 'what'], needs: ['period'], slots: { period: '时间', unit: '单位' } },
    { all: ['task'], needs: ['person'], slots: { person: '姓名', period: '时间' } },
    { all: ['thing', 'not'], any: ['what', 'count', 'who'], may: ['finish', 'self', 'due'], slots: { unit: '单位', period: '时间' } },
    ...(['finish', 'hand'] as const).map((done) => ({ all: [done, 'not'] as const, any: ['what', 'count'] as const, may: ['thing', 'self'] as const, slots: { unit: '单位', period: '时间' } })),
    { all: ['due'], any: ['what', 'count'], may: ['thing', 'self', 'when'], slots: { unit: '单位', period: '时间' } },
    { all: ['self'], any: ['what', 'count'], may: ['thing', 'task', 'not', 'finish', 'hand', 'due', 'when'], slots: { period: '时间' } },
  ],
  remarks: ['写了时间，就只列那几天到期的；从今天以前算起的，逾期的也在内。', '写了单位，就列出这个单位及下级没有办结的事；在群里只点本群各单位的名，其余只报项数。'],
  async decide({ input: { person: id, only: sort, days }, view, ctx }) {
    if (id === undefined && (ctx.unitNamed || sort !== undefined)) {
      return only(ctx, await tellOpen(unitsAsked(view, ctx), { late: sort === '逾期', label: sort === '逾期' ? undefined : sort, days }, view, ctx))
    }
    const person = id === undefined ? ctx.sender : view.directory.person(id)
    if (!person) throw new SayToUser('名册里没有这个人，请写姓名，如 /待办 王敏。')
    if (person.id !== ctx.sender?.id) demand(ctx, view, others, person.unit)
    const [matters, waiting] = await Promise.all([openFor(person, windowOf(ctx.now, days), view, ctx), days ? [] : toAnswer(person, view, ctx)])
    const head = `${person.name}的待办（截至 ${spellMoment(momentOf(ctx.now))}${spellWindow(days)}）：`
    if (matters.length + waiting.length === 0) return only(ctx, `${head}没有。`)
    const lines = numbered(matters.map((matter) => line(matter, view, ctx.now)))
    const answers = waiting.length > 0 ? ['等答复的：', ...numbered(waiting)] : []
    return only(ctx, [head, ...lines, ...answers].join('\n'), matters.map((matter) => matter.ref))
  },
})
