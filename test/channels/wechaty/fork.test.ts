/** What a fork of the library hands over otherwise (@juzi/wechaty): a mention is told at once and by ids alone. */
import { expect, test } from 'vitest'
import { readMessage } from '../../../src/channels/wechaty/incoming.ts'
import { messageTypes, type Wechaty, type WechatyContact, type WechatyMessage, type WechatyRoom } from '../../../src/channels/wechaty/library.ts'

const contact = (id: string, name: string): WechatyContact => ({ id, name: () => name, alias: async () => undefined, type: () => 1, say: async () => undefined })
const [self, wang] = [contact('wxid_bot', '团讯 助手'), contact('wxid_wang', '王敏')]
const room: WechatyRoom = { id: '1@chatroom', topic: async () => '群', alias: async () => undefined, memberAll: async () => [self, wang], say: async () => undefined }
const bot: Wechaty = {
  on: () => undefined, start: async () => {}, stop: async () => {},
  puppet: { currentUserId: self.id, isLoggedIn: true, name: () => 'puppet-service', messageRawPayload: async () => undefined },
  Room: { find: async () => room, findAll: async () => [room] }, Contact: { find: async ({ id }) => [self, wang].find((one) => one.id === id) },
}

const said = (text: string, mentionIdList?: string[]) => {
  const message: WechatyMessage = {
    id: 'm1', payload: mentionIdList ? { mentionIdList } : {}, type: () => messageTypes.text, text: () => text, date: () => new Date(1000), talker: () => wang, listener: () => undefined, room: () => room,
    mentionSelf: () => mentionIdList?.includes(self.id) ?? false,
  }
  return readMessage(message, bot, { began: 0, now: 2000 })
}

test.each([
  ['with the list of ids', '@团讯 助手\u2005待办', ['wxid_bot']],
  ['without a list, by the name', '@团讯 助手 待办', undefined],
  ['without a list, at the end', '待办@团讯 助手', undefined],
])('mentioned %s', async (_how, text, ids) => {
  expect(await said(text, ids)).toMatchObject({ text: '待办', toBot: true })
})

test.each([
  ['somebody else by id, though the name stands there', '@团讯 助手\u2005待办', ['wxid_wang']],
  ['somebody else by name', '@王敏\u2005待办', undefined],
  ['a longer name', '@团讯 助手二号 待办', undefined],
  ['everybody', '@所有人 待办', undefined],
  ['nobody', '待办', undefined],
])('not mentioned: %s', async (_how, text, ids) => {
  expect(await said(text, ids)).toMatchObject({ text, toBot: false })
})
