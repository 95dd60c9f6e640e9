import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { filesOn, root } from './pages.ts'

const run = promisify(execFile)

/** What was printed, and the exit code. */
async function outcome(folder: string, program: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const done = run(join('node_modules/.bin', program), args, { cwd: folder, maxBuffer: 10_000_000 })
  return done.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, output: error.stdout + error.stderr }),
  )
}

/** The one edit that the page describes in words. */
const withSupply = (index: string): string =>
  `import { supply } from './supply.ts'\n${index.replace('export const kinds = [', 'export const kinds = [\n  supply,')}`

const ownTest = 'test/commands/supply/supply.test.ts'
/** The same under a name that is compiled: tests are not. */
const asProgram = 'test/commands/supply/page.ts'

/** A copy of the project with what the page says put into it. */
async function makeCopy(files: Map<string, string>): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'add-a-command-'))
  for (const part of ['src', 'commands', 'jobs', 'scripts', 'test/support', 'package.json', 'package-lock.json', 'tsconfig.json', '.oxlintrc.json']) {
    await cp(join(root, part), join(copy, part), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const [path, code] of files) {
    await mkdir(dirname(join(copy, path)), { recursive: true })
    await writeFile(join(copy, path), code)
  }
  const shown = files.get(ownTest)
  if (shown !== undefined) await writeFile(join(copy, asProgram), shown)
  const index = join(copy, 'src/domain/records/index.ts')
  await writeFile(index, withSupply(await readFile(index, 'utf8')))
  // What the record and the command reach, not the whole project once more; the page's test is run, below.
  await writeFile(join(copy, 'tsconfig.page.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files: [...[...files.keys()].filter((path) => !path.startsWith('test/')), 'src/domain/records/index.ts'] }))
  return copy
}

const files = filesOn(await readFile(join(root, 'docs/add-a-command.md'), 'utf8'))
const copy = await makeCopy(files)
const { compile, compiled } = (await import(join(copy, 'scripts/lib/compile.mjs'))) as typeof import('../../scripts/lib/compile.mjs')
afterAll(async () => {
  // Lies beside those of the project itself, as node_modules are shared.
  await rm(await compile(), { recursive: true })
  await rm(copy, { recursive: true })
})

describe('docs/add-a-command.md', () => {
  it('shows a record, a command and a test', () => {
    expect([...files.keys()]).toEqual(['src/domain/records/supply.ts', 'commands/supply/supply.ts', ownTest])
  })

  it('compiles', async () => {
    // Several checkers at once each learn all types anew.
    expect(await outcome(copy, 'tsc', '--noEmit', '--singleThreaded', '-p', 'tsconfig.page.json')).toEqual({ code: 0, output: '' })
  })

  it('passes the linter, its layers included', async () => {
    const { code, output } = await outcome(copy, 'oxlint', ...files.keys())
    expect(output).toContain('0 errors')
    expect(code).toBe(0)
  })

  // Not in a run of its own, and compiled as npm start does it: Vitest would turn every module of the copy anew.
  describe('its own test, in the copy', async () => {
    await import(await compiled(asProgram))
  })
})
