import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { identify } from '../../scripts/lib/identity.mjs'
import { programFor, programNames } from '../../scripts/lib/programs.mjs'
import { freePort } from '../support/ports.ts'
import { startRedis } from '../support/redis.ts'
import { childrenNoted, makeProject, page, type Project } from './project.ts'

let project: Project
beforeEach(() => {
  project = makeProject()
})
afterEach(() => project.remove())

const write: Project['write'] = (path, body) => project.write(path, body)
// Next to nothing is imported, since these run many times.
const connect = `import { ask } from '../../scripts/lib/redis-socket.mjs'
const socket = decodeURIComponent(new URL(process.env.REDIS_URL ?? '').pathname);\n`
const counts = `${connect}console.log(process.env.REDIS_URL, (await ask(socket, 'INCR', 'runs'))?.slice(1, 2));`
const direct = (...args: string[]) => [process.execPath, 'scripts/run.mjs', ...args]
const npm = (...args: string[]) => ['npm', 'run', '--silent', ...args]

describe('any program', () => {
  test('gets standard input, its words and nothing but its own on standard output; its exit code is passed on', async () => {
    write('src/cli/understand.mjs', `let text = ''; for await (const chunk of process.stdin) text += chunk
      console.log(JSON.stringify([text, process.argv.slice(2)])); process.exitCode = 3;`)
    const run = project.run({ PATH: `${process.env['PATH']}` }, npm('understand', '--', '--at', '2026-11-21 10:00'))
    run.process.stdin?.end('/活动\n')
    expect(await run.ended).toBe(3)
    expect(run.printed()).toBe('["/活动\\n",["--at","2026-11-21 10:00"]]\n')
  })

  test('understand needs no redis', async () => {
    write('src/cli/understand.mjs', `console.log(String(process.env.REDIS_URL));`)
    const run = project.run({ PATH: join(project.root, 'nothing') }, direct('understand'))
    expect(await run.ended).toBe(0)
    expect(run.said()).toBe('undefined\n')
    expect(existsSync(project.data)).toBe(false)
  })

  test('no such script', async () => {
    const run = project.run({}, direct('nonsense'))
    expect(await run.ended).toBe(1)
    expect(run.said()).toContain('可用：test、check、understand')
    for (const name of ['', 'constructor', 'nonsense']) expect(programFor(name, [])).toBeUndefined()
  })

  test('what each has of redis', () => {
    const those = (kind: string) => programNames.filter((name) => programFor(name, [])?.redis === kind)
    expect(those('data')).toEqual(expect.arrayContaining(['import', 'setup', 'verify', 'backup', 'restore', 'seal']))
    expect(those('throwAway')).toEqual(expect.arrayContaining(['replay', 'fuzz', 'soak', 'bench', 'screenshot']))
    // An empty workbook is written without any.
    expect(programFor('setup', ['--template', 'x.xlsx'])).toMatchObject({ redis: 'none', steps: [[expect.any(String), 'src/cli/setup.ts', '--template', 'x.xlsx']] })
  })

  test('SIGTERM reaches the program and its end is passed on', async () => {
    write('src/cli/docs.mjs', `process.on('SIGTERM', () => { console.log('tidied'); process.exit(0); }); console.log('at work'); setInterval(() => {}, 1000);`)
    const run = project.run({}, direct('docs'))
    await expect.poll(run.printed).toContain('at work')
    run.process.kill('SIGTERM')
    await run.ended
    expect(run.printed()).toBe('at work\ntidied\n')
  })

  test('a program ended by a signal counts as a shell counts it', async () => {
    write('src/cli/docs.mjs', `process.kill(process.pid, 'SIGKILL');`)
    expect(await project.run({}, direct('docs')).ended).toBe(137)
  })

  test('check runs both tools, and the first failure is not hidden by the second', async () => {
    write('node_modules/.bin/oxlint', `console.log('lint'); process.exitCode = 1;`)
    write('node_modules/.bin/tsc', `console.log('types', ...process.argv.slice(2));`)
    const run = project.run({}, direct('check'))
    expect(await run.ended).toBe(1)
    expect(run.printed()).toBe('lint\ntypes --noEmit --singleThreaded\n')
  })
})

describe('replay', () => {
  test('has an empty redis of its own each time, gone afterwards; its exit code is passed on', async () => {
    write('src/cli/replay.mjs', `${counts}\nprocess.exitCode = 3`)
    for (let time = 0; time < 2; time += 1) {
      const run = project.run({}, direct('replay'))
      expect(await run.ended).toBe(3)
      const [url = '', count] = run.printed().trim().split(' ')
      expect(count).toBe('1')
      expect(existsSync(dirname(new URL(url).pathname))).toBe(false)
    }
    expect(existsSync(project.data)).toBe(false)
  })

  test('its redis goes even when we are killed', async () => {
    write('src/cli/replay.mjs', `${connect}console.log(/process_id:(\\d+)/.exec((await ask(socket, 'INFO')) ?? '')?.[1]); // Until its redis is gone: whoever looks may be late.
      setInterval(async () => (await ask(socket, 'PING')) ?? process.exit(), 100);`)
    const run = project.run({}, direct('replay'))
    await expect.poll(run.printed).toMatch(/^\d+\n/)
    const redis = Number(run.printed())
    expect(identify(redis)).toBeDefined()
    run.process.kill('SIGKILL')
    await expect.poll(() => identify(redis)).toBeUndefined()
  })
})

describe('verify, as all that work on the data of DATA_DIR', () => {
  beforeEach(() => write('src/cli/verify.mjs', counts))

  test('gives it back; npm start is refused meanwhile, with the name of the script', async () => {
    write('src/cli/verify.mjs', `${counts}\nsetInterval(() => {}, 1000);`)
    const first = project.run({}, direct('verify'))
    await expect.poll(first.printed).toMatch(/ 1\n/)
    const instance = project.run({ PORT: String(await freePort()) })
    expect(await instance.ended).toBe(1)
    expect(instance.said()).toContain('npm run verify')
    first.process.kill('SIGTERM')
    await first.ended
    expect(childrenNoted(project.data)).toEqual([])
    write('src/cli/verify.mjs', counts)
    const second = project.run({}, direct('verify'))
    expect(await second.ended).toBe(0)
    expect(second.printed()).toMatch(/ 2\n$/)
    expect(childrenNoted(project.data)).toEqual([])
  })

  test('talks to the instance that runs, and leaves it running', async () => {
    const PORT = String(await freePort())
    project.run({ PORT })
    const { redis } = await project.up(1, PORT)
    const run = project.run({}, direct('verify'))
    expect(await run.ended).toBe(0)
    expect(run.printed()).toBe(`${redis} 1\n`)
    expect(await page(Number(PORT))).toMatchObject({ starts: 1 })
  })

  test('REDIS_URL wins', async () => {
    const server = await startRedis()
    try {
      const run = project.run({ REDIS_URL: server.url }, direct('verify'))
      expect(await run.ended).toBe(0)
      expect(run.printed()).toBe(`${server.url} 1\n`)
      expect(existsSync(project.data)).toBe(false)
    } finally {
      await server.stop()
    }
  })

  test('beside an instance with an outside redis it asks for REDIS_URL', async () => {
    const server = await startRedis()
    const PORT = String(await freePort())
    try {
      project.run({ PORT, REDIS_URL: server.url })
      await project.up(1, PORT)
      const run = project.run({}, direct('verify'))
      expect(await run.ended).toBe(1)
      expect(run.said()).toContain('请稍后再试，或给出 REDIS_URL')
    } finally {
      await project.remove()
      await server.stop()
    }
  })
})
