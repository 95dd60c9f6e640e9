import { describe, expect, it } from 'vitest'
import { compile, dueText } from '../../src/bulletin/compile.ts'
import { isEmpty, type Material } from '../../src/bulletin/material.ts'
import { instant } from '../../src/domain/time.ts'
import { name, party, quiet, report, week } from './sample.ts'

const section = (material: Partial<Material>, title: string) => compile({ ...quiet, ...material }, name).find((one) => one.title === title)?.lines
const texts = (material: Partial<Material>, title: string) => section(material, title)?.map(({ text }) => text)

describe('an empty period', () => {
  it('has no sections, whatever is owed, overdue or ahead', () => {
    expect(compile(quiet, name)).toEqual([])
    expect(isEmpty(quiet)).toBe(true)
    expect(isEmpty({ ...quiet, ahead: [party()], weeks: [week({ missing: 2 })] })).toBe(true)
  })

  it('is not empty as soon as one thing was recorded', () => {
    expect(isEmpty({ ...quiet, reports: [report()] })).toBe(false)
    expect(isEmpty({ ...quiet, held: [party()] })).toBe(false)
    expect(isEmpty({ ...quiet, chair: [{ unit: '中河街道', text: '中河中学接任', ref: '交接-2026-001' }] })).toBe(false)
    for (const key of ['planned', 'tasks', 'done'] as const) expect(isEmpty({ ...quiet, counts: { ...quiet.counts, [key]: 1 } })).toBe(false)
  })
})

describe('the sections', () => {
  it('stand in their order and only when they have something to say', () => {
    const full: Material = {
      ...quiet,
      reports: [report({ innovation: '青年夜校', problems: '场地不足' })],
      held: [party()],
      chair: [{ unit: '中河街道', text: '中河中学接任', ref: '交接-2026-001' }],
      weeks: [week({ onTime: ['宁波市'] })],
      overdue: { own: [], below: [{ unit: '宁波市', count: 1 }], all: [] },
      dueNext: [{ label: '任务', title: '12月台账', due: instant('2026-11-27', '17:00'), timed: true, units: ['宁波市'] }],
    }
    expect(compile(full, name).map(({ title }) => title)).toEqual([
      '总体进展', '本周活动', '轮值交接', '创新举措', '问题与建议', '报送情况', '逾期未办', '下周到期',
    ])
  })
})

describe('总体进展', () => {
  it('begins with the period and its figures', () => {
    expect(texts({ reports: [report()], held: [party({ people: 35 }), party({ people: 5 }), party()], counts: { planned: 2, tasks: 1, done: 3 } }, '总体进展')?.[0]).toBe(
      '2026年11月16日 10:00至2026年11月23日 10:00，收到周报 1 份，开展活动 3 场（40 人次），新报活动计划 2 项，下达任务 1 项，办结任务 3 项。',
    )
  })

  it('says nothing of heads that nobody counted', () => {
    expect(texts({ held: [party()] }, '总体进展')).toEqual(['2026年11月16日 10:00至2026年11月23日 10:00，开展活动 1 场。'])
  })

  it('gives each report with its number, and who did not file it themselves', () => {
    expect(section({ reports: [report(), report({ proxy: true }, { unit: '浙江省/杭州市', id: '周报-2026-002' })] }, '总体进展')?.slice(1)).toEqual([
      { unit: '宁波市', text: '完成班子增配。', ref: '周报-2026-001' },
      { unit: '杭州市（代报）', text: '完成班子增配。', ref: '周报-2026-002' },
    ])
  })

  it('gives the first sentences of a long text', () => {
    const long = `${'开展活动。'.repeat(30)}`
    expect(section({ reports: [report({ progress: long, innovation: long })] }, '总体进展')?.[1]?.text).toBe(`${'开展活动。'.repeat(24)}……`)
    expect(texts({ reports: [report({ problems: long })] }, '问题与建议')).toEqual([`问题：${'开展活动。'.repeat(24)}……`])
  })

  it('cuts a long list and says how much more there is', () => {
    const lines = texts({ reports: Array.from({ length: 45 }, (_, i) => report({}, { id: `周报-2026-${String(i + 1).padStart(3, '0')}` })) }, '总体进展')
    expect(lines).toHaveLength(42)
    expect(lines?.[0]).toContain('收到周报 45 份')
    expect(lines?.at(-1)).toBe('另有 5 条，可用 /查 查看。')
  })
})

