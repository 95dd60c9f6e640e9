/** Whatever stands in the roster, no channel ever calls all members of a group or writes to all of a corp. */
import { expect, test } from 'vitest'
import { oneReceiver, singlePeople } from '../../src/channels/everybody.ts'
import { createGroupRobot } from '../../src/channels/groupRobot/groupRobot.ts'
import type { WecomApi, WecomCall } from '../../src/channels/wecom/api.ts'
import { createWecomApp } from '../../src/channels/wecomApp/wecomApp.ts'
import { withNames } from '../../src/channels/wecomBot/words.ts'
import { Refused } from '../../src/domain/errors.ts'
import { isEverybody } from '../../src/domain/everybody.ts'
import { freshRedis } from '../support/redis.ts'
import { createPhone, openWechaty } from './wechaty/mock.ts'

const names = ['all', '@all', '@ALL', 'All', ' @all ', '＠ａｌｌ', 'notify@all', 'announcement@all', 'everyone', '@everyone', '所有人', '@所有人', '全体成员']
const people = ['allen', 'zhangall', 'all2', 'all.wang', 'wang@all.cn', '@allen', 'small', '所有人员', '王敏', '', '@']
/** Everybody by id and by name, and one person among them. */
const mentions = [...names.map((id) => ({ id, name: '王敏' })), { id: 'wangmin', name: '王敏' }, ...names.map((name, i) => ({ id: `u${i}`, name }))]
const piece = { id: 'n1', text: '请报送', sort: 'nudge' as const, mentions, at: 0 }

test.each(names)('%j is everybody', (name) => expect(isEverybody(name)).toBe(true))
test.each(people)('%j is not', (name) => expect(isEverybody(name)).toBe(false))
test('who is one person is kept, in order', () => {
  const some = people.map((id) => ({ id, name: `${id}一` }))
  expect(singlePeople(some)).toEqual(some)
})
test.each([...names, 'wangmin|lixin', '|'])('nothing is written to %j', (id) => expect(() => oneReceiver(id)).toThrow(Refused))
test('one receiver is taken as it is', () => expect(oneReceiver('WangMin')).toBe('WangMin'))

const recording = () => {
  const calls: WecomCall[] = []
  const api: WecomApi = async (call) => (calls.push(call), { errcode: 0, errmsg: '', access_token: 'T', expires_in: 7200 })
  return { calls, api }
}

test('a group robot mentions the one person, and nobody where there is none', async () => {
  const { calls, api } = recording()
  const robot = createGroupRobot({ api, apiBase: 'https://w.test', limiter: async () => 0 })
  await robot.send({ ...piece, to: { group: 'k' } })
  await robot.send({ ...piece, to: { group: 'k' }, mentions: [{ id: '@all', name: '王敏' }] })
  expect(calls.map(({ body }) => body)).toEqual([
    { msgtype: 'text', text: { content: '请报送', mentioned_list: ['wangmin'] } }, { msgtype: 'text', text: { content: '请报送' } },
  ])
})

test('an app writes to one member or refuses', async () => {
  const { calls, api } = recording()
  const { redis } = await freshRedis()
  const { channel } = createWecomApp({ api, redis, corpId: 'c', agentId: 1, secret: 's', token: 't', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', limiter: async () => 0, now: () => 0, welcome: async () => '', oauthBase: 'https://o.test', log: { warn: () => {} }, menu: [] })
  for (const person of ['@all', 'ALL', 'wangmin|@all']) await expect(channel.send({ ...piece, to: { person } })).rejects.toThrow(Refused)
  expect(calls).toEqual([])
  await channel.send({ ...piece, to: { person: 'wangmin' } })
  expect(calls.at(-1)).toMatchObject({ body: { touser: 'wangmin' } })
})

test('a bot writes the one name below its text', () => expect(withNames(piece)).toBe('请报送\n@王敏'))

test('a WeChat account mentions the one person', async () => {
  const phone = createPhone()
  const everyone = names.map((id) => phone.contact(id, '王敏'))
  phone.room('1@chatroom', '工作群', phone.contact('wangmin', '王敏'), ...everyone)
  const { channel } = await openWechaty([phone])
  await channel.send({ ...piece, to: { group: '1@chatroom' } })
  expect(phone.puppet.sent.map(({ mentions: called }) => called)).toEqual([['wangmin']])
})
