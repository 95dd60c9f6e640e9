import { SayToUser } from '../../src/domain/errors.ts'
import { instantsOf, spellRange } from '../../src/domain/time.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { urged } from '../../src/grammar/askingWords.ts'
import { f } from '../../src/grammar/fields.ts'
import type { DaysEitherWay } from '../../src/grammar/fields/times.ts'
import { readRecordNumber } from '../../src/grammar/fields/records.ts'
import type { View } from '../../src/ledger/types.ts'
import { demandReading, mayRead, mayReadShare, theRecord } from '../../src/work/records/find.ts'
import { recordsTitled } from '../../src/work/records/byTitle.ts'
import { attachmentLines } from '../../src/work/records/attachments.ts'
import { shareSteps } from '../../src/work/records/shareHistory.ts'
import { listed, listings } from '../../src/work/records/listings.ts'
import { spellData, spellTitle } from '../../src/work/records/spell.ts'

const mostLines = 20

const namedNumber = '(?<编号>(?:活动|任务|通知|周报|轮值|交接|代班|申请|简报)-?(?:\\d{4}-)?\\d{1,6}号?)'
/** 任务4, 任务4的情况, 任务4完成得怎么样; not 任务4完成, which reports it done. */
const aboutRecord = new RegExp(`^${namedNumber}(?:的)?(?:情况|进度|进展|(?:(?:完成|办理?|开展|落实|回执)(?:得|的)?)?(?:情况|进度|进展)?(?:(?:怎么样|如何|怎样|咋样)了?|了吗|了没有?|到哪一?步?了?))?$`)

/** 任务3谁没完成, 活动5是什么. */
const askedOfRecord = new RegExp(`^${namedNumber}.{0,8}(?:(?:谁|哪|什么|啥|多少|几|怎|如何|到哪|没有).{0,8}|了没)$`)

/** Said of a task or announcement that is quoted: 还有谁没交. */
const whoIsMissing = /^(?:现在|目前)?(?:还)?(?:有)?(?:谁|哪(?:些|几个?|个)(?:单位|街道|地方|人)?)(?:都|还)*没(?:有)?(?:完成|办结|办完|办|做|交|报|报送|收到|回执|回复|反馈|确认)(?:的|了|呢|啊|呀)*[?。!]*$/

/** What came with the messages behind a record. It stands in the history, so when a sealed year cannot be read that is said and the record shown all the same. */
async function cameWith(number: string, { kind, record }: Awaited<ReturnType<typeof theRecord>>, view: View, ctx: Context): Promise<string[]> {
  try {
    const steps = await shareSteps(record, view, (share) => mayReadShare(share, record, view, ctx))
    return attachmentLines([...(await view.history(kind, number)), ...steps.map(({ entry }) => entry)].flatMap(({ attachments = [] }) => attachments))
  } catch (error) {
    if (error instanceof SayToUser) return [`附件：${error.message}`]
    throw error
  }
}

async function show(number: string, view: View, ctx: Context) {
  const found = await theRecord(number, view, ctx)
  const { kind, record } = found
  const author = view.directory.person(record.by)?.name
  const lines = [
    `${number}${record.void ? '（已作废）' : ''}：${spellTitle(kind, record.data, view.directory)}`,
    `单位：${view.directory.unit(record.unit)?.short ?? record.unit}${author === undefined ? '' : `，记录人：${author}`}`,
    ...spellData(kind, record.data, view.directory),
    ...(record.void ? [`作废原因：${record.void.reason}`] : []),
    ...((await listings.find((one) => one.label === kind.label)?.more?.(record as never, view, ctx)) ?? []),
    ...(await cameWith(number, found, view, ctx)),
    `改动记录请发：/历史 ${number}`,
  ]
  return only(ctx, lines.join('\n'), [number])
}

/** The newest record of a kind that the unit has to do with, and the committee that the sender chairs. */
async function newest(label: string, view: View, ctx: Context) {
  const listing = listings.find((one) => one.label === label)
  if (listing && ctx.unit) demandReading(listing.kind.kind, ctx.unit.path, view, ctx)
  const units = ctx.unit === undefined ? [] : [ctx.unit.path, ...(ctx.unitNamed ? [] : ctx.chairs)]
  const found = listing ? (await Promise.all(units.map((unit) => listed(listing, view, unit, { reverse: true, limit: mostLines })))).flat() : []
  const last = found.toSorted((a, b) => b.at - a.at).find((record) => mayRead(record, view, ctx))
  return last ? show(last.id, view, ctx) : list(label, undefined, view, ctx)
}

/** The one record whose title holds the words, or those that do; the kinds that can be listed where none does. */
async function titled(words: string, view: View, ctx: Context) {
  const found = ctx.unit && words.length >= 2 ? await recordsTitled(words, ctx.unit, view, ctx) : []
  const [first] = found
  if (!first) throw new SayToUser(`没有找到“${words.slice(0, 20)}”。可以查的有：${listings.map((one) => one.label).join('、')}，或写编号，如 /查 活动-2026-003。`)
  if (found.length === 1) return show(first.record.id, view, ctx)
  return only(ctx, ['标题里有这几个字的：', ...found.slice(0, mostLines).map(({ record, title }) => `${record.id} ${title}`), '看详情请发：/查 编号'].join('\n'))
}

