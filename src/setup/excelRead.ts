/** A setup workbook, read into the same entries as the YAML file; complaints name sheet, row and column. */
import { createHash } from 'node:crypto'
import ExcelJS from 'exceljs'
import { assembleSetup } from './assemble.ts'
import type { Path, Source } from './source.ts'
import { mergeRows } from './excelPeople.ts'
import type { PersonRows } from './excelPeople.ts'
import { readSheet, sheetNamed } from './excelRows.ts'
import type { Read } from './excelRows.ts'
import { sheets } from './excelSheets.ts'
import type { Sheet } from './excelSheets.ts'
import { SetupProblems } from './setup.ts'
import type { Setup } from './setup.ts'

type Rows = Record<Sheet['list'], Read[]>

/** `{ 'pilot.level': 省 }` as `{ pilot: { level: 省 } }`. */
function nested({ values }: Read): Record<string, unknown> {
  const entry: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    const [head, part] = key.split('.') as [string, string?]
    entry[head] = part === undefined ? value : { ...(entry[head] as object | undefined), [part]: value }
  }
  return entry
}

/** How a workbook speaks of itself: by sheet, row and column. */
function sourceOf(rows: Rows, people: readonly PersonRows[], digest: string): Source {
  const shapeOf = (path: Path): Sheet => sheets.find(({ list }) => list === path[0]) ?? (sheets[0] as Sheet)
  const rowOf = (path: Path): number | undefined => {
    const [, index, part, post] = path
    const { list } = shapeOf(path)
    if (list === 'head') return rows.head[0]?.row
    if (list !== 'people') return rows[list][Number(index)]?.row
    const person = people[Number(index)]
    return part === 'posts' ? person?.postRows[Number(post)] : person?.row
  }
  const headerOf = (path: Path): string | undefined => {
    const keys = path.filter((part) => typeof part === 'string')
    const { columns } = shapeOf(path)
    const named = (key: string | undefined) => columns.find((column) => column.key === key)?.header
    return named(keys.slice(-2).join('.')) ?? named(keys.at(-1)) ?? (keys.at(-1) === 'id' ? named('key') : undefined)
  }
  return {
    digest,
    name: (path) => headerOf(path) ?? String(path.at(-1)),
    position: (path) => sheets.indexOf(shapeOf(path)) * 1e6 + (rowOf(path) ?? 0),
    place(path) {
      const [row, header] = [rowOf(path), headerOf(path)]
      return `工作表“${shapeOf(path).name}”${row === undefined ? '' : ` 第${row}行`}${header === undefined ? '' : `「${header}」`}`
    },
  }
}

/** Reads all sheets that are there; complaints go to `problems`. */
async function readBook(bytes: Uint8Array, fileName: string, problems: string[]): Promise<Rows> {
  const rows: Rows = { head: [], units: [], people: [], groups: [] }
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  } catch {
    throw new SetupProblems([`${fileName}：不是有效的 Excel 工作簿（.xlsx）；空表可用 npm run setup -- --template 表.xlsx 生成`])
  }
  for (const shape of sheets) {
    const sheet = sheetNamed(book, shape)
    if (sheet) rows[shape.list] = readSheet(sheet, shape, problems)
  }
  const empty = rows.units.length + rows.people.length + rows.groups.length === 0
  if (empty && problems.length === 0) problems.push(`${fileName}：没有填写内容，应有工作表：${sheets.map(({ name }) => name).join('、')}`)
  if (rows.head.length > 1) problems.push('工作表“试点”：只能填一行')
  return rows
}

/**
 * Reads a setup workbook. `fileName` is how the complaints call it; `workspace` is the pilot's id where the workbook names none.
 * Throws SetupProblems that lists every rejected row with its reason; then nothing of the workbook may be loaded.
 */
export async function parseWorkbook(bytes: Uint8Array, fileName: string, workspace?: string): Promise<Setup> {
  const problems: string[] = []
  const rows = await readBook(bytes, fileName, problems)
  const people = mergeRows(rows.people)
  const raw = {
    ...(workspace === undefined ? {} : { workspace }),
    ...(rows.head[0] ? nested(rows.head[0]) : {}),
    units: rows.units.map(nested),
    people: people.map(({ entry }) => entry),
    groups: rows.groups.map(nested),
  }
  const source = sourceOf(rows, people, createHash('sha256').update(bytes).digest('hex'))
  try {
    const setup = assembleSetup(raw, source)
    if (problems.length === 0) return setup
  } catch (error) {
    if (!(error instanceof SetupProblems)) throw error
    problems.push(...error.problems)
  }
  throw new SetupProblems(problems)
}
