import { SayToUser } from '../../src/domain/errors.ts'
import { create } from '../../src/domain/record.ts'
import { leave } from '../../src/domain/records/leave.ts'
import { daysBetween, dayOf, instant, spellRange } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

/** Longer than any leave (a maternity leave with its extensions is some 190 days): then a date was mistyped. */
const longest = 200

export default defineCommand({
  name: '请假',
  aliases: ['leave', 'qingjia', 'qj'],
  area: 'people',
  summary: '请假期间不再提醒您，可以写明谁代理',
  who: 'known',
  users: '本人',
  fields: {
    range: f.range('时间', 'ahead', { also: ['日期'] }),
    reason: f.text('原因', { also: ['事由'] }).optional(),
    proxy: f.person('代理', { also: ['代理人'], positional: false, phrase: /^由?(?:(?<value>(?![不无没])\p{Script=Han}{2,4}?)(?:代理|代管|代为负责)|(?<maybe>\p{Script=Han}{2,4}?)代(?:班|一下)?)$/u }).optional(),
  },
  examples: ['/请假 11月23日至11月27日 出差', '/请假 时间:下周三 代理:陈磊'],
  remarks: ['提前回来请发 /销假，或者 /作废 编号 原因。'],
  async decide({ input: { range, reason, proxy }, view, ctx }) {
    const id = ctx.sender?.id ?? ''
    if (range.to < dayOf(ctx.now)) throw new SayToUser('“时间”已经过了，请写今天或以后的日期，如 时间:11月23日至11月27日。', [], 'range')
    const days = daysBetween(range.from, range.to) + 1
    if (days > longest) throw new SayToUser(`“时间”${spellRange(range)}有${days}天，请核对起止日期，如 时间:11月23日至11月27日。`, [], 'range')
    if (proxy === id) throw new SayToUser('“代理”不能是您自己，请写另一位同事的姓名。', [], 'proxy')
    const before = (await view.list(leave, 'person', id, { from: instant(range.from) + 1 })).find((one) => one.data.from <= range.to)
    if (before) throw new SayToUser(`这段时间已经请过假：${before.id}，${spellRange(before.data)}。要改请先 /作废 ${before.id} 原因。`)
    const unit = ctx.sender?.unit ?? ''
    const record = create(leave, { unit, now: ctx.now, data: { person: id, ...range, reason, proxy } })
    const name = proxy === undefined ? undefined : view.directory.person(proxy)?.name
    const text = `已记录 ${record.ref}：${ctx.sender?.name ?? ''}请假\n时间：${spellRange(range)}\n${name === undefined ? '期间不再提醒您' : `期间改为提醒${name}`}`
    return { changes: [record], notices: [reply(ctx, text, [record.ref])] }
  },
})
