/** A record named by words of its title where a command wants its number. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'
async function given() {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/任务 标题:报送台账 截止:11月20日 对象:各成员单位')
  await bot.say('wangmin', street, '/任务 标题:清点场地 截止:11月25日 对象:中河中学')
  await bot.say('wangmin', street, '/任务 标题:清点器材 截止:11月26日 对象:中河中学')
  return bot
}

describe('a task by its title', () => {
  it.each([
    ['/完成 台账', '已办结 任务-2026-001：报送台账'],
    ['/完成 台账 已送纸质版', '说明：已送纸质版'],
    ['/完成 报送台账，都交了', '说明：都交了'],
    ['/完成 编号:台账', '已办结 任务-2026-001：报送台账'],
    ['/延期 台账 11月28日 人手不够', '申请把 任务-2026-001《报送台账》延期到2026年11月28日'],
    ['@团讯 完成 场地', '已办结 任务-2026-002：清点场地'],
  ])('%s', async (said, expected) => expect((await (await given()).say('chenlei', street, said))[0]).toContain(expected))

  it('answers the question for its number too', async () => {
    const bot = await given()
    expect((await bot.say('chenlei', street, '/完成'))[0]).toContain('是哪一件？')
    expect((await bot.say('chenlei', street, '@团讯 器材'))[0]).toContain('已办结 任务-2026-003：清点器材')
  })

  it.each([
    ['/完成 清点', '是哪一件？'], ['/完成 已送纸质版', '是哪一件？'], ['/完成 编号:值班表', '“值班表”不像编号'], ['/完成 台', '是哪一件？'],
  ])('%s: none or several are meant', async (said, expected) => {
    const [answer] = await (await given()).say('chenlei', street, said)
    expect(answer).toContain(expected)
    expect(answer).not.toContain('已办结')
  })

  it('another unit’s task is not', async () => {
    expect((await (await given()).say('sunyan', street, '/完成 场地'))[0]).not.toContain('已办结')
  })
})
