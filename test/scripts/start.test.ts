import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify } from '../../scripts/lib/identity.mjs'
import { takeData } from '../../scripts/lib/take-data.mjs'
import { checkRedis } from '../../src/redis/check.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { freePort } from '../support/ports.ts'
import { startRedis } from '../support/redis.ts'
import { childrenNoted, isHeld, kill, makeProject, page, pidOf, type Project, type Running } from './project.ts'

const begin = async (): Promise<[Project, string]> => [makeProject(), String(await freePort())]
const alive = (children: { pid: number }[]) => children.filter(({ pid }) => identify(pid) !== undefined)
const dead = (pid: number) => expect.poll(() => identify(pid)).toBeUndefined()

/** One project for all of these: each takes the instance that runs, or starts one, and leaves one running. */
describe('an instance that runs', () => {
  let project: Project
  let PORT: string
  let instance: Running | undefined
  beforeAll(async () => void ([project, PORT] = await begin()))
  afterAll(() => project.remove())

  const running = async (command?: string[]) => {
    if (instance !== undefined && command === undefined) return instance
    instance?.process.kill('SIGTERM')
    await instance?.ended
    instance = project.run({ PORT }, command)
    await expect.poll(() => page(Number(PORT))).toBeDefined()
    return instance
  }
  /** Does something after which the program has been started once more, and waits for that. */
  const once = async (act: () => unknown) => {
    const { starts } = (await page(Number(PORT))) ?? { starts: 0 }
    await act()
    return project.up(starts + 1, PORT)
  }
  const next = () => (instance = project.run({ PORT }))

  test('SIGKILL of npm: the instance ends by itself, a start in the same moment waits for that', async () => {
    const first = await running(['npm', 'start'])
    const children = childrenNoted(project.data)
    await once(() => (first.process.kill('SIGKILL'), next()))
    expect(alive(children)).toEqual([])
  })

  test('writes are on disk before they are acknowledged, and nothing is evicted', async () => {
    await running()
    const connection = connectRedis((await page(Number(PORT)))?.redis ?? '')
    expect(await checkRedis(connection)).toEqual([])
    expect(await connection.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
    connection.disconnect()
  })

  test('a second instance on the same DATA_DIR is refused, by name and number, and the first lives on', async () => {
    const first = await running()
    const before = await page(Number(PORT))
    const second = project.run({ PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(second.said()).toMatch(new RegExp(`正被另一个实例使用（npm start，进程 ${first.process.pid}）[^]*Another instance`))
    expect(await page(Number(PORT))).toEqual(before)
  })

  test('SIGKILL of the program: it is started again, and this is said', async () => {
    const { said } = await running()
    const redis = pidOf(project.data, 'redis')
    await once(() => kill(pidOf(project.data, 'main')))
    expect(said()).toContain('团讯 意外结束（SIGKILL），1 秒后重新启动')
    expect(pidOf(project.data, 'redis')).toBe(redis)
  })

  test('SIGKILL of redis: it is started again with its data, the program stays', async () => {
    const { said } = await running()
    const before = await page(Number(PORT))
    const [main, redis] = [pidOf(project.data, 'main'), pidOf(project.data, 'redis')]
    kill(redis)
    await expect.poll(() => said()).toContain('Redis 意外结束（SIGKILL），1 秒后重新启动')
    await expect.poll(() => pidOf(project.data, 'redis')).not.toBe(redis)
    await expect.poll(() => page(Number(PORT))).toEqual(before)
    expect(pidOf(project.data, 'main')).toBe(main)
  })

  test('SIGKILL of the supervisor: the program goes by itself, the next start takes the orphaned redis in hand', async () => {
    const first = await running()
    const [main, redis] = [pidOf(project.data, 'main'), pidOf(project.data, 'redis')]
    await once(async () => {
      first.process.kill('SIGKILL')
      await first.ended
      await dead(main)
      expect(identify(redis)).toBeDefined()
      next()
    })
    expect(identify(redis)).toBeUndefined()
  })

  test('SIGKILL of the supervisor, with a start in the same moment', async () => {
    const first = await running()
    await once(() => (first.process.kill('SIGKILL'), next()))
  })

  test('SIGKILL of all three at once blocks nothing', async () => {
    const first = await running()
    await once(async () => {
      for (const { pid } of childrenNoted(project.data)) kill(pid)
      first.process.kill('SIGKILL')
      await first.ended
      next()
    })
  })
})

describe('by itself', () => {
  let project: Project
  let PORT: string
  beforeEach(async () => void ([project, PORT] = await begin()))
  afterEach(() => project.remove())

  test.each(['SIGINT', 'SIGHUP'] as const)('%s ends everything, with nothing left behind', async (signal) => {
    const instance = project.run({ PORT })
    await project.up(1, PORT)
    const children = childrenNoted(project.data)
    expect(children.map(({ name }) => name).toSorted()).toEqual(['main', 'redis'])
    instance.process.kill(signal)
    expect(await instance.ended).toBe(0)
    expect(alive(children)).toEqual([])
    expect(childrenNoted(project.data)).toEqual([])
    expect(existsSync(join(project.data, 'redis/redis.sock'))).toBe(false)
    // It was not killed for being slow.
    expect(instance.said()).toContain('stand-in ends')
    expect(instance.said()).not.toContain('意外')
  })

  test('SIGTERM does the same; a start while the last one is still ending waits for it, and finds the same data', async () => {
    const first = project.run({ PORT })
    await project.up(1, PORT)
    const children = childrenNoted(project.data)
    first.process.kill('SIGTERM')
    project.run({ PORT })
    await project.up(2, PORT)
    expect(await first.ended).toBe(0)
    expect(alive(children)).toEqual([])
    expect(first.said()).not.toContain('意外')
  })

  test('SIGTERM to npm start itself ends the program as it is really started, compiled', async () => {
    await project.remove()
    project = makeProject({ compiles: true })
    const instance = project.run({ PORT }, ['npm', 'start'])
    await project.up(1, PORT)
    const children = childrenNoted(project.data)
    expect(children).toHaveLength(2)
    instance.process.kill('SIGTERM')
    await instance.ended
    expect(alive(children)).toEqual([])
  })

  test('a signal at any moment of the start leaves nothing behind either', async () => {
    const noted = (wanted: string) => childrenNoted(project.data).some(({ name }) => name === wanted)
    for (const moment of [() => true, () => isHeld(project.data), () => noted('redis'), () => noted('main')]) {
      const instance = project.run({ PORT })
      await expect.poll(moment, { interval: 5 }).toBe(true)
      const children = childrenNoted(project.data)
      instance.process.kill('SIGTERM')
      // Before our first line has run, the signal's own effect ends the process.
      expect([0, 'SIGTERM']).toContain(await instance.ended)
      expect(alive([...children, ...childrenNoted(project.data)])).toEqual([])
    }
    expect(await page(Number(PORT))).toBeUndefined()
  })

  test('a port in use, at once, without a redis left', async () => {
    const other = createServer().listen(Number(PORT), '127.0.0.1')
    try {
      const instance = project.run({ PORT })
      expect(await instance.ended).toBe(1)
      expect(instance.said()).toContain(`端口 ${PORT} 已被别的程序占用`)
      expect(childrenNoted(project.data)).toEqual([])
    } finally {
      other.close()
    }
  })

  test('a configuration error of the program ends everything with its code, without a restart', async () => {
    const instance = project.run({ PORT, EXIT_AT_ONCE: '78' })
    expect(await instance.ended).toBe(78)
    expect(childrenNoted(project.data)).toEqual([])
    expect(instance.said()).not.toContain('重新启动')
  })

  test('a DATA_DIR that is a file is refused', async () => {
    writeFileSync(join(project.root, 'taken'), '')
    await expect(takeData(join(project.root, 'taken'), 'npm start', new AbortController().signal)).rejects.toThrow('数据目录不可写')
  })

  test('a redis that cannot start shows the end of its log', async () => {
    const folder = join(project.data, 'redis/appendonlydir')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'appendonly.aof.manifest'), 'nonsense\n')
    const instance = project.run({ PORT })
    expect(await instance.ended).toBe(1)
    expect(instance.said()).toMatch(/Redis 未能启动[\s\S]*manifest/)
  })

  test('REDIS_URL: no redis of our own', async () => {
    const server = await startRedis()
    try {
      const instance = project.run({ PORT, REDIS_URL: server.url, PATH: join(project.root, 'nothing') })
      await project.up(1, PORT)
      expect(childrenNoted(project.data).map(({ name }) => name)).toEqual(['main'])
      expect((await page(Number(PORT)))?.redis).toBe(server.url)
      instance.process.kill('SIGTERM')
      expect(await instance.ended).toBe(0)
      expect(await server.redis().get('starts')).toBe('1')
    } finally {
      await server.stop()
    }
  })

  test('.env is read, and the environment wins over it; a DATA_DIR too long for a socket, with blanks and Chinese', async () => {
    const DATA_DIR = join(project.root, '数据 目录', 'x'.repeat(100))
    writeFileSync(join(project.root, '.env'), `PORT=1\nDATA_DIR=${DATA_DIR}\n`)
    // A stranger has the numbers of a holder and a redis of old.
    const stranger = spawn('sleep', ['60'])
    const old = { pid: stranger.pid, started: 'long ago' }
    mkdirSync(join(DATA_DIR, 'lock'), { recursive: true })
    writeFileSync(join(DATA_DIR, 'lock/child.redis.json'), JSON.stringify(old))
    writeFileSync(join(DATA_DIR, 'lock/holder.1.json'), JSON.stringify({ ...old, what: 'npm start' }))
    try {
      const instance = project.run({ PORT })
      await project.up(1, PORT)
      expect(alive(childrenNoted(DATA_DIR))).toHaveLength(2)
      expect(existsSync(project.data)).toBe(false)
      expect(identify(stranger.pid ?? 0)).toBeDefined()
      instance.process.kill('SIGKILL')
      await instance.ended
      const redis = pidOf(DATA_DIR, 'redis')
      // A redis that nobody noted is found by where it listens.
      rmSync(join(DATA_DIR, 'lock/child.redis.json'))
      const again = project.run({ PORT })
      await project.up(2, PORT)
      expect(again.said()).toContain(`先结束上次遗留的 Redis（进程 ${redis}）`)
    } finally {
      stranger.kill('SIGKILL')
    }
  })
})
