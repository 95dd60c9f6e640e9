/** Small sample commands, a registry of them and a context for the grammar's tests. */
import { buildDirectory } from '../../src/domain/buildDirectory.ts'
import type { Directory } from '../../src/domain/directory.ts'
import type { Rec } from '../../src/domain/record.ts'
import type { WorkspaceData } from '../../src/domain/records/directory.ts'
import { defineCommand, type Command } from '../../src/grammar/command.ts'
import type { Who } from '../../src/domain/roles.ts'
import { f } from '../../src/grammar/fields.ts'
import type { ParseContext, Understood } from '../../src/grammar/parse.ts'
import { createRegistry } from '../../src/grammar/registry.ts'
import { valueContext } from '../../src/grammar/values/index.ts'

const nothing = async () => ({ changes: [], notices: [] })
const cadre: Who = { roles: ['cadre'], mode: 'write' }

export const activity = defineCommand({
  name: '活动', aliases: ['activity', 'huodong', 'hd'], area: 'activity', summary: '登记一次活动', who: { roles: ['cadre', 'contact'], mode: 'write' },
  fields: {
    topic: f.text('主题', { also: ['活动主题', '标题'] }),
    time: f.dateTime('时间', 'nearest', { also: ['日期', '活动时间'] }),
    place: f.text('地点', { also: ['地址', '活动地点'] }).optional(),
    heads: f.number('人数', { also: ['参加人数'] }).optional(),
    sort: f.choice('类型', ['联谊', '培训', '志愿服务', '其他']).optional(),
    host: f.unit('主办', { also: ['主办单位'], positional: false }).optional(),
    joint: f.units('联办', { positional: false }).optional(),
    summary: f.longText('摘要', { positional: false }).optional(),
  },
  examples: ['/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心 人数:35', '/活动 青年联谊会 11月20日14:00 街道青年中心 35人'],
  async decide({ input }) {
    const topic: string = input.topic
    const heads: number | undefined = input.heads
    const sort: '联谊' | '培训' | '志愿服务' | '其他' | undefined = input.sort
    return { ...(await nothing()), state: [{ key: topic, value: `${heads ?? ''}${sort ?? ''}${input.time.date}` }] }
  },
})

const activityHeld = defineCommand({
  name: '活动 已办', aliases: [], area: 'activity', summary: '计划的活动已开展', who: cadre, subject: 'id',
  fields: { id: f.record('编号', { kinds: ['活动'] }), heads: f.number('人数').optional(), summary: f.longText('摘要').optional() },
  examples: ['/活动 已办 活动-2026-003 人数:40'], decide: nothing,
})

const cancelActivity = defineCommand({
  name: '取消活动', aliases: ['qxhd'], area: 'activity', summary: '取消计划的活动', who: cadre, subject: 'id',
  fields: { id: f.record('编号', { kinds: ['活动'] }), reason: f.text('原因') },
  examples: ['/取消活动 活动-2026-003 场地维修'], decide: nothing,
})

const chair = defineCommand({
  name: '轮值', aliases: ['chair', 'lunzhi', 'lz'], area: 'chair', summary: '看或排轮值主席', who: 'known',
  fields: { unit: f.unit('单位').optional(), term: f.range('任期', 'ahead').optional() },
  examples: ['/轮值', '/轮值 中河中学 1月1日至3月31日'],
  questions: [{ pattern: /^(?:现在|目前|当前)?谁是(?:现在的?)?轮值主席$/, example: '现在谁是轮值主席' }], decide: nothing,
})

const task = defineCommand({
  name: '任务', aliases: ['task', 'renwu', 'rw'], area: 'task', summary: '布置一项任务', who: cadre,
  fields: {
    title: f.text('标题', { also: ['事项'] }), due: f.deadline('截止', { also: ['截止时间'] }), owner: f.person('负责人').optional(),
    to: f.units('对象').optional(), note: f.longText('说明').optional(),
  },
  examples: ['/任务 标题:报送12月台账 截止:12月25日下班前 对象:全部街道'], decide: nothing,
})

