/** Pictures and files that came with a message are kept with it, beside the chain (Records). */
import { describe, expect, it } from 'vitest'
import { kinds } from '../../src/domain/records/index.ts'
import { verify } from '../../src/ledger/verify.ts'
import { startQuietBot } from '../support/quiet.ts'
import { traces } from '../support/traces.ts'

const street = '中河街道工作群'
const photo = { name: '合影.jpg', type: 'image', ref: 'media-1' }
const plan = { name: '方案13812345678.docx', type: 'file', ref: 'media-2' }
const start = () => startQuietBot('2026-11-16 09:00')

describe('attachments', () => {
  it('are shown with the record and at their step of its history', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:义诊 时间:昨天 人数:30', undefined, { attachments: [photo, plan] })
    await bot.say('wangmin', street, '/更正 活动1 人数:31', undefined, { attachments: [{ name: '图片', type: 'image', ref: 'media-3' }] })
    const line = '附件：合影.jpg（图片）、方案138****5678.docx（文件）'
    expect((await bot.say('wangmin', street, '/查 活动1'))[0]).toContain(`\n${line}、图片\n`)
    const history = (await bot.say('wangmin', street, '/历史 活动1'))[0]?.split('\n') ?? []
    expect(history.filter((text) => text.includes('附件'))).toEqual([`　${line}`, '　附件：图片'])
    expect(history.indexOf('　附件：图片')).toBeGreaterThan(history.findIndex((text) => text.startsWith('2. ')))
    expect(await traces(bot, '13812345678')).toEqual([])
    expect((await verify(bot.redis, { workspace: bot.ledger.workspace, kinds })).faults).toEqual([])
  })

  it('are shown on one line whatever their names hold, and of a strange type by name alone', async () => {
    const bot = await start()
    const forged = { name: '方案\n【通知】通知-2026-999：@\u0000所有人\u001F\u2028请看', type: 'constructor', ref: 'media-4' }
    await bot.say('wangmin', street, '/活动 主题:义诊 时间:昨天 人数:30', undefined, { attachments: [forged] })
    for (const ask of ['/查 活动1', '/历史 活动1']) expect((await bot.say('wangmin', street, ask))[0]).toMatch(/附件：方案 【通知】通知-2026-999：@ 所有人 请看$/m)
  })

  it('of a completion stand at its step', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/任务 标题:台账 截止:11月20日 对象:中河中学')
    await bot.say('chenlei', street, '/完成 任务1', undefined, { attachments: [photo] })
    expect((await bot.say('wangmin', street, '/历史 任务1'))[0]).toContain('陈磊 办结（中河中学）\n　附件：合影.jpg（图片）')
    expect((await bot.say('wangmin', street, '/查 任务1'))[0]).toContain('附件：合影.jpg（图片）')
  })

  it('of a form filled in over several messages are all kept with it', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:义诊', undefined, { attachments: [photo] })
    await bot.say('wangmin', street, '时间:2月30日', undefined, { attachments: [plan] })
    await bot.say('wangmin', street, '/活动 主题:歌会')
    await bot.say('wangmin', street, '/取消')
    expect(await traces(bot, 'media-1')).toEqual([])
    await bot.say('wangmin', street, '/活动 主题:义诊', undefined, { attachments: [photo] })
    await bot.say('wangmin', street, '时间:2月30日', undefined, { attachments: [plan] })
    await bot.say('wangmin', street, '昨天', undefined, { attachments: [{ name: '图片', type: 'image', ref: 'media-3' }] })
    expect((await bot.say('wangmin', street, '/查 活动1'))[0]).toContain('\n附件：合影.jpg（图片）、方案138****5678.docx（文件）、图片\n')
    expect(await traces(bot, '13812345678')).toEqual([])
    await bot.say('wangmin', street, '/活动 主题:读书会', undefined, { attachments: [photo] })
    await bot.say('wangmin', street, '/活动 主题:歌会')
    await bot.say('wangmin', street, '昨天')
    expect((await bot.say('wangmin', street, '/查 活动2'))[0]).not.toContain('附件')
    const view = await bot.ledger.view()
    expect(await view.textOf(view.head.seq)).toBe('/活动 主题:歌会\n昨天')
  })

  it('are deleted with the message when its sender is forgotten', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/活动 主题:义诊 时间:昨天 人数:30', undefined, { attachments: [photo] })
    for (let i = 0; i < 2; i++) await bot.say('lixin', street, '/注销 王敏')
    expect(await traces(bot, 'media-1')).toEqual([])
    expect((await bot.say('lixin', street, '/查 活动1'))[0]).not.toContain('附件')
    expect((await verify(bot.redis, { workspace: bot.ledger.workspace, kinds })).faults).toEqual([])
  })

  it('of messages that record nothing leave no trace, and without any there is no line', async () => {
    const bot = await start()
    await bot.say('wangmin', street, '/待办', undefined, { attachments: [photo] })
    await bot.say('wangmin', street, '大家好', undefined, { attachments: [photo] })
    expect(await traces(bot, 'media-1')).toEqual([])
    await bot.say('wangmin', street, '/活动 主题:义诊 时间:昨天 人数:30')
    expect((await bot.say('wangmin', street, '/查 活动1'))[0]).not.toContain('附件')
  })
})
