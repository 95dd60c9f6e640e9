import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardOf, tappedCard } from '../../../src/channels/wecom/cards.ts'
import { readCard } from '../../support/wecom/cards.ts'

const agree = { label: '同意', say: '/同意 任务-2026-004' }
const refuse = { label: '不同意', say: '/不同意 任务-2026-004' }

describe('a card', () => {
  test('holds the whole of a short text', () => {
    const made = cardOf('w7', [agree, refuse], '延期申请\n中河街道：任务-2026-004\n回复“同意”或“不同意”')
    expect(made).toMatchObject({
      whole: true,
      card: { main_title: { title: '延期申请' }, sub_title_text: '中河街道：任务-2026-004\n回复“同意”或“不同意”', button_list: [{ text: '同意', key: agree.say }, { text: '不同意', key: refuse.say }] },
    })
  })
  test.each([
    ['a long first line', `${'长'.repeat(27)}\n二`],
    ['a long rest', `一\n${'长'.repeat(113)}`],
  ])('with %s comes after the text', (_name, text) => {
    expect(cardOf('x', [agree], text)).toMatchObject({ whole: false, card: { sub_title_text: expect.stringContaining('上一条') } })
  })
  test.each([
    ['no actions', []],
    ['no words to say', [{ label: '同意', say: '' }]],
    ['words that are too long for a button', [{ label: '同意', say: '长'.repeat(342) }]],
  ])('is not made of %s', (_name, actions) => expect(cardOf('x', actions, '一')).toBeUndefined())
  test('is always one that the platform takes', () => {
    const action = fc.record({ label: fc.string({ unit: 'grapheme' }), say: fc.string({ unit: 'grapheme' }) })
    fc.assert(
      fc.property(fc.array(action, { maxLength: 9 }), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string(), (actions, text, name) => {
        const made = cardOf('x', actions, text)
        if (!made) return
        readCard(made.card)
        readCard(tappedCard(made.card, actions[0]?.say ?? '', name))
      }),
    )
  })
})

test('after a tap it says who did what and has no buttons', () => {
  const made = cardOf('x', [agree, refuse], '延期申请\n中河街道')
  if (!made) throw new Error('no card')
  const { button_list: buttons, ...shown } = tappedCard(made.card, refuse.say, '王敏')
  expect(buttons).toBeUndefined()
  expect(shown).toMatchObject({ main_title: { title: '延期申请', desc: '王敏已点“不同意”，结果见回复' }, sub_title_text: '中河街道', task_id: made.card.task_id })
  expect(tappedCard(made.card, '/别的', '王敏').main_title.desc).toBe('王敏已点，结果见回复')
})
