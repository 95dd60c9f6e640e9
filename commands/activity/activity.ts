import { sameActivity, termsCounting, writers } from '../../src/work/activities/read.ts'
import { activityHead, activityLines, countedLine, heldCommand } from '../../src/work/activities/say.ts'
import { activityTold } from '../../src/work/activities/told.ts'
import { stateAt } from '../../src/domain/activity.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { create } from '../../src/domain/record.ts'
import type { Rec } from '../../src/domain/record.ts'
import { activity, activityStates, type ActivityData } from '../../src/domain/records/activity.ts'
import { spellDay, spellMoment } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

/** Refuses a double and says how to go on with what is there: the command with what differs. */
function refuseDouble({ data, id }: Rec<ActivityData>, said: Pick<ActivityData, 'when' | 'place' | 'type'>, people: number | undefined): never {
  const planned = data.state === 'planned' ? [`已经办完请发：${heldCommand(id, people)}`] : []
  const differs = [
    said.when.time !== undefined && said.when.time !== data.when.time && `时间:${spellMoment(said.when).replace(' ', '')}`,
    said.place !== undefined && said.place !== data.place && `地点:${said.place}`,
    people !== undefined && data.state === 'held' && people !== data.people && `人数:${people}`,
    said.type !== undefined && said.type !== data.type && `类型:${said.type}`,
  ].filter((part) => part !== false)
  throw new SayToUser(
    [
      `这一场已经记过：${spellDay(data.when.date)}已有同名活动 ${id}（${data.topic}，${activityStates[data.state]}），这次没有再记。`,
      ...planned,
      `要改请发：/更正 ${id} ${differs.join(' ') || '地点:…'}`,
      '确实是另一场，请在主题里写明，如 第二场。',
    ].join('\n'),
  )
}

/** What names of places end with. */
const placeEndings = /(?:中心|食堂|会议室|活动室|教室|办公室|[大小餐展客]厅|礼堂|报告厅|[一二三四五六七八九十\d]楼|大楼|号楼|广场|公园|操场|球场|体育馆|图书馆|博物馆|文化馆|纪念馆|科技馆|展馆|文化站|驿站|车站|地铁站|基地|社区|居委会|街道办|学校|中学|小学|大学|学院|医院|敬老院|福利院|养老院|影院|剧院|书店|书屋|商场|\d室|路口|[\d]+号|村)$/u

/** 与中河中学、鄞州银行联办 */
const jointlyPhrase = /^(?:与|和|同|跟)(?<value>[^与和同跟].{1,80}?)(?:共同|一起|联合)*(?:联办|合办|协办|(?:联合|共同|一起)(?:举办|主办|承办|开展|组织))$/u

export default defineCommand({
  name: '活动',
  aliases: ['activity', 'huodong', 'hd'],
  area: 'activity',
  summary: '记录一场活动：时间在后面的是计划，在前面的是已开展',
  who: writers,
  fields: {
    topic: f.text('主题', { also: ['活动主题', '活动名称'], hint: '如 青年联谊会', max: 100 }),
    when: f.dateTime('时间', 'nearest', { also: ['日期', '活动时间'] }),
    place: f.text('地点', { also: ['活动地点'], max: 100, endings: placeEndings }).optional(),
    people: f.number('人数', { also: ['参加人数', '人次'], min: 0, max: 1_000_000 }).optional(),
    type: f.text('类型', { also: ['活动类型'], max: 20, positional: false }).optional(),
    host: f.unit('主办', { also: ['主办单位'], positional: false }).optional(),
    jointly: f.units('联办', { also: ['联办单位', '协办'], positional: false, phrase: jointlyPhrase }).optional(),
    summary: f.longText('摘要', { also: ['活动摘要', '活动内容', '内容'], positional: false }).optional(),
    planItem: f.text('计划项', { max: 100, positional: false }).optional(),
  },
  examples: [
    '/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心 人数:35',
    '/活动 青年联谊会 11月20日14:00 街道青年中心 35人',
    '/活动 主题:联合志愿服务 时间:昨天下午2点 人数:60 联办:中河中学、中河医院',
  ],
  remarks: [
    '没有写年份的日期取最近的一天；今天的活动没写几点，写了人数算已开展，没写算计划。',
    '只有已开展的活动才计数；联办的活动在汇总里算一场，在每个单位各算一场。',
    '同一单位同一天的同名活动不会重复记录。',
  ],
  tells: activityTold,
  at: ({ host }, ctx) => host ?? ctx.unit?.path,
  async decide({ input, view, ctx }) {
    const host = input.host ?? ctx.unit?.path
    if (host === undefined) throw new SayToUser('不知道是哪个单位的活动，请写明，如 主办:中河街道')
    const { topic, when, place, people, type, summary, planItem } = input
    const state = stateAt(when, ctx.now, people)
    const jointly = (input.jointly?.paths ?? []).filter((path) => path !== host)
    const data: ActivityData = {
      topic, when, place, state, type, host, jointly, summary, planItem,
      ...(state === 'held' ? { people } : { expected: people }),
    }
    const same = await sameActivity(view, data)
    if (same) refuseDouble(same, data, people)
    const change = create(activity, { unit: host, data, now: ctx.now })
    const counts =
      state === 'held'
        ? countedLine(data, await termsCounting(view, data), ctx.now)
        : `计入：开展后才计入，办完请发 ${heldCommand(change.ref)}`
    const text = [`已记录 ${change.ref}：${activityHead(data)}`, ...activityLines(data, view.directory), counts].join('\n')
    return { changes: [change], notices: [reply(ctx, text, [change.ref])] }
  },
})