async function list(label: string, days: DaysEitherWay | undefined, view: View, ctx: Context) {
  const listing = listings.find((one) => one.label === label)
  const period = listing?.ahead ? days : (days?.past ?? days)
  const unit = ctx.unit?.path
  if (!listing || unit === undefined) return titled(label, view, ctx)
  demandReading(listing.kind.kind, unit, view, ctx)
  const range = period === undefined ? { reverse: true, limit: mostLines } : instantsOf(period)
  const found = (await listed(listing, view, unit, range)).filter((record) => mayRead(record, view, ctx))
  const head = `${view.directory.unit(unit)?.short ?? unit}的${label}${period === undefined ? '（最近）' : `（${spellRange(period)}）`}`
  if (found.length === 0) return only(ctx, `${head}：没有。`)
  const lines = found.slice(0, mostLines).map((record) => `${record.id} ${spellTitle(listing.kind, record.data, view.directory)}`)
  const rest = found.length > mostLines ? [`……共${found.length}条，缩短时间再看，如 /查 ${label} 本周`] : []
  return only(ctx, [`${head}：`, ...lines, ...rest, '看详情请发：/查 编号'].join('\n'))
}

export default defineCommand({
  name: '查',
  aliases: ['find', 'cha', 'look', '查询', '查看'],
  area: 'record',
  summary: '查一条记录，或某一段时间的某类记录',
  who: 'known',
  users: '能看这条记录的人：所属单位及上级的人员，以及被点名的单位和个人',
  fields: {
    what: f.text('编号', { also: ['类别'], hint: '如 活动-2026-003，或 活动' }),
    period: f.daysEitherWay('时间', { also: ['时期'], lead: /^(?<value>\S{1,8}?[天日号周月年度期])的(?=(?:活动|周报|任务|通知|轮值)$)/u }).optional(),
  },
  examples: ['/查 活动-2026-003', '/查 活动 本月', '/查 任务'],
  questions: [
    { pattern: aboutRecord, example: '任务4完成得怎么样' },
    { pattern: askedOfRecord, example: '任务3谁没完成' },
    { pattern: /^(?:(?:最近的?|最新的?|刚才的?|这条|那条)?通知)?(?:还)?(?:有)?(?:谁|哪些?(?:单位|人)?)(?:都|还)?没(?:有)?(?:收到|回执|回复|回|看到?|签收|确认)(?:通知)?$/, fields: { 编号: '最近通知' }, example: '通知谁还没收到' },
    { pattern: /^(?<时间>[今昨明前后]天|[本这上下]个?(?:周|星期|月|季度)|(?:\d{1,2}|十?[一二三四五六七八九十])月份?(?:\d{1,2}[日号])?|(?:最?近|这)[一两二三四五六七八九十\d]+个?(?:天|周|星期|月)|今年|去年|[本上下这]?周[一二三四五六日天])(?:的|(?=活动))(?<编号>活动|任务|通知)(?:列(?:出来?)?|清单|列表)?$/, example: '12月1日的活动' },
    { pattern: /^(?<时间>今天|明天|后天|大后天|本周|这周|下周|周末|本月|这个月|下个?月|[本下这]?周[一二三四五六日天])(?:还)?(?:有)?(?:哪些|什么|啥)(?<编号>活动)(?:要办|安排)?$/, example: '明天有什么活动' },
  ],
  asked: [
    { all: ['activity'], any: ['what', 'whether'], may: ['plan'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '活动' } },
    { all: ['activity'], needs: ['unit', 'period'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '活动' } },
    { all: ['activity', 'when'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '活动' } },
    { any: ['what', 'plan'], may: ['what', 'plan'], needs: ['period'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '活动' } },
    ...(['turnout', 'when'] as const).map((asked) => ({ all: [asked], may: ['due'] as const, needs: ['about'] as const, slots: { about: '编号', unit: '单位' } })),
    { all: ['notice', 'hand'], any: ['who', 'count', 'whether'], may: ['not'], fields: { 编号: '最近通知' } },
    { all: ['notice', 'what'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '通知' } },
    ...(['hand', 'finish'] as const).map((done) => ({ all: [done], any: ['count', 'who', 'whether'] as const, may: ['not', 'task', 'notice'] as const, needs: ['about'] as const, slots: { about: '编号', unit: '单位' } })),
    { all: ['urge'], may: ['not', 'hand', 'finish', 'who', 'task', 'notice'], needs: ['about'], slots: { about: '编号', unit: '单位' }, note: urged },
    { all: ['task', 'give'], any: ['what', 'count'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '任务' } },
    { all: ['what'], may: ['plan', 'thing'], needs: ['unit'], slots: { unit: '单位' }, fields: { 编号: '活动' } },
    { all: ['story', 'what'], needs: ['unit'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '周报' } },
    { all: ['weekly'], needs: ['unit'], may: ['what'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '周报' } },
    { all: ['weekly', 'what'], slots: { period: '时间', unit: '单位' }, fields: { 编号: '周报' } },
  ],
  subject: 'what',
  answers: (said, number, sure) => (sure && /^(?:任务|通知)-/.test(number) && whoIsMissing.test(said) ? 'alone' : undefined),
  remarks: ['“编号”处也可以写类别，如 /查 任务，就列出最近的几条。', '查一条通知或任务，会列出谁还没有回执、没有办结，如 /查 通知-2026-002。'],
  async decide({ input: { what, period }, view, ctx }) {
    const number = readRecordNumber(what, ctx.now)
    const latest = /^最近(?:一[条次个份])?的?(.+)$/.exec(what)?.[1]
    if (latest !== undefined) return newest(latest, view, ctx)
    return number === undefined ? list(what, period, view, ctx) : show(number, view, ctx)
  },
})
