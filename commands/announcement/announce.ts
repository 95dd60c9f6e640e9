import { announcers, publish, unanswering } from '../../src/work/announcements/publish.ts'
import { demandAhead, demandReach, restDayRemarks, spellUnits } from '../../src/work/assignments/give.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '通知',
  aliases: ['notice', 'announce', 'tongzhi', 'tz'],
  area: 'announcement',
  summary: '发布通知，自动统计谁收到了',
  who: announcers,
  fields: {
    title: f.text('标题', { also: ['主题'], hint: '如 周五下午开会', max: 100 }),
    content: f.longText('内容', { also: ['正文', '说明'] }).optional(),
    deadline: f.deadline('截止', { positional: false }).optional(),
    units: f.units('对象', { positional: false }).optional(),
    receipts: f.choice('回执', ['每单位', '每人'], { positional: false }).optional(),
  },
  examples: ['/通知 周五下午2点半开例会', '/通知 标题:报送名册 内容:请按表格填写 截止:12月20日17:00 对象:全部街道 回执:每单位'],
  remarks: [
    '不写“对象”时发给直接的下一级（市发给各区县，街道发给各成员单位）；要发到再下一级请写明，如 对象:全部街道。',
    '不写“回执”时每个单位回一次“收到”即可；到期前提醒，过期后只催一次。谁还没回执请发 /查 编号，如 /查 通知-2026-002。',
  ],
  async decide({ input: { title, content, deadline, units, receipts = '每单位' }, view, ctx }) {
    const issuer = ctx.unit?.path
    if (issuer === undefined) throw new SayToUser('请写明单位，如 单位:中河街道。')
    if (deadline) demandAhead(deadline, ctx.now)
    const below = view.directory.children(issuer).map((unit) => unit.path)
    const paths = units?.paths ?? (below.length > 0 ? below : [issuer])
    demandReach(paths, announcers, view, ctx)
    const { changes, notices, ref, shares } = publish({ title, content, deadline, issuer, units: paths, receipts }, view, ctx)
    if (shares === 0) throw new SayToUser('这些单位还没有登记人员，没有人可以回执；请改用 回执:每单位。')
    const silent = receipts === '每单位' ? unanswering(paths, view, ctx.now) : []
    const remarks = [
      ...(deadline ? restDayRemarks(deadline, ctx) : []),
      ...(silent.length > 0 ? [`提示：${spellUnits(silent, view.directory)}还没有登记能回执的人员，请其发 /我是 登记`] : []),
    ]
    const here = notices.some((notice) => notice.to === ctx.chat)
    const receipt = `已发布 ${ref}：${title}\n应回执：${shares}个${receipts === '每人' ? '人' : '单位'}`
    const answers = here && remarks.length === 0 ? [] : [reply(ctx, [...(here ? [] : [receipt]), ...remarks].join('\n'), [ref])]
    return { changes, notices: [...notices, ...answers] }
  },
})
