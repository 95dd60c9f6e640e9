import { expect, onTestFinished, test, vi } from 'vitest'
import { roomOf, watchMachine } from '../../src/app/machine.ts'
import { day, minute } from '../../src/domain/time.ts'

const mb = 1024 * 1024
const disks: Record<string, { free: number; all: number }> = {
  '/roomy': { free: 50_000 * mb, all: 100_000 * mb },
  '/small': { free: 200 * mb, all: 1000 * mb },
  '/large': { free: 257 * mb, all: 100_000 * mb },
  '/full': { free: 255.5 * mb, all: 100_000 * mb },
}
const room = async (folder: string) => {
  const found = disks[folder]
  if (!found) throw new Error('ENOENT')
  return found
}

test('a disk with little room, for its size too, is told; one that is not there is not', async () => {
  const { ills } = watchMachine({ now: () => 0, folders: [...Object.keys(disks), '/none'], room })
  expect(await ills()).toEqual([{ name: 'disk', why: expect.stringMatching(/\/full 所在的盘只剩 255 MB/) }])
})

test('a disk that does not answer is told, and not asked again meanwhile', async () => {
  let times = 0
  let answer = () => {}
  const slow = () => {
    times++
    return new Promise<{ free: number; all: number }>((done) => (answer = () => done({ free: 50_000 * mb, all: 100_000 * mb })))
  }
  const { ills } = watchMachine({ now: () => 0, folders: ['/net'], room: slow })
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const late = async () => {
    const found = ills()
    await vi.advanceTimersByTimeAsync(1000)
    return found
  }
  for (let i = 0; i < 2; i++) expect(await late()).toEqual([{ name: 'disk', why: expect.stringContaining('/net 所在的盘没有应答') }])
  expect(times).toBe(1)
  const found = ills()
  answer()
  expect(await found).toEqual([])
  void ills()
  expect(times).toBe(2)
})

test('a clock that messages say to be wrong', async () => {
  let now = 2 * day
  const { heard, ills } = watchMachine({ now: () => now, folders: [], room })
  const hear = () => {
    now += minute
    heard(now - day)
  }
  for (let i = 0; i < 3; i++) hear()
  expect(await ills()).toEqual([])
  hear()
  expect(await ills()).toEqual([{ name: 'clock', why: expect.stringContaining('快约1440分钟') }])
})

test('the disk of a real folder can be asked', async () => {
  const { free, all } = await roomOf('.')
  expect([free >= 0, all > free]).toEqual([true, true])
})
