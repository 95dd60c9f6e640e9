import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableLines } from '../../src/domain/table.ts'
import { layOut } from '../../src/picture/layout.ts'
import { pagesOf, type Page } from '../../src/picture/pages.ts'
import { sheet } from '../../src/picture/sheet.ts'
import { svgOf } from '../../src/picture/svg.ts'
import { bulletin, evenFont } from './support.ts'

const pages = (text: string, longest?: number): Page[] => pagesOf(layOut(text, evenFont), longest)
const textsOf = (page: Page | undefined): string[] => page?.rows.flatMap(({ words }) => words.map(({ text }) => text)) ?? []

describe('pages', () => {
  it('one where it fits, without a number', () => {
    const [page, ...more] = pages(bulletin())
    expect(more).toEqual([])
    expect(svgOf(page as Page, 'F')).not.toContain('页')
  })

  it('several of about the same height else, each with its number, and with title and issue from the second on', () => {
    const all = pages(bulletin(60))
    const heights = all.map(({ height }) => height)
    expect(all.length).toBeGreaterThan(1)
    expect(Math.max(...heights)).toBeLessThanOrEqual(4320)
    expect(Math.min(...heights) / Math.max(...heights)).toBeGreaterThan(0.8)
    for (const page of all) expect(svgOf(page, 'F')).toContain(`>第 ${page.number} 页，共 ${all.length} 页<`)
    expect(all.slice(1).map((page) => textsOf(page)[0])).toEqual(all.slice(1).map(() => '浙江省街道团建试点工作简报 第 3 期（总第 12 期）'))
  })

  it('no last page of a few lines', () => {
    for (let lines = 20; lines < 60; lines++) {
      const heights = pages(bulletin(lines), 2000).map(({ height }) => height)
      expect(Math.min(...heights) / Math.max(...heights)).toBeGreaterThan(0.7)
    }
  })

  it('a heading goes with what follows, a table says its head again', () => {
    const table = tableLines({ head: ['单位', '已开展'], rows: Array.from({ length: 40 }, (_, i) => [`第${i}街道`, `已开展${i}场`]) })
    const cut = pages(['题', '', ...table].join('\n'), 1200)
    expect(cut.length).toBeGreaterThan(2)
    for (const page of cut.slice(1)) expect(textsOf(page).slice(1, 3)).toEqual(['单位', '已开展'])
    for (let longest = 700; longest < 1500; longest += 37) {
      for (const page of pages(['题', '', '前', '前', '前', '', '二、本周活动', ...table].join('\n'), longest)) expect(textsOf(page).at(-1)).not.toMatch(/^二、|^已开展$/)
    }
  })

  it('hold every row of words once and in order', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 600, max: 3000 }), (lines, longest) => {
      const layout = layOut(bulletin(lines), evenFont)
      const made = pagesOf(layout, longest)
      const rows = made.flatMap((page) => (page.number === 1 ? page.rows : page.rows.slice(1))).filter(({ gap }) => !gap)
      expect(rows).toEqual(layout.rows.filter(({ gap }) => !gap))
      for (const page of made) expect(page.height).toBeLessThanOrEqual(longest)
    }), { numRuns: 30 })
  })
})

describe('the SVG', () => {
  const svg = (text: string, family = 'F') => svgOf(pages(text)[0] as Page, family)

  it('holds words as they are and nothing that could be markup', () => {
    const drawn = svg('题\n\n<script> & "好" </text>\uD800', 'A"B')
    expect(drawn).toContain('&lt;script&gt; &amp; &quot;好&quot; &lt;/text&gt;</text>')
    expect(drawn).toContain('font-family="A&quot;B"')
    expect(drawn).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
  })

  it('is as wide as the sheet, on white', () => {
    expect(svg('题')).toMatch(new RegExp(`^<svg xmlns="[^"]+" width="${sheet.width}" height="\\d+">\n<rect width="${sheet.width}" height="\\d+" fill="#ffffff"/>`))
  })
})