describe('本周活动', () => {
  it('counts what was held and lists what is planned', () => {
    const held = party({ people: 35, place: '街道青年中心', jointly: ['中河中学', '鄞州银行'] })
    expect(section({ held: [held], ahead: [party({ ref: '活动-2026-002', topic: '志愿服务', when: { date: '2026-11-28' } })] }, '本周活动')).toEqual([
      { text: '已开展 1 场（35 人次）：' },
      { unit: '中河街道', text: '青年联谊会（2026年11月20日 14:00，街道青年中心，35 人次，联办：中河中学、鄞州银行）', ref: '活动-2026-001' },
      { text: '未来一周计划 1 场：' },
      { unit: '中河街道', text: '志愿服务（2026年11月28日）', ref: '活动-2026-002' },
    ])
  })
})

describe('问题与建议', () => {
  it('tells one from the other', () => {
    expect(texts({ reports: [report({ problems: '场地不足', suggestions: '统一台账' }), report()] }, '问题与建议')).toEqual(['问题：场地不足', '建议：统一台账'])
  })

  it('leaves out what says that there is nothing, with space around it too, and nothing else', () => {
    expect(section({ reports: [report({ problems: '无', suggestions: ' 暂无。\n' }), report({ problems: '未发现问题', suggestions: '—' })] }, '问题与建议')).toBeUndefined()
    expect(texts({ reports: [report({ problems: '无场地', suggestions: '没有场地，请协调' })] }, '问题与建议')).toEqual(['问题：无场地', '建议：没有场地，请协调'])
  })
})

describe('报送情况', () => {
  it('names those who filed, in tree order, and only counts those who did not', () => {
    expect(texts({ weeks: [week({ onTime: ['浙江省/宁波市', '浙江省/温州市'], late: ['浙江省/杭州市'], missing: 2 })] }, '报送情况')).toEqual([
      '2026年11月16日至11月22日（2026年11月20日（周五） 17:00截止）：应报 5，按时 2，逾期报送 1，逾期未报 2',
      '按时：宁波市、温州市',
      '逾期报送：杭州市',
    ])
  })

  it('prints 未到期 for what is not due yet', () => {
    expect(texts({ weeks: [week({ onTime: ['宁波市'], notDue: ['杭州市'] })] }, '报送情况')).toEqual([
      '2026年11月16日至11月22日（2026年11月20日（周五） 17:00截止）：应报 2，按时 1，未到期 1',
      '按时：宁波市',
      '未到期：杭州市',
    ])
  })

  it('says when the working days were guessed', () => {
    expect(texts({ weeks: [week({ due: instant('2027-01-08', '17:00'), missing: 1, covered: false })] }, '报送情况')?.at(-1)).toBe(
      '2027年放假安排尚无数据，按周一至周五计算。',
    )
  })

  it('cuts a long list of names', () => {
    expect(texts({ weeks: [week({ onTime: Array.from({ length: 50 }, (_, i) => `${i}市`) })] }, '报送情况')?.[1]).toMatch(/、39市等 50 个单位$/)
  })
})

describe('逾期未办', () => {
  const matter = { unit: '浙江省', short: '浙江省', label: '任务', title: '12月台账', due: instant('2026-11-21'), timed: false }

  it("names the group's own matters and counts the others", () => {
    const overdue = { own: [matter], below: [{ unit: '宁波市', count: 3 }], all: [] }
    expect(section({ overdue }, '逾期未办')).toEqual([
      { unit: '浙江省', text: '任务《12月台账》（2026年11月20日（周五）到期）' },
      { unit: '宁波市', text: '3 项' },
    ])
  })

  it('is left out when nothing is overdue', () => {
    expect(section({}, '逾期未办')).toBeUndefined()
  })
})

describe('下周到期', () => {
  it('names a thing once with all units that owe it', () => {
    const due = { label: '周报', title: '2026年11月23日至11月29日', due: instant('2026-11-27', '17:00'), timed: true, units: ['浙江省/宁波市', '浙江省/杭州市'] }
    expect(texts({ dueNext: [due] }, '下周到期')).toEqual(['2026年11月27日（周五） 17:00 周报《2026年11月23日至11月29日》：宁波市、杭州市'])
  })

  it('prints the day alone when no time of day was set', () => {
    expect(dueText(instant('2026-12-01'), false)).toBe('2026年11月30日（周一）')
    expect(dueText(instant('2026-11-30', '17:00'), true)).toBe('2026年11月30日（周一） 17:00')
  })
})
