import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillForm } from '../../src/grammar/form.ts'
import { understand } from '../../src/grammar/parse.ts'
import { costsAtMost, processorTime } from '../support/effort.ts'
import { at, atHome, samples, shown } from './support.ts'

const marks = ['/', '／', '@团讯', '@', '【活动】', '主题:', '时间：', '时见:', '地点=', '活动', '任务-2026-004', '收到', '\n', ' ', '\u2005', '\u3000', '、', '，', '「', '」', '团讯：', '- - - - - - - -', '#接龙', '1. ', '+1', '11月20日', '14:00', '35人', '谢谢', '。', '😀', '\u200d', '\uE000', '嗯', '「团讯：']
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom(...marks), { maxLength: 40 }).map((parts) => parts.join('')))
const usualText = '/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心 人数:35'
const usualTimes = 100
/** What an ordinary command costs on this machine at this moment, ms: some 0.2 on an idle one, so that 250 of them are the 50 ms a message may take. */
const usualCost = (): number => processorTime(() => { for (let i = 0; i < usualTimes; i++) understand({ text: usualText }, at) }) / usualTimes

describe('any text at all', () => {
  it('is understood or not, and never thrown at', () => {
    fc.assert(fc.property(anyText, fc.boolean(), fc.option(anyText, { nil: undefined }), (text, toBot, quote) => {
      for (const context of [at, atHome]) {
        const understood = understand({ text, toBot, quote }, context)
        expect(['silence', 'unknown', 'command', 'chain']).toContain(understood.kind)
        fillForm({ command: '活动', raw: { topic: '甲' }, asked: ['time', 'place'] }, { text, toBot, quote }, context)
      }
    }), { numRuns: 200 })
  })

  it('gives back only what was typed', () => {
    fc.assert(fc.property(anyText, (text) => {
      const understood = understand({ text: `/通知 标题:甲 内容:${text}` }, at)
      if (understood.kind !== 'command') return
      for (const raw of Object.values(understood.raw)) for (const sign of ['\uE000', '\uE001', '\u0000']) expect(raw).not.toContain(sign)
    }))
  })

  it.each([
    ['one sign', (n: number) => '嗯'.repeat(n)], ['spaces', (n: number) => `/活动 甲${' '.repeat(n)}乙`], ['colons', (n: number) => `/活动 ${'甲:'.repeat(n / 2)}`],
    ['labels', (n: number) => `/活动 ${'主题:甲 '.repeat(n / 5)}`], ['misspelt labels', (n: number) => `/活动 ${'时见:甲 '.repeat(n / 5)}`], ['words', (n: number) => `/活动 ${'甲 '.repeat(n / 2)}`],
    ['dates', (n: number) => `/活动 甲 ${'11月20日 '.repeat(n / 7)}`], ['commas', (n: number) => `/活动 ${'甲,'.repeat(n / 2)}`], ['brackets', (n: number) => '「'.repeat(n)], ['closed brackets', (n: number) => `「团讯：${'」\n'.repeat(n / 2)}`],
    ['dashes', (n: number) => `「团讯：甲」\n${'- '.repeat(n / 2)}\n乙`], ['mentions', (n: number) => '@团讯 '.repeat(n / 4)], ['other mentions', (n: number) => '@甲 '.repeat(n / 3)], ['slashes', (n: number) => '/'.repeat(n)],
    ['numbers', (n: number) => `/完成 ${'任务-'.repeat(n / 3)}`], ['list', (n: number) => `#接龙\n${'1. 甲\n'.repeat(n / 5)}`], ['full stops', (n: number) => `/完成 任务4${'。'.repeat(n)}x`], ['thanks', (n: number) => `/活动 甲 11月20日 ${'谢谢'.repeat(n / 2)}x`],
    ['question', (n: number) => `@团讯 ${'请问'.repeat(n / 2)}`], ['long text', (n: number) => `【活动】\n主题:甲\n时间:11月20日\n摘要:${'第一行，时间:早上\n'.repeat(n / 10)}`], ['Traditional', (n: number) => '聯誼會'.repeat(n / 3)],
  ])('is read in good time: %s', (_, make) => {
    understand({ text: make(200), toBot: true }, at)
    // The least of three: what a neighbour or the garbage of before costs does not count.
    const cost = (n: number) => Math.min(...[0, 1, 2].map(() => processorTime(() => understand({ text: make(n), toBot: true }, at))))
    const isQuick = () => {
      const usual = usualCost()
      const long = cost(10_000)
      // Linear is ten times as much, quadratic a hundred times; below so many usual messages the clock is too coarse.
      return long / usual < 250 && cost(100_000) / Math.max(long, 20 * usual) < 30
    }
    // A neighbour may spoil one try.
    expect([0, 1, 2].some(isQuick)).toBe(true)
  })

  it('costs far less than a millisecond when it is ordinary', () => {
    const texts = ['好的收到啦', '明天下午2点开会，请大家准时', '/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心 人数:35', '【通知】\n各位同事']
    for (let i = 0; i < 200; i++) for (const text of texts) understand({ text }, at)
    // 1 000 of them: some 200 ms on an idle machine.
    expect(costsAtMost(110, () => { for (let i = 0; i < 250; i++) for (const text of texts) understand({ text }, at) })).toBe(true)
  })
})

