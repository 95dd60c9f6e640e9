import { nothing } from '../../src/work/corrections/correction.ts'
import { alongLines, correctable, postsOf } from '../../src/work/corrections/read.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { correctables } from '../../src/work/corrections/offers.ts'
import { voidRecord } from '../../src/domain/record.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { saysKept } from '../../src/grammar/contrary.ts'
import { f } from '../../src/grammar/fields.ts'
import { spellTitle } from '../../src/work/records/spell.ts'

export default defineCommand({
  name: '作废',
  aliases: ['void', 'zuofei'],
  area: 'record',
  summary: '作废一条记错的记录，编号和历史保留',
  who: 'known',
  users: '能登记这类记录的人',
  fields: {
    of: f.record('编号'),
    reason: f.text('原因', { also: ['理由'], hint: '如 重复记录' }),
  },
  examples: ['/作废 活动-2026-003 重复记录'],
  subject: 'of',
  offers: correctables,
  wants: /作废|撤|删/,
  // What cannot be voided is said before anybody is asked why.
  async waives({ input: { of }, view, ctx }) {
    if (of !== undefined) await correctable(of, { view, ctx })
    return []
  },
  async decide({ input: { of, reason }, view, ctx }) {
    const { kind, record, correction } = await correctable(of, { view, ctx })
    if (saysKept(reason)) throw new SayToUser(`原因写的是“${reason.slice(0, 40)}”，没有作废。确实要作废请发：/作废 ${of} 原因`)
    const title = spellTitle(kind, record.data, view.directory)
    const follow = (await correction.voids?.(record as never, reason, { view, ctx })) ?? nothing
    const posts = postsOf(correction, record, follow, (numbers) => `【作废】${numbers}：${title}，不用再办\n原因：${reason}`, { view, ctx })
    const text = [`已作废 ${of}：${title}`, `原因：${reason}`, `计入：${correction.voided ?? '不再计入统计和提醒'}，编号和历史保留`, ...alongLines(follow, '作废')].join('\n')
    return { changes: [voidRecord(kind, record, ctx.sender?.id ?? '', ctx.now, reason), ...follow.changes], notices: [reply(ctx, text, [of]), ...posts, ...follow.notices] }
  },
})
