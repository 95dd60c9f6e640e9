import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workAhead } from '../../src/domain/ahead.ts'

/** What happened, in order: begun, ended, used. */
async function trace(items: readonly string[], failing?: string): Promise<string[]> {
  const log: string[] = []
  const work = async (item: string) => {
    log.push(`begin ${item}`)
    await new Promise((resolve) => setImmediate(resolve))
    if (item === failing) throw new Error(item)
    return item.toUpperCase()
  }
  try {
    for await (const [item, result] of workAhead(items, work)) {
      log.push(`use ${item} ${result}`)
      await new Promise((resolve) => setImmediate(resolve))
    }
  } catch (error) {
    log.push(`failed ${(error as Error).message}`)
  }
  return log
}

describe('working ahead', () => {
  it('begins four more than are used, the next one after each use', async () => {
    expect(await trace(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual([
      'begin a', 'begin b', 'begin c', 'begin d', 'begin e', 'use a A', 'begin f', 'use b B', 'use c C', 'use d D', 'use e E', 'use f F',
    ])
  })

  it('does nothing for nothing', async () => {
    expect(await trace([])).toEqual([])
  })

  it('throws what fails in its turn, and uses nothing after it', async () => {
    expect(await trace(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'b')).toEqual([
      'begin a', 'begin b', 'begin c', 'begin d', 'begin e', 'use a A', 'begin f', 'failed b',
    ])
  })

  it('lets go what was begun when its user gives up, also when it fails later', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => void unhandled.push(error)
    process.on('unhandledRejection', note)
    const late = async (item: string) => {
      await new Promise((resolve) => setImmediate(resolve))
      if (item === 'b') throw new Error('late')
      return item
    }
    for await (const [item] of workAhead(['a', 'b'], late)) if (item === 'a') break
    await new Promise((resolve) => setTimeout(resolve, 5))
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })

  it('hands out each once, in order, however long each takes', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 12 }), async (turns) => {
      const used: number[] = []
      const items = turns.map((_, i) => i)
      const wait = async (i: number) => {
        for (let n = turns[i] ?? 0; n > 0; n--) await new Promise((resolve) => setImmediate(resolve))
        return -i
      }
      for await (const [i, result] of workAhead(items, wait)) used.push(i + 100 * result)
      expect(used).toEqual(items.map((i) => i - 100 * i))
    }), { numRuns: 30 })
  })
})
