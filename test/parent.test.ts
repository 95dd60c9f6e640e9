import { spawn, type StdioOptions } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { compiled } from '../scripts/lib/compile.mjs'

const module = JSON.stringify(pathToFileURL(await compiled('src/parent.ts')).href)

/** Runs a program that counts as stopped with exit code 7; `head` comes before it looks, `tail` keeps it alive, or not. */
function program(tail: string, stdio: StdioOptions, head = '') {
  const body = `import { exitWithParent } from ${module}; ${head}; exitWithParent(() => process.exit(7)); ${tail}; console.log('ready');`
  const child = spawn(process.execPath, ['--input-type=module', '-e', body], { stdio })
  const ended = new Promise((done) => child.once('exit', done))
  const ready = new Promise((done) => child.stdout?.once('data', done))
  return { child, ended, ready }
}

test('stops when the channel to the supervisor closes', async () => {
  const { child, ended, ready } = program('setInterval(() => {}, 1000)', ['ignore', 'pipe', 'inherit', 'ipc'])
  await ready
  child.disconnect()
  expect(await ended).toBe(7)
})

test('stops as well when the supervisor was gone before we looked', async () => {
  const late = program('', ['ignore', 'pipe', 'inherit', 'ipc'], 'while (process.connected) await new Promise((done) => setTimeout(done, 20))')
  late.child.disconnect()
  expect(await late.ended).toBe(7)
})

test('the channel does not keep a finished program alive', async () => {
  expect(await program('', ['ignore', 'pipe', 'inherit', 'ipc']).ended).toBe(0)
})

test('without a supervisor nothing happens', async () => {
  const { ended } = program('setTimeout(() => process.exit(3), 300)', ['ignore', 'pipe', 'inherit'])
  expect(await ended).toBe(3)
})
