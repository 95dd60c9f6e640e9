import { describe, expect, it } from 'vitest'
import { compile } from '../../src/bulletin/compile.ts'
import { bulletinText, previewText } from '../../src/bulletin/text.ts'
import { bulletin, type BulletinData } from '../../src/domain/records/bulletin.ts'
import { instant } from '../../src/domain/time.ts'
import { name, party, quiet, report, week } from './sample.ts'

const sections = compile({ ...quiet, reports: [report({ innovation: '青年夜校进楼宇。' })], held: [party({ people: 35 })], weeks: [week({ onTime: ['宁波市'], missing: 1 })] }, name)

const issue: BulletinData = {
  issue: '3', total: '12', year: 2026, title: '浙江省街道团建试点工作简报', office: '共青团浙江省委城市青年工作部', date: '2026-11-02',
  from: quiet.from, to: quiet.to, sections, sources: {}, weeks: ['2026-11-16'], head: { seq: 128, link: '0123456789abcdef' },
  groups: ['全省试点工作群'], state: 'issued', corrections: [], late: [],
}
const say = (data: Partial<BulletinData> = {}) => bulletinText({ ...issue, ...data }, name)

describe('the text of an issue', () => {
  it('is a 简报 as offices know it', () => {
    expect(say()).toBe(`浙江省街道团建试点工作简报
第 3 期（总第 12 期）
共青团浙江省委城市青年工作部
2026年11月2日

一、总体进展
2026年11月16日 10:00至2026年11月23日 10:00，收到周报 1 份，开展活动 1 场（35 人次）。
宁波市：完成班子增配。（周报-2026-001）

二、本周活动
已开展 1 场（35 人次）：
中河街道：青年联谊会（2026年11月20日 14:00，35 人次）（活动-2026-001）

三、创新举措
宁波市：青年夜校进楼宇。（周报-2026-001）

四、报送情况
2026年11月16日至11月22日（2026年11月20日（周五） 17:00截止）：应报 2，按时 1，逾期未报 1
按时：宁波市

台账校验：128-01234567`)
  })

  it('keeps its number when it is corrected, and says so', () => {
    const text = say({ corrections: [{ at: instant('2026-11-03', '09:00'), text: '参加人数应为40人次' }, { at: instant('2026-11-03', '09:30'), section: '好经验', text: '换过的' }] })
    expect(text.split('\n').slice(0, 8)).toEqual([
      '浙江省街道团建试点工作简报（更正）',
      '第 3 期（总第 12 期）',
      '共青团浙江省委城市青年工作部',
      '2026年11月2日',
      '',
      '2026年11月3日 09:00更正：参加人数应为40人次',
      '2026年11月3日 09:30更正：“好经验”一栏',
      '',
    ])
  })

  it('shows the reports that came in afterwards', () => {
    expect(say({ late: [{ ref: '周报-2026-002', unit: '浙江省/杭州市', at: instant('2026-11-24', '09:00') }] })).toContain(
      '\n\n刊后补报\n杭州市：2026年11月24日 09:00（周报-2026-002）\n\n台账校验：',
    )
  })

  it('has no number while it is a preview', () => {
    const text = previewText(issue)
    expect(text).toContain('浙江省街道团建试点工作简报（预览，未编号）')
    expect(text).not.toMatch(/第 .+ 期/)
    expect(text).toContain('一、总体进展')
  })

  it('is what the record keeps: the data passes its own shape', () => {
    expect(bulletin.schema.safeParse(issue).success).toBe(true)
    expect(bulletin.schema.safeParse({ ...issue, issue: 3 }).success).toBe(false)
  })
})
