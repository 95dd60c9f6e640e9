/** A group robot's address by /群设置: taken, and never seen again. */
import { expect, it } from 'vitest'
import type { Channel } from '../../../src/channels/channel.ts'
import { createGroupRobot } from '../../../src/channels/groupRobot/groupRobot.ts'
import { startBot, type TestBot } from '../../support/bot.ts'
import { quietPilot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const key = '0c1f9d2e-0000-4a00-8000-0123456789ab'
const apiBase = 'https://qyapi.weixin.qq.com'
const address = `${apiBase}/cgi-bin/webhook/send?key=${key}`

const robot = (): Channel => createGroupRobot({ api: async () => ({ errcode: 0, errmsg: '' }), apiBase, limiter: async () => 0 })
const start = (channels = [robot()]): Promise<TestBot> => startBot({ now: '2026-11-16 09:00', setup: quietPilot, channels })
const kept = async ({ ledger }: TestBot) => {
  const { webhook, fallback } = (await ledger.view()).directory.group(street) ?? {}
  return { webhook, fallback }
}

/** All that the workspace holds, but for where the key belongs (personal fields, the group as it stands) and what was typed into the simulator. */
async function words({ redis }: TestBot): Promise<string> {
  const all: string[] = []
  for (const name of await redis.keys('tx:*')) {
    if (/:(?:side|r:group|sim\b.*|chat.*)$/.test(name)) continue
    all.push(name, (await redis.dumpBuffer(name))?.toString('latin1') ?? '')
  }
  return all.join('\n')
}

it('in private, for the group named, masked in the answer', async () => {
  const bot = await start()
  const [answer, ...more] = await bot.say('wangmin', null, `/群设置 群:${street} 备用通道:${address}`)
  expect(more).toEqual([])
  expect(answer).toBe('已更新 中河街道工作群（中河街道）\n简报：不发\n催办：开\n静默：21:00至次日08:00\n排名：关\n备用通道：群机器人（…89ab）')
  expect(await kept(bot)).toEqual({ webhook: key, fallback: 'groupRobot' })
  expect((await bot.say('wangmin', street, '/群设置'))[0]).toContain('备用通道：群机器人（…89ab）')
})

it.each([['its key alone', key], ['an address with more', `${address}&debug=1`], ['signs of a Chinese keyboard', address.replace('?', '？').replace('=', '＝')]])('%s is taken as well', async (_what, typed) => {
  const bot = await start()
  await bot.say('wangmin', null, `/群设置 群:${street} 备用通道:${typed}`)
  expect((await kept(bot)).webhook).toBe(key)
})

it('in a group it is taken, and the answer asks for a private chat next time', async () => {
  const bot = await start()
  const [answer] = await bot.say('wangmin', street, `/群设置 备用通道:${address}`)
  expect(answer).toContain('群机器人（…89ab）')
  expect(answer).toContain('提醒：机器人的地址等于口令')
  expect((await bot.say('wangmin', street, `/群设置 备用通道:${address}`))[0]).not.toContain('提醒')
  expect((await bot.say('wangmin', street, '/群设置 催办:关'))[0]).not.toContain('提醒')
})

it('the key stands in no text that is kept, in no line said, in no failure', async () => {
  const bot = await start()
  await bot.say('wangmin', null, `/群设置 群:${street} 备用通道:${address}`)
  await bot.say('wangmin', street, `/活动 主题:看 ${address} 时间:11月20日 摘要:${key}`)
  await bot.say('wangmin', null, `/群设置 群:${street} 简报:${address}`)
  await bot.say('wangmin', null, '/取消')
  await bot.say('wangmin', null, `/群设 ${address}`)
  expect(JSON.stringify([await bot.said(street), await bot.said({ person: 'wangmin' })])).not.toContain(key)
  const view = await bot.ledger.view()
  for (let seq = 0; seq <= view.head.seq; seq++) expect((await view.textOf(seq)) ?? '').not.toContain(key)
  expect((await bot.say('wangmin', street, '/历史 活动1')).join()).not.toContain(key)
  expect(await words(bot)).not.toContain(`备用通道:${address}`)
})

it('other addresses are refused without an echo', async () => {
  const bot = await start()
  for (const typed of [address.replace('qyapi', 'evil'), address.replace('//', '//somebody@'), address.replace('https', 'http'), address.replace('send', 'upload_media'), key.slice(1)]) {
    const [answer] = await bot.say('wangmin', null, `/群设置 群:${street} 备用通道:${typed}`)
    expect(answer).toMatch(/这不是本企业微信群机器人的地址|没有“/)
    expect(answer).not.toContain(key.slice(0, 8))
    await bot.say('wangmin', null, '/取消')
  }
  expect(await kept(bot)).toEqual({ webhook: undefined, fallback: undefined })
})

it('without WeCom there is no robot to set', async () => {
  const bot = await start([])
  expect((await bot.say('wangmin', null, `/群设置 群:${street} 备用通道:${address}`))[0]).toContain('还没有接入企业微信')
  expect(await kept(bot)).toEqual({ webhook: undefined, fallback: undefined })
})

it('is for those who keep the group', async () => {
  const bot = await start()
  for (const who of ['chenlei', 'wuqiang', 'zhouling']) expect((await bot.say(who, null, `/群设置 群:${street} 备用通道:${address}`))[0]).toContain('没有权限')
  expect(await kept(bot)).toEqual({ webhook: undefined, fallback: undefined })
})

it('by name once the address is known; none takes the address away', async () => {
  const bot = await start()
  expect((await bot.say('wangmin', street, '/群设置 备用通道:群机器人'))[0]).toContain('还不知道本群机器人的地址')
  await bot.say('wangmin', street, '/取消')
  await bot.say('wangmin', null, `/群设置 群:${street} 备用通道:${address}`)
  expect((await bot.say('wangmin', street, '/群设置 备用通道:试用页'))[0]).toContain('备用通道：试用页，另有群机器人（…89ab）')
  expect((await bot.say('wangmin', street, '/群设置 备用通道:人工粘贴'))[0]).toContain('备用通道：人工粘贴（群机器人…89ab不用）')
  expect((await bot.say('wangmin', street, '/群设置 备用通道:群机器人'))[0]).toContain('备用通道：群机器人（…89ab）')
  expect((await bot.say('wangmin', street, '/群设置 备用通道:无'))[0]).toContain('备用通道：无')
  expect(await kept(bot)).toEqual({ webhook: undefined, fallback: undefined })
})
