import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openThread } from '../../src/picture/thread.ts'
import { chineseFont } from './support.ts'

const drawing = { svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', path: chineseFont, family: 'F' }

describe('the thread that draws', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it('rejects what it cannot draw, and draws the next anew', async () => {
    const draw = openThread()
    await expect(draw({ ...drawing, svg: '<svg' })).rejects.toThrow('SVG')
    const png = await draw(drawing)
    expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG')
    // The file alone crosses over, not the memory it lay in.
    expect(png.buffer.byteLength).toBe(png.length)
  })
  it('is ended when nothing is asked of it for ten seconds, and the next is drawn by a new one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [ended, asked] = [vi.spyOn(Worker.prototype, 'terminate'), vi.spyOn(Worker.prototype, 'postMessage')]
    const draw = openThread()
    await draw(drawing)
    vi.advanceTimersByTime(9_999)
    await draw(drawing)
    vi.advanceTimersByTime(9_999)
    expect(ended).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(ended).toHaveBeenCalledOnce()
    const [first, second] = asked.mock.contexts
    expect(first).toBe(second)
    expect((await draw(drawing)).length).toBeGreaterThan(0)
    expect(asked.mock.contexts[2]).not.toBe(first)
    vi.advanceTimersByTime(10_000)
    expect(ended).toHaveBeenCalledTimes(2)
    expect(vi.getTimerCount()).toBe(0)
  })
})
