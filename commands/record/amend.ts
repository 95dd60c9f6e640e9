import { nothing } from '../../src/work/corrections/correction.ts'
import { corrections } from '../../src/work/corrections/index.ts'
import { isNow, labelledChange, readChange, relativeTo } from '../../src/work/corrections/said.ts'
import { correctables } from '../../src/work/corrections/offers.ts'
import { alongLines, aside, correctable, postsOf } from '../../src/work/corrections/read.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { labelFitting, readLabelled } from '../../src/grammar/labelled.ts'
import { looseLabels } from '../../src/grammar/synonyms.ts'
import { valueContext } from '../../src/grammar/values/index.ts'
import type { View } from '../../src/ledger/types.ts'
import { spellChanges, spellTitle } from '../../src/work/records/spell.ts'

const fieldContext = (view: View, ctx: Context) => {
  const { noon, endOfWork } = view.directory.settings
  return { values: valueContext(ctx.now, { noon, endOfWork }), directory: view.directory, sender: ctx.sender, near: ctx.unit }
}

/** Labels of what may be corrected of a record of this number's kind. */
const labelsOf = (number: string): string[] =>
  Object.values(corrections.find(({ label }) => number.startsWith(`${label}-`))?.fields ?? {}).flatMap((field) => [field.label, ...field.also])

/** Whether words about a record say what is to be changed: by a label and a sign, a number or what is now (人数错了，是32), or of an activity by a day alone. A task's deadline may be put off by others than change it. */
function saysChange(said: string, number: string, sure: boolean): 'body' | undefined {
  const labels = labelsOf(number)
  if (labels.some((label) => said.startsWith(label) && /^ *:/.test(said.slice(label.length)))) return 'body'
  if (sure && labels.some((label) => said.startsWith(label) && (/^ *\d{1,6} *[个名位]?(?:人次?)?$/.test(said.slice(label.length)) || isNow(said.slice(label.length))))) return 'body'
  const change = sure ? readChange(said) : undefined
  return change !== undefined && (change.label === '' ? number.startsWith('活动-') : labels.includes(change.label)) ? 'body' : undefined
}

const aKind = /^(?:活动|任务|通知|周报|简报|轮值|请假|交接|代班|换班)$/

/** The line that corrects the record of which a sentence says what is other now (联谊会改到29号), to be offered. */
function changeTold(said: string): string | undefined {
  const change = readChange(said)
  const labels = corrections.flatMap(({ fields }) => Object.values(fields).flatMap((field) => [field.label, ...looseLabels(field, '')]))
  const [, title, label = ''] = (change && new RegExp(`^(\\p{Script=Han}{2,20}?)的?(${labels.join('|')})?$`, 'u').exec(change.label)) || []
  return title === undefined || labels.includes(title) || aKind.test(title) ? undefined : `/更正 ${title} ${label === '' ? `改到${change?.value ?? ''}` : `${label}:${change?.value ?? ''}`}`
}

export default defineCommand({
  name: '更正',
  aliases: ['amend', 'correct', 'gengzheng', 'gz'],
  area: 'record',
  summary: '改正一条记录，原来的内容留在历史里',
  who: 'known',
  users: '能登记这类记录的人',
  fields: {
    of: f.record('编号'),
    changes: f.longText('更正内容', { hint: '项目:新内容，如 人数:40' }),
  },
  examples: ['/更正 活动-2026-003 人数:40', '/更正 任务-2026-004 截止:12月28日17:00'],
  subject: 'of',
  offers: correctables,
  tells: changeTold,
  answers: saysChange,
  wants: /^(?!.*(?:作废|撤|删|取消)).*(?:改|换|错|不对|[漏少多]写|写[漏少多]|补|提前|推迟|延后)/,
  // What cannot be corrected is said before anybody is asked what to correct.
  async waives({ input: { of }, view, ctx }) {
    if (of !== undefined) await correctable(of, { view, ctx })
    return []
  },
  remarks: ['引用机器人关于这条记录的消息，直接回“人数:55”“改到11月28日”这样的话也可以；只写日子，几点不变，只写“28号”，月份以原来的为准。', '简报的更正请用 /简报 更正。', '任务换人办，请发 /更正 编号 负责人:姓名，还没办结的随之转给他；负责人注销了的，由承办单位办。', '任务报错了办结，请发 /更正 编号 状态:未办结，承办单位和布置单位都可以。'],
  async decide({ input: { of, changes }, view, ctx }) {
    const said = await aside(of, changes, { view, ctx })
    if (said) return said
    const { kind, record, correction } = await correctable(of, { view, ctx })
    const labels = Object.values(correction.fields).map((field) => field.label)
    const usage = `可以更正的有：${labels.join('、')}。例：/更正 ${of} ${labels[0] ?? '标题'}:…`
    if (labels.length === 0) throw new SayToUser(`${kind.label}没有可以更正的项目，可以 /作废 ${of} 原因 后重新记录。`)
    const at = fieldContext(view, ctx)
    const fields = relativeTo(correction.fields, record)
    const read = readLabelled(fields, labelledChange(changes, fields, at), at)
    const [problem] = read.problems
    if (problem) throw new SayToUser([problem.complaint, ...(problem.choices ?? [])].join('\n'), [], 'changes')
    if (read.left !== '') {
      const label = labelFitting(correction.fields, read.left, fieldContext(view, ctx))
      if (label) throw new SayToUser(`没有写是哪一项，请发：/更正 ${of} ${label}:${read.left}`)
      throw new SayToUser(`没看懂“${read.left.slice(0, 20)}”。${usage}`)
    }
    const patch = { ...read.input }
    if (Object.keys(patch).length === 0) throw new SayToUser(`没有写要更正什么。${usage}`)
    const follow = (await correction.follows?.(record as never, patch, { view, ctx })) ?? nothing
    const shown = spellChanges(kind, record.data, { ...record.data, ...patch }, view.directory)
    if (shown.length === 0) throw new SayToUser(`${of} 本来就是这样，没有改动。`)
    const notes = read.notes.map((note) => `注：${note}`)
    const remarks = correction.remarks?.(patch, { view, ctx }, record as never) ?? []
    const text = [`已更正 ${of}`, ...shown, '原来的内容保留在历史里', ...alongLines(follow, '更正'), ...remarks, ...notes].join('\n')
    const posts = postsOf(correction, record, follow, (numbers) => [`【更正】${numbers}：${spellTitle(kind, record.data, view.directory)}`, ...shown].join('\n'), { view, ctx })
    return { changes: [amend(kind, record, patch, 'correct'), ...follow.changes], notices: [reply(ctx, text, [of]), ...posts, ...follow.notices] }
  },
})
