/** What a cell says, as text. */
import type { Cell, CellValue } from 'exceljs'

/** A cell that holds an error instead of a value, such as #REF!. */
export class CellError extends Error {}

/** The value as text; dates as calendar days, formulas by their last result. Throws CellError for an error value. */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  if ('error' in value) throw new CellError(value.error)
  if ('richText' in value) return value.richText.map((part) => part.text).join('').trim()
  if ('hyperlink' in value) return typeof value.text === 'string' ? value.text.trim() : cellText(value.text)
  if ('result' in value) return cellText(value.result as CellValue)
  return ''
}

/** A header's words alone: width, spaces, stars and remarks in brackets do not matter. */
export const headerText = (cell: Cell): string =>
  cellText(cell.value).normalize('NFKC').replace(/\(.*?\)/g, '').replace(/[\s*:]+/g, '')

/** A name without the spaces that people set between its signs to line them up: 王 敏. */
export const evenName = (name: string): string => (/^[\p{Script=Han}\s]+$/u.test(name) ? name.replace(/\s+/g, '') : name)