const words = fc.string({ unit: fc.constantFrom(...'青年联谊会读书志愿服务走访慰问共建学习交流'), minLength: 2, maxLength: 8 })
const moment = fc.record({ day: fc.integer({ min: 1, max: 28 }), hour: fc.integer({ min: 7, max: 21 }) })
const full = (text: string): string => [...text].map((ch) => (/[!-~]/.test(ch) ? String.fromCharCode(ch.charCodeAt(0) + 0xfee0) : ch === ' ' ? '\u3000' : ch)).join('')

describe('the forms of one message', () => {
  it('are understood alike', () => {
    fc.assert(fc.property(words, moment, words, fc.integer({ min: 1, max: 500 }), (topic, { day, hour }, place, heads) => {
      const when = `11月${day}日${hour}:00`
      const line = `活动 主题:${topic} 时间:${when} 地点:${place} 人数:${heads}`
      const forms = [
        `/${line}`, full(`/${line}`), `@团讯 ${line}`, `@团讯\u2005/${line}`, `@团讯/${line}`, `/${line} @团讯`, `/HuoDong${line.slice(2)}`,
        `【活动】\n主题:${topic}\n时间:${when}\n地点:${place}\n人数:${heads}`, `【活动】\n人数：${heads}\n地点：${place}\n时间：${when}\n主题：${topic}`,
        `/活动 ${topic} ${when} ${place} ${heads}人`, `/活动 ${topic}，${when}，${place}，${heads}人`, `/活动 ${topic} ${when} 地点:${place} 人数:${heads}`,
        `「张三：好」\n- - - - - - -\n/${line}`, `/${line}。`, `/${line} 谢谢`,
      ]
      const meant = { 主题: topic, 时间: `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+08:00`, 地点: place, 人数: heads }
      for (const text of forms) {
        const understood = understand({ text }, at)
        expect([text, shown(understood)]).toEqual([text, meant])
        expect(understood).toMatchObject({ missing: [], problems: [] })
      }
    }), { numRuns: 20 })
  })

  it('name the same command by every alias', () => {
    const named = samples.filter(({ name }) => !name.includes(' ')).flatMap((command) => [command.name, ...command.aliases].map((alias) => [alias, command] as const))
    fc.assert(fc.property(fc.constantFrom(...named), fc.boolean(), (pair, upper) => {
      const [alias, command] = pair
      const word = upper ? alias.toUpperCase() : alias
      for (const text of [`/${word}`, `／${full(word)}`, `@团讯 ${word}`, `/ ${word}`]) expect(understand({ text }, at)).toMatchObject({ kind: 'command', command: { name: command.name } })
    }))
  })
})
