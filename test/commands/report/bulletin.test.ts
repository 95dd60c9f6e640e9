import { beforeEach, describe, expect, it } from 'vitest'
import { bulletin } from '../../../src/domain/records/bulletin.ts'
import { startBot, type TestBot } from '../../support/bot.ts'

let bot: TestBot
const province = '全省试点工作群'
const city = '宁波市工作群'

const one = async (...said: Parameters<TestBot['say']>) => (await bot.say(...said)).join('\n---\n')
const issues = async () => (await bot.ledger.view()).list(bulletin, 'unit', '浙江省')
const headOf = (text: string | undefined) => text?.split('\n').slice(0, 4)

/** Two issues: on 23 and 30 November. */
beforeEach(async () => {
  bot = await startBot()
  await bot.say('zhaogang', city, '/周报 进展情况:第一周', '2026-11-18 09:00')
  await bot.say('qianfang', province, '/周报 进展情况:杭州第一周', '2026-11-18 09:01')
  await bot.clockTo('2026-11-23 10:00')
})

async function secondIssue() {
  await bot.say('zhaogang', city, '/周报 进展情况:第二周 周:本周', '2026-11-25 09:00')
  await bot.say('qianfang', province, '/周报 进展情况:杭州第二周 周:本周', '2026-11-25 09:01')
  await bot.clockTo('2026-11-30 10:00')
}

describe('/简报', () => {
  it('reads the latest issue again, word for word', async () => {
    await secondIssue()
    const posted = (await bot.said(province)).at(-1)?.text
    expect(await one('lixin', province, '/简报', '2026-11-30 11:00')).toBe(posted)
    expect(headOf(posted)).toEqual(['浙江省街道团建试点工作简报', '第 2 期（总第 2 期）', '共青团浙江省委城市青年工作部', '2026年11月30日'])
  })

  it.each(['1', '第1期', '第 1 期', '第一期', '总第1期', '2026年第1期', '简报-2026-001', '期号:1'])('finds an issue by %s', async (said) => {
    await secondIssue()
    expect(headOf(await one('lixin', province, `/简报 ${said}`, '2026-11-30 11:00'))?.[1]).toBe('第 1 期（总第 1 期）')
  })

  it.each(['/简报 上一期', '/简报 上期', '/简报 期号：上一期', '@团讯 上一期简报', '@团讯 看看上期的简报'])('finds the one before the latest, and says which is which: %s', async (said) => {
    await secondIssue()
    const [lead, , head] = (await one('lixin', province, said, '2026-11-30 11:00')).split('\n')
    expect([lead, head]).toEqual(['最近一期是第2期（总第2期），它的上一期是：', '第 1 期（总第 1 期）'])
    expect(headOf(await one('lixin', province, '/简报 最近一期', '2026-11-30 11:01'))?.[1]).toBe('第 2 期（总第 2 期）')
    expect(await one('lixin', province, '/简报 上上期', '2026-11-30 11:02')).toBe('浙江省最近一期简报是第2期（总第2期），没有更早的那一期。')
  })

  it('wants the number of what is to be changed', async () => {
    await secondIssue()
    expect(await one('lixin', province, '/简报 更正 上一期 内容:改一处', '2026-11-30 11:00')).toContain('没有看懂“上一期”，请写期号')
  })

  it('says when there is no such issue', async () => {
    expect(await one('lixin', province, '/简报 9', '2026-11-24 09:00')).toBe('浙江省没有“9”这一期，最近一期是第1期（总第1期）。')
    expect(await one('lixin', province, '/简报 头版', '2026-11-24 09:00')).toContain('没有看懂“头版”')
    expect(await one('zhaogang', city, '/简报', '2026-11-24 09:00')).toBe('宁波市还没有编发过简报。')
    expect(await one('zhaogang', city, '/简报 1', '2026-11-24 09:00')).toBe('宁波市没有“1”这一期，还没有编发过简报。')
  })

  it('is read by everyone in the group it was posted to, and elsewhere by those who may read the unit', async () => {
    expect(await one('zhaogang', province, '/简报', '2026-11-24 09:00')).toContain('第 1 期（总第 1 期）')
    expect(await one('lixin', null, '/简报', '2026-11-24 09:00')).toContain('第 1 期（总第 1 期）')
    expect(await one('zhaogang', null, '/简报 单位:浙江省', '2026-11-24 09:00')).toContain('没有权限')
    expect(await one('zhaogang', city, '/简报 群:全省试点工作群', '2026-11-24 09:00')).toContain('没有权限')
  })
})

