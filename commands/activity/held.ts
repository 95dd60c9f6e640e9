import { plannedActivities } from '../../src/work/activities/offers.ts'
import { termsCounting, theActivity, writers } from '../../src/work/activities/read.ts'
import { activityHead, activityLines, countedLine, heldCommand } from '../../src/work/activities/say.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { activity, type ActivityData } from '../../src/domain/records/activity.ts'
import { dayOf, spellMoment } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

/** Why a record cannot become held now; undefined when it can, or when only its head count is missing. */
function hindrance(id: string, data: ActivityData, people: number | undefined, now: number): string | undefined {
  if (data.state === 'cancelled') return `${id} 已取消；如果还是办了，请重新发 /活动 记录。`
  if (data.state === 'held' && (data.people !== undefined || people === undefined)) {
    const count = data.people === undefined ? '，人数未填' : `，人数${data.people}人`
    return `${id} 已经记为已开展${count}；要改请发：/更正 ${id} 人数:${people ?? 40}`
  }
  if (data.when.date > dayOf(now)) {
    return `${id} 定在${spellMoment(data.when)}，还没有到；提前办了请先改时间：/更正 ${id} 时间:今天`
  }
  return undefined
}

const told = /^(?:我们?的?)?(?<title>\p{Script=Han}{2,20}?)(?:已经|都|顺利|圆满)*(?:办|搞|开|举办|举行|组织|开展|结束)(?:完|好|过)?了[\s,，。;!]*(?:一共|总共|共|总计|实到|实际|来了?|到了?|有|参加)*(?<people>\d{1,6}|[一二两三四五六七八九十百]{1,6})(?:多)?(?:个|名|位)?人/u

/** The line that records the activity held of which a sentence tells (联谊会办完了，来了50人), to be offered. */
function heldTold(said: string): string | undefined {
  const { title, people } = said.length > 60 || /[?吗]/.test(said) ? {} : (told.exec(said)?.groups ?? {})
  return title === undefined ? undefined : `/活动 已办 ${title} 人数:${people}`
}

export default defineCommand({
  name: '活动 已办',
  aliases: [],
  area: 'activity',
  summary: '确认一场计划中的活动已经开展',
  who: writers,
  fields: {
    id: f.record('编号', { kinds: ['活动'] }),
    people: f.number('人数', { also: ['参加人数', '人次'], min: 0, max: 1_000_000 }).optional(),
  },
  examples: ['/活动 已办 活动-2026-003 人数:40'],
  subject: 'id',
  offers: plannedActivities,
  tells: heldTold,
  alike: '完成',
  wants: /办完|办好|搞完|办了|搞了|来了|到了|实到/,
  async decide({ input: { id, people }, view, ctx }) {
    const record = await theActivity(view, id, ctx)
    const why = hindrance(id, record.data, people, ctx.now)
    if (why) throw new SayToUser(why)
    const patch: Partial<ActivityData> = { state: 'held', people, expected: undefined, ...(record.data.state === 'planned' && { heldAt: ctx.now }) }
    const data = { ...record.data, ...patch } as ActivityData
    const text = [
      `已确认 ${id}：${activityHead(data)}`,
      ...activityLines(data, view.directory),
      ...(people === undefined ? [`人数：未填，可补发 ${heldCommand(id)}`] : []),
      countedLine(data, await termsCounting(view, data), ctx.now),
    ].join('\n')
    return { changes: [amend(activity, record, patch, 'held')], notices: [reply(ctx, text, [id])] }
  },
})
