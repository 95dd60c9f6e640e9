/** Rows -> pages of about the same height. */
import { longestPage, sheet, type Row } from './sheet.ts'
import type { Layout } from './layout.ts'

export interface Page {
  rows: Row[]
  /** Which it is, from 1 on, and of how many. */
  number: number
  of: number
  /** With its margins. */
  height: number
}

const heightOf = (rows: readonly Row[]): number => rows.reduce((sum, { height }) => sum + height, 0)

/** The height of a row and of those that must stand on its page. */
function together(rows: readonly Row[], at: number): number {
  const row = rows[at]
  return row === undefined ? 0 : row.height + (row.stays ? together(rows, at + 1) : 0)
}

/** Fills pages one after the other up to `limit`. What stays with its neighbour goes with it; a gap does not begin a page, a table's head is said again. */
function fill({ rows, running }: Layout, limit: number): Row[][] {
  const pages: Row[][] = [[]]
  let room = limit
  for (const [i, row] of rows.entries()) {
    if (together(rows, i) > room && (pages.at(-1)?.length ?? 0) > 0) {
      if (row.gap) continue
      const top = [running, ...(row.head ? [row.head] : [])]
      pages.push(top)
      room = limit - heightOf(top)
    }
    if (row.gap && pages.at(-1)?.length === 1 && pages.length > 1) continue
    pages.at(-1)?.push(row)
    room -= row.height
  }
  return pages
}

/** The pages, none higher than `longest` pixels unless a row by itself is. */
export function pagesOf(layout: Layout, longest = longestPage): Page[] {
  const most = longest - sheet.top - sheet.bottom
  const needed = fill(layout, most)
  // A last page of three lines looks like a mistake.
  let even = needed
  for (let limit = Math.ceil(heightOf(layout.rows) / needed.length); even.length > 1 && limit < most; limit += sheet.top) {
    const tried = fill(layout, limit)
    if (tried.length > needed.length) continue
    even = tried
    break
  }
  return even.map((rows, i) => ({ rows, number: i + 1, of: even.length, height: Math.ceil(sheet.top + heightOf(rows) + sheet.bottom) }))
}
