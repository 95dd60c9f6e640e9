/** The empty workbook that `npm run setup -- --template FILE.xlsx` writes. */
import ExcelJS from 'exceljs'
import type { Worksheet } from 'exceljs'
import { plainCell } from '../domain/cell.ts'
import { sheets } from './excelSheets.ts'
import type { Column, Sheet } from './excelSheets.ts'

/** Rows that get drop-downs. */
const prepared = 500

const noteOf = ({ note, example, required }: Column): string =>
  [required ? '必填。' : '选填。', note, ...(example ? [`例：${example}`] : [])].join('\n')

function offer(sheet: Worksheet, at: number, { header, choices, free }: Column): void {
  for (let row = 2; row <= prepared + 1; row++) {
    sheet.getCell(row, at).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${(choices ?? []).join(',')}"`],
      showErrorMessage: !free,
      errorTitle: header,
      error: '请从下拉列表中选择',
    }
  }
}

function addSheet(book: ExcelJS.Workbook, { name, columns }: Sheet): void {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ header, example }) => ({ header, width: Math.max(12, Math.min(48, example.length * 2 + 4)) }))
  columns.forEach((column, i) => {
    const head = sheet.getCell(1, i + 1)
    head.font = { bold: true, ...(column.required ? { color: { argb: 'FFC00000' } } : {}) }
    head.note = noteOf(column)
    if (column.choices) offer(sheet, i + 1, column)
    else sheet.getColumn(i + 1).numFmt = '@'
  })
}

function addGuide(book: ExcelJS.Workbook): void {
  const guide = book.addWorksheet('填写说明')
  guide.getColumn(1).width = 14
  guide.getColumn(2).width = 18
  guide.getColumn(3).width = 48
  guide.getColumn(4).width = 48
  guide.addRow(['工作表', '列', '怎么填', '例']).font = { bold: true }
  for (const { name, columns } of sheets) {
    for (const column of columns) guide.addRow([name, column.header, `${column.required ? '必填，' : ''}${column.note}`, column.example].map(plainCell))
  }
  guide.addRow([])
  guide.addRow(['填好后：npm run setup -- 文件名.xlsx。有一行不对就一行也不装入，并逐行说明原因；重复装入只改动有差别的地方。'])
}

/** The workbook: a sheet each for pilot, units, people and groups with notes and drop-downs, and one that explains with examples. */
export async function templateWorkbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  for (const sheet of sheets) addSheet(book, sheet)
  addGuide(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
