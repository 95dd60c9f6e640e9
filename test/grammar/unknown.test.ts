import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { edits, nearestCommands, nearestLabel } from '../../src/grammar/suggest.ts'
import { at, samples } from './support.ts'

const nearest = (text: string, context = at) => {
  const understood = understand({ text }, context)
  return understood.kind === 'unknown' ? understood.nearest.map(({ name }) => name) : understood.kind
}

describe('an unknown command', () => {
  it.each([
    ['/活运 主题:甲', '活动'], ['/火动', '活动'], ['/活 动会', 'silence'], ['/动活', '活动'], ['/任物', '任务'], ['/仁务 标题:甲', '任务'], ['/完城', '完成'], ['/通之', '通知'], ['/轮执', '轮值'],
    ['/週抱', '周报'], ['/简爆', '简报'], ['/统记', '统计'], ['/欠保', '欠报'], ['/进肚', '进度'], ['/情假', '请假'], ['/帮住', '帮助'], ['/活动登记 主题:甲', '活动'], ['/新活动', '活动'],
    ['/任务完成', '任务'], ['/取消活懂', '取消活动'], ['/huodng', '活动'], ['/huodogn', '活动'], ['/acitvity', '活动'], ['/activty', '活动'], ['/renwuu', '任务'], ['/zhobao', '周报'],
    ['/hepl', '帮助'], ['/progres', '进度'], ['/lunzi', '轮值'], ['/donee', '完成'], ['@团讯 活运', '活动'], ['@团讯 任物 甲', '任务'],
  ])('%j', (text, name) => expect(name === 'silence' ? nearest(text) : nearest(text)[0]).toBe(name))

  it.each(['/constructor', '/__proto__', '/toString', '/天气预报', '/签名', '/xyz'])('%s is unknown and resembles nothing', (text) => expect(nearest(text)).toEqual([]))

  it('never offers more than three, nor what the sender may not use', () => {
    expect(nearest('/取消活懂', { ...at, allowed: ({ name }) => name !== '取消活动' })).not.toContain('取消活动')
    expect(nearestCommands('报', samples).length).toBeLessThanOrEqual(3)
  })

  it.each(['/', '//', '///', '/ ', '/1', '/a/b', '/微笑', '/强/强', '/吃瓜群众', '/::)', '/:rose', '/我觉得今天的活动办得很不错', '/3=2', '/？', '/，', '1/2', '看/活动', '你发一下 /活动'])(
    '%j is no command', (text) => expect(['silence', 'command']).toContain(nearest(text)),
  )

  it('says what was said when the bot is spoken to', () => {
    expect(understand({ text: '@团讯 今天天气怎么样' }, at)).toMatchObject({ kind: 'unknown', said: '今天天气怎么样', slash: false, nearest: [] })
    expect(understand({ text: '@团讯' }, at)).toMatchObject({ kind: 'unknown', said: '' })
    expect(understand({ text: '你好', private: true }, at)).toMatchObject({ kind: 'unknown' })
    expect(understand({ text: '你好', toBot: true }, at)).toMatchObject({ kind: 'unknown' })
    expect(understand({ text: '/活运' }, at)).toMatchObject({ kind: 'unknown', slash: true })
  })

  it('offers the second words of a first word that is no command', () => {
    expect(nearest('/简报 预揽')).not.toEqual([])
  })
})

describe('edits', () => {
  it('counts neighbours swapped once', () => {
    expect(edits('间时', '时间')).toBe(1)
    expect(edits('时见', '时间')).toBe(1)
    expect(edits('地址', '时间')).toBe(2)
  })
  it('wants two signs at least for a label', () => {
    expect(nearestLabel('周', ['时间', '州'])).toBeUndefined()
    expect(nearestLabel('时见', ['地点', '时间'])).toBe('时间')
  })
})
