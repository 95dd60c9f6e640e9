import { mkdtemp, writeFile, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { defineCommand, type Command } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { createRegistry, loadCommands } from '../../src/grammar/registry.ts'
import { registry, samples } from './support.ts'

const make = (name: string, aliases: string[] = [], more: Partial<Command> = {}): Command => ({
  ...defineCommand({ name, aliases, area: 'help', summary: '', who: 'known', fields: {}, examples: [`/${name}`], decide: async () => ({ changes: [], notices: [] }) }), ...more,
})

describe('names', () => {
  it.each([['活动', '活动'], ['活動', '活动'], ['HD', '活动'], ['Ｈｄ', '活动'], ['活动 已办', '活动 已办'], ['活动已办', '活动 已办'], ['hd 已办', '活动 已办'], ['简报 预览', '简报 预览']])('%s is %s', (word, name) =>
    expect(registry.byName(word)?.name).toBe(name))
  it.each(['', '没有', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '已办', '预览'])('%j is nothing', (word) => {
    expect(registry.byName(word)).toBeUndefined()
    expect(registry.root(word)).toBeUndefined()
  })

  it('of two words may stand without a command of the first word, with aliases of their own', () => {
    const { byName, root } = createRegistry([make('审签 简报', ['release', 'sq sp'])])
    expect(byName('审签')).toBeUndefined()
    expect(root('审签')?.subs.size).toBe(1)
    expect([byName('release')?.name, byName('sq sp')?.name]).toEqual(['审签 简报', '审签 简报'])
  })

  it('finds the longest that a text begins with', () => {
    expect(registry.prefix('取消活动吧')).toBe('取消活动')
    expect(registry.prefix('取消吧')).toBe('取消')
    expect(registry.prefix('吧')).toBeUndefined()
  })
})

describe('declarations that contradict each other are refused', () => {
  it.each<[string, Command[], string]>([
    ['two commands of one name', [make('甲'), make('甲')], '“甲” also belongs to 甲'],
    ['two commands of one alias', [make('甲', ['jia']), make('乙', ['JIA'])], '“jia” also belongs to 甲'],
    ['an alias that is a name', [make('甲'), make('乙', ['甲'])], '“甲” also belongs to 甲'],
    ['one label for two fields', [make('甲', [], { fields: { a: f.text('主题'), b: f.text('题目', { also: ['主題'] }) } })], 'label 主题 stands twice'],
    ['three words', [make('甲 乙 丙')], 'one word or two'],
    ['no example', [make('甲', [], { examples: [] })], 'no example'],
    ['a subject that is no field', [make('甲', [], { subject: 'id' })], 'no field id'],
    ['a question that does not match', [make('甲', [], { questions: [{ pattern: /^谁$/, example: '哪里' }] })], 'does not match'],
  ])('%s', (_, commands, message) => expect(() => createRegistry(commands)).toThrow(message))

  it('but the samples do not', () => expect(createRegistry(samples).all).toHaveLength(samples.length))
})

describe('loadCommands', () => {
  it('finds files in folders and refuses one that is no command', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'commands-'))
    const url = pathToFileURL(`${folder}/`)
    await mkdir(join(folder, 'a'))
    await writeFile(join(folder, 'a/one.ts'), `export default { name: '甲', aliases: [], area: 'help', summary: '', who: 'known', fields: {}, examples: ['/甲'] }\n`)
    expect((await loadCommands(url)).all.map(({ name }) => name)).toEqual(['甲'])
    await writeFile(join(folder, 'b.ts'), 'export const nothing = 1\n')
    await expect(loadCommands(url)).rejects.toThrow('b does not export a command')
    await rm(folder, { recursive: true })
  })
})
