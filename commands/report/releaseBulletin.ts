import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { bulletin } from '../../src/domain/records/bulletin.ts'
import { momentOf, spellMoment } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { findIssue } from '../../src/work/issues/find.ts'
import { office } from '../../src/work/issues/office.ts'
import { posts } from '../../src/work/issues/say.ts'

export default defineCommand({
  name: '简报 签发',
  aliases: [],
  area: 'report',
  summary: '签发一期待签发的简报，发到各工作群',
  who: office,
  fields: { issue: f.text('期号', { also: ['期', '编号'], hint: '如 16', max: 30 }) },
  examples: ['/简报 签发 16', '/简报 签发 简报-2026-016'],
  remarks: ['只有开了审签（/简报 审签 开）的单位，简报才等签发；没有开的到时直接发出。'],
  async decide({ input, view, ctx }) {
    if (ctx.unit === undefined) throw new SayToUser('不知道要签发哪个单位的简报，请写明，如 /简报 签发 16 单位:浙江省。')
    const issue = await findIssue(view, ctx.unit.path, input.issue)
    const name = bulletin.title(issue.data)
    if (issue.data.state === 'issued') {
      const when = issue.data.release?.at ?? issue.data.to
      throw new SayToUser(`${name}已于${spellMoment(momentOf(when))}发出，不用再签发；要改正请发 /简报 更正 ${issue.id} 内容:…`)
    }
    const release = { at: ctx.now, by: ctx.sender?.id ?? '' }
    const groups = issue.data.groups.flatMap((id) => view.directory.group(id)?.name ?? [])
    const text = `已签发 ${issue.id}：${name}\n发往：${groups.join('、') || '（没有工作群）'}`
    return {
      changes: [amend(bulletin, issue, { state: 'issued', release }, 'release')],
      notices: [reply(ctx, text, [issue.id]), ...posts(view.directory, issue.id, { ...issue.data, state: 'issued', release })],
    }
  },
})
