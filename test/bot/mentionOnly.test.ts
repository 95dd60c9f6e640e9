/** A group where the bot hears only what mentions it: what it tells people to type must work when typed so. */
import { describe, expect, it } from 'vitest'
import { callByName } from '../../src/bot/callByName.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { startMentioned } from '../support/mentioned.ts'

const now = '2026-11-16 09:00'

describe('what is to be typed', () => {
  it('begins with the name in a group, not in private', async () => {
    const { say } = await startMentioned(now)
    await say('wangmin', 'wr3', '/绑定 中河街道')
    expect((await say('wangmin', 'wr3', '/任务 报送台账 11月20日 王敏'))[0]).toContain('办结请发：@团讯 /完成 任务-2026-001')
    expect((await say('wangmin', 'wr3', '/通知 例会'))[0]).toContain('每单位请 @团讯 回复“收到”')
    expect((await say('wangmin', null, '/任务 整理会场 11月20日 王敏'))[0]).toContain('办结请发：/完成 任务-2026-002')
  })

  const made = (more: Partial<Channel>, hear: Channel['can']['hear']): Channel => ({
    id: 'x', platform: 'wecom', can: { hear, push: { groups: true, people: true }, mention: true, maxBytes: 2000 }, start: async () => {}, stop: async () => {}, send: async () => ({}), ...more,
  })
  const [group, person] = [{ group: 'wr1' }, { person: 'wangmin' }]
  it.each([
    ['the bot', made({}, 'mentioned'), group, '请发：@团讯 /完成 任务-2026-001，或发 @团讯 /帮助'],
    ["a group's robot", made({}, 'none'), group, '请发：@团讯 /完成 任务-2026-001，或发 @团讯 /帮助'],
    ['the bot in private', made({}, 'mentioned'), person, '请发：/完成 任务-2026-001，或发 /帮助'],
    ['who hears all', made({ platform: 'wechaty' }, 'all'), group, '请发：/完成 任务-2026-001，或发 /帮助'],
  ])('%s', (_what, channel, to, expected) => expect(callByName('请发：/完成 任务-2026-001，或发 /帮助', channel, to, '团讯')).toBe(expected))

  it.each(['请发 @团讯 /取消', '活动：/活动 /活动 已办', '发布：中河街道', '请 @团讯 回复“原因:……”', '发/到群里 24/7', '出发 11/20'])('%s stays', (text) =>
    expect(callByName(text, made({}, 'mentioned'), group, '团讯')).toBe(text))
})

describe('a number that was asked for', () => {
  it('is the answer, not a question about the record', async () => {
    const { say } = await startMentioned(now)
    await say('wangmin', 'wr3', '/绑定 中河街道')
    await say('wangmin', 'wr3', '/任务 报送台账 11月20日 对象:各成员单位')
    expect((await say('sunyan', 'wr3', '已完成'))[0]).toContain('还需要填写“编号”')
    expect((await say('sunyan', 'wr3', '任务1'))[0]).toContain('已办结 任务-2026-001：报送台账\n单位：鄞州银行')
    expect((await say('sunyan', 'wr3', '任务1'))[0]).toMatch(/^任务-2026-001：报送台账/)
  })

  it('of another kind, or another question, is no answer to it', async () => {
    const { say } = await startMentioned(now)
    await say('wangmin', 'wr3', '/绑定 中河街道')
    await say('wangmin', 'wr3', '/活动 读书会 11月20日')
    await say('wangmin', 'wr3', '/任务 报送台账 11月20日 对象:各成员单位')
    await say('sunyan', 'wr3', '已完成')
    expect((await say('sunyan', 'wr3', '活动1'))[0]).toMatch(/^活动-2026-001：读书会/)
    expect((await say('sunyan', 'wr3', '现在谁是轮值主席'))[0]).toContain('轮值主席')
    expect((await say('sunyan', 'wr3', '任务-2026-001'))[0]).toContain('已办结 任务-2026-001')
  })
})
