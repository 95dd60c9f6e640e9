/** Units of a list that were understood stay when one of them is asked for; 与…联办 is no place. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const start = () => startQuietBot('2026-11-16 09:00')

describe('a list with one unit that is not known', () => {
  it.each(['中河医院', '中河中学、中河医院'])('“%s” answers for that one, the others stay', async (said) => {
    const bot = await start()
    expect((await bot.say('wangmin', street, '/活动 联合团课 11月14日 会议室 25人 联办:中河中学、西湖小学'))[0]).toContain('没有找到单位“西湖小学”')
    expect((await bot.say('wangmin', street, `@团讯 ${said}`))[0]).toContain('联办：中河中学、中河医院\n')
  })

  it('a task goes to all of them', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:鄞州银行、中和中学')
    expect((await bot.say('wangmin', street, '@团讯 中河中学'))[0]).toContain('对象：鄞州银行、中河中学')
  })

  it('不填 leaves the field out', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 联合团课 11月14日 会议室 25人 联办:中河中学、西湖小学')
    expect((await bot.say('wangmin', street, '联办:不填'))[0]).not.toContain('联办：')
  })
})

describe('与…联办 without a label', () => {
  it.each(['与中河中学、鄞州银行联办', '和中河中学、鄞州银行联合举办', '同中河中学、鄞州银行共同主办'])('%s names the units, wherever it stands', async (said) => {
    const bot = await start()
    for (const [i, line] of [`座谈会 11月14日 ${said} 40人`, `${said} 交流会 11月14日 会议室`].entries()) {
      const [answer = ''] = await bot.say('wangmin', street, `/活动 ${line}`)
      expect(answer).toContain('联办：中河中学、鄞州银行')
      expect(answer.includes('地点')).toBe(i === 1)
    }
  })

  it('an unknown unit is told, and a title that only speaks of it stays one', async () => {
    const bot = await start()
    expect((await bot.say('wangmin', street, '/活动 座谈会 11月14日 与西湖小学联办 40人'))[0]).toContain('联办：没有找到单位“西湖小学”')
    await bot.say('wangmin', street, '/取消')
    expect((await bot.say('wangmin', street, '/活动 与青年面对面 11月14日 联合办公室 40人'))[0]).toMatch(/：与青年面对面（已开展）\n时间：.*\n地点：联合办公室/)
  })
})
