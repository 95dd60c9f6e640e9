/** What a cadre who was new to the bot stumbled over, as far as it is understanding alone. */
import { describe, expect, it } from 'vitest'
import { instant } from '../../src/domain/time.ts'
import { understand } from '../../src/grammar/parse.ts'
import { valueContext } from '../../src/grammar/values/index.ts'
import { loadParts } from '../../src/parts.ts'
import { atHome } from './support.ts'

const { registry } = await loadParts()
const now = instant('2026-11-21', '10:00')
const at = { ...atHome, registry, botNames: ['团讯'], fields: { ...atHome.fields, values: valueContext(now) } }

/** The command, what was typed for its fields by label, and the complaints. */
function read(text: string, where: { private?: boolean } = { private: true }) {
  const found = understand({ text, ...where }, at)
  if (found.kind !== 'command') return found.kind
  const raw = Object.fromEntries(Object.entries(found.raw).map(([key, value]) => [found.command.fields[key]?.label ?? key, value]))
  return { name: found.command.name, ...raw, ...(found.unit ? { 单位: found.unit } : {}), ...(found.problems.length > 0 ? { wrong: found.problems.map(({ complaint }) => complaint).join() } : {}) }
}

describe('a sentence that begins like a command', () => {
  it.each([
    ['任务3谁没完成', { name: '查', 编号: '任务3' }],
    ['活动5是什么', { name: '查', 编号: '活动5' }],
    ['通知2还有谁没收到？', { name: '查', 编号: '通知2' }],
    ['任务3什么时候截止', { name: '查', 编号: '任务3' }],
    ['任务4完成得怎么样', { name: '查', 编号: '任务4' }],
    ['完成任务-2026-004', { name: '完成', 编号: '任务-2026-004' }],
    ['任务4完成了', { name: '完成', 编号: '任务4' }],
    ['完成4，已送', { name: '完成', 编号: '4', 说明: '已送' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected))

  it.each(['任务3个人做就行了', '活动2场都很好', '通知3班同学来', '完成2个了'])('%s starts nothing', (text) => expect(read(text)).toBe('unknown'))
})

describe('the bot is called by name', () => {
  it.each(['@团讯活动 象棋赛 昨天 8人', '@ 团讯 活动 象棋赛 昨天 8人', '@团讯 活动 象棋赛 昨天 8人'])('%s', (text) => {
    expect(read(text, {})).toEqual({ name: '活动', 主题: '象棋赛', 时间: '昨天', 人数: '8人' })
  })
  it.each(['@团讯员小李 活动 象棋赛', '@团讯活动组 大家好', '联系@团讯录 待办'])('%s is somebody else', (text) => expect(read(text, {})).toBe('silence'))
})
