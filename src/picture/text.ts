/** Words -> rows. */
import type { Font } from './font.ts'
import { breakLines } from './lines.ts'
import { across, sheet, type Colour, type Row } from './sheet.ts'

export interface Style {
  size: number
  /** From one line's foot to the next. */
  line: number
  colour: Colour
  bold?: boolean
  align?: 'left' | 'middle' | 'right'
  /** How far the first line is indented, in signs. */
  indent?: number
}

/** A line is drawn out to the right edge where that takes no more than this for each sign, in parts of its size. */
const mostSpread = 0.06

/** A paragraph in `width` pixels from `x`; one row for each line. */
export function paragraph(text: string, font: Font, style: Style, { x = sheet.margin, width = across }: { x?: number; width?: number } = {}): Row[] {
  const { size, line, colour, bold = false, align = 'left' } = style
  const indent = (style.indent ?? 0) * size
  const lines = breakLines(text, { room: width, indent, measure: (sign) => font.width(sign) * size })
  return lines.map((own, i) => {
    const words = own.text.trimEnd()
    const start = i === 0 ? indent : 0
    const spread = align === 'left' && i < lines.length - 1 ? (width - start - own.width) / Math.max(1, [...words].length - 1) : 0
    const at = align === 'left' ? { x: x + start } : align === 'middle' ? { x: x + width / 2, from: 'middle' as const } : { x: x + width, from: 'end' as const }
    return {
      height: line,
      words: [{ text: words, ...at, y: (line + size) / 2 - size * 0.12, size, colour, ...(bold ? { bold } : {}), ...(spread > 0 && spread <= mostSpread * size ? { spread } : {}) }],
      boxes: [],
    }
  })
}
