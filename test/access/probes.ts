/** One message or more for every command, at every unit, and the rule that says who may send it. */
import { units, type Actor, type Place, type Rule } from './table.ts'
import type { Planted } from './pilot.ts'

export interface Probe {
  command: string
  rule: Rule
  /** Units at which it makes sense; all when absent. */
  at?: string
  /** Whether it changes records when it is allowed. */
  writes?: true
  /** In the unit's own group, or in one that nobody has bound; else in private. */
  in?: 'group' | 'newGroup'
  say(unit: string, ids: Planted, who: Actor, place: Place): string
  /** How else than by a lack of permission it is refused where nobody could do it: words that tell nothing of others. */
  else?: RegExp
  /** The message it quotes. */
  quote?(ids: Planted): string
}

/** The last part of a path: its short name here. */
export const shortOf = (place: Place): string => units[place].split('/').at(-1) ?? ''
const streets = '省区街邻'

export const probes: readonly Probe[] = [
  { command: '活动', rule: '登记', writes: true, say: (u) => `/活动 主题:探针 时间:昨天15:00 人数:5 主办:${u}` },
  { command: '取消活动', rule: '登记', writes: true, say: (_, { planned }) => `/取消活动 ${planned} 台风` },
  { command: '活动 已办', rule: '登记', writes: true, say: (_, { planned }) => `/活动 已办 ${planned} 人数:9` },
  { command: '任务', rule: '布置', writes: true, say: (u) => `/任务 标题:探针 截止:12月25日 对象:${u}` },
  { command: '完成', rule: '主管和联系人', writes: true, say: (_, { task }) => `/完成 ${task}` },
  { command: '完成', rule: '主管和联系人', writes: true, say: () => '已完成', quote: ({ task }) => `团讯：已布置 ${task}` },
  { command: '延期', rule: '主管和联系人', writes: true, say: (_, { task }) => `/延期 ${task} 12月28日 等待` },
  { command: '稍后', rule: '主管和联系人', writes: true, say: (_, { task }) => `/稍后 ${task} 明天10:00` },
  { command: '同意', rule: '登记', writes: true, say: (_, { request }) => `/同意 ${request}` },
  { command: '同意', rule: '登记', writes: true, say: (_, { asked }) => `/同意 ${asked}` },
  { command: '不同意', rule: '登记', writes: true, say: (_, { request }) => `/不同意 ${request} 不行` },
  { command: '通知', rule: '通知', writes: true, say: (u) => `/通知 标题:探针 对象:${u}` },
  { command: '转发', rule: '发出通知的', at: streets, writes: true, say: (u, { fromAbove }) => `/转发 ${fromAbove} 单位:${u}` },
  { command: '已粘贴', rule: '已登记的人', say: () => '/已粘贴' },
  { command: '收到', rule: '回执', writes: true, else: /不需要您回执/, say: (_, { notice }) => `/收到 ${notice}` },
  { command: '收到', rule: '回执', writes: true, else: /不需要您回执/, say: () => '收到', quote: ({ notice }) => `【通知】${notice}：开会` },
  { command: '周报', rule: '主管', writes: true, say: (u) => `/周报 进展情况:探针 单位:${u}` },
  { command: '更正', rule: '登记', writes: true, say: (_, { activity }) => `/更正 ${activity} 人数:9` },
  { command: '更正', rule: '登记', writes: true, say: () => '人数:9', quote: ({ activity }) => `团讯：已记录 ${activity}` },
  { command: '更正', rule: '登记', writes: true, say: (_, { task }) => `/更正 ${task} 说明:探针` },
  { command: '更正', rule: '发出通知的', writes: true, say: (_, { notice }) => `/更正 ${notice} 内容:探针` },
  { command: '更正', rule: '主管', writes: true, say: (_, { report }) => `/更正 ${report} 问题:探针` },
  { command: '作废', rule: '登记', writes: true, say: (_, { activity }) => `/作废 ${activity} 探针` },
  { command: '作废', rule: '登记', writes: true, say: (_, { task }) => `/作废 ${task} 探针` },
  { command: '作废', rule: '发出通知的', writes: true, say: (_, { notice }) => `/作废 ${notice} 探针` },
  { command: '查', rule: '看日程', say: (_, { activity }) => `/查 ${activity}` },
  { command: '查', rule: '看日程', say: (_, { activity }) => activity.replace('-2026-', '').replace(/0+(?=\d)/, '') + '的情况' },
  { command: '查', rule: '看布置的', say: (_, { task }) => `/查 ${task}` },
  { command: '查', rule: '看布置的', say: (_, { notice }) => `/查 ${notice}` },
  { command: '查', rule: '看', say: (_, { report }) => `/查 ${report}` },
  { command: '查', rule: '看日程', say: (u) => `/查 活动 单位:${u}` },
  { command: '查', rule: '看布置的', say: (u) => `/查 任务 单位:${u}` },
  { command: '查', rule: '看布置的', say: (u) => `/查 通知 本月 单位:${u}` },
  { command: '查', rule: '看', say: (u) => `/查 周报 单位:${u}` },
  { command: '历史', rule: '看日程', say: (_, { activity }) => `/历史 ${activity}` },
  { command: '历史', rule: '看布置的', say: (_, { task }) => `/历史 ${task}` },
  { command: '历史', rule: '看', say: (_, { report }) => `/历史 ${report}` },
  { command: '历史', rule: '看', say: (u) => `/历史 单位:${u}` },
  { command: '查', rule: '看', at: streets, say: (_, { issue }) => `/查 ${issue}` },
  { command: '历史', rule: '看', at: streets, say: (_, { issue }) => `/历史 ${issue}` },
  { command: '进度', rule: '看', say: (u) => `/进度 ${u}` },
  { command: '进度', rule: '看', say: (u) => `/进度 ${u} 活动` },
  { command: '进度', rule: '看', say: (u) => `${u}进度怎么样` },
  { command: '统计', rule: '看', say: (u) => `/统计 活动 单位:${u}` },
  { command: '统计', rule: '看', say: (u) => `${u}本月搞了几场活动` },
  { command: '欠报', rule: '看欠报', say: (u) => `/欠报 单位:${u}` },
  { command: '欠报', rule: '看欠报', say: (u) => `${u}谁还没交周报` },
  { command: '待办', rule: '看别人的待办', say: (_u, _ids, _who, place) => `/待办 居民${place}` },
  { command: '待办', rule: '已登记的人', say: () => '/待办' },
  { command: '简报', rule: '看', at: streets, say: (u) => `/简报 单位:${u}` },
  { command: '简报', rule: '看', at: streets, say: (u, { issue }) => `/简报 ${issue} 单位:${u}` },
  { command: '简报 预览', rule: '主管', at: streets, say: (u) => `/简报 预览 单位:${u}` },
  { command: '简报 签发', rule: '主管', at: streets, say: (u, { issue }) => `/简报 签发 ${issue} 单位:${u}` },
  { command: '简报 更正', rule: '主管', at: streets, writes: true, say: (u, { issue }) => `/简报 更正 ${issue} 内容:探针 单位:${u}` },
  { command: '简报 审签', rule: '主管', writes: true, say: (u) => `/简报 审签 开 单位:${u}` },
  { command: '轮值', rule: '看轮值', say: (u) => `/轮值 ${u}` },
  { command: '轮值', rule: '看轮值', at: '街邻', say: (u) => `${u}轮值主席是谁` },
  { command: '轮值', rule: '安排轮值', at: '校行友', writes: true, else: /不是。成员单位有/, say: (u) => `/轮值 ${u} 2027年7月1日至2027年9月30日` },
  { command: '交接', rule: '任期', at: '行友', writes: true, say: (u) => `/交接 已办:探针 单位:${u}` },
  { command: '接任', rule: '任期', at: '校', writes: true, say: (u) => `/接任 单位:${u}` },
  { command: '代班', rule: '任期', at: '行', writes: true, say: () => '/代班 中河中学 12月1日至12月5日' },
  { command: '换班', rule: '换班', at: '校', writes: true, else: /^白塔中学没有尚未开始的轮值任期/, say: (_, { term }, who) => (who === '校联系人' ? '/换班 鄞州银行' : `/换班 编号:${term} 单位:鄞州银行`) },
  { command: '批准', rule: '管理员', writes: true, say: (_, { join }) => `/批准 ${join}` },
  { command: '批准', rule: '管理员', writes: true, say: (_u, _ids, _who, place) => `/批准 新人${place}` },
  { command: '拒绝', rule: '管理员', writes: true, say: (_, { join }) => `/拒绝 ${join} 探针` },
  { command: '授权', rule: '管理员', writes: true, say: (u, _ids, _who, place) => `/授权 居民${place} 团干部 ${u}` },
  { command: '撤权', rule: '管理员', writes: true, say: (u, _ids, _who, place) => `/撤权 居民${place} 联系人 ${u}` },
  { command: '注销', rule: '管理员', say: (_u, _ids, _who, place) => `/注销 居民${place}` },
  { command: '注销 登记', rule: '管理员', say: (_, { join }) => `/注销 登记 ${join}` },
  { command: '绑定', rule: '主管', in: 'newGroup', writes: true, say: (u) => `/绑定 ${u}` },
  { command: '解绑', rule: '主管', at: streets, in: 'group', writes: true, say: () => '/解绑' },
  { command: '群设置', rule: '主管', at: streets, in: 'group', say: () => '/群设置' },
  { command: '群设置', rule: '主管', at: streets, writes: true, say: (u) => `/群设置 催办:关 群:${u}工作群` },
  { command: '单位', rule: '看', say: (u) => `/单位 ${u}` },
  { command: '单位', rule: '主管', writes: true, say: (u) => `/单位 路径:${u}/新站 类别:社区` },
  { command: '单位', rule: '主管', writes: true, say: (u) => `/单位 路径:${u} 别名:探针` },
  { command: '单位', rule: '主管', writes: true, say: (u) => `/单位 路径:${u} 改名:探针站` },
  { command: '请假', rule: '已登记的人', writes: true, say: () => '/请假 下周三' },
  { command: '销假', rule: '已登记的人', say: () => '/销假' },
  { command: '我是', rule: '任何人', say: (u) => `/我是 姓名:某人 单位:${u} 职务:干事` },
  { command: '状态', rule: '管理员', at: '街', say: () => '/状态' },
  { command: '帮助', rule: '任何人', say: () => '/帮助' },
  { command: '取消', rule: '任何人', say: () => '/取消' },
]
