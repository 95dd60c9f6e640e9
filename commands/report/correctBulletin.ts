import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { bulletin, sectionTitles, type BulletinData, type SectionTitle } from '../../src/domain/records/bulletin.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { findIssue } from '../../src/work/issues/find.ts'
import { office } from '../../src/work/issues/office.ts'
import { posts } from '../../src/work/issues/say.ts'

/** The sections with one of them in new words, in their printed order. */
function withSection(sections: BulletinData['sections'], title: SectionTitle, lines: string[]): BulletinData['sections'] {
  const others = sections.filter((section) => section.title !== title)
  const order = (section: { title: SectionTitle }) => sectionTitles.indexOf(section.title)
  return [...others, { title, lines: lines.map((text) => ({ text })) }].sort((a, b) => order(a) - order(b))
}

export default defineCommand({
  name: '简报 更正',
  aliases: [],
  area: 'report',
  summary: '更正一期简报：期号不变，标明（更正），发到原来的各群',
  who: office,
  fields: {
    issue: f.text('期号', { also: ['期', '编号'], hint: '如 16', max: 30 }),
    section: f.choice('栏目', sectionTitles, { positional: false }).optional(),
    text: f.lines('内容', { also: ['更正内容'] }),
  },
  examples: [
    '/简报 更正 16 内容:中河街道青年联谊会参加人数应为40人次',
    '/简报 更正 16 栏目:好经验 内容:中河街道：午间一小时团课',
  ],
  remarks: ['写了栏目，这一栏换成新的内容；没有写栏目，在期号下面加一条更正说明。还没有签发的，直接改栏目，不标更正。'],
  async decide({ input, view, ctx }) {
    if (ctx.unit === undefined) throw new SayToUser('不知道要更正哪个单位的简报，请写明，如 /简报 更正 16 单位:浙江省 内容:…')
    const issue = await findIssue(view, ctx.unit.path, input.issue)
    const { data } = issue
    const { section, text } = input
    const draft = data.state === 'draft'
    if (draft && section === undefined) {
      throw new SayToUser(`${bulletin.title(data)}还没有签发，请写明改哪一栏，如 /简报 更正 ${issue.id} 栏目:总体进展 内容:…`)
    }
    const correction = { at: ctx.now, ...(section !== undefined && { section }), text: text.join('\n') }
    const patch: Partial<BulletinData> = {
      ...(section !== undefined && { sections: withSection(data.sections, section, text) }),
      ...(!draft && { corrections: [...data.corrections, correction] }),
    }
    const posted = draft ? [] : posts(view.directory, issue.id, { ...data, ...patch } as BulletinData)
    const said = draft ? '待签发，尚未发出' : `已发往原来的 ${posted.length} 个群`
    const answer = reply(ctx, `已更正 ${issue.id}：${bulletin.title(data)}${section === undefined ? '' : `\n栏目：${section}`}\n${said}`, [issue.id])
    return {
      changes: [amend(bulletin, issue, patch, 'correct')],
      notices: [answer, ...posted],
    }
  },
})
