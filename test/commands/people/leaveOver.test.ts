import { describe, expect, it } from 'vitest'
import { leave } from '../../../src/domain/records/leave.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const start = async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/请假 11月16日至11月20日 出差')
  return bot
}

describe('/销假', () => {
  it.each(['/销假', '@团讯 我销假了', '@团讯 提前回来了', '@团讯 取消请假'])('%s: whoever is back is reminded again', async (said) => {
    const bot = await start()
    await bot.say('zhaogang', '宁波市工作群', '/任务 交名册 11月18日17:00 对象:中河街道')
    expect(await bot.say('wangmin', street, said, '2026-11-17 09:00')).toEqual(['已销假：请假-2026-001，到2026年11月16日为止，恢复提醒'])
    await bot.clockTo('2026-11-17 10:00')
    expect((await bot.said(street)).at(-1)).toMatchObject({ mentions: ['王敏'] })
  })

  it('leaves the days that were taken as they are, and nothing of a leave that began today', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/销假', '2026-11-18 09:00')
    const view = await bot.ledger.view()
    expect(await view.get(leave, '请假-2026-001')).toMatchObject({ void: undefined, data: { from: '2026-11-16', to: '2026-11-17', reason: '出差' } })
    expect((await bot.say('wangmin', street, '/历史 请假1'))[0]).toContain('　自：2026年11月16日\n　至：2026年11月20日\n　原因：出差\n2. 2026年11月18日 09:00 王敏 修改\n　至：2026年11月20日 → 2026年11月17日')
    await bot.say('wangmin', street, '/请假 11月18日至11月20日', '2026-11-18 10:00')
    expect(await bot.say('wangmin', street, '/销假', '2026-11-18 11:00')).toEqual(['已销假：请假-2026-002，已作废，恢复提醒'])
    expect((await (await bot.ledger.view()).get(leave, '请假-2026-002'))?.void).toMatchObject({ reason: '销假' })
  })

  it('takes the one that runs and names those ahead, which stay', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/请假 12月1日')
    expect((await bot.say('wangmin', street, '/销假'))[0]).toContain('\n另有 请假-2026-002，2026年12月1日，照旧')
    expect(await bot.say('wangmin', street, '/销假')).toEqual(['您现在没有请假，不用销假。\n还没开始的 请假-2026-002，2026年12月1日，要取消请发 /作废 请假-2026-002 不请了'])
  })

  it('takes none that is ahead from whoever is back from one that is over', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/请假 12月1日')
    expect((await bot.say('wangmin', street, '@团讯 我回来上班了', '2026-11-23 09:00'))[0]).toContain('您现在没有请假')
    expect((await bot.say('wangmin', street, '/作废 请假-2026-002 不请了', '2026-11-23 09:01'))[0]).toContain('已作废 请假-2026-002')
  })

  it('我不请假 takes nothing back', async () => expect((await (await start()).say('wangmin', street, '@团讯 我不请假')).join()).not.toContain('已销假'))

  it('is of nobody else, and not of leave that is over', async () => {
    const bot = await start()
    expect(await bot.say('zhaogang', null, '我销假了')).toEqual(['您现在没有请假，不用销假。'])
    expect(await bot.say('wangmin', street, '/销假', '2026-11-21 09:00')).toEqual(['您现在没有请假，不用销假。'])
  })

  it.each(['我销假了', '提前回来了'])('%s among colleagues is chat', async (said) => expect(await (await start()).say('wangmin', street, said)).toEqual([]))
})
