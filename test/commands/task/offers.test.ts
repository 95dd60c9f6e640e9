/** Who says 已完成 without a number is shown what it may be. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'

const start = async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/任务 标题:报送台账 截止:11月30日 对象:各成员单位')
  await bot.say('wangmin', street, '/任务 标题:清点场地 截止:11月25日 对象:中河中学')
  return bot
}

describe('a task that is not named', () => {
  it('is chosen from what is open, the soonest first', async () => {
    const bot = await start()
    const [asked] = await bot.say('chenlei', street, '/完成')
    expect(asked).toBe('是哪一件？回前面的数字即可：\n1. 任务-2026-002《清点场地》\n2. 任务-2026-001《报送台账》\n还需要填写“编号”（如 任务-2026-004）。请回复。30分钟内有效，不填了请发 /取消。')
    expect((await bot.say('chenlei', street, '2'))[0]).toContain('已办结 任务-2026-001：报送台账\n单位：中河中学')
    expect((await bot.say('chenlei', null, '已完成'))[0]).toContain('1. 任务-2026-002《清点场地》\n还需要填写')
  })

  it('is asked for before the rest of a postponement', async () => {
    const bot = await start()
    expect((await bot.say('sunyan', street, '/延期 新截止:12月5日 原因:等数据'))[0]).toContain('1. 任务-2026-001《报送台账》')
    expect((await bot.say('sunyan', street, '1'))[0]).toContain('鄞州银行申请把 任务-2026-001《报送台账》延期')
  })

  it('shows nothing of others, nothing done, no more than five', async () => {
    const bot = await start()
    expect((await bot.say('sunyan', street, '/完成'))[0]).not.toContain('清点场地')
    await bot.say('sunyan', street, '任务1')
    expect((await bot.say('sunyan', street, '/完成'))[0]).toMatch(/^还需要填写/)
    expect((await bot.say('wangmin', street, '/完成'))[0]).toMatch(/^还需要填写/)
    await bot.say('wangmin', street, '/任务 标题:写总结 截止:11月20日 负责人:王敏')
    expect((await bot.say('wangmin', street, '/完成'))[0]).toContain('《写总结》')
    for (const n of [1, 2, 3, 4, 5, 6]) await bot.say('wangmin', street, `/任务 标题:事项${n} 截止:11月2${n}日 对象:鄞州银行`)
    expect((await bot.say('sunyan', street, '/完成'))[0]).toContain('5. 任务-2026-008《事项5》\n还需要填写')
  })

  it('a number beyond the list, and an announcement, are not taken', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/通知 标题:例会 截止:11月20日')
    const [asked] = await bot.say('chenlei', street, '/完成')
    expect(asked).not.toContain('例会')
    expect((await bot.say('chenlei', street, '3'))[0]).toContain('请回 1 到 2 的数字')
    expect((await bot.say('chenlei', street, '1'))[0]).toContain('已办结 任务-2026-002')
  })
})
