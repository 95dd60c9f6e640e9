import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { areas } from '../../src/grammar/command.ts'
import { helpFor, helpIndex } from '../../src/grammar/help.ts'
import { understand } from '../../src/grammar/parse.ts'
import { loadCommands } from '../../src/grammar/registry.ts'
import { at, atHome } from './support.ts'

const registry = await loadCommands(new URL('../../commands/', import.meta.url))
const real = { ...at, registry }
/** Some questions count only where the unit in them is known. */
const home = { ...atHome, registry }

describe('the real commands', () => {
  it.each(registry.all.flatMap((command) => command.examples.map((example) => [command.name, example] as const)))('%s: %j works as it stands', (name, example) => {
    const understood = understand({ text: example }, real)
    expect(understood).toMatchObject({ kind: 'command', command: { name } })
    expect(understood.kind === 'command' && { missing: understood.missing.map(({ label }) => label), problems: understood.problems.map(({ complaint }) => complaint) }).toEqual({ missing: [], problems: [] })
  })

  it.each(registry.all.flatMap((command) => (command.questions ?? []).map((question) => [command.name, question.example] as const)))('%s: %j is understood as a question', (name, example) => {
    expect(understand({ text: `@团讯 ${example}` }, home)).toMatchObject({ kind: 'command', command: { name }, problems: [] })
    expect(understand({ text: `@团讯 请问${example}？` }, home)).toMatchObject({ kind: 'command', command: { name } })
    expect(understand({ text: example }, home)).toEqual({ kind: 'silence' })
  })

  it('stay silent in ordinary chat', () => {
    const lines = readFileSync(new URL('fixtures/chat.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '')
    expect(lines.filter((line) => understand({ text: line.replaceAll('\\n', '\n') }, real).kind !== 'silence')).toEqual([])
  })

  it('can be called by every name they have', () => {
    for (const command of registry.all) for (const alias of [command.name, ...command.aliases]) if (!command.name.includes(' ') || alias.includes(' ')) expect([alias, registry.byName(alias)?.name]).toEqual([alias, command.name])
  })

  it('have help that fits a message, and stand in the index', () => {
    const index = helpIndex(registry.all)
    for (const command of registry.all) {
      expect(Buffer.byteLength(helpFor(command))).toBeLessThan(2048)
      expect(index).toContain(`/${command.name}`)
    }
    expect(Object.keys(areas)).toEqual(expect.arrayContaining(registry.all.map(({ area }) => area)))
  })
})
