import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeProject, type Project } from './project.ts'

let project: Project
beforeEach(() => {
  project = makeProject({ compiles: true })
})
afterEach(() => project.remove())

const write: Project['write'] = (path, body) => project.write(path, body)
const cache = () => join(project.root, 'node_modules/.cache/tuanxun')
const start = (...args: string[]) => project.run({}, [process.execPath, 'scripts/program.mjs', ...args])
/** What a program printed, and how it ended. */
const outcome = async (...args: string[]) => {
  const run = start(...args)
  return { code: await run.ended, said: run.said() }
}

test('a module runs with its words, finds its own kind and the files beside it, and names its source when it fails', async () => {
  write('src/word.ts', `import { readFileSync } from 'node:fs'\nexport const word: string = readFileSync(new URL('./word.txt', import.meta.url), 'utf8')`)
  write('src/word.txt', '团讯')
  write('src/cli/one.ts', `import { word } from '../word.ts'\nimport about from '../../package.json' with { type: 'json' }\nconsole.log(word, about.name, process.argv.slice(2))\nthrow new Error('so')`)
  const { code, said } = await outcome('src/cli/one.ts', '--a', 'b')
  expect(code).toBe(1)
  expect(said).toContain("团讯 tuanxun [ '--a', 'b' ]")
  expect(said).toMatch(/src\/cli\/one\.ts:4/)
  expect(said).not.toContain('Warning')
})

test('what has not changed is not compiled again; what has is, and several at once do not disturb each other', async () => {
  write('src/cli/one.ts', `console.log('first')`)
  expect((await outcome('src/cli/one.ts')).said).toBe('first\n')
  const before = readdirSync(cache())
  expect((await outcome('src/cli/one.ts')).said).toBe('first\n')
  expect(readdirSync(cache())).toEqual(before)
  write('src/cli/one.ts', `console.log('second')`)
  expect(await Promise.all([1, 2].map(async () => (await outcome('src/cli/one.ts')).said))).toEqual(['second\n', 'second\n'])
  expect(readdirSync(cache())).toHaveLength(2)
})

test('one that was made long ago goes when another is made, one of today stays for those that still run', async () => {
  for (const [name, days] of [['old', 8], ['late', 6]] as const) {
    mkdirSync(join(cache(), name), { recursive: true })
    utimesSync(join(cache(), name), new Date(), new Date(Date.now() - days * 86_400_000))
  }
  await outcome()
  expect([existsSync(join(cache(), 'old')), existsSync(join(cache(), 'late'))]).toEqual([false, true])
})

test('a source that cannot be read is named, and nothing is kept of it', async () => {
  write('src/cli/one.ts', `const = 1`)
  const { code, said } = await outcome('src/cli/one.ts')
  expect(code).toBe(1)
  expect(said).toContain('src/cli/one.ts:1')
  expect(existsSync(cache()) ? readdirSync(cache()) : []).toEqual([])
})
