import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Busy, CannotPaint, createPainter } from '../../src/picture/painter.ts'
import { bulletin, chineseFont } from './support.ts'

/** One for all: its thread draws faster once it has begun. */
const own = createPainter({ font: chineseFont })
const sizeOf = (png: Uint8Array): { width: number; height: number } => {
  const at = Buffer.from(png)
  return { width: at.readUInt32BE(16), height: at.readUInt32BE(20) }
}

describe('a painter', () => {
  it('makes a PNG', async () => {
    const [page, ...more] = await own.pages('工作简报\n第 1 期（总第 1 期）\n中河街道\n2026年11月30日')
    expect(more).toEqual([])
    const png = (await page?.()) ?? new Uint8Array()
    expect(Buffer.from(png).subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    expect(sizeOf(png)).toEqual({ width: 1080, height: 420 })
    // Signs, not empty paper: that takes a few kilobytes.
    expect(png.length).toBeGreaterThan(15_000)
    expect(own.trouble()).toBeUndefined()
  })

  it('draws one at a time, the same text alike, and refuses more than wait already', async () => {
    const [page] = await own.pages('好')
    const draws = Array.from({ length: 4 }, () => page?.())
    await expect(draws[3]).rejects.toThrow(Busy)
    const [first, second] = (await Promise.all(draws.slice(0, 3))) as [Uint8Array, Uint8Array]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
    expect(await page?.()).toBeInstanceOf(Uint8Array)
  })

  it('lays a long one out as several, without drawing', async () => {
    expect((await own.pages(bulletin(100))).length).toBeGreaterThan(2)
  })

  it('says which signs its font lacks by their numbers, and forgets it with the next that could be made', async () => {
    const missing = '字体里没有这些字：U+2CB3B、U+2705'
    const trouble = createPainter({ font: chineseFont, leftOut: (signs) => expect.unreachable(signs.join()) })
    await expect(trouble.pages(`${bulletin()}\n联系人：李𬬻🎉，已报✅`)).rejects.toThrow(new CannotPaint(missing))
    expect(trouble.trouble()).toBe(missing)
    await expect(own.pages('𬬻')).rejects.toThrow(CannotPaint)
    expect(own.trouble()).toBe('字体里没有这些字：U+2CB3B')
    await (await own.pages('好'))[0]?.()
    expect(own.trouble()).toBeUndefined()
  })

  it('does without emoji that decorate, says which, and draws what the same words draw', async () => {
    const told: (readonly string[])[] = []
    const painter = createPainter({ font: chineseFont, leftOut: (signs) => told.push(signs) })
    const [decorated, plain] = [await painter.pages(`${bulletin()}\n圆满成功！🎉👍🏻🎉（活动-2026-001）`), await own.pages(`${bulletin()}\n圆满成功！（活动-2026-001）`)]
    expect(told).toEqual([['U+1F389', 'U+1F44D', 'U+1F3FB']])
    expect([decorated.length, plain.length]).toEqual([1, 1])
    expect(Buffer.from((await decorated[0]?.()) ?? []).equals(Buffer.from((await plain[0]?.()) ?? new Uint8Array(1)))).toBe(true)
    expect(painter.trouble()).toBeUndefined()
  })

  it('says what is wrong with a font that was set', async () => {
    const broken = join(mkdtempSync(join(tmpdir(), 'font-')), 'broken.ttf')
    writeFileSync(broken, 'no font')
    await expect(createPainter({ font: broken }).pages('好')).rejects.toThrow('字体文件读不懂')
    await expect(createPainter({ font: '/nowhere/at.ttf' }).pages('好')).rejects.toThrow('字体文件打不开：/nowhere/at.ttf')
  })
})
