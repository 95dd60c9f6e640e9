import { holders } from '../../src/work/chairs/rights.ts'
import { askForSwap, termsToSwap } from '../../src/work/chairs/swap.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { holderOf } from '../../src/domain/records/chairTerm.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '换班',
  aliases: ['swap', 'huanban'],
  area: 'chair',
  summary: '与另一个成员单位对换轮值任期，对方同意后生效',
  who: holders,
  fields: {
    unit: f.unit('单位', { also: ['对方单位', '对方'] }).optional(),
    range: f.range('时间', 'ahead', { also: ['对方任期', '任期'] }).optional(),
    term: f.record('编号', { kinds: ['轮值'] }).optional(),
  },
  examples: ['/换班 中河医院', '/换班 编号:轮值-2026-003'],
  subject: 'term',
  remarks: [
    '写对方单位，或对方任期的编号；对方用 /同意 或 /不同意 答复。已经开始的任期不能换。',
    '街道团干部代为提出时，编号写一方的任期，单位写另一方。',
  ],
  async decide({ input, view, ctx }) {
    const { unit, term } = input
    if (unit === undefined && term === undefined) {
      throw new SayToUser('请写和哪个单位换，或对方任期的编号，如 /换班 中河医院，或 /换班 编号:轮值-2026-003')
    }
    const { mine, other } = await termsToSwap(ctx, view, input)
    demand(ctx, view, holders, holderOf(mine.data))
    return askForSwap(ctx, view, mine, other)
  },
})
