import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { at } from './support.ts'

const lines = readFileSync(new URL('fixtures/chat.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '')

describe('ordinary chat in a group', () => {
  it(`is silence (${lines.length} lines)`, () => {
    expect(lines.length).toBeGreaterThan(550)
    const heard = lines.filter((line) => understand({ text: line.replaceAll('\\n', '\n') }, at).kind !== 'silence')
    expect(heard).toEqual([])
  })

  it('stays silence when the lines are said one after another', () => {
    const heard = lines.flatMap((line, i) => {
      const text = `${line}\n${lines[(i * 7 + 3) % lines.length]}`.replaceAll('\\n', '\n')
      return understand({ text }, at).kind === 'silence' ? [] : [text]
    })
    expect(heard).toEqual([])
  })

  it('stays silence when it is quoted from a person', () => {
    const heard = lines.filter((line) => understand({ text: `「张三：${line}」\n- - - - - - - - - - - - - - -\n好的`.replaceAll('\\n', '\n') }, at).kind !== 'silence')
    expect(heard).toEqual([])
  })
})

describe('a plain word', () => {
  const open = { ...at, open: () => true }
  it('answers what is open in the chat, when nothing more is needed', () => {
    expect(understand({ text: '收到' }, open)).toMatchObject({ kind: 'command', via: 'word', command: { name: '收到' } })
    expect(understand({ text: '收到！谢谢' }, open)).toMatchObject({ kind: 'command', via: 'word' })
    expect(understand({ text: '收到[抱拳]' }, open)).toMatchObject({ kind: 'command', via: 'word' })
    expect(understand({ text: '收到🙏' }, open)).toMatchObject({ kind: 'command', via: 'word' })
    expect(understand({ text: '已完成' }, open)).toEqual({ kind: 'silence' })
  })

  it.each(['好的收到啦', '收到请回复', '收到没有', '收到，我们周五前报', '收到一箱物资', '没收到', '收到1', '都收到了'])('%s is not the word alone', (text) => {
    expect(understand({ text }, open)).toEqual({ kind: 'silence' })
  })

  it('needs a quote of the bot, not of a person', () => {
    expect(understand({ text: '「张三：任务-2026-004」\n------\n已完成' }, at)).toEqual({ kind: 'silence' })
    expect(understand({ text: '已完成', quote: '明天有雨' }, at)).toEqual({ kind: 'silence' })
  })
})
