/** The rows of one sheet of a setup workbook. */
import type { Row, Workbook, Worksheet } from 'exceljs'
import { CellError, cellText, evenName, headerText } from './excelCells.ts'
import { ignoredHeaders } from './excelSheets.ts'
import type { Column, Sheet } from './excelSheets.ts'

/** One row's values by key, and the number of the row. */
export interface Read {
  row: number
  values: Record<string, string>
}

/** Rows among which the headers are looked for: titles may stand above them. */
const headerRows = 10

/** The sheet of that name, whatever its spaces and width. */
export const sheetNamed = (book: Workbook, { name }: Sheet): Worksheet | undefined =>
  book.worksheets.find((sheet) => sheet.name.normalize('NFKC').replace(/\s+/g, '') === name)

interface Headers {
  row: number
  byColumn: Map<number, Column>
  unknown: string[]
}

/** The header row: the first in which at least two cells are known headers. */
function findHeaders(sheet: Worksheet, { columns }: Sheet): Headers | undefined {
  for (let row = 1; row <= Math.min(headerRows, sheet.rowCount); row++) {
    const byColumn = new Map<number, Column>()
    const unknown: string[] = []
    sheet.getRow(row).eachCell((cell, at) => {
      const said = headerText(cell)
      const column = columns.find(({ header }) => header === said)
      if (column) byColumn.set(at, column)
      else if (said && !ignoredHeaders.includes(said)) unknown.push(said)
    })
    if (byColumn.size >= 2) return { row, byColumn, unknown }
  }
  return undefined
}

/** Paths hold no spaces; names not those set in to line them up. */
function tidy(key: string, text: string): string {
  if (key === 'name') return evenName(text)
  return key === 'path' || key === 'unit' ? text.replace(/\s+/g, '') : text
}

function readRow(row: Row, byColumn: Map<number, Column>, complain: (column: Column, text: string) => void): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [at, column] of byColumn) {
    try {
      const text = cellText(row.getCell(at).value)
      if (text) values[column.key] = tidy(column.key, text)
    } catch (error) {
      if (!(error instanceof CellError)) throw error
      complain(column, `单元格是错误值 ${error.message}`)
    }
  }
  return values
}

/** All rows that say something; complaints, each with sheet, row and column, go to `problems`. */
export function readSheet(sheet: Worksheet, shape: Sheet, problems: string[]): Read[] {
  const headers = shape.columns.map(({ header }) => header).join('、')
  const found = findHeaders(sheet, shape)
  if (!found) {
    if (sheet.actualRowCount > 0) problems.push(`工作表“${shape.name}”：找不到表头，应有：${headers}`)
    return []
  }
  const { byColumn, unknown } = found
  for (const header of unknown) problems.push(`工作表“${shape.name}” 第${found.row}行：不认识的列“${header}”，可用：${headers}`)
  const rows: Read[] = []
  for (let number = found.row + 1; number <= sheet.rowCount; number++) {
    const row = sheet.getRow(number)
    // Headers merged over two rows repeat themselves.
    if ([...byColumn].every(([at, { header }]) => headerText(row.getCell(at)) === header)) continue
    const values = readRow(row, byColumn, ({ header }, text) => problems.push(`工作表“${shape.name}” 第${number}行「${header}」：${text}`))
    if (Object.keys(values).length > 0) rows.push({ row: number, values })
  }
  return rows
}
