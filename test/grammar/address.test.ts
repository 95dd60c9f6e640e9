import { describe, expect, it } from 'vitest'
import { stripAddress } from '../../src/grammar/address.ts'
import { fold, trim } from '../../src/grammar/fold.ts'

const names = ['团讯', '团讯助手', 'Tuan Xun']
const strip = (text: string) => {
  const { message, toBot } = stripAddress(fold(text), names)
  return [trim(message.typed), toBot]
}

describe('stripAddress', () => {
  it.each([
    ['@团讯 收到', '收到'],
    ['@团讯\u2005收到', '收到'],
    ['@团讯\u00a0收到', '收到'],
    ['@团讯\u3000收到', '收到'],
    ['＠团讯  收到', '收到'],
    ['@團訊 收到', '收到'],
    ['@团讯/进度', '/进度'],
    ['@团讯\n【活动】', '【活动】'],
    ['@团讯，收到', '，收到'],
    ['同意 @团讯', '同意'],
    ['/取消@团讯', '/取消'],
    ['/活动 @团讯 主题:甲', '/活动 主题:甲'],
    ['@团讯助手 收到', '收到'],
    ['@tuan xun 收到', '收到'],
    ['@TUAN XUN 收到', '收到'],
    ['@张三 @团讯 /换班', '@张三 /换班'],
    ['@团讯 @团讯 收到', '收到'],
    ['@团讯', ''],
  ])('%j is to the bot and says %j', (typed, rest) => expect(strip(typed)).toEqual([rest, true]))

  it.each(['收到', '@张三 收到', '@团讯录 收到', '@团讯收到', 'a@团讯.cn', '团讯 收到', '@  团讯 收到', '@小团 收到', '@'])('%j is not', (typed) => expect(strip(typed)).toEqual([typed, false]))

  it('keeps at most two separators from being eaten', () => expect(stripAddress(fold('@团讯    甲'), names).message.text).toBe('  甲'))
})
