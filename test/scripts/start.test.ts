import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { identify } from '../../scripts/lib/identity.mjs'
import { checkRedis } from '../../src/redis/check.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { startRedis } from '../support/redis.ts'
import { childrenNoted, freePort, kill, makeProject, page, pidOf, type Project } from './project.ts'

let project: Project
let PORT: string
// The machine may be busy with other tests: patience is not what is tested here.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const wait = { timeout: 25_000, interval: 50 }
const up = (starts: number) => expect.poll(async () => (await page(Number(PORT)))?.starts, wait).toBe(starts)
const dead = (pid: number) => expect.poll(() => identify(pid), wait).toBeUndefined()

beforeEach(async () => {
  project = makeProject()
  PORT = String(await freePort())
})
afterEach(() => project.remove())

describe('start and stop', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s ends everything, with nothing left behind', async (signal) => {
    const instance = project.run({ PORT })
    await up(1)
    const children = childrenNoted(project.data)
    expect(children.map(({ name }) => name).toSorted()).toEqual(['main', 'redis'])
    const asked = Date.now()
    instance.process.kill(signal)
    expect(await instance.ended).toBe(0)
    expect(Date.now() - asked).toBeLessThan(5_000)
    expect(children.filter(({ pid }) => identify(pid) !== undefined)).toEqual([])
    expect(childrenNoted(project.data)).toEqual([])
    expect(existsSync(join(project.data, 'redis/redis.sock'))).toBe(false)
    expect(instance.said()).not.toContain('意外')
  })

  test('SIGTERM to npm start itself does the same, and a second start finds the same data', async () => {
    const first = project.run({ PORT }, ['npm', 'start'])
    await up(1)
    first.process.kill('SIGTERM')
    await first.ended
    expect(await page(Number(PORT))).toBeUndefined()
    project.run({ PORT })
    await up(2)
  })

  test('a start while the last one is still ending waits for it', async () => {
    const first = project.run({ PORT })
    await up(1)
    first.process.kill('SIGTERM')
    project.run({ PORT })
    await up(2)
    expect(await first.ended).toBe(0)
  })

  test('a signal at any moment of the start leaves nothing behind either', async () => {
    for (const delay of [0, 60, 120, 180, 260, 400, 600]) {
      const instance = project.run({ PORT })
      await new Promise((resolve) => setTimeout(resolve, delay))
      const children = childrenNoted(project.data)
      instance.process.kill('SIGTERM')
      // Before our first line has run, the signal's own effect ends the process.
      expect([0, 'SIGTERM']).toContain(await instance.ended)
      expect([...children, ...childrenNoted(project.data)].filter(({ pid }) => identify(pid) !== undefined)).toEqual([])
    }
    expect(await page(Number(PORT))).toBeUndefined()
  })

  test('writes are on disk before they are acknowledged, and nothing is evicted', async () => {
    project.run({ PORT })
    await up(1)
    const { redis } = (await page(Number(PORT))) ?? { redis: '' }
    const connection = connectRedis(redis)
    expect(await checkRedis(connection)).toEqual([])
    expect(await connection.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
    connection.disconnect()
  })
})

describe('SIGKILL', () => {
  test('of the supervisor: the program goes by itself, the next start takes the orphaned redis in hand', async () => {
    const instance = project.run({ PORT })
    await up(1)
    const [main, redis] = [pidOf(project.data, 'main'), pidOf(project.data, 'redis')]
    instance.process.kill('SIGKILL')
    await instance.ended
    await dead(main)
    expect(identify(redis)).toBeDefined()
    project.run({ PORT })
    await up(2)
    expect(identify(redis)).toBeUndefined()
  })

  test('of the supervisor, with a start in the same moment', async () => {
    const instance = project.run({ PORT })
    await up(1)
    instance.process.kill('SIGKILL')
    await instance.ended
    project.run({ PORT })
    await up(2)
  })

  test('of npm: the instance ends by itself, a start in the same moment waits for that', async () => {
    const instance = project.run({ PORT }, ['npm', 'start'])
    await up(1)
    const children = childrenNoted(project.data)
    instance.process.kill('SIGKILL')
    project.run({ PORT })
    await up(2)
    expect(children.filter(({ pid }) => identify(pid) !== undefined)).toEqual([])
  })

  test('of the program: it is started again, and this is said', async () => {
    const instance = project.run({ PORT })
    await up(1)
    const redis = pidOf(project.data, 'redis')
    kill(pidOf(project.data, 'main'))
    await up(2)
    expect(instance.said()).toContain('团讯 意外结束（SIGKILL），1 秒后重新启动')
    expect(pidOf(project.data, 'redis')).toBe(redis)
  })

  test('of redis: it is started again with its data, the program stays', async () => {
    const instance = project.run({ PORT })
    await up(1)
    const [main, redis] = [pidOf(project.data, 'main'), pidOf(project.data, 'redis')]
    kill(redis)
    await expect.poll(() => instance.said(), wait).toContain('Redis 意外结束（SIGKILL），1 秒后重新启动')
    await expect.poll(() => pidOf(project.data, 'redis'), wait).not.toBe(redis)
    await up(1)
    expect(pidOf(project.data, 'main')).toBe(main)
  })

  test('of all three at once blocks nothing', async () => {
    const instance = project.run({ PORT })
    await up(1)
    for (const { pid } of childrenNoted(project.data)) kill(pid)
    instance.process.kill('SIGKILL')
    await instance.ended
    project.run({ PORT })
    await up(2)
  })
})

