import { SayToUser } from '../../src/domain/errors.ts'
import { amend, voidRecord } from '../../src/domain/record.ts'
import { leave } from '../../src/domain/records/leave.ts'
import { addDays, dayOf, instant, spellDay, spellRange } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'

export default defineCommand({
  name: '销假',
  aliases: ['back', 'xiaojia', 'xj'],
  area: 'people',
  summary: '提前回来了，恢复提醒',
  who: 'known',
  users: '本人',
  fields: {},
  examples: ['/销假'],
  questions: [{ pattern: /^(?:我)?(?:今天|已经?|现在|要|来|申请|提前)*(?:销假|休完假|取消请假|撤销请假|不请假(?=了)|回来上班|返岗|提前回来)(?:了|上班|返岗)*$/, example: '我销假了' }],
  remarks: ['还没有开始的请假不受影响，要取消请发 /作废 编号 原因。'],
  async decide({ view, ctx }) {
    const today = dayOf(ctx.now)
    const ahead = await view.list(leave, 'person', ctx.sender?.id ?? '', { from: instant(today) + 1 })
    const [first] = ahead.filter(({ data }) => data.from <= today).toSorted((a, b) => (a.data.from < b.data.from ? -1 : 1))
    const others = ahead.filter((one) => one !== first)
    if (!first) throw new SayToUser(['您现在没有请假，不用销假。', ...others.map(({ id, data }) => `还没开始的 ${id}，${spellRange(data)}，要取消请发 /作废 ${id} 不请了`)].join('\n'))
    const last = addDays(today, -1)
    // The days that were taken stay.
    const taken = first.data.from <= last
    const change = taken ? amend(leave, first, { to: last }) : voidRecord(leave, first, ctx.sender?.id ?? '', ctx.now, '销假')
    const text = [`已销假：${first.id}，${taken ? `到${spellDay(last)}为止` : '已作废'}，恢复提醒`, ...others.map(({ id, data }) => `另有 ${id}，${spellRange(data)}，照旧`)].join('\n')
    return { changes: [change], notices: [reply(ctx, text, [first.id])] }
  },
})
