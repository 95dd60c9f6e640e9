import { describe, expect, it } from 'vitest'
import { saysNo, saysNotReceived, saysUndone, saysYes } from '../../src/grammar/contrary.ts'

describe('a remark that says the thing is not done', () => {
  it.each([
    '还没有办完，要到下周', '没办', '未完成', '目前还没完成', '尚未报送', '只完成了一半', '完成一部分', '完成了80%', '做不完', '暂时无法按期完成', '没办法完成', '来不及了', '正在办理',
    '还差两家', '还有三家没交', '申请延期到下周', '需要推迟', '但材料没交齐',
  ])('%s', (text) => expect(saysUndone(text)).toBe(true))

  it.each([
    '已报送纸质版', '没有遗留问题', '未发现问题', '没有交纸质版，只交电子版', '共走访12户', '已全部完成', '完成100%', '延期完成，已说明', '只报送电子版', '差错已改', '做了两场', '开展活动3次，完成',
    '材料已交，没有问题', '不再报送', '未婚青年联谊会',
  ])('not %s', (text) => expect(saysUndone(text)).toBe(false))
})

describe('a remark that refuses', () => {
  it.each(['不同意', '不同意，经费没有交清', '有异议，挂牌没有完成', '反对', '暂不接任', '不能接受', '我们不同意', '难以接受', '不行'])('%s', (text) => expect(saysNo(text)).toBe(true))
  it.each(['同意', '无异议', '没有异议', '没有意见', '不过要11月29日前报', '同意接任，挂牌事宜一月底前办完', '不迟于月底', '有意见请及时提'])('not %s', (text) => expect(saysNo(text)).toBe(false))
})

describe('a reason that agrees, and a receipt of nothing', () => {
  it.each([['同意', true], ['同意，下不为例', true], ['不同意', false], ['请按期完成', false]])('%s', (text, expected) => expect(saysYes(text)).toBe(expected))
  it.each([['没收到', true], ['还没有收到。', true], ['没有收到附件', false], ['我们派两人', false]])('%s', (text, expected) => expect(saysNotReceived(text)).toBe(expected))
})