const done = defineCommand({
  name: '完成', aliases: ['done', 'wancheng', 'wc'], area: 'task', summary: '任务办完了', who: 'known', subject: 'id',
  words: ['已完成', '完成了', '已办结', '办结'],
  fields: { id: f.record('编号', { kinds: ['任务'] }), note: f.longText('说明').optional() },
  examples: ['/完成 任务-2026-004'], decide: nothing,
})

const announcement = defineCommand({
  name: '通知', aliases: ['notice', 'tongzhi', 'tz'], area: 'announcement', summary: '发一个要回执的通知', who: cadre,
  fields: {
    title: f.text('标题'), body: f.longText('内容').optional(), due: f.deadline('截止').optional(), to: f.units('对象').optional(),
    receipt: f.choice('回执', ['每单位', '每人'], { positional: false }).optional(),
  },
  examples: ['/通知 标题:召开联席会议 内容:周五下午2点半开会 截止:周四下班前'], decide: nothing,
})

const received = defineCommand({
  name: '收到', aliases: ['received', 'shoudao', 'sd'], area: 'announcement', summary: '收到通知', who: 'known', subject: 'id', words: ['收到'],
  fields: { id: f.record('编号', { kinds: ['通知'] }).optional() }, examples: ['/收到 通知-2026-001'], decide: nothing,
})

const weekly = defineCommand({
  name: '周报', aliases: ['report', 'zhoubao', 'zb'], area: 'report', summary: '报送一周工作动态', who: cadre,
  fields: {
    progress: f.longText('进展情况', { also: ['进展'] }), ideas: f.longText('创新举措').optional(), troubles: f.longText('问题').optional(),
    advice: f.longText('建议').optional(), week: f.week('周', { also: ['周次'] }).optional(),
  },
  examples: ['/周报 进展情况:新建阵地一个'], decide: nothing,
})

const bulletin = defineCommand({
  name: '简报', aliases: ['bulletin', 'jianbao', 'jb'], area: 'report', summary: '看简报', who: 'known',
  fields: { issue: f.number('期号', { min: 1 }).optional() }, examples: ['/简报', '/简报 3'], decide: nothing,
})
const previewBulletin = defineCommand({
  name: '简报 预览', aliases: [], area: 'report', summary: '看下一期简报的草稿', who: cadre, fields: {}, examples: ['/简报 预览'], decide: nothing,
})

const progress = defineCommand({
  name: '进度', aliases: ['progress', 'jindu', 'jd'], area: 'query', summary: '看进度', who: 'known',
  fields: { unit: f.unit('单位').optional(), indicator: f.text('指标').optional() }, examples: ['/进度 中河街道'],
  questions: [{ pattern: /^(?<单位>.{2,20}?)(?:的)?进度(?:怎么样|如何|怎样)?$/, example: '中河街道进度怎么样' }], decide: nothing,
})

const missing = defineCommand({
  name: '欠报', aliases: ['qianbao', 'qb'], area: 'query', summary: '谁还没交周报', who: 'known', fields: { week: f.week('周').optional() }, examples: ['/欠报'],
  questions: [{ pattern: /^(?:还有)?谁还?没(?:有)?(?:交|报)周报$/, example: '谁还没交周报' }], decide: nothing,
})

const stats = defineCommand({
  name: '统计', aliases: ['stats', 'tongji', 'tj'], area: 'query', summary: '统计记录', who: 'known',
  fields: { kind: f.text('类别'), period: f.period('时间').optional() }, examples: ['/统计 活动 本月'],
  questions: [{ pattern: /^(?<时间>.{2,8}?)(?:搞|办|开展)了?(?:几|多少)(?:场|次|个)活动$/, fields: { 类别: '活动' }, example: '本月搞了几场活动' }], decide: nothing,
})

