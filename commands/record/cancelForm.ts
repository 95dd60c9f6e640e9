import { only } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'

export default defineCommand({
  name: '取消',
  aliases: ['cancel', 'quxiao', 'qx'],
  area: 'record',
  summary: '不填了，丢掉填到一半的内容',
  who: 'everyone',
  fields: {},
  examples: ['/取消'],
  async decide({ ctx }) {
    if (!ctx.form) return only(ctx, '没有填到一半的内容。要取消活动请发：/取消活动 编号 原因')
    return { ...only(ctx, `已取消，刚才的 /${ctx.form.command} 没有记录。`), state: [ctx.form.drop] }
  },
})
