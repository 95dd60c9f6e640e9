import { spawn } from 'node:child_process'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keepRunning } from '../../scripts/lib/supervise.mjs'

const waits = { first: 40, longest: 160, forgiven: 60_000 }

/** Starts the shell command again and again, and notes when. */
function runs(command: (run: number) => string) {
  const times: number[] = []
  let stops = 0
  const start = async () => {
    times.push(Date.now())
    const child = spawn('sh', ['-c', command(times.length)])
    const stop = async () => {
      stops += 1
      child.kill('SIGKILL')
    }
    return { process: child, stop }
  }
  return { start, times, stops: () => stops, gaps: () => times.slice(1).map((time, index) => time - (times[index] ?? 0)) }
}

/** The pauses that were announced, s. */
function announced(): () => number[] {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => said.mockRestore())
  return () => said.mock.calls.flatMap(([line]) => Number(/([\d.]+) 秒后重新启动/.exec(String(line))?.[1] ?? []))
}

const until = (condition: () => boolean) => expect.poll(condition, { interval: 10 }).toBe(true)

test('waits twice as long each time, up to a limit', async () => {
  const stop = new AbortController()
  const pauses = announced()
  const program = runs(() => 'exit 3')
  const over = keepRunning({ name: 'x', start: program.start, signal: stop.signal, waits })
  await until(() => program.times.length === 6)
  stop.abort()
  expect(await over).toBeUndefined()
  const floor = [40, 80, 160, 160, 160]
  expect(program.gaps().every((gap, index) => gap >= (floor[index] ?? 0) - 2)).toBe(true)
  expect(pauses().slice(0, 5)).toEqual([0.04, 0.08, 0.16, 0.16, 0.16])
})

test('a long quiet run is forgiven', async () => {
  const stop = new AbortController()
  const pauses = announced()
  const program = runs((run) => (run === 6 ? 'sleep 0.3' : 'exit 1'))
  const over = keepRunning({ name: 'x', start: program.start, signal: stop.signal, waits: { first: 20, longest: 2000, forgiven: 250 } })
  await until(() => program.times.length === 7)
  stop.abort()
  await over
  // Unforgiven it would be many times as long.
  expect(pauses()[5]).toBe(0.02)
})

test('a clean end unasked is a reason to start again, too; a start that fails as well', async () => {
  const stop = new AbortController()
  let tries = 0
  const program = runs(() => 'exit 0')
  const start = async () => {
    tries += 1
    if (tries === 1) throw new Error('no room on the disk')
    return program.start()
  }
  const over = keepRunning({ name: 'x', start, signal: stop.signal, waits })
  await until(() => program.times.length === 2)
  stop.abort()
  await over
})

test('a configuration error ends it at once', async () => {
  const program = runs(() => 'exit 78')
  expect(await keepRunning({ name: 'x', start: program.start, signal: new AbortController().signal, waits })).toBe(78)
  expect(program.times).toHaveLength(1)
})

test('stopping ends the process that runs, and interrupts the wait', async () => {
  const stop = new AbortController()
  const program = runs((run) => (run === 1 ? 'exit 1' : 'sleep 30'))
  const over = keepRunning({ name: 'x', start: program.start, signal: stop.signal, waits })
  await until(() => program.times.length === 2)
  stop.abort()
  await over
  expect(program.stops()).toBe(1)

  const waiting = new AbortController()
  const broken = runs(() => 'exit 1')
  const long = keepRunning({ name: 'x', start: broken.start, signal: waiting.signal, waits: { ...waits, first: 60_000 } })
  await until(() => broken.times.length === 1)
  setTimeout(() => waiting.abort(), 100)
  await long
  expect(broken.times).toHaveLength(1)
})

test('a stop that comes before the first look still ends what already runs', async () => {
  const stop = new AbortController()
  stop.abort()
  const program = runs(() => 'sleep 30')
  const first = await program.start()
  await keepRunning({ name: 'x', start: program.start, first, signal: stop.signal, waits })
  expect(program.stops()).toBe(1)
})
