import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const tree = resolve(import.meta.dirname, '../..')

/** A clone of the project's scripts with a stand-in for src/main.ts and nothing to install. */
export interface Project {
  root: string
  data: string
  /** Runs `node scripts/start.mjs`, or another command line, in it. */
  run: (env?: Record<string, string>, command?: string[]) => Running
  /** Puts a file into it. */
  write: (path: string, body: string) => void
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

export function makeProject(parent: string = tmpdir()): Project {
  const root = mkdtempSync(join(parent, 'tuanxun-project-'))
  cpSync(join(tree, 'scripts'), join(root, 'scripts'), { recursive: true })
  mkdirSync(join(root, 'node_modules'))
  mkdirSync(join(root, 'tmp'))
  symlinkSync(join(tree, 'node_modules/esbuild'), join(root, 'node_modules/esbuild'))
  mkdirSync(join(root, 'src/cli'), { recursive: true })
  for (const file of ['src/parent.ts', 'test/scripts/fixtures/main.ts']) cpSync(join(tree, file), join(root, file))
  writeFileSync(join(root, 'src/main.ts'), `import '../test/scripts/fixtures/main.ts';\n`)
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
  const remove = async () => {
    for (const { process: child, ended } of running) {
      child.kill('SIGTERM')
      await ended
    }
    for (const { pid } of childrenNoted(join(root, 'data'))) kill(pid)
    rmSync(root, { recursive: true, force: true })
  }
  return { root, data: join(root, 'data'), run, write, remove }
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

/** What the stand-in's page says; undefined while nobody answers. */
export async function page(port: number): Promise<{ pid: number; starts: number; redis: string } | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2_000) })
    return (await response.json()) as { pid: number; starts: number; redis: string }
  } catch {
    return undefined
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
