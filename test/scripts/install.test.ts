import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { identify } from '../../scripts/lib/identity.mjs'
import { findProgram } from '../../scripts/lib/find.mjs'
import { isNewEnough } from '../../scripts/lib/node-version.mjs'
import { ensureDependencies } from '../../scripts/lib/dependencies.mjs'
import { ensureChromium, ensureRedisServer, requireChromium } from '../../scripts/lib/tools.mjs'
import { freePort } from '../support/ports.ts'
import { makeProject, type Project } from './project.ts'

let project: Project
let bin: string

beforeEach(() => {
  project = makeProject()
  bin = join(project.root, 'bin')
  mkdirSync(bin)
})
afterEach(() => project.remove())

const fake = (name: string, script: string) => {
  writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >>'${bin}/calls'\n${script}\n`)
  chmodSync(join(bin, name), 0o755)
}
const calls = () => (existsSync(join(bin, 'calls')) ? readFileSync(join(bin, 'calls'), 'utf8').trim().split('\n') : [])
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
  project.write('src/cli/docs.mjs', `console.log('docs');`)
  return project.run({ PATH: fakesFirst() }, [process.execPath, 'scripts/run.mjs', 'docs'])
}

/** Does here what a script does first of all, with this PATH, and gives what it says at the keyboard, or why it refuses. */
async function said(act: (signal: AbortSignal) => Promise<unknown>, PATH: string): Promise<string> {
  for (const [name, value] of Object.entries({ PATH, TMPDIR: join(project.root, 'tmp'), CHROMIUM: '' })) vi.stubEnv(name, value)
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    await act(new AbortController().signal)
    return stderr.mock.calls.join('')
  } catch (error) {
    return String(error)
  } finally {
    stderr.mockRestore()
    vi.unstubAllEnvs()
  }
}
const dependencies = (dev = false) => said((signal) => ensureDependencies({ root: project.root, dev, signal }), fakesFirst())

describe('dependencies', () => {
  const a = { 'node_modules/a': { version: '2.0.0' } }

  const ci = 'npm ci --include=dev --no-audit --no-fund --loglevel=error'

  test('missing: installed, said, and only once, though two ask for it at once', async () => {
    lockFiles(a, undefined)
    fake('npm', `sleep 1; ${done}`)
    const both = [runDocs(), runDocs()]
    for (const run of both) expect(await run.ended).toBe(0)
    expect(both.filter((run) => run.said().includes('安装依赖（npm ci）'))).toHaveLength(1)
    expect(both.map((run) => run.printed())).toEqual(['docs\n', 'docs\n'])
    expect(await dependencies()).toBe('')
    expect(calls()).toEqual([ci])
  })

  test.each([
    ['of another version', { 'node_modules/a': { version: '1.0.0' } }],
    ['noted but not there', a],
  ])('%s: installed, said, and only once', async (_how, installed) => {
    lockFiles(a, installed)
    fake('npm', done)
    expect(await dependencies()).toContain('安装依赖（npm ci）')
    expect(await dependencies()).toBe('')
    expect(calls()).toEqual([ci])
  })

  test('for another platform, or only for developers, are not missed by what the product runs', async () => {
    lockFiles({ 'node_modules/mac': { version: '1.0.0', optional: true }, 'node_modules/dev': { version: '1.0.0', dev: true } }, {})
    fake('npm', done)
    expect(await dependencies()).toBe('')
    expect(calls()).toEqual([])
    expect(await dependencies(true)).toContain('node_modules/dev')
  })

  test('an installation that fails shows why', async () => {
    lockFiles(a, undefined)
    fake('npm', 'echo "registry unreachable" >&2; exit 7')
    expect(await dependencies()).toMatch(/没有成功（7）[\s\S]*registry unreachable/)
  })

  test('a signal while installing ends npm and everything under it', async () => {
    lockFiles(a, undefined)
    fake('npm', `sleep 30 & echo $! >'${bin}/under'; wait`)
    const instance = project.run({ PATH: fakesFirst() })
    await expect.poll(() => existsSync(join(bin, 'under')) && readFileSync(join(bin, 'under'), 'utf8') !== '').toBe(true)
    instance.process.kill('SIGTERM')
    expect(await instance.ended).toBe(0)
    const under = Number(readFileSync(join(bin, 'under'), 'utf8'))
    await expect.poll(() => identify(under)).toBeUndefined()
  })
})

describe('redis-server', () => {
  const link = `case "$*" in *download-only*) ;; *install*) ln -s '${findProgram('redis-server')}' "\${0%/*}/redis-server";; esac`

  const redis = (PATH: string) => said(ensureRedisServer, PATH)

  test.runIf(process.getuid?.() === 0)('missing: installed by apt-get, lists first, and said', async () => {
    fake('apt-get', link)
    const PORT = String(await freePort())
    const instance = project.run({ PORT, PATH: onlyFakes() })
    await project.up(1, PORT)
    expect(instance.said()).toContain('apt-get 安装 redis-server')
    expect(calls().map((call) => call.replace(/-o \S+ | -y -q --no-install-recommends/g, ''))).toEqual([
      'apt-get -q update',
      'apt-get install --download-only redis-server',
      'apt-get install redis-server',
    ])
  })

  test('missing: installed by Homebrew where there is no apt-get', async () => {
    fake('brew', link)
    expect(await redis(onlyFakes())).toContain('用 Homebrew 安装 redis')
    expect(calls()).toEqual(['brew install redis'])
  })

  test('found: nothing is installed', async () => {
    fake('apt-get', 'exit 1')
    expect(await redis(fakesFirst())).toBe('')
    expect(calls()).toEqual([])
  })

  test('too old: refused with both ways out', async () => {
    fake('redis-server', 'echo "Redis server v=5.0.7 sha=0 bits=64"')
    expect(await redis(onlyFakes())).toMatch(/5\.0，太旧[\s\S]*REDIS_URL[\s\S]*docker-compose\.yml/)
  })

  test('missing, without a way to install it: REDIS_URL and the compose file are named', async () => {
    expect(await redis(join(project.root, 'nothing'))).toMatch(/redis-server[\s\S]*REDIS_URL[\s\S]*docker-compose\.yml/)
  })
})

describe('the browser for npm test', () => {
  const chromium = () => said(ensureChromium, onlyFakes())

  test('missing and not to be had: said, and the tests run all the same, so that those of pages fail', async () => {
    project.write('node_modules/.bin/vitest', `console.log('tests ran', ...process.argv.slice(2));`)
    symlinkSync(findProgram('redis-server') ?? '', join(bin, 'redis-server'))
    const run = project.run({ PATH: onlyFakes(), CHROMIUM: '' }, [process.execPath, 'scripts/run.mjs', 'test', 'test/one.test.ts'])
    expect(await run.ended).toBe(0)
    expect(run.said()).toContain('Chromium is missing')
    expect(run.printed()).toBe('tests ran run test/one.test.ts\n')
  })

  test.runIf(process.getuid?.() === 0)('missing, with a Chinese font: both are installed', async () => {
    fake('apt-get', `cp '${bin}/sh' '${bin}/chromium'`)
    expect(await chromium()).not.toContain('Chromium is missing')
    expect(calls().at(-1)).toMatch(/install .* chromium fonts-wqy-microhei fontconfig$/)
  })

  test('an installation that fails is shown', async () => {
    fake('apt-get', 'echo "E: no network" >&2; exit 100')
    const shown = await chromium()
    if (process.getuid?.() === 0) expect(shown).toContain('E: no network')
    expect(shown).toContain('Chromium is missing')
  })

  test('there: nothing is said', async () => {
    fake('chromium', '')
    fake('fc-list', 'echo WenQuanYi')
    expect(await chromium()).toBe('')
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
