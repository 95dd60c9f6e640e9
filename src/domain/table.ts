/** Tables inside a text: one form in which they are said, and which every channel shows as it can. */

/** Between the cells of a row: ASCII's own sign for it, which nobody can type (the grammar drops control characters). */
const between = '\u001F'

export interface Table {
  head: readonly string[]
  /** Each with a cell per column. The first names the row; the others say by themselves what they are (`已开展2场`), or are empty. */
  rows: readonly (readonly string[])[]
}

/** A table as lines of a text: the head, then each row. Something else must stand before the next table. */
export const tableLines = ({ head, rows }: Table): string[] => (rows.length === 0 ? [] : [head, ...rows].map((cells) => cells.join(between)))

/** How many borders between cells a text holds: what a table takes beyond its words grows with them. */
export const borders = (text: string): number => text.split(between).length - 1

/** A row as a line for those who see no tables: `名称：值，值`. Phones' letters differ in width, so that nothing is aligned. */
export function rowLine([name = '', ...values]: readonly string[]): string {
  const said = values.filter((value) => value !== '').join('，')
  return said === '' ? name : `${name}：${said}`
}

/** What a cell tells below its column's name: `已开展2场` below 已开展 is `2场`, `41人次` below 人次 is `41`. */
export const below = (head: string, cell: string): string => (cell === head ? cell : cell.startsWith(head) ? cell.slice(head.length) : cell.endsWith(head) ? cell.slice(0, -head.length) : cell)

/** A text's lines and tables in their order. */
export function blocksOf(text: string): (string | Table)[] {
  if (!text.includes(between)) return text.split('\n')
  const blocks: (string | Table)[] = []
  let run: string[][] = []
  const close = () => {
    const [head, ...rows] = run
    // A row by itself is no table.
    if (head) blocks.push(rows.length === 0 ? rowLine(head) : { head, rows })
    run = []
  }
  for (const line of text.split('\n')) {
    if (line.includes(between)) run.push(line.split(between))
    else {
      close()
      blocks.push(line)
    }
  }
  close()
  return blocks
}

/** The text for those who see no tables: a line for each row, the heads left out. */
export const withoutTables = (text: string): string =>
  blocksOf(text).flatMap((block) => (typeof block === 'string' ? [block] : block.rows.map(rowLine))).join('\n')