describe('refusals', () => {
  test('a second instance on the same DATA_DIR, by name and number, and the first lives on', async () => {
    const first = project.run({ PORT })
    await up(1)
    const second = project.run({ PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain(`正被另一个实例使用（npm start，进程 ${first.process.pid}）`)
    expect(second.said()).toContain('Another instance')
    await up(1)
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

  test('a DATA_DIR that is a file', async () => {
    writeFileSync(join(project.root, 'taken'), '')
    const instance = project.run({ PORT, DATA_DIR: './taken' })
    expect(await instance.ended).toBe(1)
    expect(instance.said()).toContain('数据目录不可写')
  })

  test('without redis-server and without a way to install it: REDIS_URL and the compose file are named', async () => {
    const instance = project.run({ PORT, PATH: join(project.root, 'nothing') })
    expect(await instance.ended).toBe(1)
    expect(instance.said()).toMatch(/redis-server[\s\S]*REDIS_URL[\s\S]*docker-compose\.yml/)
  })

  test('a redis that cannot start shows the end of its log', async () => {
    const folder = join(project.data, 'redis/appendonlydir')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'appendonly.aof.manifest'), 'nonsense\n')
    const instance = project.run({ PORT })
    expect(await instance.ended).toBe(1)
    expect(instance.said()).toMatch(/Redis 未能启动[\s\S]*manifest/)
  })
})

describe('settings', () => {
  test('REDIS_URL: no redis of our own', async () => {
    const server = await startRedis()
    try {
      const instance = project.run({ PORT, REDIS_URL: server.url, PATH: join(project.root, 'nothing') })
      await up(1)
      expect(childrenNoted(project.data).map(({ name }) => name)).toEqual(['main'])
      expect((await page(Number(PORT)))?.redis).toBe(server.url)
      instance.process.kill('SIGTERM')
      expect(await instance.ended).toBe(0)
      expect(await server.redis().get('starts')).toBe('1')
    } finally {
      await server.stop()
    }
  })

  test('.env is read, and the environment wins over it', async () => {
    writeFileSync(join(project.root, '.env'), `PORT=1\nDATA_DIR=./elsewhere\n`)
    project.run({ PORT })
    await up(1)
    expect(childrenNoted(join(project.root, 'elsewhere'))).toHaveLength(2)
    expect(existsSync(project.data)).toBe(false)
    for (const { pid } of childrenNoted(join(project.root, 'elsewhere'))) expect(identify(pid)).toBeDefined()
  })

  test('a DATA_DIR too long for a socket, with blanks and Chinese', async () => {
    const DATA_DIR = join(project.root, '数据 目录', 'x'.repeat(100))
    const instance = project.run({ PORT, DATA_DIR })
    await up(1)
    instance.process.kill('SIGKILL')
    await instance.ended
    project.run({ PORT, DATA_DIR })
    await up(2)
  })

  test('a stranger who has the number of a redis of old is left alone', async () => {
    const stranger = spawn('sleep', ['30'])
    try {
      mkdirSync(join(project.data, 'lock'), { recursive: true })
      writeFileSync(join(project.data, 'lock/child.redis.json'), JSON.stringify({ pid: stranger.pid, started: 'long ago' }))
      writeFileSync(join(project.data, 'lock/holder.1.json'), JSON.stringify({ pid: stranger.pid, started: 'long ago', what: 'npm start' }))
      project.run({ PORT })
      await up(1)
      expect(identify(stranger.pid ?? 0)).toBeDefined()
    } finally {
      stranger.kill('SIGKILL')
    }
  })
})
