import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsNumbers, mask, maskKeys, muteCalls } from '../../src/domain/privacy.ts'

describe('mask', () => {
  it.each([
    ['联系电话13800005678', '联系电话138****5678'],
    ['138 0000 5678', '138****5678'],
    ['+86-138-0000-5678', '138****5678'],
    ['手机：13912345678，请接收', '手机：139****5678，请接收'],
    ['身份证33020319900101123X', '身份证330***************'],
    ['330203199001011234', '330***************'],
    ['１３８００００５６７８', '138****5678'],
    ['电话：１３８－００００－５６７８。', '电话：138****5678。'],
    ['138.0000.5678，139·1234·5678，137—1234—5678', '138****5678，139****5678，137****5678'],
    ['身份证３３０２０３１９９００１０１１２３Ｘ！', '身份证330***************！'],
    ['330203 19900101 123x', '330***************'],
    ['35０13812345678下周三', '35０138****5678下周三'],
    ['王敏{13812345678０', '王敏{138****5678０'],
  ])('hides %s', (text, shown) => expect(mask(text)).toBe(shown))

  it.each([
    '活动-2026-015', '经费12345元', '2026年11月20日 14:00', '参加人数1380人', '台账校验：138-e9048bfd', '编号 20261120140000', '99913800005678111', '９９９１３８００００５６７８１１１', '１２３４５元：＝＋', '330203 20261301 1234', '1385000.1234', '010-87185624', '单号SF13800005678',
  ])('leaves %s alone', (text) => {
    expect(mask(text)).toBe(text)
    expect(holdsNumbers(text)).toBe(false)
  })

  it('leaves a bulletin\'s seal alone, and nothing else behind that word', () => {
    expect(mask('台账校验：148-12347700')).toBe('台账校验：148-12347700')
    expect(mask('校验：148-12347700')).toBe('校验：148****7700')
    expect(mask('台账校验：14812347700')).toBe('台账校验：148****7700')
    expect(mask('台账校验：13812345678-1')).toBe('台账校验：138****5678-1')
  })

  it('leaves no number behind, wherever it stands', () => {
    const digits = fc.stringMatching(/^1[3-9]\d{9}$/)
    fc.assert(fc.property(digits, fc.stringMatching(/^[一-龥，。 ０-９]{0,10}$/), (number, around) => {
      expect(mask(`${around}${number}${around}`)).not.toContain(number)
    }))
  })
})

describe('maskKeys', () => {
  const key = '11111111-2222-3333-4444-55555555abcd'
  const wide = [...key].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
  it.each([
    [`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`, 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…abcd'],
    [`机器人${key}。`, '机器人…abcd。'],
    [`机器人${wide}。`, '机器人…abcd。'],
    [`send？ｋｅｙ＝${wide}`, 'send？ｋｅｙ＝…abcd'],
  ])('%s', (text, shown) => expect(maskKeys(text)).toBe(shown))
})

describe('muteCalls', () => {
  it.each([
    ['@所有人 请看', '＠所有人 请看'],
    ['请@全体成员', '请＠全体成员'],
    ['@all', '＠all'],
    ['@Everyone', '＠Everyone'],
    ['<@WangMin>您好', '<＠WangMin>您好'],
    ['<@all>@all', '<＠all>＠all'],
  ])('%s', (text, muted) => expect(muteCalls(text)).toBe(muted))
  it.each(['@王敏 请看', '@allen', '所有人', 'a@b.cn', '@团讯 所有人'])('%s stays', (text) => expect(muteCalls(text)).toBe(text))
})
