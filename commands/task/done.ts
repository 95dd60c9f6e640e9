import { myShare } from '../../src/work/assignments/mine.ts'
import { openTasks } from '../../src/work/assignments/offers.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { assignment } from '../../src/domain/records/assignment.ts'
import { spellDue } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { saysUndone } from '../../src/grammar/contrary.ts'
import { f } from '../../src/grammar/fields.ts'

const progress = (all: number, left: number): string =>
  all === 1 ? '进度：已办结' : left === 0 ? `进度：全部${all}个单位已办结` : `进度：已办结 ${all - left}/${all} 个单位`

const told = /^(?:我们?|我们?(?:街道|社区|学校|单位))?(?:这边)?(?:的|把)?(?<title>\p{Script=Han}[^\s,，。;!?@]{1,19}?)(?:我们?)?(?:已经?|都|全部?|也)*(?:报送|上报|提交|报|交|办|做|弄|写|填|整理|完成|搞)(?:好|完|定|齐|妥|结|上去?)?了(?:[\s,，。;!~].{0,30})?$/u

const doneFirst = /^(?:我们?)?(?:已经?|都|全部?)*(?:完成|办结|办完|做完|报送|上报|交|报)了(?<title>\p{Script=Han}{2,20}?)了?[。.!~]?$/u

/** 不填了, 又要办了. */
const notYet = /(?:[不别]|[又还快就想]要|准备)$/

/** The line that reports the task done whose title a sentence holds (名册报好了), to be offered; a question or what is not done is none. */
function taskTold(said: string): string | undefined {
  const title = said.length > 50 || /[?吗呢没未谁哪]|\d人|周报/.test(said) ? undefined : (told.exec(said) ?? doneFirst.exec(said))?.groups?.['title']
  return title === undefined || notYet.test(title) ? undefined : `/完成 ${title}`
}

export default defineCommand({
  name: '完成',
  aliases: ['done', 'wancheng', 'wc', '办结'],
  area: 'task',
  summary: '报告一项任务已办结',
  who: 'known',
  users: '承办单位及上级的管理员、团干部，承办单位的联系人，或被指定的负责人',
  fields: {
    of: f.record('编号', { kinds: ['任务'] }),
    note: f.longText('说明', { also: ['备注', '情况'] }).optional(),
  },
  examples: ['/完成 任务-2026-004', '/完成 任务4 已报送纸质版'],
  words: ['完成', '办结', '办了', '办完', '办好', '弄好', '做完', '搞定', '报完', '报好', '交完', '报送完毕'],
  wants: /[交报办做]过?了|不用[交报办填做]/,
  subject: 'of',
  offers: openTasks,
  tells: taskTold,
  remarks: [
    '引用机器人的任务消息回复“已完成”“办完了”“弄好了，材料已送”这样的话也可以，逗号后面的记作说明。',
    '报错了请发 /更正 编号 状态:未办结，承办单位和布置单位都可以；历史里两次都留着。',
  ],
  async decide({ input: { of, note }, view, ctx }) {
    const share = await myShare(of, view, ctx)
    if (note !== undefined && saysUndone(note)) throw new SayToUser(`说明写的是“${note.slice(0, 40)}”，没有记为办结。要推迟请发：/延期 ${of} 新截止 原因；确已办结请发：/完成 ${of}`)
    const sender = ctx.sender
    const by = sender?.id ?? ''
    const unit = view.directory.unit(share.unit)?.short ?? share.unit
    const others = (await view.list(assignment, 'of', of)).filter((other) => other.id !== share.id)
    const left = others.filter((other) => other.data.done === undefined).length
    const forOther = sender && sender.unit !== share.unit && share.data.person !== sender.id && sender.posts.every((post) => post.unit !== share.unit)
    const when = share.data.due === undefined ? '' : ctx.now <= share.data.due ? '，按时' : `，逾期（截止 ${spellDue(share.data.due, share.data.timed)}）`
    const text = [
      `已办结 ${of}：${share.data.title}`,
      `单位：${unit}${forOther ? `（${sender.name}代${unit}报）` : ''}${when}`,
      ...(note === undefined ? [] : [`说明：${note}`]),
      progress(others.length + 1, left),
    ].join('\n')
    const done = { at: ctx.now, by, note }
    return { changes: [amend(assignment, share, { done }, 'done', note)], notices: [reply(ctx, text, [of])] }
  },
})