const cancel = defineCommand({
  name: '取消', aliases: ['cancel', 'quxiao', 'qx'], area: 'help', summary: '不填了', who: 'everyone', fields: {}, examples: ['/取消'], decide: nothing,
})

const help = defineCommand({
  name: '帮助', aliases: ['help', 'bangzhu', 'bz', '?'], area: 'help', summary: '看怎么用', who: 'everyone', fields: { command: f.text('命令').optional() }, examples: ['/帮助', '/帮助 活动'], decide: nothing,
})

const leave = defineCommand({
  name: '请假', aliases: ['leave', 'qingjia', 'qj'], area: 'people', summary: '请假期间不催办', who: 'known',
  fields: { time: f.range('时间', 'ahead'), reason: f.text('原因').optional(), stand: f.person('代理').optional() }, examples: ['/请假 11月25日至11月27日 出差'], decide: nothing,
})

/** All the sample commands. */
export const samples: Command[] = [
  activity, activityHeld, cancelActivity, chair, task, done, announcement, received, weekly, bulletin, previewBulletin, progress, missing, stats, cancel, help, leave,
]

export const now = Date.parse('2026-11-21T10:00:00+08:00')
export const registry = createRegistry(samples)

/** The context of a message said on 2026-11-21 10:00 (a Saturday) in a group of a workspace without units. */
export const at: ParseContext = { registry, botNames: ['团讯', '团讯助手', '小团'], fields: { values: valueContext(now) } }

/** A small directory: two streets of one name, and namesakes. */
export const directory = buildDirectory({
  settings: {
    name: '试点', office: '办公室', botNames: ['团讯'], weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['市'] }, since: '2026-11-01',
    noon: '12:00', endOfWork: '17:30', ranking: false, series: {}, standards: 'default',
  } as WorkspaceData,
  units: ([['浙江省', '省'], ['浙江省/宁波市', '市'], ['浙江省/宁波市/鄞州区', '区'], ['浙江省/宁波市/鄞州区/中河街道', '街道'], ['浙江省/宁波市/鄞州区/中河街道/中河中学', '成员单位'],
    ['浙江省/宁波市/鄞州区/下应街道', '街道'], ['浙江省/杭州市', '市'], ['浙江省/杭州市/东岸区', '区'], ['浙江省/杭州市/东岸区/白塔街道', '街道'], ['浙江省/杭州市/西岸区', '区'], ['浙江省/杭州市/西岸区/白塔街道', '街道']] as const)
    .map(([path, kind]) => rec('unit', path, path, { path, kind, aliases: path.endsWith('中河街道') ? ['中河'] : [] })),
  people: ([['wangmin', '王敏', '浙江省/宁波市/鄞州区/中河街道'], ['lixin', '李欣', '浙江省'], ['chen1', '陈静', '浙江省/宁波市/鄞州区/下应街道'], ['chen2', '陈静', '浙江省/宁波市/鄞州区/中河街道']] as const)
    .map(([id, name, unit]) => rec('person', id, unit, { name, unit, posts: [{ unit, title: '团工委书记', roles: ['cadre' as const] }], ids: {} })),
  groups: [],
})
export const atHome: ParseContext = { ...at, fields: { ...at.fields, directory, sender: directory.person('wangmin'), near: directory.unit('浙江省/宁波市/鄞州区') } }

function rec<D>(kind: string, id: string, unit: string, data: D): Rec<D> {
  return { kind, id, unit, version: 1, at: now, by: 'setup', data }
}

/** What a command understood, by label, as it is printed; 单位 and 群 included. */
export function shown(understood: Understood, people?: Directory): Record<string, unknown> {
  if (understood.kind !== 'command') return {}
  const { command, input, unit, group } = understood
  const values = Object.entries(command.fields).flatMap(([key, field]) => (key in input ? [[field.label, field.show(input[key] as never, people)]] : []))
  return { ...Object.fromEntries(values), ...(unit ? { 单位: unit } : {}), ...(group ? { 群: group } : {}) }
}
