import { describe, expect, it, test } from 'vitest'
import { fuzz } from '../../src/cli/fuzz/fuzz.ts'
import { faultsOf } from '../../src/cli/fuzz/judge.ts'
import { chanceOf } from '../../src/cli/fuzz/random.ts'
import { nextText } from '../../src/cli/fuzz/texts.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { createRegistry } from '../../src/grammar/registry.ts'
import { loadParts } from '../../src/parts.ts'
import { freshRedis } from '../support/redis.ts'

describe('nonsense', () => {
  it('breaks nothing, hangs nothing and is answered clearly', async () => {
    const { redis } = await freshRedis()
    const { findings, messages, answered } = await fuzz(redis, await loadParts(), { seed: 1, more: (count) => count < 150 })
    expect(findings).toEqual([])
    expect(messages).toBe(150)
    expect(answered).toBeGreaterThan(30)
  })

  it('is the same for the same seed', async () => {
    const { registry } = await loadParts()
    const texts = (seed: number) => {
      const chance = chanceOf(seed)
      return Array.from({ length: 50 }, () => nextText(registry, chance))
    }
    expect(texts(7)).toEqual(texts(7))
    expect(texts(7)).not.toEqual(texts(8))
    expect(texts(9).some((text) => text.length > 5000)).toBe(true)
  })
})

describe('what would be found', () => {
  const parts = async (decide: () => never) => {
    const loaded = await loadParts()
    const bad = defineCommand({ name: '坏', aliases: [], area: 'help', summary: '坏', who: 'everyone', fields: { what: f.longText('内容').optional() }, examples: ['/坏'], async decide() { return decide() } })
    return { ...loaded, registry: createRegistry([bad]) }
  }
  it('a command that throws', async () => {
    const { redis } = await freshRedis()
    const broken = await parts(() => {
      throw new TypeError('broken')
    })
    const { findings } = await fuzz(redis, broken, { seed: 1, more: (count) => count < 100, most: 2 })
    expect(findings.map(({ what }) => what).join()).toContain('broken')
  })
  it('a command that takes long', async () => {
    const { redis } = await freshRedis()
    const slow = await parts(() => {
      const from = process.cpuUsage()
      while (process.cpuUsage(from).user < 75_000);
      return { changes: [], notices: [] } as never
    })
    const { findings } = await fuzz(redis, slow, { seed: 1, more: (count) => count < 100, most: 1 })
    expect(findings.map(({ what }) => what).join()).toMatch(/\d+ ms/)
  })
  test.each([
    ['no answer', '/活动', []], ['an empty answer', '/活动', [' ']], ['a call to everybody', '/活动', ['主题：@所有人']], ['a call to everybody', '/活动', ['<@all>']], ['a call to everybody', '', ['@ALL 请看']],
    ['a phone or identity-card number', '', ['电话13812345678']], ['a control character or a number not filled in', '', ['活动-\ue000']], ['a control character or a number not filled in', '', ['\u001b[31m']], ['“undefined”', '/活动', ['单位：undefined']],
  ])('%s', (what, text, answers) => expect(faultsOf(text, answers, text !== '')).toContain(what))
  test.each([['undefined', ['“undefined”没有看懂']], ['/活动', ['已记录 活动-2026-001：＠所有人 @allen\n电话138****5678']], ['', []]])('not %j', (text, answers) => expect(faultsOf(text, answers, false)).toEqual([]))
})
