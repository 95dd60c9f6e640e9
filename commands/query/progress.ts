import type { Unit } from '../../src/domain/directory.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { readers } from '../../src/domain/roles.ts'
import { momentOf, spellMoment } from '../../src/domain/time.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import { indicators } from '../../src/work/progress/index.ts'
import { ranking, readRanking } from '../../src/work/progress/ranking.ts'

const mostUnits = 30

export default defineCommand({
  name: '进度',
  aliases: ['progress', 'jindu', 'jd'],
  area: 'query',
  summary: '看一个单位的工作进度，数字都从记录算出',
  who: readers,
  fields: {
    units: f.units('单位').optional(),
    indicator: f.text('指标', { hint: '如 活动，或 街道排名' }).optional(),
  },
  examples: ['/进度', '/进度 中河街道', '/进度 宁波市 活动', '/进度 浙江省 街道排名'],
  questions: [
    { pattern: /^(?:(?<单位>(?!各|全部|所有).{2,16}?)(?=各|全部|所有|下属))?(?<指标>(?:各|全部|所有|下属){0,3}(?:个)?(?:街道|乡镇|社区|区|县|市|成员单位|单位)?的?(?:周报|活动|任务)?的?(?:工作|进度|完成)?(?:情况)?的?(?:排名|排行榜?|名次))(?:情况)?(?:怎么样|如何|怎样)?$/, example: '各街道排名' },
    { pattern: /^(?<单位>.{2,20}?)(?:的)?(?:工作)?(?:进度|进展)(?:情况)?(?:怎么样|如何|怎样|到哪|好不好)?了?$/, example: '中河街道进度怎么样' },
    { pattern: /^(?<单位>.{2,16}?)(?:那边|那里|这边)?(?:现在|最近|目前|这周|本周)?(?:的)?(?:工作|试点)?(?:情况|进展)?(?:怎么样|如何|怎样|咋样)(?:了)?$/, example: '宁波怎么样了', known: true },
    { pattern: /^(?:现在|目前|最近)?(?:的)?(?:试点|工作)?(?:进度|进展)(?:情况)?(?:怎么样|如何|怎样|咋样)?了?$/, example: '进度怎么样' },
  ],
  asked: [
    { needs: ['unit'], slots: { unit: '单位' } },
    { all: ['how'], may: ['thing', 'finish'], needs: ['unit'], slots: { unit: '单位' } },
    { all: ['most', 'activity'], may: ['who'], slots: { unit: '单位' }, fields: { 指标: '{kind}活动排名' } },
    { all: ['most'], may: ['who', 'how', 'thing'], slots: { unit: '单位' }, fields: { 指标: '{kind}排名' } },
  ],
  remarks: ['排名只私聊答复领导；管理员用 /群设置 排名:开 打开的群里也可以看。数相同的并列。'],
  at: ({ units }, ctx) => units?.paths[0] ?? ctx.unit?.path,
  async decide({ input: { units, indicator }, view, ctx }) {
    const { directory } = view
    const [unit, ...more] = units === undefined ? [ctx.unit].flatMap((one) => one ?? []) : units.paths.flatMap((path) => directory.unit(path) ?? [])
    if (!unit) throw new SayToUser('请写明单位，如 /进度 中河街道。')
    const asOf = `（截至 ${spellMoment(momentOf(ctx.now))}）`
    for (const { path } of more) demand(ctx, view, readers, path)
    const order = readRanking(indicator ?? '')
    if (order && more.length > 0) throw new SayToUser('排名一次看一个单位的下级，请只写一个单位，如 /进度 浙江省 街道排名。')
    if (order) return only(ctx, await ranking(unit, order, asOf, { view, ctx }))
    const wanted = indicator === undefined ? indicators : indicators.filter((one) => one.label.includes(indicator) || indicator.includes(one.label))
    if (wanted.length === 0) throw new SayToUser(`没有“${indicator}”这个指标。可以看的有：${indicators.map((one) => one.label).join('、')}。`)
    const linesOf = async (of: Unit) =>
      (await Promise.all(wanted.map((one) => one.of({ unit: of, view, calendar: ctx.calendar, now: ctx.now })))).flat()
    const rowOf = async (of: Unit) => `${of.short}——${(await linesOf(of)).join('；') || '还没有记录'}`
    if (more.length > 0) {
      const rows = await Promise.all([unit, ...more].slice(0, mostUnits).map(rowOf))
      return only(ctx, [`各单位进度${asOf}`, ...rows, ...(more.length >= mostUnits ? [`……共${more.length + 1}个单位，看某一个请发 /进度 单位名`] : [])].join('\n'))
    }
    const head = `${unit.short}进度${asOf}`
    const own = await linesOf(unit)
    if (indicator === undefined) return only(ctx, [head, ...(own.length > 0 ? own : ['还没有记录'])].join('\n'))
    // One indicator is shown for each unit below as well, in tree order and unranked.
    const below = directory.children(unit.path).slice(0, mostUnits)
    const rows = await Promise.all(below.map(rowOf))
    return only(ctx, [head, ...own, ...rows].join('\n'))
  },
})
