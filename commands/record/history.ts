import { correctables } from '../../src/work/corrections/offers.ts'
import { nameOf } from '../../src/domain/directory.ts'
import { unit, type UnitData } from '../../src/domain/records/directory.ts'
import { momentOf, spellMoment } from '../../src/domain/time.ts'
import { calledNow } from '../../src/domain/unitTree.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import type { Entry } from '../../src/ledger/types.ts'
import { mayReadShare, theRecord, theUnit } from '../../src/work/records/find.ts'
import { attachmentLines } from '../../src/work/records/attachments.ts'
import { shareSteps } from '../../src/work/records/shareHistory.ts'
import { spellChanges, spellData } from '../../src/work/records/spell.ts'

const acts: Record<string, string> = {
  create: '登记', amend: '修改', correct: '更正', void: '作废', cancel: '取消', done: '办结', grant: '同意', refuse: '不同意', postpone: '延期', held: '已办',
  confirm: '确认', release: '签发', swap: '换班', close: '任期结束', take: '接任', setup: '导入', reopen: '重新待办', rename: '改名',
}

/** A unit that was never renamed has a name as well. */
const whole = (kind: string, data: Record<string, unknown>) => (kind === unit.kind ? { called: calledNow(data as UnitData), ...data } : data)

const clerks: Record<string, string> = { clock: '系统定时', setup: '设置文件', bot: '系统' }

export default defineCommand({
  name: '历史',
  aliases: ['history', 'lishi', 'ls'],
  area: 'record',
  summary: '看一条记录的每次改动：谁、什么时候、改了什么',
  who: 'known',
  users: '能看这条记录的人：所属单位及上级的人员，以及被点名的单位和个人',
  fields: { of: f.record('编号') },
  examples: ['/历史 活动-2026-003'],
  subject: 'of',
  offers: correctables,
  remarks: ['不写编号、只写单位（/历史 单位:中河街道），看的是这个单位的名称、类别、别名的改动。'],
  waives: async ({ ctx }) => (ctx.unitNamed ? ['of'] : []),
  async decide({ input: { of: typed }, view, ctx }) {
    const number: string | undefined = typed
    const { kind, record } = await (number === undefined ? theUnit(view, ctx) : theRecord(number, view, ctx))
    const of = number ?? nameOf(view.directory, record.id)
    const entries = await view.history(kind, record.id)
    const who = (by: string) => clerks[by] ?? view.directory.person(by)?.name ?? '（未登记人员）'
    const head = (entry: Entry, share = '') => `${spellMoment(momentOf(entry.at))} ${who(entry.by)} ${acts[entry.act] ?? '修改'}${share}`
    const own = entries.map((entry, i) => {
      const before = entries[i - 1]
      const changed = before ? spellChanges(kind, whole(kind.kind, before.data), whole(kind.kind, entry.data), view.directory) : spellData(kind, whole(kind.kind, entry.data), view.directory)
      const told = changed.some((text) => text.includes(entry.note ?? ''))
      const why = entry.note === undefined || told ? [] : [`原因：${entry.note}`]
      return { seq: entry.seq, head: head(entry), lines: [...changed, ...why, ...attachmentLines(entry.attachments ?? [])] }
    })
    const shares = (await shareSteps(record, view, (share) => mayReadShare(share, record, view, ctx))).map(({ entry, who: whose, lines }) => ({ seq: entry.seq, head: head(entry, `（${whose}）`), lines }))
    const steps = [...own, ...shares].sort((a, b) => a.seq - b.seq)
    const line = (step: (typeof steps)[number], i: number) => [`${i + 1}. ${step.head}`, ...step.lines.map((text) => `　${text.replaceAll('\n', '\n　')}`)].join('\n')
    return only(ctx, [`${of} 的历史（${steps.length}次）：`, ...steps.map(line)].join('\n'), number === undefined ? [] : [number])
  },
})
