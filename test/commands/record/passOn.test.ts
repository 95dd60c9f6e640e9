/** A task passes to somebody else: whoever leaves, the matter stays somebody's. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const todoOf = (name: string) => `${name}的待办（截至 2026年11月16日 09:00）：`

async function given() {
  const bot = await startQuietBot('2026-11-16 09:00', [['people:\n', 'people:\n  - { id: xiehua, name: 谢华, unit: 浙江省/宁波市/鄞州区/中河街道, title: 副书记, roles: [团干部] }\n']])
  await bot.say('wangmin', street, '/任务 年终总结 11月18日17:00 谢华')
  return bot
}

describe('another 负责人', () => {
  it.each(['/更正 任务1 负责人:王敏', '@团讯 把任务1交给王敏', '@团讯 任务1改由王敏负责', '@团讯 任务1的负责人改成王敏'])('%s', async (said) => {
    const bot = await given()
    expect(await bot.say('wangmin', street, said)).toEqual(['已更正 任务-2026-001\n负责人：谢华 → 王敏\n原来的内容保留在历史里'])
    expect(await bot.say('xiehua', null, '/待办')).toEqual([`${todoOf('谢华')}没有。`])
    expect((await bot.say('wangmin', null, '/待办'))[0]).toContain('任务《年终总结》')
    await bot.clockTo('2026-11-17 10:00')
    expect((await bot.said(street)).at(-1)).toMatchObject({ mentions: ['王敏'] })
  })

  it('together with the deadline, and of several units only where that person is', async () => {
    const bot = await given()
    expect((await bot.say('wangmin', street, '/更正 任务1 负责人:王敏 截止:11月19日17:00'))[0]).toContain('负责人：谢华 → 王敏')
    expect((await bot.say('wangmin', null, '/待办'))[0]).toContain('截止 2026年11月19日（周四） 17:00')
    await bot.say('wangmin', street, '/任务 交照片 11月20日 对象:中河中学、鄞州银行')
    await bot.say('wangmin', street, '/更正 任务2 负责人:孙燕')
    expect((await bot.say('wangmin', street, '/查 任务2'))[0]).toContain('未完成：中河中学、孙燕')
  })

  it('is nobody out of reach, and no thing', async () => {
    const bot = await given()
    expect((await bot.say('wangmin', street, '/更正 任务1 负责人:钱芳'))[0]).toContain('没有权限：钱芳不是所布置单位的人员')
    for (const said of ['@团讯 任务1换成电子版', '@团讯 任务1由于下雨推迟了']) expect((await bot.say('wangmin', street, said)).join(), said).not.toContain('已更正')
    expect((await bot.say('wangmin', street, '/查 任务1'))[0]).toContain('负责人：谢华')
  })
})

it('what was asked of somebody who is gone is the unit’s', async () => {
  const bot = await given()
  expect(await bot.say('wangmin', null, '/待办')).toEqual([`${todoOf('王敏')}没有。`])
  for (let i = 0; i < 2; i++) await bot.say('lixin', null, '/注销 谢华')
  expect((await bot.say('wangmin', null, '/待办'))[0]).toContain('任务《年终总结》 中河街道')
})
