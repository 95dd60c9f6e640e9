/** Every program tells how it is used, from its declaration. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { programFor, programNames } from '../../scripts/lib/programs.mjs'
import type { Surroundings } from '../../src/cli/files.ts'
import { defineProgram } from '../../src/cli/program.ts'

const folder = new URL('../../src/cli/', import.meta.url)
/** Not ours to explain: vitest, and the linter with the type checker. */
const others = ['test', 'check']
const programs = programNames.filter((name) => !others.includes(name))

async function called(program: (at: Surroundings) => Promise<unknown>, args: string[]) {
  let out = ''
  const at: Surroundings = { args, env: {}, stdin: (async function* () {})(), print: (text) => void (out += text) }
  const err = await program(at).then(() => '', (error: unknown) => String(error))
  return { out, err }
}

const sample = defineProgram({
  name: 'sample', takes: '文件', summary: '试一试。', remarks: ['再说一句。'],
  options: { day: { type: 'string', value: '日子', does: '哪一天' }, again: { type: 'boolean', default: false, does: '再来一次' } },
  async run({ values, positionals, usage }, { print }) {
    if (positionals.length === 0) throw new Error(usage)
    print(JSON.stringify([values, positionals]))
  },
})
const usage = '用法：npm run sample -- [选项] 文件\n试一试。\n再说一句。\n选项：\n  --day 日子  哪一天\n  --again     再来一次'

describe('a program', () => {
  it.each([['--help'], ['-h'], ['a.txt', '--help', '--nonsense']])('asked %s prints its usage and does nothing', async (...args) => {
    expect(await called(sample, args)).toEqual({ out: `${usage}\n`, err: '' })
  })

  it('gets its options and arguments', async () => {
    expect(await called(sample, ['a.txt', '--day', '周五'])).toEqual({ out: JSON.stringify([{ day: '周五', again: false }, ['a.txt']]), err: '' })
  })

  it.each([
    [['--nonsense'], '没有 --nonsense 这个选项。'],
    [['--day'], '--day 没有写对。'],
    [['--again=yes', 'a'], '--again 没有写对。'],
    [[], '用法'],
  ])('given %j says what is wrong and the usage', async (args, wrong) => {
    const { out, err } = await called(sample, args)
    expect(out).toBe('')
    expect(err).toContain(wrong)
    expect(err).toContain(usage)
  })

  it('that takes no arguments refuses one, and one that hands them on takes all', async () => {
    const run = async ({ positionals }: { positionals: string[] }, { print }: Surroundings) => print(positionals.join(' '))
    const spec = { name: 'sample', summary: '试一试。', options: {}, run }
    expect((await called(defineProgram(spec), ['x'])).err).toContain('不要“x”。\n用法：npm run sample\n')
    expect((await called(defineProgram({ ...spec, passesOn: true, takes: '…' }), ['--x', 'y'])).out).toBe('--x y')
  })
})

describe('npm run', () => {
  it.each(programs)('%s is declared with a usage', (name) => {
    const [step = []] = programFor(name, [])?.steps ?? []
    const file = step.find((arg) => arg.startsWith('src/cli/'))?.replace(/^.*\/|\.ts$/g, '') ?? ''
    const source = [file, `${file}Program`].filter((one) => readdirSync(folder).includes(`${one}.ts`)).map((one) => readFileSync(new URL(`${one}.ts`, folder), 'utf8')).join('')
    expect(source).toContain(`defineProgram({\n  name: '${name}',`)
    expect(source).not.toContain('parseArgs')
  })

  it('whoever asks for the usage waits for no Redis and no browser', () => {
    for (const name of programNames) expect(programFor(name, ['--help'])).toMatchObject({ redis: 'none', chromium: false })
    expect(programFor('verify', [])?.redis).toBe('data')
  })
})
