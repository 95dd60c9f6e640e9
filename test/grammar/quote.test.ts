import { describe, expect, it } from 'vitest'
import { fold } from '../../src/grammar/fold.ts'
import { cutQuote } from '../../src/grammar/quote.ts'

const spaced = '- - - - - - - - - - - - - - -'
const cut = (text: string) => {
  const { message, quote, ofBot } = cutQuote(fold(text), ['团讯', '小团'])
  return { said: message.typed, quote, ofBot }
}

describe('cutQuote', () => {
  it.each([
    ['spaced dashes', `「团讯：请办理任务-2026-004」\n${spaced}\n已完成`],
    ['dashes without spaces', '「团讯：请办理任务-2026-004」\n------\n已完成'],
    ['long dashes', '「团讯：请办理任务-2026-004」\n——————\n已完成'],
    ['half-width colon', `「团讯:请办理任务-2026-004」\n${spaced}\n\n已完成\n`],
    ['CR LF', `「团讯：请办理任务-2026-004」\r\n${spaced}\r\n已完成`],
  ])('%s', (_, text) => expect(cut(text)).toEqual({ said: '已完成', quote: '请办理任务-2026-004', ofBot: true }))

  it('knows whose message was quoted', () => {
    expect(cut(`「张三：任务-2026-004」\n${spaced}\n已完成`)).toEqual({ said: '已完成', quote: '任务-2026-004', ofBot: false })
    expect(cut(`「小團：好」\n${spaced}\n嗯`).ofBot).toBe(true)
  })

  it('cuts nested quotes at the outermost end', () => {
    const text = `「团讯：「张三：问」\n${spaced}\n答」\n${spaced}\n收到`
    expect(cut(text)).toEqual({ said: '收到', quote: `「张三:问」\n${spaced}\n答`, ofBot: true })
  })

  it('copes with a quote that was cut short inside a bracket', () => {
    expect(cut(`「团讯：他说「很长的话…」\n${spaced}\n收到`).said).toBe('收到')
  })

  it('keeps quoted lines of several rows', () => expect(cut(`「团讯：第一行\n第二行」\n${spaced}\n收到\n谢谢`)).toMatchObject({ said: '收到\n谢谢', quote: '第一行\n第二行' }))

  it.each(['「收到」两个字', '「你好」\n我说', '他说「团讯：好」\n------\n好', '「团讯：好」\n-----\n五道', '「团讯：好\n------\n没有关', '/活动 主题:「青年」联谊', '「」'])(
    '%j merely holds brackets', (text) => expect(cut(text)).toEqual({ said: text, quote: undefined, ofBot: false }),
  )
})
