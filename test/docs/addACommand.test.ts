import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesOn, root } from './pages.ts'

const run = promisify(execFile)

/** What was printed, and the exit code. */
async function outcome(folder: string, program: string, ...args: string[]): Promise<{ code: number; output: string }> {
  // The report is of this run, not of the one within.
  const env = { ...process.env, TEST_REPORT: undefined }
  const done = run(join('node_modules/.bin', program), args, { cwd: folder, env, maxBuffer: 10_000_000 })
  return done.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, output: error.stdout + error.stderr }),
  )
}

/** The one edit that the page describes in words. */
const withSupply = (index: string): string =>
  `import { supply } from './supply.ts'\n${index.replace('export const kinds = [', 'export const kinds = [\n  supply,')}`

describe('docs/add-a-command.md', () => {
  let copy: string
  let files: Map<string, string>
  beforeAll(async () => {
    files = filesOn(await readFile(join(root, 'docs/add-a-command.md'), 'utf8'))
    copy = await mkdtemp(join(tmpdir(), 'add-a-command-'))
    for (const part of ['src', 'commands', 'jobs', 'scripts', 'test/support', 'package.json', 'tsconfig.json', 'vitest.config.ts', '.oxlintrc.json']) {
      await cp(join(root, part), join(copy, part), { recursive: true })
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const [path, code] of files) {
      await mkdir(dirname(join(copy, path)), { recursive: true })
      await writeFile(join(copy, path), code)
    }
    const index = join(copy, 'src/domain/records/index.ts')
    await writeFile(index, withSupply(await readFile(index, 'utf8')))
    // What the record and the command reach, not the whole project once more; the page's test is run, below.
    await writeFile(join(copy, 'tsconfig.page.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files: [...[...files.keys()].filter((path) => !path.startsWith('test/')), 'src/domain/records/index.ts'] }))
  })
  afterAll(() => rm(copy, { recursive: true }))

  it('shows a record, a command and a test', () => {
    expect([...files.keys()]).toEqual(['src/domain/records/supply.ts', 'commands/supply/supply.ts', 'test/commands/supply/supply.test.ts'])
  })

  it('compiles', { timeout: 120_000 }, async () => {
    expect(await outcome(copy, 'tsc', '--noEmit', '-p', 'tsconfig.page.json')).toEqual({ code: 0, output: '' })
  })

  it('passes the linter, its layers included', { timeout: 60_000 }, async () => {
    const { code, output } = await outcome(copy, 'oxlint', ...files.keys())
    expect(output).toContain('0 errors')
    expect(code).toBe(0)
  })

  it('passes its own test', { timeout: 120_000 }, async () => {
    const { code, output } = await outcome(copy, 'vitest', 'run', '--root', copy, 'test/commands/supply')
    expect(output).toContain('1 passed')
    expect(code).toBe(0)
  })
})
