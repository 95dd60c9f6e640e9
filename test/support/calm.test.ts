import { setTimeout as later } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { calmly } from './calm.ts'
import { freshRedis } from './redis.ts'

/** A body that fails in its first `failing` tries, standing still for so long (ms) in each, from its beginning on or after a while. */
function body(failing: number, still: number, after = 10) {
  let tries = 0
  const run = calmly(async () => {
    if (++tries > failing) return
    if (after > 0) await later(after)
    for (const end = performance.now() + still; performance.now() < end;);
    throw new Error(`try ${tries}`)
  })
  return { run, tries: () => tries }
}

test.each([10, 0])('what failed while the machine stood still is tried again (after %i ms)', async (after) => {
  const { run, tries } = body(2, 150, after)
  await run()
  expect(tries()).toBe(3)
})

test('what failed while Redis stood still, too', async () => {
  const { redis } = await freshRedis()
  let tries = 0
  await calmly(async () => {
    if (++tries > 1) return
    await redis.eval('for i = 1, 3e7 do end', 0)
    throw new Error('try 1')
  })()
  expect(tries).toBe(2)
})

test('not for ever', async () => {
  await expect(body(100, 150).run()).rejects.toThrow('try 5')
})

test('what fails on a calm machine fails at once', calmly(async () => {
  const { run, tries } = body(1, 0)
  await expect(run()).rejects.toThrow('try 1')
  expect(tries()).toBe(1)
}))