describe('/简报 预览', () => {
  it('shows what would go out now and uses no number', async () => {
    await bot.say('zhaogang', city, '/周报 进展情况:第二周 周:本周', '2026-11-25 09:00')
    const text = await one('lixin', null, '/简报 预览', '2026-11-25 10:00')
    expect(text).toContain('浙江省街道团建试点工作简报（预览，未编号）')
    expect(text).toContain('宁波市：第二周（周报-2026-003）')
    expect(text).not.toContain('第一周')
    expect(text).toContain('下一期定于2026年11月30日（周一） 10:00。')
    expect(await issues()).toHaveLength(1)
    await bot.clockTo('2026-11-30 10:00')
    expect((await issues()).map(({ data }) => data.issue)).toEqual(['1', '2'])
  })

  it('says when there is nothing', async () => {
    expect(await one('lixin', null, '/简报 预览', '2026-11-24 09:00')).toContain('浙江省自上一期以来没有新记录')
  })

  it('says when the unit posts none', async () => {
    expect(await one('wangmin', '中河街道工作群', '/简报 预览', '2026-11-24 09:00')).toContain('中河街道的工作群没有开简报')
  })

  it('is for the office alone', async () => {
    expect(await one('zhaogang', province, '/简报 预览 单位:浙江省', '2026-11-24 09:00')).toContain('没有权限')
    expect(await one('zhouling', null, '/简报 预览', '2026-11-24 09:00')).toContain('没有权限')
  })
})

describe('/简报 审签 and 签发', () => {
  it('holds an issue back until the office releases it', async () => {
    expect(await one('lixin', null, '/简报 审签 开', '2026-11-24 09:00')).toContain('签发后才发出')
    const before = (await bot.said(province)).length
    await secondIssue()
    expect((await bot.said(province)).slice(before).filter(({ text }) => text.includes('总第'))).toEqual([])
    const draft = (await bot.said({ person: 'lixin' })).at(-1)?.text
    expect(draft).toContain('【待签发简报】浙江省')
    expect(draft).toContain('第 2 期（总第 2 期）')
    expect(draft).toContain('/简报 签发 简报-2026-002')
    expect(headOf(await one('zhaogang', province, '/简报', '2026-11-30 11:00'))?.[1]).toBe('第 1 期（总第 1 期）')
    expect(await one('zhaogang', province, '/简报 2', '2026-11-30 11:00')).toBe('第2期（总第2期）还没有签发。')

    expect(await one('lixin', null, '/简报 签发 简报-2026-002', '2026-11-30 14:00')).toBe('已签发 简报-2026-002：第2期（总第2期）\n发往：全省试点工作群')
    expect(headOf((await bot.said(province)).at(-1)?.text)?.[1]).toBe('第 2 期（总第 2 期）')
    expect((await issues()).at(-1)?.data).toMatchObject({ state: 'issued', release: { by: 'lixin' } })
  })

  it('gives the next issue its number whether or not the one before was released', async () => {
    await bot.say('lixin', null, '/简报 审签 开', '2026-11-24 09:00')
    await secondIssue()
    await bot.say('lixin', null, '/简报 审签 关', '2026-12-01 09:00')
    await bot.say('zhaogang', city, '/周报 进展情况:第三周', '2026-12-02 09:00')
    await bot.clockTo('2026-12-07 10:00')
    expect(headOf((await bot.said(province)).at(-1)?.text)?.[1]).toBe('第 3 期（总第 3 期）')
  })

  it('has nothing to release where issues go out by themselves', async () => {
    const before = (await bot.said(province)).length
    expect(await one('lixin', null, '/简报 签发 1', '2026-11-24 09:00')).toContain('第1期（总第1期）已于2026年11月23日 10:00发出，不用再签发')
    expect(await bot.said(province)).toHaveLength(before)
  })

  it('is for the office alone', async () => {
    expect(await one('zhaogang', province, '/简报 签发 1 单位:浙江省', '2026-11-24 09:00')).toContain('没有权限')
    expect(await one('zhaogang', province, '/简报 审签 开 单位:浙江省', '2026-11-24 09:00')).toContain('没有权限')
  })
})

