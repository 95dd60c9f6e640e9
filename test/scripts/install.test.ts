import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { identify } from '../../scripts/lib/identity.mjs'
import { findProgram } from '../../scripts/lib/find.mjs'
import { isNewEnough } from '../../scripts/lib/node-version.mjs'
import { requireChromium } from '../../scripts/lib/tools.mjs'
import { freePort, makeProject, page, type Project } from './project.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let project: Project
let PORT: string
let bin: string

beforeEach(async () => {
  project = makeProject()
  PORT = String(await freePort())
  bin = join(project.root, 'bin')
  mkdirSync(bin)
})
afterEach(() => project.remove())

const fake = (name: string, script: string) => {
  writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >>'${bin}/calls'\n${script}\n`)
  chmodSync(join(bin, name), 0o755)
}
const calls = () => (existsSync(join(bin, 'calls')) ? readFileSync(join(bin, 'calls'), 'utf8').trim().split('\n') : [])
const up = () => expect.poll(async () => (await page(Number(PORT)))?.starts, { timeout: 25_000 }).toBe(1)
const lockFiles = (wanted: object, installed: object | undefined) => {
  writeFileSync(join(project.root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }))
  const note = join(project.root, 'node_modules/.package-lock.json')
  if (installed === undefined) rmSync(note, { force: true })
  else writeFileSync(note, JSON.stringify({ packages: installed }))
}
const done = `mkdir -p node_modules/a node_modules/dev && cp package-lock.json node_modules/.package-lock.json`

/** Path of a folder that holds only the fakes, and what the scripts themselves call. */
const onlyFakes = () => {
  for (const name of ['sh', 'mkdir', 'cp', 'sleep', 'ln', 'cat', 'npm']) {
    const real = findProgram(name)
    if (real !== undefined && !existsSync(join(bin, name))) symlinkSync(real, join(bin, name))
  }
  return bin
}
const fakesFirst = () => `${bin}:${process.env['PATH']}`

/** A script that needs nothing but the dependencies. */
const runDocs = () => {
  writeFileSync(join(project.root, 'src/cli/docs.ts'), `console.log('docs');`)
  return project.run({ PATH: fakesFirst() }, [process.execPath, 'scripts/run.mjs', 'docs'])
}

describe('dependencies', () => {
  const a = { 'node_modules/a': { version: '2.0.0' } }

  test.each([
    ['missing', undefined],
    ['of another version', { 'node_modules/a': { version: '1.0.0' } }],
    ['noted but not there', a],
  ])('%s: installed, said, and only once', async (_how, installed) => {
    lockFiles(a, installed)
    fake('npm', done)
    const first = runDocs()
    expect(await first.ended).toBe(0)
    expect(first.said()).toContain('安装依赖（npm ci）')
    expect(first.printed()).toBe('docs\n')
    const second = runDocs()
    await second.ended
    expect(second.said()).toBe('docs\n')
    expect(calls()).toEqual(['npm ci --include=dev --no-audit --no-fund --loglevel=error'])
  })

  test('for another platform, or only for developers, are not missed by what the product runs', async () => {
    lockFiles({ 'node_modules/mac': { version: '1.0.0', optional: true }, 'node_modules/dev': { version: '1.0.0', dev: true } }, {})
    fake('npm', done)
    expect(await runDocs().ended).toBe(0)
    expect(calls()).toEqual([])
  })

  test('an installation that fails shows why', async () => {
    lockFiles(a, undefined)
    fake('npm', 'echo "registry unreachable" >&2; exit 7')
    const run = runDocs()
    expect(await run.ended).toBe(1)
    expect(run.said()).toMatch(/没有成功（7）[\s\S]*registry unreachable/)
  })

  test('a signal while installing ends npm and everything under it', async () => {
    lockFiles(a, undefined)
    fake('npm', `sleep 30 & echo $! >'${bin}/under'; wait`)
    const instance = project.run({ PORT, PATH: fakesFirst() })
    await expect.poll(() => existsSync(join(bin, 'under')) && readFileSync(join(bin, 'under'), 'utf8') !== '', { timeout: 25_000 }).toBe(true)
    instance.process.kill('SIGTERM')
    expect(await instance.ended).toBe(0)
    const under = Number(readFileSync(join(bin, 'under'), 'utf8'))
    await expect.poll(() => identify(under)).toBeUndefined()
  })

  test('two starts at once do not install twice', async () => {
    lockFiles(a, undefined)
    fake('npm', `sleep 1; ${done}`)
    const second = { PORT: String(await freePort()), DATA_DIR: './second', PATH: fakesFirst() }
    project.run({ PORT, PATH: fakesFirst() })
    const other = project.run(second)
    await up()
    await expect.poll(() => page(Number(second.PORT)), { timeout: 25_000 }).toBeDefined()
    expect(calls()).toHaveLength(1)
    other.process.kill('SIGTERM')
    await other.ended
  })
})

describe('redis-server', () => {
  const link = `case "$*" in *download-only*) ;; *install*) ln -s '${findProgram('redis-server')}' "\${0%/*}/redis-server";; esac`

  test.runIf(process.getuid?.() === 0)('missing: installed by apt-get, lists first, and said', async () => {
    fake('apt-get', link)
    const instance = project.run({ PORT, PATH: onlyFakes() })
    await up()
    expect(instance.said()).toContain('apt-get 安装 redis-server')
    expect(calls().map((call) => call.replace(/-o \S+ | -y -q --no-install-recommends/g, ''))).toEqual([
      'apt-get -q update',
      'apt-get install --download-only redis-server',
      'apt-get install redis-server',
    ])
  })

  test('missing: installed by Homebrew where there is no apt-get', async () => {
    fake('brew', link)
    project.run({ PORT, PATH: onlyFakes() })
    await up()
    expect(calls()).toEqual(['brew install redis'])
  })

  test('found: nothing is installed', async () => {
    fake('apt-get', 'exit 1')
    project.run({ PORT, PATH: fakesFirst() })
    await up()
    expect(calls()).toEqual([])
  })

  test('too old: refused with both ways out', async () => {
    fake('redis-server', 'echo "Redis server v=5.0.7 sha=0 bits=64"')
    const instance = project.run({ PORT, PATH: onlyFakes() })
    expect(await instance.ended).toBe(1)
    expect(instance.said()).toMatch(/5\.0，太旧[\s\S]*REDIS_URL[\s\S]*docker-compose\.yml/)
  })
})

describe('the browser for npm test', () => {
  const runTest = (env: Record<string, string> = {}) => {
    writeFileSync(join(project.root, 'node_modules/.bin/vitest'), `console.log('tests ran', ...process.argv.slice(2));`)
    return project.run({ PATH: onlyFakes(), ...env }, [process.execPath, 'scripts/run.mjs', 'test', 'test/one.test.ts'])
  }
  beforeEach(() => {
    mkdirSync(join(project.root, 'node_modules/.bin'))
    symlinkSync(findProgram('redis-server') ?? '', join(bin, 'redis-server'))
  })

  test.runIf(process.getuid?.() === 0)('missing, with a Chinese font: both are installed', async () => {
    fake('apt-get', `cp '${bin}/sh' '${bin}/chromium'`)
    const run = runTest()
    expect(await run.ended).toBe(0)
    expect(calls().at(-1)).toMatch(/install .* chromium fonts-wqy-microhei fontconfig$/)
    expect(run.printed()).toBe('tests ran run test/one.test.ts\n')
  })

  test('missing and not to be had: said, and the tests run all the same, so that those of pages fail', async () => {
    const run = runTest()
    expect(await run.ended).toBe(0)
    expect(run.said()).toContain('Chromium is missing')
    expect(run.printed()).toContain('tests ran')
  })

  test('an installation that fails is shown', async () => {
    fake('apt-get', 'echo "E: no network" >&2; exit 100')
    const run = runTest()
    expect(await run.ended).toBe(0)
    if (process.getuid?.() === 0) expect(run.said()).toContain('E: no network')
    expect(run.said()).toContain('Chromium is missing')
  })

  test('there: nothing is said', async () => {
    fake('chromium', '')
    fake('fc-list', 'echo WenQuanYi')
    const run = runTest()
    await run.ended
    expect(run.said()).toBe('tests ran run test/one.test.ts\n')
  })
})

describe('requireChromium', () => {
  const before = { ...process.env }
  afterEach(() => Object.assign(process.env, before))

  test('fails with the way out rather than giving nothing', () => {
    Object.assign(process.env, { CHROMIUM: '', PATH: join(project.root, 'nothing') })
    expect(() => requireChromium()).toThrow(/CHROMIUM=[\s\S]*apt-get install chromium/)
  })

  test('CHROMIUM names one', () => {
    process.env['CHROMIUM'] = '/opt/chrome'
    expect(requireChromium()).toBe('/opt/chrome')
  })
})

test.each([['20.19.0', true], ['20.20.2', true], ['22.1.0', true], ['20.18.3', false], ['18.20.0', false], ['9.0.0', false]])(
  'Node %s is new enough: %s', (version, enough) => expect(isNewEnough(version)).toBe(enough))
