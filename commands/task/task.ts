import { demandAhead, demandPerson, demandReach, give, groupsOf, issuerOf, issuers, restDayRemarks, spellUnits, type Share } from '../../src/work/assignments/give.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import type { Notice } from '../../src/domain/notice.ts'
import { create } from '../../src/domain/record.ts'
import { assignment } from '../../src/domain/records/assignment.ts'
import { task, type TaskData } from '../../src/domain/records/task.ts'
import { dueAt, spellDeadline } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'

/** Refuses what the same unit asked of the same ones before, to the same time and in the same words, while it is still open. */
async function refuseRepeat(issuer: string, data: TaskData, view: View): Promise<void> {
  const due = dueAt(data.deadline)
  const open = (await view.list(assignment, 'due', '', { from: due, to: due })).filter((share) => share.data.issuer === issuer && share.data.title === data.title)
  for (const of of new Set(open.map((share) => share.data.of))) {
    const before = await view.get(task, of)
    if (!before || before.data.units.join() !== data.units.join() || before.data.assignees.join() !== data.assignees.join()) continue
    throw new SayToUser(`${of} 已经布置过同样的任务（${data.title}，截止${spellDeadline(data.deadline)}），还没有全部办结，这次没有再布置。\n确实要再布置一项，请改一下标题，如 ${data.title}（第二次）；要改内容请发：/更正 ${of} 说明:…`)
  }
}

/** 由陈磊负责 */
const assigneePhrase = /^(?:由|请)?(?<maybe>\p{Script=Han}{2,4}?)(?:同志|老师)?(?:来|具体)?(?:负责|承办|牵头|落实|办理)$/u

export default defineCommand({
  name: '任务',
  aliases: ['task', 'renwu', 'rw'],
  area: 'task',
  summary: '布置一项任务，到期自动提醒',
  who: issuers,
  fields: {
    title: f.text('标题', { also: ['任务', '事项', '名称'], hint: '如 报送12月台账', max: 100 }),
    deadline: f.deadline('截止'),
    assignee: f.person('负责人', { also: ['责任人', '承办人'], phrase: assigneePhrase }).optional(),
    units: f.units('对象', { also: ['承办单位', '承办'] }).optional(),
    note: f.longText('说明', { also: ['内容', '要求', '备注'] }).optional(),
  },
  examples: ['/任务 报送12月台账 12月25日17:00', '/任务 标题:更新团干部名册 截止:12月30日 对象:全部街道 说明:以表格为准'],
  remarks: ['不写“对象”和“负责人”时布置给本单位；截止日遇休息日只提示，不改动。', '“负责人”只写一位；布置给几个单位请用“对象”。'],
  async decide({ input: { title, deadline, assignee, units, note }, view, ctx }) {
    const own = ctx.unit?.path
    if (own === undefined) throw new SayToUser('请写明单位，如 单位:中河街道。')
    demandAhead(deadline, ctx.now)
    const person = assignee === undefined ? undefined : view.directory.person(assignee)
    const paths = units?.paths ?? [person?.unit ?? own]
    demandReach(paths, issuers, view, ctx)
    if (person) demandPerson(person, paths, issuers, view, ctx)
    const issuer = issuerOf(own, paths, ctx)
    const shares = paths.map((unit): Share => ({ unit, person: person && (paths.length === 1 || unit === person.unit) ? person.id : undefined }))
    const data = { title, deadline, note, units: paths, assignees: assignee === undefined ? [] : [assignee] }
    await refuseRepeat(issuer, data, view)
    const record = create(task, { unit: issuer, data, now: ctx.now })
    const given = give(shares, {
      ref: record.ref, label: task.label, title, issuer, deadline, next: `/完成 ${record.ref}`, escalates: true, now: ctx.now,
    })
    const body = `截止：${spellDeadline(deadline)}\n对象：${spellUnits(paths, view.directory)}${person ? `\n负责人：${person.name}` : ''}${note === undefined ? '' : `\n说明：${note}`}`
    const answer = [`已布置 ${record.ref}：${title}`, body, ...restDayRemarks(deadline, ctx), `办结请发：/完成 ${record.ref}`].join('\n')
    const posts = groupsOf(paths, view.directory).filter((to) => to !== ctx.chat).map((to): Notice => ({
      to, sort: 'notice', about: [record.ref], text: `【任务】${record.ref}：${title}\n${body}\n办结请发：/完成 ${record.ref}`,
    }))
    return { changes: [record, ...given], notices: [reply(ctx, answer, [record.ref]), ...posts] }
  },
})
