import { demandReading, holders, theCommittee } from '../../src/work/chairs/rights.ts'
import { planStandIn, termToStandIn } from '../../src/work/chairs/standIn.ts'
import { holderOf } from '../../src/domain/records/chairTerm.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '代班',
  aliases: ['standin', 'substitute'],
  area: 'chair',
  summary: '请另一个成员单位代理一段时间的轮值主席',
  who: holders,
  fields: {
    unit: f.unit('单位', { also: ['代班单位'] }),
    range: f.range('时间', 'ahead', { also: ['代班时间', '日期'] }).optional(),
    term: f.record('编号', { kinds: ['轮值'], positional: false }).optional(),
  },
  examples: ['/代班 中河医院 12月1日至12月5日', '/代班 单位:中河医院 编号:轮值-2026-002'],
  subject: 'term',
  remarks: ['写编号就代完那个任期余下的日子；代班期间由代班单位行使主席权利，任期和轮值顺序不变，撤销请发 /作废 代班编号。'],
  async decide({ input: { unit, range, term: id }, view, ctx }) {
    const committee = theCommittee(ctx, view, unit)
    demandReading(ctx, view, committee)
    const found = await termToStandIn(ctx, view, committee, { range, id })
    demand(ctx, view, holders, holderOf(found.term.data))
    return planStandIn(ctx, view, unit, found)
  },
})
