import { describe, expect, it } from 'vitest'
import { startBot } from '../../support/bot.ts'
import { quietPilot, startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const now = '2026-11-16 09:00'

describe('/绑定 and /解绑', () => {
  it('let a new group be used for its unit', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('zhaogang', '新群', '/活动 联谊 11月20日'))[0]).toContain('单位：宁波市')
    expect(await bot.say('zhaogang', '新群', '/绑定 庄桥街道')).toEqual(['已绑定：本群属于庄桥街道\n简报：周一 10:00，催办：开。调整请发 /群设置。'])
    expect((await bot.say('zhaogang', '新群', '/活动 读书会 11月20日'))[0]).toContain('单位：庄桥街道')
    expect(await bot.say('zhaogang', '新群', '/绑定 庄桥街道')).toEqual(['本群已经属于庄桥街道，不用再绑定。'])
    expect((await bot.say('zhaogang', '新群', '/解绑'))[0]).toContain('本群不再属于庄桥街道')
    expect((await bot.say('zhaogang', '新群', '/活动 歌会 11月20日'))[0]).toContain('单位：宁波市')
    expect(await bot.say('zhaogang', '新群', '/解绑')).toEqual(['本群还没有绑定单位。'])
    expect((await bot.say('zhaogang', '新群', '/绑定 江北区'))[0]).toContain('本群属于江北区')
  })

  it('of a group that belonged to another unit say so, and how to undo it', async () => {
    const bot = await startQuietBot(now)
    expect(await bot.say('lixin', street, '/绑定 庄桥街道')).toEqual([expect.stringMatching(/^已绑定：本群属于庄桥街道\n[^]*\n原来属于中河街道，绑错了请发：\/绑定 中河街道$/)])
    expect((await bot.say('lixin', street, '/绑定 中河街道'))[0]).toContain('本群属于中河街道')
  })

  it('are for the keepers of the unit, also of the one it belonged to', async () => {
    const bot = await startQuietBot(now)
    for (const who of ['chenlei', 'zhouling', 'fengdao']) expect((await bot.say(who, '新群', '/绑定 中河街道'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', '新群', '/绑定 庄桥街道'))[0]).toContain('没有权限')
    expect((await bot.say('wuqiang', street, '/绑定 庄桥街道'))[0]).toContain('没有权限')
    expect((await bot.say('wuqiang', street, '/解绑'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', null, '/绑定 中河街道'))[0]).toContain('请在要绑定的工作群里发')
    expect((await bot.say('wangmin', '新群', '/绑定'))[0]).toMatch(/^还需要填写“单位”/)
    expect((await bot.say('wangmin', '新群', '中河街道'))[0]).toContain('已绑定')
  })

  it('ask which unit is meant, to be answered by number', async () => {
    const bot = await startBot({ now, setup: quietPilot.replace('units:\n', 'units:\n  - { path: 浙江省/杭州市/上城区/中河街道, kind: 街道 }\n') })
    expect((await bot.say('lixin', '新群', '/绑定 中河街道'))[0]).toContain('1. 上城区中河街道\n2. 鄞州区中河街道')
    expect((await bot.say('zhaogang', '新群', '2'))).toEqual([])
    expect((await bot.say('lixin', '新群', '2'))[0]).toContain('本群属于鄞州区中河街道')
  })
})

describe('/群设置', () => {
  it('shows what is set, and changes it', async () => {
    const bot = await startQuietBot(now)
    expect(await bot.say('wangmin', street, '/群设置')).toEqual(['中河街道工作群（中河街道）\n简报：不发\n催办：开\n静默：21:00至次日08:00\n排名：关\n备用通道：无'])
    expect(await bot.say('wangmin', street, '/群设置 简报:周三 9:00 催办:关 静默:20:00至9:00')).toEqual(['已更新 中河街道工作群（中河街道）\n简报：周三 09:00\n催办：关\n静默：20:00至次日09:00\n排名：关\n备用通道：无'])
    expect((await bot.say('wangmin', street, '/群设置 简报:无'))[0]).toContain('简报：不发\n催办：关\n静默：20:00')
    const noRobot = '图片由群机器人发，本群还没有群机器人，设好“备用通道”以前仍发文字。'
    expect((await bot.say('wangmin', street, '/群设置 简报:圖片'))[0]).toBe(`已更新 中河街道工作群（中河街道）\n简报：不发（图片）\n催办：关\n静默：20:00至次日09:00\n排名：关\n备用通道：无\n${noRobot}`)
    expect((await bot.say('wangmin', street, '/群设置 简报:周三 9:00'))[0]).toContain('简报：周三 09:00（图片）')
    expect((await bot.say('wangmin', street, '/群设置 简报:文字'))[0]).toMatch(/简报：周三 09:00\n(?!.*仍发文字)/s)
    expect((await bot.say('wangmin', street, '/群设置 简报:视频'))[0]).toContain('“简报”没有看懂“视频”')
    expect((await bot.say('lixin', null, '/群设置 群:宁波市工作群'))[0]).toContain('宁波市工作群（宁波市）')
  })

  it('keeps the night quiet, the ranking with admins, and knows its channels', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('wangmin', street, '/群设置 静默:23:00至6:00'))[0]).toContain('“静默”至少要包括晚上21:00到早上8:00')
    expect((await bot.say('wangmin', street, '/群设置 静默:晚上'))[0]).toContain('没有看懂')
    expect((await bot.say('wangmin', street, '/群设置 排名:开'))[0]).toContain('没有权限')
    expect((await bot.say('lixin', street, '/群设置 排名:开'))[0]).toContain('排名：开')
    expect((await bot.say('wangmin', street, '/群设置 备用通道:xx'))[0]).toContain('没有“xx”这个通道。现在可用的有：试用页')
    expect((await bot.say('wangmin', street, '/群设置 备用通道:试用页'))[0]).toContain('备用通道：试用页')
    expect((await bot.say('wangmin', street, '/群设置 备用通道:无'))[0]).toContain('备用通道：无')
  })

  it('is refused elsewhere and to others', async () => {
    const bot = await startQuietBot(now)
    for (const who of ['chenlei', 'wuqiang', 'zhouling']) expect((await bot.say(who, street, '/群设置 催办:关'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', '新群', '/群设置'))[0]).toContain('还没有绑定单位')
    expect((await bot.say('wangmin', null, '/群设置 群:火星群'))[0]).toContain('没有找到群')
    expect((await bot.say('wangmin', street, '/群设置 群:宁波市工作群 催办:关'))[0]).toContain('没有权限')
  })
})

describe('/单位', () => {
  it('shows the tree below, and grows it', async () => {
    const bot = await startQuietBot(now)
    expect(await bot.say('wangmin', street, '/单位')).toEqual(['中河街道（街道，团中央试点，别名中河）\n　中河中学（成员单位，学校）\n　鄞州银行（成员单位，企业）\n　中河医院（成员单位，事业）'])
    expect(await bot.say('wangmin', street, '/单位 路径:中河二中 类别:成员单位 性质:学校')).toEqual(['已增加单位：中河二中（成员单位，学校），上级中河街道'])
    expect(await bot.say('wangmin', street, '/单位 路径:中河二中 别名:二中、中二')).toEqual(['已更新单位：中河二中（成员单位，学校，别名二中、中二）'])
    expect((await bot.say('wangmin', street, '/任务 标题:台账 截止:12月1日 对象:二中'))[0]).toContain('对象：中河二中')
    expect((await bot.say('lixin', street, '/单位 路径:庄桥街道/庄桥小学 类别:成员单位'))[0]).toContain('上级庄桥街道')
  })

  it('is refused outside one\'s reach, and says what it does not know', async () => {
    const bot = await startQuietBot(now)
    expect((await bot.say('wangmin', street, '/单位 路径:天水街道/某校 类别:成员单位'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', street, '/单位 庄桥街道'))[0]).toContain('没有权限')
    expect((await bot.say('chenlei', street, '/单位 路径:中河三中 类别:成员单位'))[0]).toContain('没有权限')
    expect((await bot.say('zhouling', street, '/单位 路径:中河三中 类别:成员单位'))[0]).toContain('没有权限')
    expect((await bot.say('wangmin', street, '/单位 火星'))[0]).toContain('要新增请写明类别，如 /单位 路径:中河街道/火星 类别:成员单位')
    expect((await bot.say('wangmin', street, '/单位 路径:中河三中 类别:公司'))[0]).toContain('“类别”里没有“公司”')
    expect((await bot.say('chenlei', street, '/单位'))[0]).toBe('中河中学（成员单位，学校）')
  })
})
