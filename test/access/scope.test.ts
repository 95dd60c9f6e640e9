/** What the table cannot say: that refusals, lists and shares tell nothing of what lies outside one's scope. */
import { describe, expect, it } from 'vitest'
import { startQuietBot } from '../support/quiet.ts'

const now = '2026-11-16 09:00'
const street = '中河街道工作群'
const people = `
  - { id: libai, name: 李白, unit: 浙江省/宁波市/江北区/庄桥街道, title: 干事 }
  - { id: former, name: 前任, unit: 浙江省/宁波市/鄞州区/中河街道, posts: [{ unit: 浙江省/宁波市/鄞州区/中河街道, title: 团工委书记, roles: [团干部], to: 2026-11-17 }] }
  - { id: both, name: 两头, unit: 浙江省/宁波市/鄞州区/中河街道, title: 干事, posts: [{ unit: 浙江省/宁波市/江北区/庄桥街道, title: 兼职副书记, roles: [团干部] }] }
groups:`
const start = () => startQuietBot(now, [['\ngroups:', people]])

describe('a number outside one’s scope', () => {
  it('is refused in the same words whether it stands or is void, and why it is void is not told', async () => {
    const bot = await start()
    await bot.say('wangmin', null, '/任务 报送台账 11月25日 对象:中河中学')
    await bot.say('wangmin', null, '/通知 标题:开会 对象:中河中学')
    await bot.say('wangmin', null, '/活动 主题:团课 时间:11月20日14:00')
    const asks = ['/完成 任务1', '/延期 任务1 11月30日 忙', '/稍后 任务1 明天10:00', '/收到 通知1', '/取消活动 活动1 台风', '/活动 已办 活动1 人数:3', '/查 任务1', '/历史 活动1', '/更正 活动1 人数:9', '/作废 通知1 错了']
    const before: string[] = []
    for (const text of asks) before.push(...(await bot.say('wuqiang', null, text)))
    for (const [i, text] of before.entries()) expect(text, asks[i]).toContain('没有权限')
    for (const number of ['任务1', '通知1', '活动1']) await bot.say('wangmin', null, `/作废 ${number} 秘密原因`)
    const after: string[] = []
    for (const text of asks) after.push(...(await bot.say('wuqiang', null, text)))
    expect(after).toEqual(before)
    expect((await bot.say('chenlei', null, '/完成 任务1'))[0]).toContain('秘密原因')
  })

  it('is read no more once the post has ended, not even by whoever wrote it', async () => {
    const bot = await start()
    await bot.say('former', null, '/活动 主题:团课 时间:昨天14:00 人数:5')
    expect((await bot.say('former', null, '/查 活动1'))[0]).toContain('团课')
    expect((await bot.say('former', null, '/查 活动1', '2026-11-18 09:00'))[0]).toContain('没有权限')
  })
})

describe('what several were asked', () => {
  it('shows a contact its own share, not who else is late', async () => {
    const bot = await start()
    await bot.say('wangmin', null, '/任务 报送台账 11月25日 对象:中河中学、鄞州银行')
    await bot.say('sunyan', null, '/完成 任务1 银行的说明')
    expect((await bot.say('sunyan', null, '/查 任务1'))[0]).not.toContain('未完成：')
    const own = (await bot.say('chenlei', null, '/查 任务1'))[0] ?? ''
    expect(own).toContain('未完成：中河中学')
    expect(own).toContain('完成情况：1/2')
    expect((await bot.say('chenlei', null, '/历史 任务1'))[0]).not.toContain('银行的说明')
    expect((await bot.say('wangmin', null, '/查 任务1'))[0]).toContain('未完成：中河中学')
    expect((await bot.say('wangmin', null, '/历史 任务1'))[0]).toContain('银行的说明')
  })

  it('is not asked of a person who has nothing to do with the units asked', async () => {
    const bot = await start()
    const [refused] = await bot.say('wangmin', null, '/任务 报送台账 11月25日 负责人:李白 对象:中河街道')
    expect(refused).toContain('没有权限')
    await bot.say('wangmin', null, '/取消')
    expect((await bot.say('wangmin', null, '/任务 报送台账 11月25日 负责人:两头 对象:中河街道'))[0]).toContain('已布置')
  })
})

describe('somebody else’s to-do list', () => {
  it('holds what is at the asker’s own units alone', async () => {
    const bot = await start()
    await bot.say('wuqiang', null, '/任务 庄桥的秘密 11月25日')
    await bot.say('wangmin', null, '/任务 中河的事 11月25日 负责人:两头 对象:中河街道')
    const [asked] = await bot.say('wangmin', null, '/待办 两头')
    expect(asked).toContain('中河的事')
    expect(asked).not.toContain('庄桥')
    expect((await bot.say('both', null, '/待办'))[0]).toContain('庄桥的秘密')
    expect((await bot.say('zhaogang', null, '/待办 两头'))[0]).toContain('庄桥的秘密')
  })
})

describe('those who wait to be admitted', () => {
  it('are named to nobody but their admins', async () => {
    const bot = await start()
    await bot.say('new1', null, '/我是 姓名:新来的 单位:中河街道 职务:干事')
    for (const who of ['chenlei', 'wuqiang', 'libai']) {
      for (const text of ['/批准 没有的人', '/批准 新来的', '/批准 登记1', '/拒绝 登记1']) {
        const [answer] = await bot.say(who, null, text)
        expect(answer?.replace('“新来的”', ''), `${who} ${text}`).not.toContain('新来的')
      }
    }
    expect((await bot.say('lixin', null, '/批准 没有的人'))[0]).toContain('新来的')
    await bot.say('lixin', null, '/批准 登记1')
    expect((await bot.say('wuqiang', null, '/批准 登记1'))[0]).toContain('没有权限')
  })
})

describe('another committee', () => {
  it('says nothing of its chair, whether there is one or not', async () => {
    const bot = await startQuietBot(now, [['\ngroups:', `
  - { id: he, name: 何联, unit: 浙江省/宁波市/江北区/庄桥街道/庄桥中学, title: 团委书记, roles: [联系人] }
groups:`], ['units:', 'units:\n  - { path: 浙江省/宁波市/江北区/庄桥街道/庄桥中学, kind: 成员单位, nature: 学校 }']])
    const asks = ['/代班 庄桥中学 12月1日至12月5日', '/轮值 庄桥街道', '/轮值 庄桥中学']
    for (const planned of [false, true]) {
      if (planned) expect((await bot.say('wuqiang', null, '/轮值 庄桥中学 11月20日至12月31日'))[0]).toContain('轮值-')
      for (const text of asks) expect((await bot.say('chenlei', null, text))[0], text).toContain('没有权限')
      expect((await bot.say('chenlei', null, '/换班 庄桥中学'))[0], 'swap').not.toContain('轮值-')
    }
  })
})

it('a group that somebody else posted to tells those in it whom an announcement was for', async () => {
  const bot = await start()
  await bot.say('wangmin', street, '/通知 标题:开会')
  expect((await bot.say('wuqiang', street, '/收到 通知1'))[0]).toContain('不需要您回执')
  expect((await bot.say('wuqiang', null, '/收到 通知1'))[0]).toContain('没有权限')
})

