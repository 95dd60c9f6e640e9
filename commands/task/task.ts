import { demandAhead, demandReach, give, groupsOf, restDayRemarks, type Share } from '../../src/assignments/give.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import type { Notice } from '../../src/domain/notice.ts'
import { create } from '../../src/domain/record.ts'
import { task } from '../../src/domain/records/task.ts'
import type { Who } from '../../src/domain/roles.ts'
import { spellDeadline } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

const issuers: Who = { roles: ['admin', 'cadre', 'contact'], mode: 'write', chair: true }

export default defineCommand({
  name: '任务',
  aliases: ['task', 'renwu', 'rw'],
  area: 'task',
  summary: '布置一项任务，到期自动提醒',
  who: issuers,
  fields: {
    title: f.text('标题', { also: ['任务', '事项', '名称'], hint: '如 报送12月台账', max: 100 }),
    deadline: f.deadline('截止'),
    assignee: f.person('负责人', { also: ['责任人', '承办人'] }).optional(),
    units: f.units('对象', { also: ['承办单位', '承办'] }).optional(),
    note: f.longText('说明', { also: ['内容', '要求', '备注'] }).optional(),
  },
  examples: ['/任务 报送12月台账 12月25日17:00', '/任务 标题:更新团干部名册 截止:12月30日 对象:全部街道 说明:以表格为准'],
  remarks: ['不写“对象”和“负责人”时布置给本单位；截止日遇休息日只提示，不改动。'],
  async decide({ input: { title, deadline, assignee, units, note }, view, ctx }) {
    const issuer = ctx.unit?.path
    if (issuer === undefined) throw new SayToUser('请写明单位，如 单位:中河街道。')
    demandAhead(deadline, ctx.now)
    const person = assignee === undefined ? undefined : view.directory.person(assignee)
    const paths = units?.paths ?? [person?.unit ?? issuer]
    demandReach(paths, issuers, view, ctx)
    const shares = paths.map((unit): Share => ({ unit, person: person && (paths.length === 1 || unit === person.unit) ? person.id : undefined }))
    const data = { title, deadline, note, units: paths, assignees: assignee === undefined ? [] : [assignee] }
    const record = create(task, { unit: issuer, data, now: ctx.now })
    const given = give(shares, {
      ref: record.ref, label: task.label, title, issuer, deadline, next: `/完成 ${record.ref}`, escalates: true, now: ctx.now,
    })
    const names = paths.map((path) => view.directory.unit(path)?.short ?? path)
    const asked = names.length > 6 ? `${names.slice(0, 6).join('、')}等${names.length}个单位` : names.join('、')
    const body = `截止：${spellDeadline(deadline)}\n对象：${asked}${person ? `\n负责人：${person.name}` : ''}${note === undefined ? '' : `\n说明：${note}`}`
    const answer = [`已布置 ${record.ref}：${title}`, body, ...restDayRemarks(deadline, ctx), `办结请发：/完成 ${record.ref}`].join('\n')
    const posts = groupsOf(paths, view.directory).filter((to) => to !== ctx.chat).map((to): Notice => ({
      to, sort: 'notice', about: [record.ref], text: `【任务】${record.ref}：${title}\n${body}\n办结请发：/完成 ${record.ref}`,
    }))
    return { changes: [record, ...given], notices: [reply(ctx, answer, [record.ref]), ...posts] }
  },
})
