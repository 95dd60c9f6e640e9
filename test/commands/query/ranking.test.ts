/** The order of units: for leaders in private, and in groups where an admin has turned it on (Burden). */
import { beforeEach, describe, expect, it } from 'vitest'
import { smallPilot, startBot, type TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const city = '宁波市工作群'
const province = '全省试点工作群'
let bot: TestBot
const say = async (who: string, place: string | null, text: string) => (await bot.say(who, place, text)).join('\n')

/** 中河街道 has held two activities, 庄桥街道 one, 天水街道 none; 中河街道 has done one task of two. */
beforeEach(async () => {
  bot = await startQuietBot('2026-11-16 09:00')
  for (const topic of ['读书会', '义诊']) await bot.say('wangmin', street, `/活动 主题:${topic} 时间:11月10日 人数:30`)
  await bot.say('wuqiang', null, '/活动 主题:夜校 时间:11月10日 人数:90')
  for (const title of ['台账', '名册']) await bot.say('wangmin', street, `/任务 标题:${title} 截止:11月30日`)
  await bot.say('wangmin', street, '/完成 任务1')
})

describe('a leader in private', () => {
  it.each(['/进度 指标:街道排名', '/进度 浙江省 街道排名', '@团讯 各街道排名', '各街道排名'])('is told the order by each measure with equal ones at one place: %s', async (text) => {
    expect(await say('lixin', null, text)).toBe([
      '浙江省各街道排名（截至 2026年11月16日 09:00）',
      '活动（本月已开展）：', '1. 中河街道：2场', '2. 庄桥街道：1场', '3. 天水街道：0场',
      '任务（已办结/布置）：', '1. 中河街道：1/2',
      '没有列出的单位没有这一项；只答复本人，请勿转发到群。',
    ].join('\n'))
  })

  it('may ask for one measure, and of the units right below', async () => {
    await bot.say('zhaogang', city, '/活动 主题:论坛 时间:11月11日 主办:鄞州区 人数:9')
    expect(await say('lixin', null, '各街道活动排名')).toContain('活动（本月已开展）：\n1. 中河街道：2场')
    expect(await say('lixin', null, '各街道活动排名')).not.toContain('任务（')
    expect(await say('lixin', null, '/进度 宁波市 排名')).toContain('活动（本月已开展）：\n1. 鄞州区：3场\n2. 江北区：1场')
    await bot.say('wuqiang', null, '/活动 主题:夜校二 时间:11月11日 人数:90')
    expect(await say('lixin', null, '/进度 宁波市 街道排名')).toContain('1. 中河街道：2场\n1. 庄桥街道：2场')
  })

  it('hears of reports where they are owed, and only of what lies within reach', async () => {
    bot = await startBot()
    await bot.say('zhaogang', city, '/周报 进展情况:好')
    expect(await say('lixin', null, '/进度 指标:市排名')).toContain('周报（本周已报/应报）：\n1. 宁波市：1/1\n2. 杭州市：0/1')
    expect(await say('zhouling', null, '/进度 浙江省 排名')).toContain('没有权限')
    expect(await say('zhouling', null, '街道排名')).toContain('鄞州区各街道排名')
    expect(await say('lixin', null, '/进度 指标:天气排名')).toContain('可以排名的有：周报、活动、任务')
    expect(await say('lixin', null, '/进度 中河中学 排名')).toContain('中河中学没有下级单位')
  })
})

describe('nobody else', () => {
  it.each([['zhaogang', '宁波市'], ['fengdao', '宁波市'], ['wangmin', '中河街道']])('in private: %s is told why', async (who, unit) => {
    expect(await say(who, null, `/进度 ${unit} 排名`)).toBe(`单位的排名只答复领导：由${unit}及上级的领导私聊查看。要在群里公布的，由管理员在群里发：/群设置 排名:开`)
  })

  it('in a group, not even a leader, until an admin turns it on', async () => {
    expect(await say('lixin', province, '/进度 指标:街道排名')).toContain('本群没有打开排名，不在群里公布；领导可以私聊机器人查看，管理员可以打开：/群设置 排名:开')
    await bot.say('lixin', province, '/群设置 排名:开')
    expect(await say('lixin', province, '/进度 指标:街道排名')).toContain('1. 中河街道：2场')
    expect(await say('lixin', province, '@团讯 各街道排名')).not.toContain('请勿转发')
    expect(await say('zhaogang', province, '/进度 宁波市 街道排名')).toContain('1. 中河街道：2场')
  })

  it('while the ordinary progress stays unranked for all', async () => {
    expect(await say('zhaogang', city, '/进度 宁波市 活动')).not.toMatch(/\d\. /)
  })
})

it('a pilot whose setup allows it tells everybody in private who may see the unit', async () => {
  bot = await startBot({ setup: `${smallPilot}ranking: 是\n` })
  expect(await say('zhaogang', null, '街道排名')).toContain('宁波市各街道排名')
})
