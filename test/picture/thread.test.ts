import { describe, expect, it } from 'vitest'
import { openThread } from '../../src/picture/thread.ts'
import { chineseFont } from './support.ts'

const drawing = { svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', path: chineseFont, family: 'F' }

describe('the thread that draws', () => {
  it('rejects what it cannot draw, and draws the next anew', async () => {
    const draw = openThread()
    await expect(draw({ ...drawing, svg: '<svg' })).rejects.toThrow('SVG')
    const png = await draw(drawing)
    expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG')
    // The file alone crosses over, not the memory it lay in.
    expect(png.buffer.byteLength).toBe(png.length)
  })
})
