import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atMost } from '../../src/domain/atMost.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = new Promise<string>(() => {})
const tooLate = (): never => {
  throw new Error('too late')
}

test('work that is done in time answers, or fails as it failed, and leaves no timer behind', async () => {
  expect(await atMost(50, Promise.resolve('done'), tooLate)).toBe('done')
  await expect(atMost(50, Promise.reject(new Error('broken')), () => 'late')).rejects.toThrow('broken')
  expect(vi.getTimerCount()).toBe(0)
})

test('what takes longer is answered for, or thrown for, and not a moment before', async () => {
  const answered = vi.fn<(said: string) => void>()
  const answer = atMost(50, never, () => 'late').then(answered)
  await vi.advanceTimersByTimeAsync(49)
  expect(answered).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await answer
  expect(answered).toHaveBeenCalledWith('late')
  const thrown = atMost(50, never, tooLate).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(50)
  expect(await thrown).toBe('too late')
})
