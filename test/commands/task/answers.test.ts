/** 同意, 不同意 and 批准 by whoever says no number, and what /待办 shows of them. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const province = '全省试点工作群'

/** Two requests wait for the street; nothing waits for anybody else. */
async function asked() {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:中河中学、鄞州银行')
  await bot.say('chenlei', street, '/延期 任务1 11月25日 等待数据')
  await bot.say('sunyan', street, '/延期 任务1 11月26日 人手不够')
  return bot
}
const list = '1. 申请-2026-001 中河中学申请把 任务-2026-001《报送台账》延期到2026年11月25日（周三）\n2. 申请-2026-002 鄞州银行申请把'

describe('an answer that names no request', () => {
  it.each([[street, '/同意'], [street, '@团讯 同意'], [null, '同意']])('in %s, %s: what waits is listed, and a number answers', async (where, said) => {
    const bot = await asked()
    expect((await bot.say('wangmin', where, said))[0]).toContain(list)
    expect((await bot.say('wangmin', where, '2'))[0]).toContain('已同意 申请-2026-002（延期）')
    expect((await bot.say('wangmin', where, said))[0]).toContain('1. 申请-2026-001')
  })

  it('a refusal needs its reason as well, in one line or two', async () => {
    const bot = await asked()
    expect((await bot.say('wangmin', null, '不同意'))[0]).toContain(list)
    expect((await bot.say('wangmin', null, '2 请按期报送'))[0]).toContain('未同意 申请-2026-002（延期）')
    expect((await bot.say('wangmin', street, '/不同意'))[0]).toContain('1. 申请-2026-001')
    expect((await bot.say('wangmin', street, '1'))[0]).toMatch(/^还需要填写“原因”/)
    expect((await bot.say('wangmin', street, '原因:请按期'))[0]).toContain('未同意 申请-2026-001（延期）')
  })

  it('a reason alone is no number: it is kept while the request is asked for', async () => {
    const bot = await asked()
    expect((await bot.say('wangmin', street, '@团讯 不同意 我们一季度要创建，走不开'))[0]).toContain(list)
    expect((await bot.say('wangmin', street, '1'))[0]).toMatch(/^未同意 申请-2026-001（延期）[^]*\n理由：我们一季度要创建，走不开$/)
    expect((await bot.say('wangmin', street, '/不同意 申请9x 请按期'))[0]).toContain('不像编号')
    expect((await bot.say('sunyan', null, '/完成 已送纸质版'))[0]).toContain('1. 任务-2026-001《报送台账》')
    expect((await bot.say('sunyan', null, '1'))[0]).toContain('说明：已送纸质版')
    expect((await bot.say('wangmin', street, '/历史 活动'))[0]).toContain('不像编号')
  })

  it('is chat in a group, and is told where nothing waits', async () => {
    const bot = await asked()
    for (const said of ['同意', '不同意', '批准', '同意了']) expect(await bot.say('wangmin', street, said)).toEqual([])
    for (const [who, said] of [['chenlei', '/同意'], ['wuqiang', '/不同意'], ['lixin', '/同意']] as const) {
      expect(await bot.say(who, street, said)).toEqual(['没有等您答复的申请。'])
    }
    expect(await bot.say('lixin', province, '/同意 申请1')).toEqual([expect.stringContaining('已同意 申请-2026-001')])
    expect(await bot.say('lixin', province, '/批准')).toEqual(['没有等您批准的登记。'])
    expect(await bot.say('wangmin', null, '批准')).toEqual([expect.stringMatching(/^没有等您批准的登记。等您答复的还有：\n鄞州银行申请把.*，同意请发：\/同意 申请-2026-002$/)])
  })
})

describe('people who want to be known', () => {
  it('are listed for the admin who says 批准 or 拒绝 alone', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('hejing', null, '/我是 何静 中河中学 团委副书记')
    await bot.say('tangbo', null, '/我是 唐波 庄桥街道 团工委副书记')
    expect((await bot.say('lixin', null, '批准'))[0]).toContain('1. 登记-2026-001《何静，团委副书记》\n2. 登记-2026-002《唐波，团工委副书记》')
    expect((await bot.say('lixin', null, '1'))[0]).toContain('已批准 登记-2026-001：何静')
    expect((await bot.say('lixin', null, '同意'))[0]).toBe('没有等您答复的申请。等您答复的还有：\n唐波，团工委副书记，批准请发：/批准 登记-2026-002')
    expect((await bot.say('wangmin', null, '/批准'))[0]).toBe('没有等您批准的登记。')
    expect((await bot.say('lixin', null, '/拒绝'))[0]).toContain('1. 登记-2026-002')
  })
})

describe('/待办', () => {
  it('shows what waits for one’s answer, until it is answered', async () => {
    const bot = await asked()
    const [todo = ''] = await bot.say('wangmin', null, '/待办')
    expect(todo).toContain('等答复的：\n1. 申请-2026-001 中河中学申请把 任务-2026-001《报送台账》延期到2026年11月25日（周三），请发：/同意 申请-2026-001，或 /不同意 申请-2026-001 原因\n2. 申请-2026-002')
    for (const who of ['chenlei', 'lixin', 'zhouling', 'wuqiang']) expect((await bot.say(who, null, '/待办'))[0]).not.toContain('申请-')
    await bot.say('wangmin', null, '/同意 申请1')
    expect((await bot.say('wangmin', null, '/待办'))[0]).toContain('等答复的：\n1. 申请-2026-002')
    await bot.say('wangmin', null, '/不同意 申请2 请按期')
    expect((await bot.say('wangmin', null, '/待办'))[0]).not.toContain('等答复的')
  })

  it('shows an admin who wants to be known below, and nobody else', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('hejing', null, '/我是 何静 中河中学 团委副书记')
    expect((await bot.say('lixin', null, '/待办'))[0]).toContain('等答复的：\n1. 登记-2026-001 何静（中河中学，团委副书记），请发：/批准 登记-2026-001，或 /拒绝 登记-2026-001 原因')
    expect((await bot.say('wangmin', null, '/待办'))[0]).not.toContain('登记')
  })

  it('shows the chair what is asked of the committee', async () => {
    const bot = await startQuietBot('2026-11-16 09:00')
    await bot.say('wangmin', street, '/轮值 中河中学 2026年11月16日至2027年1月31日')
    await bot.say('wangmin', street, '/任务 报送台账 11月18日17:00 对象:鄞州银行')
    await bot.say('sunyan', street, '/延期 任务1 11月26日 人手不够')
    expect((await bot.say('chenlei', null, '/待办'))[0]).toContain('1. 申请-2026-001 鄞州银行申请把')
    expect((await bot.say('linhua', null, '/待办'))[0]).not.toContain('申请-')
  })
})
