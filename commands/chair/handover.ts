import { fileHandover, handoverOf, termToHandOver } from '../../src/work/chairs/handover.ts'
import { holders, theCommittee } from '../../src/work/chairs/rights.ts'
import { holderOf } from '../../src/domain/records/chairTerm.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '交接',
  aliases: ['handover', 'jiaojie'],
  area: 'chair',
  summary: '交班的轮值主席报交接情况',
  who: holders,
  fields: {
    done: f.longText('已办', { also: ['已办事项'], hint: '任期内办了什么' }),
    open: f.longText('未办', { also: ['未办事项'], hint: '还没办完的事', positional: false }).optional(),
    balance: f.money('经费结余', { also: ['结余'], hint: '如 1200元', positional: false }).optional(),
    materials: f.longText('资料', { also: ['移交资料'], hint: '移交了哪些资料', positional: false }).optional(),
  },
  examples: ['/交接 已办:开展联谊会、志愿服务各一次 未办:青年之家挂牌 经费结余:1200元 资料:活动照片、签到表'],
  remarks: [
    '任期内和任期结束后30天内都可以交接；再发一次就更新，写了的项目以新的为准。',
    '主席权利在下一任期第一天 0:00 自动转移，不等交接；没办完的事随交接转给下一任。',
  ],
  async waives({ input, view, ctx }) {
    const given = Object.values(input).some((value) => value !== undefined)
    const filed = given && (await handoverOf(view, await termToHandOver(ctx, view, theCommittee(ctx, view, undefined))))
    return filed ? ['done'] : []
  },
  async decide({ input, view, ctx }) {
    const term = await termToHandOver(ctx, view, theCommittee(ctx, view, undefined))
    demand(ctx, view, holders, holderOf(term.data))
    return fileHandover(ctx, view, term, input)
  },
})
