import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { expect } from 'vitest'

const tree = resolve(import.meta.dirname, '../..')

/** Where a program lies that is not compiled. */
const asItIs = (file: string): string => file.replace(/\.ts$/, '.mjs')
/** Stands in for scripts/program.mjs there. */
const runAsItIs = `const [, , source] = process.argv
process.argv.splice(1, 2, source)
await import('../' + source.replace(/\\.ts$/, '.mjs'))
`
let javaScript: string[] | undefined

/** A clone of the project's scripts with a stand-in for src/main.ts and nothing to install. */
export interface Project {
  root: string
  data: string
  /** Runs `node scripts/start.mjs`, or another command line, in it. */
  run: (env?: Record<string, string>, command?: string[]) => Running
  /** Puts a file into it. */
  write: (path: string, body: string) => void
  /** Waits until the stand-in has been started so many times since the beginning, and gives what its page says then. */
  up: (starts: number, port: string) => Promise<Page>
  /** Ends what still runs and removes everything. */
  remove: () => Promise<void>
}

/** A command that was started. */
export interface Running {
  process: ChildProcess
  /** All it printed so far, both streams. */
  said: () => string
  /** What it printed to standard output alone. */
  printed: () => string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

/**
 * `compiles`: as the project does it. Otherwise its programs are JavaScript already (src/main.ts stands in src/main.mjs), since most
 * tests of starting and ending are not about that, and it costs as much as all else a start does.
 */
export function makeProject({ compiles = false }: { compiles?: boolean } = {}): Project {
  const root = mkdtempSync(join(tmpdir(), 'tuanxun-project-'))
  cpSync(join(tree, 'scripts'), join(root, 'scripts'), { recursive: true })
  mkdirSync(join(root, 'node_modules'))
  mkdirSync(join(root, 'tmp'))
  mkdirSync(join(root, 'src/cli'), { recursive: true })
  const files = ['src/parent.ts', 'test/scripts/fixtures/main.ts']
  if (compiles) {
    symlinkSync(join(tree, 'node_modules/esbuild'), join(root, 'node_modules/esbuild'))
    for (const file of files) cpSync(join(tree, file), join(root, file))
    writeFileSync(join(root, 'src/main.ts'), `import '../test/scripts/fixtures/main.ts';\n`)
  } else {
    writeFileSync(join(root, 'scripts/program.mjs'), runAsItIs)
    javaScript ??= files.map((file) => transformSync(readFileSync(join(tree, file), 'utf8'), { loader: 'ts' }).code)
    mkdirSync(join(root, 'test/scripts/fixtures'), { recursive: true })
    for (const [at, file] of files.entries()) writeFileSync(join(root, asItIs(file)), (javaScript[at] ?? '').replaceAll('.ts"', '.mjs"'))
    writeFileSync(join(root, 'src/main.mjs'), `import '../test/scripts/fixtures/main.mjs';\n`)
  }
  writeFileSync(join(root, 'package.json'), readFileSync(join(tree, 'package.json')))
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json']) {
    writeFileSync(join(root, file), JSON.stringify({ packages: { '': {} } }))
  }
  const write: Project['write'] = (path, body) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), body)
  }
  const running: Running[] = []
  const run: Project['run'] = (env = {}, command = [process.execPath, 'scripts/start.mjs']) => {
    const one = launch(root, env, command)
    running.push(one)
    return one
  }
  const up: Project['up'] = async (starts, port) => {
    // Said by each start when it listens: nobody need ask the page until then.
    const listening = () => running.map((one) => one.said().split('stand-in listens').length - 1).reduce((sum, count) => sum + count, 0)
    await expect.poll(listening).toBeGreaterThanOrEqual(starts)
    let seen: Page | undefined
    await expect.poll(async () => (seen = await page(Number(port)))?.starts).toBe(starts)
    return seen as unknown as Page
  }
  const remove = async () => {
    for (const { process: child, ended } of running) {
      child.kill('SIGTERM')
      await ended
    }
    for (const { pid } of childrenNoted(join(root, 'data'))) kill(pid)
    rmSync(root, { recursive: true, force: true })
  }
  return { root, data: join(root, 'data'), run, write, up, remove }
}

function launch(cwd: string, env: Record<string, string>, [program = '', ...args]: string[]): Running {
  const inherited = Object.entries(process.env).filter(([key]) => !key.startsWith('npm_') && !key.startsWith('VITEST'))
  const child = spawn(program, args, { cwd, env: { ...Object.fromEntries(inherited), TMPDIR: join(cwd, 'tmp'), ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  let printed = ''
  child.stdout.on('data', (chunk) => ((said += String(chunk)), (printed += String(chunk))))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const ended = new Promise<number | string>((done) => child.once('close', (code, signal) => done(code ?? signal ?? '')))
  return { process: child, said: () => said, printed: () => printed, ended }
}

/** Children that a supervisor noted under this DATA_DIR: name, process number. */
export function childrenNoted(data: string): { name: string; pid: number }[] {
  const folder = join(data, 'lock')
  const files = (() => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  })()
  return files
    .filter((file) => file.startsWith('child.') && file.endsWith('.json'))
    .map((file) => ({ name: file.split('.')[1] ?? '', pid: Number(JSON.parse(readFileSync(join(folder, file), 'utf8')).pid) }))
}

/** Whether somebody holds this DATA_DIR, or was killed with it. */
export function isHeld(data: string): boolean {
  const folder = join(data, 'lock')
  const holders = existsSync(folder) ? readdirSync(folder).filter((file) => /^holder\.\d+\.json$/.test(file)) : []
  // Made and filled are two steps.
  return holders.map((file) => readFileSync(join(folder, file), 'utf8')).some((body) => body !== '' && JSON.parse(body).released !== true)
}

/** The number of a child by its name; fails when it is not noted. */
export function pidOf(data: string, name: string): number {
  const pid = childrenNoted(data).find((child) => child.name === name)?.pid
  if (pid === undefined) throw new Error(`no ${name} noted in ${data}`)
  return pid
}

/** SIGKILL, to a process of our own that may be gone already. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone.
  }
}

/** What the stand-in's page says. */
export interface Page {
  pid: number
  starts: number
  redis: string
}

/** It, or undefined while nobody answers. */
export async function page(port: number): Promise<Page | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(10_000) })
    return (await response.json()) as Page
  } catch {
    return undefined
  }
}
