import { setTimeout as later } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { calmly } from './calm.ts'

/** A body that fails in its first `failing` tries, standing still for so long (ms) in each. */
function body(failing: number, still: number) {
  let tries = 0
  const run = calmly(async () => {
    if (++tries > failing) return
    await later(10)
    for (const end = performance.now() + still; performance.now() < end;);
    throw new Error(`try ${tries}`)
  })
  return { run, tries: () => tries }
}

test('what failed while the machine stood still is tried again', async () => {
  const { run, tries } = body(2, 150)
  await run()
  expect(tries()).toBe(3)
})

test('not for ever', async () => {
  await expect(body(100, 150).run()).rejects.toThrow('try 5')
})

test('what fails on a calm machine fails at once', calmly(async () => {
  const { run, tries } = body(1, 0)
  await expect(run()).rejects.toThrow('try 1')
  expect(tries()).toBe(1)
}))
