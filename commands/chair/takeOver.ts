import { handoverToTake, takeOver } from '../../src/work/chairs/takeOver.ts'
import { holders, theCommittee } from '../../src/work/chairs/rights.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '接任',
  aliases: ['takeover', 'jieren'],
  area: 'chair',
  summary: '接班的轮值主席确认接任',
  who: holders,
  fields: {
    remark: f.longText('意见', { also: ['接任意见'] }).optional(),
  },
  examples: ['/接任', '/接任 意见:同意接任，挂牌事宜一月底前办完'],
  remarks: ['交班单位发过 /交接 之后，由下一任轮值单位的联系人确认；确认与否不影响主席权利的转移。'],
  async decide({ input, view, ctx }) {
    const committee = theCommittee(ctx, view, undefined)
    return takeOver(ctx, view, await handoverToTake(ctx, view, committee), input.remark)
  },
})
