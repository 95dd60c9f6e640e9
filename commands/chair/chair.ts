import { overview, ofCommittee, ofUnit } from '../../src/work/chairs/show.ts'
import { planTerm } from '../../src/work/chairs/plan.ts'
import { demandReading, planners, readers } from '../../src/work/chairs/rights.ts'
import { committeeOf, committeesFor } from '../../src/domain/committee.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand, may } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '轮值',
  aliases: ['chair', 'lunzhi', 'lz', '轮值主席'],
  area: 'chair',
  summary: '看现任和下一任轮值主席；写明单位和任期就是安排一个任期',
  who: readers,
  fields: {
    unit: f.unit('单位', { also: ['成员单位'] }).optional(),
    term: f.range('任期', 'ahead', { also: ['时间'] }).optional(),
    duties: f.lines('职责', { hint: '一行一项，如 联席会议1次；不写就是活动1次', positional: false }).optional(),
  },
  examples: ['/轮值', '/轮值 中河中学 1月1日至3月31日'],
  questions: [
    { pattern: /^(?:(?<单位>.{2,20}?(?:街道|镇|乡|社区|区|县|市|省))(?:共建委员会)?(?:的)?)?(?:现在|目前|当前|这个月|本月|今天)?(?:的)?(?:现任)?(?:轮值)?主席(?:现在)?是(?:谁|哪个单位|哪家)$/u, example: '轮值主席是谁' },
    { pattern: /^(?:(?<单位>.{2,20}?(?:街道|镇|乡|社区|区|县|市|省))(?:共建委员会)?(?:的)?)?(?:现在|目前|当前|今天)?(?:是)?(?:谁|哪个单位|哪家)(?:现在)?(?:是|在?当|做|担任)(?:的)?轮值(?:主席)?$/u, example: '现在谁是轮值主席' },
    { pattern: /^(?:(?<单位>.{2,20}?(?:街道|镇|乡|社区|区|县|市|省))(?:共建委员会)?(?:的)?)?(?:下一?[任届个位]|接下来)(?:的)?(?:轮值)?(?:主席)?(?:是|该|轮到)?(?:谁|哪个单位|哪家)(?:当|做|担任)?(?:轮值)?(?:主席)?$/u, example: '下一任轮值主席是谁' },
  ],
  asked: [
    { all: ['chair'], any: ['who', 'when', 'next', 'how'], may: ['due', 'self'], slots: { unit: '单位' } },
    { all: ['self', 'when'], may: ['due'] },
  ],
  remarks: [
    '任期最长三个月（从开始那天起，满三个月的前一天结束），同一委员会的任期不能重叠；中间有空档会提醒。',
    '任期第一天 0:00 起，轮值单位的任何一位联系人都可以行使主席权利，不论是否已经交接。',
    '每个任期至少开展一次活动；到期没有完成的记为未完成。已经结束的任期不会改变。',
  ],
  async decide({ input, view, ctx }) {
    const { unit, term, duties } = input
    if (term !== undefined) {
      if (unit === undefined) throw new SayToUser('安排任期要写明成员单位，如 /轮值 中河中学 1月1日至3月31日')
      return planTerm(ctx, view, unit, term, duties)
    }
    const path = unit ?? ctx.unit?.path
    if (path === undefined) throw new SayToUser('请写明是哪个街道，如 /轮值 中河街道')
    const own = committeeOf(view.directory, path)
    if (own !== undefined) {
      demandReading(ctx, view, own)
      const member = unit !== undefined && view.directory.unit(unit)?.kind === '成员单位'
      return only(ctx, member ? await ofUnit(view, own, unit, ctx.now) : await ofCommittee(view, own, ctx.now, may(ctx, view, planners, own)))
    }
    demand(ctx, view, readers, path)
    return only(ctx, await overview(view, path, committeesFor(view.directory, path), ctx.now))
  },
})
