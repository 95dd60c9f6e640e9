import { describe, expect, it } from 'vitest'
import { unit } from '../../../src/domain/records/directory.ts'
import { smallPilot, startBot } from '../../support/bot.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const now = '2026-11-16 09:00'
const path = '浙江省/宁波市/鄞州区/中河街道'

describe('/单位 改名', () => {
  it('the same unit by another name: found by both, its records where they were, told by /历史', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/活动 联谊 11月20日')
    expect(await bot.say('wangmin', street, '/单位 中河街道 改名:首南街道', '2026-11-17 10:00')).toEqual(['已改名，原名称“中河街道”仍然认得，编号和记录不变：首南街道（街道，团中央试点，别名中河）\n注：工作群“中河街道工作群”没有跟着改名，团讯里仍用原来的群名，收发不受影响；聊天软件里的群名请群主改'])
    expect((await bot.say('wangmin', street, '/查 活动1'))[0]).toContain('\n单位：首南街道，')
    for (const said of ['首南街道', '首南', '中河街道', '中河', '鄞州区首南街道', '鄞州区/首南街道', path, path.replace('中河街道', '首南街道')]) {
      expect((await bot.say('lixin', street, `/单位 ${said}`))[0], said).toMatch(/^首南街道（街道，团中央试点，别名中河、中河街道）\n　中河中学/)
    }
    expect((await bot.say('lixin', street, '/单位 首南街道/中河中学'))[0]).toBe('中河中学（成员单位，学校）')
    expect((await bot.say('lixin', street, '/统计 活动 单位:首南街道'))[0]).toContain('首南街道活动统计')
    const history = '首南街道 的历史（2次）：\n1. 2026年11月16日 09:00 设置文件 登记\n' +
      `　路径：${path}\n　名称：中河街道\n　类别：街道\n　别名：中河\n2. 2026年11月17日 10:00 王敏 改名\n　名称：中河街道 → 首南街道`
    for (const said of ['中河街道', '首南街道']) expect(await bot.say('wangmin', street, `/历史 单位:${said}`)).toEqual([history])
    expect(await (await bot.ledger.view()).get(unit, path)).toMatchObject({ id: path, unit: path, by: 'setup', data: { path, called: '首南街道', former: ['中河街道'], aliases: ['中河'] } })
  })

  it('again and back, together with the kind: every name it had finds it', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/单位 中河街道 改名:首南街道')
    expect((await bot.say('wangmin', street, '/单位 首南街道 改名:钟公庙镇 类别:乡镇'))[0]).toContain('钟公庙镇（乡镇，')
    expect((await bot.say('wangmin', street, '/单位 首南街道'))[0]).toContain('钟公庙镇（乡镇，团中央试点，别名中河、中河街道、首南街道）')
    expect((await bot.say('wangmin', street, '/单位 钟公庙镇 改名:中河街道 类别:街道'))[0]).toContain('：中河街道（街道')
    expect((await bot.say('wangmin', street, '/单位 中河'))[0]).toContain('中河街道（街道，团中央试点，别名中河、首南街道、钟公庙镇）')
  })

  it('a term is told by the name of today', async () => {
    const bot = await startBot({ now })
    await bot.say('wangmin', street, '/轮值 中河中学 11月1日至12月31日')
    await bot.say('wangmin', street, '/单位 中河中学 改名:首南中学')
    expect((await bot.say('wangmin', street, '/查 轮值-2026-001'))[0]).toContain('轮值-2026-001：首南中学 2026年11月1日')
  })

  it('and so is who took over, and who handed over', async () => {
    const bot = await startQuietBot(now)
    const say = async (who: string, text: string, when: string) => (await bot.say(who, street, text, when))[0]
    await say('wangmin', '/轮值 中河中学 9月1日至11月30日', '2026-11-16 09:01')
    await say('wangmin', '/轮值 中河医院 12月1日至2月28日', '2026-11-16 09:02')
    await say('chenlei', '/交接 已办:都办了', '2026-11-30 09:00')
    expect(await say('linhua', '/接任', '2026-12-01 09:00')).toContain('已接任')
    await say('wangmin', '/单位 中河医院 改名:首南医院', '2026-12-01 09:01')
    await say('wangmin', '/单位 中河中学 改名:首南中学', '2026-12-01 09:02')
    for (const text of ['/查 交接-2026-001', '/历史 交接-2026-001']) {
      const answer = await say('wangmin', text, '2026-12-01 09:03')
      expect(answer, text).toMatch(/接任：.*首南医院 2026年12月1日 09:00/)
      expect(answer, text).toContain('首南中学')
      expect(answer, text).not.toMatch(/中河医院|中河中学/)
    }
  })

  it('an issue that is out stays as it was, the next one has the new name', async () => {
    const bot = await startBot({ now, setup: smallPilot.replace('unit: 浙江省/宁波市/鄞州区/中河街道, bulletin: off', 'unit: 浙江省/宁波市/鄞州区/中河街道, bulletin: 周一 10:00') })
    await bot.say('wangmin', street, '/活动 联谊 11月16日 35人', '2026-11-17 09:00')
    await bot.clockTo('2026-11-23 11:00')
    const [first] = await bot.say('wangmin', street, '/简报 1')
    expect(first).toContain('\n中河街道：联谊（')
    await bot.say('wangmin', street, '/单位 中河街道 改名:首南街道')
    expect(await bot.say('wangmin', street, '/简报 1')).toEqual([first])
    await bot.say('wangmin', street, '/活动 歌会 11月23日 20人', '2026-11-24 09:00')
    await bot.clockTo('2026-11-30 11:00')
    const second = (await bot.said(street)).find(({ text }) => text.includes('\n第 2 期'))?.text
    expect(second).toContain('\n第 2 期（总第 2 期）\n首南街道\n')
    expect(second).toContain('\n首南街道：歌会（')
    expect(second).not.toContain('中河街道')
  })

  it('is refused where the name is taken, cannot be one, changes nothing, or the unit is not the sender\'s', async () => {
    const bot = await startQuietBot(now)
    const seq = async () => (await bot.ledger.view()).head.seq
    const before = await seq()
    expect(await bot.say('wangmin', street, '/单位 中河中学 改名:中河医院')).toEqual(['“中河医院”已经是中河医院的名称，请换一个，如 改名:中河医院（新）。'])
    expect(await bot.say('wangmin', street, '/单位 中河街道 改名:中河街道')).toEqual(['中河街道现在就叫这个名称，没有改动。'])
    for (const name of ['甲/乙', '甲|乙', '甲 乙', '甲、乙', '甲，乙']) expect((await bot.say('wangmin', street, `/单位 中河街道 改名:${name}`))[0], name).toContain('不能有空格和 / | ')
    expect((await bot.say('wangmin', street, `/单位 中河街道 改名:${'长'.repeat(41)}`))[0]).toContain('最多40个字')
    for (const who of ['chenlei', 'zhouling', 'wuqiang']) expect((await bot.say(who, street, '/单位 中河街道 改名:首南街道'))[0], who).toContain('没有权限')
    expect((await bot.say('wangmin', street, '/单位 火星街道 改名:首南街道'))[0]).toContain('没有“火星街道”这个单位。要改名，请先写它现在的名称。')
    expect(await seq()).toBe(before)
  })

  it('says whom the new name meant, and who else has it', async () => {
    const bot = await startQuietBot(now)
    const rename = async (to: string) => (await bot.say('wangmin', street, `/单位 中河医院 改名:${to}`))[0]
    expect(await rename('中河')).toMatch(/\n注：以前写“中河”指的是中河街道，今后指本单位$/)
    expect(await rename('庄桥')).toContain('注：以前写“庄桥”指的是庄桥街道，今后指本单位')
    expect(await rename('庄桥街道')).toMatch(/\n注：庄桥街道也叫这个名称，今后请连上级一起写$/)
    expect(await rename('首南医院')).not.toContain('注：')
  })

  it('once called as another is: that one is written as before', async () => {
    const bot = await startQuietBot(now)
    for (const name of ['宁波市', '首南医院']) await bot.say('wangmin', street, `/单位 中河医院 改名:${name}`)
    const { directory } = await bot.ledger.view()
    expect(directory.unit('浙江省/宁波市')?.short).toBe('宁波市')
    expect(directory.findUnit('宁波市')).toMatchObject({ unit: { path: '浙江省/宁波市' } })
    expect(directory.findUnit('宁波市', `${path}/中河医院`)).toMatchObject({ unit: { path: '浙江省/宁波市' } })
  })

  it('a path that another unit had before its own renaming is not given away', async () => {
    const bot = await startQuietBot(now)
    await bot.say('wangmin', street, '/单位 中河中学 改名:首南中学')
    expect((await bot.say('wangmin', street, '/单位 中河医院 改名:中河中学'))[0]).toContain('已经是首南中学的名称')
  })
})

describe('/历史 of a unit', () => {
  it('is for those who may read the unit, and a number is still asked for', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('wuqiang', street, '/历史 单位:中河街道'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', street, '/历史'))[0]).toContain('还需要填写“编号”')
  })
})
