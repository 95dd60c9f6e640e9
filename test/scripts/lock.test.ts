import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { identify, isAlive } from '../../scripts/lib/identity.mjs'
import { acquire, childOf, holderOf, LockHeld } from '../../scripts/lib/lock.mjs'
import { lockFolder } from '../../scripts/lib/project.mjs'
import { takeData } from '../../scripts/lib/take-data.mjs'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'tuanxun-lock-')), 'lock')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

const dead = { pid: process.pid, started: 'before the last boot' }
const write = (name: string, body: unknown) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), typeof body === 'string' ? body : JSON.stringify(body))
}

test('held once, free again after release', async () => {
  const lock = await acquire(folder, 'first')
  await expect(acquire(folder, 'second')).rejects.toThrow(LockHeld)
  expect(await holderOf(folder)).toMatchObject({ pid: process.pid, what: 'first' })
  lock.release()
  expect(await holderOf(folder)).toBeUndefined()
  const third = await acquire(folder, 'third')
  third.release()
})

test('a dead holder does not block, even when its number now belongs to another process', async () => {
  write('holder.7.json', { ...dead, what: 'long gone' })
  await acquire(folder, 'next')
  expect(readdirSync(folder)).toEqual(['holder.8.json'])
})

test('a holder that died before it could write its name does not block', async () => {
  write('holder.3.json', '')
  await acquire(folder, 'next')
  expect(await holderOf(folder)).toMatchObject({ what: 'next' })
})

test('of several processes that come at once after a death, exactly one gets it, time and again', async () => {
  const folders = Array.from({ length: 40 }, (_, round) => join(folder, '..', `lock${round}`))
  for (const one of folders) {
    mkdirSync(one)
    writeFileSync(join(one, 'holder.1.json'), JSON.stringify({ ...dead, what: 'long gone' }))
  }
  const url = JSON.stringify(resolve(import.meta.dirname, '../../scripts/lib/lock.mjs'))
  const program = `import { acquire } from ${url}
    process.stdin.once('data', async (start) => {
      const mine = []
      for (const [round, folder] of process.argv.slice(1).entries()) {
        const at = Number(start) + 10 * round
        await new Promise((resolve) => setTimeout(resolve, at - Date.now() - 2))
        while (Date.now() < at);
        await acquire(folder, 'racer').then(() => mine.push(folder), () => undefined)
      }
      console.log(mine.join(' '))
    })
    console.log('ready')`
  const racers = Array.from({ length: 3 }, () => spawn(process.execPath, ['--input-type=module', '-e', program, ...folders]))
  const said = () => Promise.all(racers.map((racer) => new Promise<string>((done) => racer.stdout.once('data', (chunk) => done(String(chunk).trim())))))
  expect(await said()).toEqual(racers.map(() => 'ready'))
  const told = said()
  const start = Date.now() + 50
  for (const racer of racers) racer.stdin.write(String(start))
  const mine = (await told).flatMap((line) => line.split(' ').filter(Boolean))
  for (const racer of racers) racer.kill('SIGKILL')
  expect(mine.toSorted()).toEqual(folders.toSorted())
})

test('children of a dead holder are ended by the next, strangers under their numbers are not', async () => {
  const [child, stranger] = [spawn('sleep', ['60'], { detached: true }), spawn('sleep', ['60'])]
  const identity = identify(child.pid ?? 0)
  write('holder.1.json', { ...dead, what: 'long gone' })
  write('child.main.json', identity)
  write('child.redis.json', { pid: stranger.pid, started: 'long ago' })
  await acquire(folder, 'next')
  expect(identity && isAlive(identity)).toBe(false)
  expect(identify(stranger.pid ?? 0)).toBeDefined()
  expect(readdirSync(folder).filter((file) => file.startsWith('child.'))).toEqual([])
  stranger.kill('SIGKILL')
})

test('a child is found as long as it lives', async () => {
  const child = spawn('sleep', ['60'])
  const lock = await acquire(folder, 'holder')
  lock.adopt('redis', child.pid ?? 0, { url: 'unix:///x' })
  expect(childOf(folder, 'redis')).toMatchObject({ pid: child.pid, url: 'unix:///x' })
  expect(childOf(folder, 'main')).toBeUndefined()
  child.kill('SIGKILL')
  await expect.poll(() => childOf(folder, 'redis')).toBeUndefined()
  lock.forget('redis')
  expect(readdirSync(folder)).toEqual(['holder.1.json'])
})

test('whoever is about to leave is waited for, also where the machine stood still meanwhile', async () => {
  const data = join(folder, '..')
  const holder = await acquire(lockFolder(data), 'ending')
  const clock = vi.spyOn(Date, 'now')
  onTestFinished(() => clock.mockRestore())
  const taken = takeData(data, 'next', new AbortController().signal)
  clock.mockReturnValue(Date.now() + 60_000)
  // So that it looks again before it is told anything.
  await new Promise((done) => setTimeout(done, 150))
  holder.leaving()
  holder.release()
  ;(await taken).release()
})

test('nobody holds what does not exist', async () => {
  expect(await holderOf(join(folder, 'nowhere'))).toBeUndefined()
  expect(childOf(join(folder, 'nowhere'), 'redis')).toBeUndefined()
})
