/** Buttons on the fake WeCom. */
import { expect, test } from 'vitest'
import { Refused } from '../../../src/domain/errors.ts'
import { eventually } from '../../support/eventually.ts'
import { group, pieceTo, saidIn, spoken } from './botScene.ts'

const actions = [{ label: '同意', say: '/同意 任务-2026-004' }, { label: '不同意', say: '/不同意 任务-2026-004' }]
const agree = '/同意 任务-2026-004'

async function carded(options?: Parameters<typeof spoken>[0]) {
  const scene = await spoken(options)
  return { ...scene, cards: () => scene.wecom.chat(group).filter(({ card }) => card) }
}

test.each(['nested', 'flat'] as const)('a tap (%s) is heard as what the button says, and only the one who tapped sees it done', async (cardEvent) => {
  const { wecom, channel, heard, cards } = await carded({ fake: { rules: { cardEvent } } })
  await channel.send(pieceTo(wecom, '延期申请\n任务-2026-004', { actions }))
  const [card] = cards()
  if (!card) throw new Error('no card')
  expect(saidIn(wecom)).toEqual(['延期申请\n任务-2026-004'])
  await wecom.tap(card, agree, 'lisi')
  await eventually(() => expect(cards()[0]?.cardFor['lisi']).toMatchObject({ main_title: { title: '延期申请', desc: '李四已点“同意”，结果见回复' } }))
  expect(heard[1]).toMatchObject({ sender: 'lisi', group: wecom.group(group).chatid, text: agree, toBot: true })
  expect(heard[1]).not.toHaveProperty('reply')
  await expect(wecom.tap(card, agree, 'lisi')).rejects.toThrow('no button')
  await wecom.tap(card, actions[1]?.say ?? '', 'wangwu')
  await eventually(() => expect(heard).toHaveLength(3))
})

test('a short text with buttons goes the way back as a card', async () => {
  const { wecom, channel, reply, cards } = await carded()
  await channel.send(pieceTo(wecom, '请选择', { actions, reply }))
  expect(cards()[0]).toMatchObject({ via: 'aibot_respond_msg', text: '请选择' })
})

test('a long text goes before its card', async () => {
  const { wecom, channel, reply } = await carded()
  const text = `延期申请\n${'事由很长。'.repeat(40)}`
  await channel.send(pieceTo(wecom, text, { actions, reply }))
  await channel.send(pieceTo(wecom, text, { actions, reply }))
  expect(wecom.chat(group).slice(1).map(({ via, kind }) => `${via} ${kind}`)).toEqual(['aibot_respond_msg stream', 'aibot_send_msg template_card'])
})

test('a card that is not taken: the text stands alone', async () => {
  const { wecom, channel, lines } = await carded()
  const lift = wecom.fault({ on: 'aibot_send_msg', effect: { errcode: 40_058 }, times: 1 })
  await channel.send(pieceTo(wecom, '短文', { actions }))
  lift()
  expect(wecom.chat(group).at(-1)).toMatchObject({ kind: 'markdown', text: '短文' })
  wecom.fault({ on: 'aibot_send_msg', effect: { errcode: 40_058 }, times: 1 })
  const long = pieceTo(wecom, '长'.repeat(30), { actions, to: { person: 'zhangsan' } })
  await wecom.say({ from: 'zhangsan', text: '在' })
  await expect(channel.send(long)).rejects.toThrow(Refused)
  expect(saidIn(wecom, 'zhangsan')).toEqual([])
  expect(lines.text).not.toContain('长长')
})

test('no card where the limit leaves room for the text alone', async () => {
  const { wecom, channel, cards } = await carded({ limiter: async () => 1000 })
  await channel.send(pieceTo(wecom, '长'.repeat(30), { actions }))
  expect(cards()).toEqual([])
})

test('a tap on a card that nobody remembers is heard all the same', async () => {
  const { wecom, channel, heard, cards, redis, bot } = await carded()
  await channel.send(pieceTo(wecom, '请选择', { actions }))
  const [card] = cards()
  if (!card) throw new Error('no card')
  await redis.del(`tx:{~channels}:bot:${bot.id}:card:${card.card?.task_id}`)
  await wecom.tap(card, agree, 'lisi')
  await eventually(() => expect(heard).toHaveLength(2))
  expect(wecom.exchanges('aibot_respond_update_msg')).toEqual([])
})
