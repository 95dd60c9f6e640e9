/** Messages understood a second by one core, with nothing read or written. */
import { sceneOf } from '../../bot/context.ts'
import { parseContextOf } from '../../bot/understanding.ts'
import { understand } from '../../grammar/parse.ts'
import { clock, type Figure } from './figure.ts'
import { activityText } from './load.ts'
import { openStreets, streetsOf } from './streets.ts'

/** What is typed in groups: commands in their forms, questions, answers, and half of it chat that is not meant for the bot. */
const said = (n: number): string[] => [
  activityText(n),
  `/活动 青年联谊会 下周三14:00 街道青年中心 ${20 + (n % 30)}人`,
  '@团讯 活动 主题:读书会；时间:11月20日下午两点半；人数:三十五',
  '活动登记\n主题：反诈宣传\n时间：昨天上午9点\n地点：文化广场\n人数：120',
  `/任务 第${n}周台账 周五17:00 对象:各成员单位`,
  '/周报 进展情况:走访企业12家，联系青年86人 问题:场地不足 建议:协调周末开放会议室',
  '@团讯 这个月搞了几场活动',
  '/待办',
  '早上好，各位辛苦了',
  '联谊会的海报我晚点发群里，大家帮忙转一下',
  '王书记，周五下午两点的会改到三点了，地点不变，请通知到各社区',
  '[图片]',
  '收到，谢谢领导🌹',
  '刚刚跟银行那边沟通过了，他们出场地，我们出志愿者，预计30人左右',
  '明天降温，外出活动请注意安全',
  '我已经把材料交到区里了，李部长说没问题',
]
const seconds = 5
const perRound = 50

export const understanding: Figure = {
  names: ['understand_per_s'],
  async measure({ redis, parts: { registry, calendar } }) {
    const streets = streetsOf(50)
    const at = Date.now()
    const { directory } = await (await openStreets(redis, 'bench', streets, at)).view()
    const round = (n: number) => {
      for (const text of said(n)) {
        const { group, sender } = streets[n % streets.length] ?? { group: '', sender: '' }
        const message = { channel: 'simulator', id: String(n), group, sender, text, at }
        understand({ text }, parseContextOf(sceneOf({ ...message, chat: '' }, directory), message, { directory, calendar, registry, open: () => false }))
      }
      return said(n).length
    }
    for (let n = 0; n < perRound; n++) round(n)
    const begun = clock()
    let count = 0
    for (let n = 0; clock() - begun < seconds * 1000; n++) count += round(n)
    const rate = (count * 1000) / (clock() - begun)
    await redis.flushdb()
    return { understand_per_s: rate.toFixed(0) }
  },
}
