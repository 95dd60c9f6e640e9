/** Buttons by URL callback: sent as the one answer there is, taken off in the answer to the tap. */
import { describe, expect, test } from 'vitest'
import { Refused, TryAgain } from '../../../src/domain/errors.ts'
import { callbackScene, piece, place } from './callbackScene.ts'

const agree = { label: '同意', say: '/同意 任务-2026-004' }
const actions = [agree, { label: '不同意', say: '/不同意 任务-2026-004' }]
const text = '延期申请\n任务-2026-004'

/** Somebody has spoken; `answer` is the one answer to it. */
async function asked(rules?: Parameters<typeof callbackScene>[0]) {
  const made = await callbackScene(rules)
  await made.say('/延期 任务-2026-004')
  const [heard] = made.ear.heard
  if (!heard?.group) throw new Error('nothing was heard')
  const { group, reply } = heard
  const answer = (more: object = {}) => made.channel.send({ ...piece, text, to: { group }, reply, actions, ...more })
  return { ...made, answer, shown: () => made.wecom.chat(place).slice(1) }
}

/** The same with its card on show. */
async function carded(rules?: Parameters<typeof callbackScene>[0]) {
  const made = await asked(rules)
  await made.answer()
  const [card] = made.shown()
  if (!card?.card) throw new Error('no card')
  return { ...made, card, task: card.card.task_id }
}

describe('sending', () => {
  test('a short text is answered as a card', async () => {
    const { shown } = await carded()
    expect(shown()).toMatchObject([{ kind: 'template_card', text, via: '/cgi-bin/aibot/response', card: { button_list: [{ text: '同意', key: agree.say }, { text: '不同意' }] } }])
  })

  test('a text that no card holds is answered alone: there is no second answer', async () => {
    const { answer, shown, wecom } = await asked()
    const long = `延期申请\n${'事由很长。'.repeat(40)}`
    await answer({ text: long })
    expect(shown().map(({ kind, text: said }) => [kind, said.replaceAll('  \n', '\n')])).toEqual([['markdown', long]])
    expect(wecom.exchanges('/cgi-bin/aibot/response')).toHaveLength(1)
  })

  test('a card that is not taken: the text is answered instead', async () => {
    const { answer, shown, wecom } = await asked()
    wecom.fault({ on: '/cgi-bin/aibot/response', effect: { errcode: 40_058 }, times: 1 })
    await answer()
    expect(shown().map(({ kind }) => kind)).toEqual(['markdown'])
  })

  test.each([['used up', { errcode: 40_029 }, Refused], ['out of limits', { errcode: 45_009 }, TryAgain], ['no answer', 'hangUp', TryAgain]] as const)('%s: nothing else is tried', async (_name, effect, kind) => {
    const { answer, wecom } = await asked()
    wecom.fault({ on: '/cgi-bin/aibot/response', effect })
    await expect(answer()).rejects.toThrow(kind)
    expect(wecom.exchanges('/cgi-bin/aibot/response')).toHaveLength(1)
  })

  test('nothing without a way back', async () => {
    const { answer, shown, wecom } = await asked()
    await expect(answer({ reply: undefined })).rejects.toThrow(Refused)
    expect([shown(), wecom.exchanges('/cgi-bin/aibot/response')]).toEqual([[], []])
  })

  test('the names of those meant stand below the text, on a card too', async () => {
    const mentions = [{ id: 'wangmin', name: '王敏' }, { id: 'lixin', name: '李欣' }, { id: '@all', name: '某人' }]
    const plain = await asked()
    await plain.answer({ text: '请报送 @王敏', mentions, actions: undefined })
    expect(plain.shown()[0]?.text).toBe('请报送 @王敏  \n@李欣')
    const card = await asked()
    await card.answer({ mentions })
    expect(card.shown()[0]?.text).toBe(`${text}\n@王敏 @李欣`)
  })
})

describe('a tap', () => {
  test.each(['nested', 'flat'] as const)('(%s) is heard with its way back, and only the one who tapped sees it done', async (cardEvent) => {
    const { card, wecom, ear, shown, channel } = await carded({ cardEvent })
    const { heard } = await wecom.tap(card, agree.say, 'lixin')
    expect(heard?.delivered).toMatchObject({ attempts: 1, statuses: [200] })
    expect(ear.heard[1]).toMatchObject({ sender: 'lixin', group: wecom.group(place).chatid, text: agree.say, toBot: true })
    expect(shown()[0]?.cardFor).toMatchObject({ lixin: { main_title: { title: '延期申请', desc: '李欣已点“同意”，结果见回复' } } })
    expect(Object.keys(shown()[0]?.cardFor ?? {})).toEqual(['lixin'])
    await channel.send({ ...piece, text: '已同意', to: { group: wecom.group(place).chatid }, reply: ear.heard[1]?.reply })
    expect(shown().at(-1)?.text).toBe('已同意')
  })

  test('is heard until it is safe, as it never comes again', async () => {
    const { card, wecom, ear, shown } = await carded()
    let failures = 2
    ear.answer = async () => {
      if (failures-- > 0) throw new Error('redis is away')
      return 'heard'
    }
    const { heard } = await wecom.tap(card, agree.say, 'lixin')
    expect([heard?.delivered?.statuses, ear.heard.length, Object.keys(shown()[0]?.cardFor ?? {})]).toEqual([[200], 2, ['lixin']])
  })

  test('on a card that nobody remembers is heard all the same, and nothing is changed', async () => {
    const { card, task, wecom, ear, redis, shown } = await carded()
    await redis.del(`tx:{~channels}:bot:callback:card:${task}`)
    const { heard } = await wecom.tap(card, agree.say, 'lixin')
    expect([heard?.delivered, ear.heard[1]?.text, shown()[0]?.cardFor]).toMatchObject([{ answered: true, reply: '' }, agree.say, {}])
  })

  test('what is remembered of cards lapses', async () => {
    const { redis } = await carded()
    const keys = await redis.keys('*:bot:callback:card:*')
    expect(keys).toHaveLength(1)
    for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0)
  })
})