describe('/简报 更正', () => {
  it('keeps the number, shows （更正） and goes to the same groups', async () => {
    expect(await one('lixin', null, '/简报 更正 1 内容:杭州市参加人数应为40人次', '2026-11-24 09:00')).toBe('已更正 简报-2026-001：第1期（总第1期）\n已发往原来的 1 个群')
    const lines = (await bot.said(province)).at(-1)?.text.split('\n')
    expect(lines?.slice(0, 6)).toEqual([
      '浙江省街道团建试点工作简报（更正）', '第 1 期（总第 1 期）', '共青团浙江省委城市青年工作部', '2026年11月23日', '',
      '2026年11月24日 09:00更正：杭州市参加人数应为40人次',
    ])
    await secondIssue()
    expect((await issues()).map(({ data }) => data.issue)).toEqual(['1', '2'])
  })

  it('goes to no group that was unbound since', async () => {
    await bot.say('lixin', province, '/解绑', '2026-11-24 08:50')
    expect(await one('lixin', null, '/简报 更正 1 内容:改一处', '2026-11-24 09:00')).toContain('已发往原来的 0 个群')
    expect(await bot.ledger.failed.list(5)).toEqual([])
  })

  it('puts a section into new words, in its place, and keeps the old ones in the history', async () => {
    await bot.say('lixin', null, '/简报 更正 1 栏目:好经验 内容:宁波市：午间一小时团课\n杭州市：楼宇团建', '2026-11-24 09:00')
    const text = (await bot.said(province)).at(-1)?.text ?? ''
    expect(text).toContain('更正：“好经验”一栏')
    expect(text).toContain('二、好经验\n宁波市：午间一小时团课\n杭州市：楼宇团建\n\n三、报送情况')
    const versions = await (await bot.ledger.view()).history(bulletin, '简报-2026-001')
    expect(versions.map(({ act }) => act)).toEqual(['create', 'correct'])
  })

  it('changes a draft without calling it a correction', async () => {
    await bot.say('lixin', null, '/简报 审签 开', '2026-11-24 09:00')
    await secondIssue()
    expect(await one('lixin', null, '/简报 更正 2 内容:改一改', '2026-11-30 11:00')).toContain('还没有签发，请写明改哪一栏')
    expect(await one('lixin', null, '/简报 更正 2 栏目:总体进展 内容:总体平稳', '2026-11-30 11:00')).toContain('待签发，尚未发出')
    await bot.say('lixin', null, '/简报 签发 2', '2026-11-30 12:00')
    const text = (await bot.said(province)).at(-1)?.text
    expect(text).toContain('一、总体进展\n总体平稳\n')
    expect(text).not.toContain('更正')
  })

  it('is for the office alone, and for issues that exist', async () => {
    expect(await one('zhaogang', province, '/简报 更正 1 单位:浙江省 内容:改', '2026-11-24 09:00')).toContain('没有权限')
    expect(await one('lixin', null, '/简报 更正 7 内容:改', '2026-11-24 09:00')).toContain('没有“7”这一期')
  })
})
