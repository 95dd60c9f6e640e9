/** /待办 lists what can be seen to now. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
let bot: TestBot
const todo = async (when: string) => (await bot.say('chenlei', null, '/待办', when)).join('\n')

/** 中河中学 chairs from 1 October to 30 November. */
beforeEach(async () => {
  bot = await startQuietBot('2026-09-20 09:00')
  await bot.say('wangmin', street, '/轮值 中河中学 2026年10月1日至2026年11月30日')
})

describe('the handover of a term', () => {
  it('is not listed before the term nor while it has just begun', async () => {
    expect(await todo('2026-09-21 09:00')).toContain('没有')
    const text = await todo('2026-10-09 09:00')
    expect(text).toContain('轮值任期内活动1次')
    expect(text).not.toContain('交接')
  })

  it('is listed from fourteen days before its end', async () => {
    expect(await todo('2026-11-15 23:59')).not.toContain('交接')
    expect(await todo('2026-11-16 00:01')).toContain('轮值主席交接')
    expect(await todo('2026-12-20 09:00')).toContain('轮值主席交接')
  })
})

describe('what was given or begins now', () => {
  it('is listed at once', async () => {
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月20日 对象:中河中学', '2026-10-09 09:00')
    expect(await todo('2026-10-09 09:00')).toContain('任务《台账》')
  })
})
