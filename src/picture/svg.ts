/** A page -> SVG. */
import type { Page } from './pages.ts'
import { sheet, stack, type Box, type Colour, type Words } from './sheet.ts'

const colours: Record<Colour, string> = { red: '#c7000b', black: '#1c1c1c', grey: '#8c8c8c', pale: '#fbeeee' }

/** Signs that no XML may hold, and halves of them. */
const unfit = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(unfit, '').replace(/[&<>"]/g, (sign) => named[sign] ?? sign)

/** Whole pixels and tenths; more is noise. */
const px = (value: number): string => String(Math.round(value * 10) / 10)

function wordsSvg({ text, x, y, size, colour, from, bold, spread }: Words): string {
  const anchor = from === undefined ? '' : ` text-anchor="${from}"`
  // Free Chinese fonts have one weight.
  const thick = bold ? ` stroke="${colours[colour]}" stroke-width="${px(size / 36)}"` : ''
  const wide = spread === undefined ? '' : ` letter-spacing="${px(spread)}"`
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" fill="${colours[colour]}"${anchor}${thick}${wide}>${escape(text)}</text>`
}

const boxSvg = ({ x, y, width, height, colour }: Box): string =>
  `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${colours[colour]}"/>`

/** The page in `family`, with its number at its foot when there are several. */
export function svgOf({ rows, number, of, height }: Page, family: string): string {
  const { words, boxes } = stack([{ height: sheet.top, words: [], boxes: [] }, ...rows])
  const foot: Words[] = of === 1 ? [] : [{ text: `第 ${number} 页，共 ${of} 页`, x: sheet.width / 2, y: height - 40, size: 28, colour: 'grey', from: 'middle' }]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet.width}" height="${height}">`,
    `<rect width="${sheet.width}" height="${height}" fill="#ffffff"/>`,
    ...boxes.map(boxSvg),
    `<g font-family="${escape(family)}" xml:space="preserve">`,
    ...[...words, ...foot].map(wordsSvg),
    '</g></svg>',
  ].join('\n')
}
