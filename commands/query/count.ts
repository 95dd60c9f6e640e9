import { SayToUser } from '../../src/domain/errors.ts'
import { readers } from '../../src/domain/roles.ts'
import { dayOf, instantsOf, momentOf, monthOf, spellMoment, spellRange } from '../../src/domain/time.ts'
import { rowLine, tableLines } from '../../src/domain/table.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { statistics } from '../../src/work/statistics/index.ts'

const mostUnits = 30

/** Parts of the plain questions. */
const periodPart = '(?<时间>本月|这个月|上月|上个月|本周|这周|上周|今年|本年|去年|本季度|上季度|今天|昨天)'
const unitPart = '(?<单位>(?!各|所有|全部)[^本这上今去昨@]{2,12}?|本(?:单位|街道|区|市|省|县|镇|乡|社区))'
const didPart = '(?:一共|总共|共|都)?(?:搞|办|开展|举办|组织|做|布置|发|报|有)?(?:过|了)?'
/** Each unit below has its row anyway. */
const eachPart = '(?:(?:各|所有|全部)(?:个)?(?:街道|乡镇|社区|区县?|县市?区?|市|单位|成员单位)(?:都)?)?'
const alsoPart = '(?:[,，、]?(?:一共|总共|共)?(?:有|来了)?多少人(?:次)?(?:参加|参与)?(?:了)?)?'
const howManyPart = '(?:多少|几)(?:场|次|个|项|条|份)?'
const whatPart = '(?<类别>活动|任务|通知|周报)'
const turnout = '(?:活动)?(?:一共|总共|共|都)?(?:有)?(?:多少|几个?)人(?:次)?(?:参加|参与)?(?:了)?(?:活动)?'

export default defineCommand({
  name: '统计',
  aliases: ['count', 'stats', 'tongji', 'tj'],
  area: 'query',
  summary: '按时间统计活动、周报、任务、通知',
  who: readers,
  fields: {
    what: f.choice('类别', ['活动', '周报', '任务', '通知']),
    period: f.period('时间', { also: ['时期'] }).optional(),
  },
  examples: ['/统计 活动', '/统计 活动 本月', '/统计 周报 一季度'],
  questions: [
    { pattern: new RegExp(`^${periodPart}${unitPart}??${eachPart}${didPart}${howManyPart}${whatPart}${alsoPart}$`), example: '本月搞了几场活动' },
    { pattern: new RegExp(`^${unitPart}${periodPart}${eachPart}${didPart}${howManyPart}${whatPart}${alsoPart}$`), example: '中河街道本月搞了几场活动' },
    { pattern: new RegExp(`^${unitPart}??${periodPart}(?:的)?${whatPart}${didPart}${howManyPart}${alsoPart}$`), example: '上周活动办了多少场' },
    { pattern: new RegExp(`^${unitPart}??${periodPart}(?:的)?(?=.*活动|.*参|.*人次)${turnout}$`), fields: { 类别: '活动' }, example: '本月活动有多少人参加' },
  ],
  asked: [
    { all: ['activity'], any: ['count', 'turnout'], may: ['how'], slots: { period: '时间', unit: '单位' }, fields: { 类别: '活动' } },
    { all: ['activity', 'how'], slots: { period: '时间', unit: '单位' }, fields: { 类别: '活动' } },
    { all: ['task'], any: ['count', 'how'], may: ['finish', 'give'], slots: { period: '时间', unit: '单位' }, fields: { 类别: '任务' } },
    { all: ['notice', 'count'], slots: { period: '时间', unit: '单位' }, fields: { 类别: '通知' } },
  ],
  remarks: ['不写时间是本月。数字按单位列出，按名册顺序，不排名；“本级”是本单位自己的。', '联办的活动在合计里算一场，在每个联办单位各算一场。'],
  async decide({ input: { what: label, period }, view, ctx }) {
    const statistic = statistics.find((one) => one.label === label)
    const unit = ctx.unit
    if (!statistic || !unit) throw new SayToUser('请写明单位，如 单位:中河街道。')
    const span = period ?? monthOf(dayOf(ctx.now))
    const range = instantsOf(span)
    const ask = { period: span, range, view, calendar: ctx.calendar, now: ctx.now }
    const below = view.directory.children(unit.path)
    const rows = await Promise.all(below.slice(0, mostUnits).map(async (one) => [one.short, ...(await statistic.of({ ...ask, unit: one.path }))]))
    // What the unit did itself, so that the rows add up; left out where there is nothing.
    const own = below.length > 0 ? await statistic.of({ ...ask, unit: unit.path, own: true }) : []
    if (own.some((figure) => /[1-9]/.test(figure))) rows.unshift([`${unit.short}本级`, ...own])
    const rest = below.length > mostUnits ? [`……共${below.length}个下级单位，看某一个请写 单位:名称`] : []
    const head = `${unit.short}${label}统计（${spellRange(span)}，截至 ${spellMoment(momentOf(ctx.now))}）`
    const whole = await statistic.of({ ...ask, unit: unit.path })
    const more = (await statistic.more?.({ ...ask, unit: unit.path })) ?? []
    return only(ctx, [head, rowLine(['合计', ...whole]), ...more, ...tableLines({ head: ['单位', ...statistic.columns], rows }), ...rest].join('\n'))
  },
})
