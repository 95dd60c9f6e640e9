/** Words of people in a Markdown message: shown as they are, never carried out. Only our own tables and line ends are Markdown. */
import { below, blocksOf, borders, type Table } from '../domain/table.ts'

/**
 * Signs that mean something to Markdown or to WeCom anywhere in a line: links, images, `<font>`, `<@userid>`, tables, code, emphasis, entities, escapes.
 * Each becomes its full-width twin: what a backslash does differs between the kinds of Markdown, and the grammar folds the twins back when such a line is copied into a command.
 */
const anywhere = /[<>[\]`*_|\\]|~(?=~)|(?<=~)~|&(?=#?\w+;)/g
const twin = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)

/** What begins a heading, a list, a rule or a heading's underline at the start of a line. */
const atStart = /^( {0,3})(?:#(?=#{0,5}(?:\s|$))|[-+](?=\s|$)|[-=](?=[-= ]*$))/gm
const numbered = /^( {0,3}\d{1,9})([.)])(?=\s|$)/gm
/** Indented so far that it would be code. */
const indented = /^(?: {4,}|[ ]*\t[ \t]*)/gm

/** The text such that Markdown shows it as it is. Real mentions and the channel's own Markdown are added afterwards. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(anywhere, twin)
    .replace(indented, '　')
    .replace(atStart, (found, space: string) => space + twin(found.slice(-1)))
    .replace(numbered, (_found, head: string, point: string) => head + twin(point))

/** Signs that may become a twin of three bytes, wherever a cut puts them. */
const growing = /[<>[\]`*_|\\~&#+\-=.)\t]/g

/** How many bytes a text takes at most when it is written so, whatever it is cut into. */
export const markdownBytes = (text: string): number => Buffer.byteLength(text) + 2 * (text.match(growing)?.length ?? 0)

const tableRow = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`

const tableOf = ({ head, rows }: Table): string =>
  [tableRow(head), tableRow(head).replace(/[^|]+/g, ' --- '), ...rows.map((cells) => tableRow(cells.map((cell, i) => (i === 0 ? cell : below(head[i] ?? '', cell)))))].join('\n')

/** Markdown runs lines together; two spaces at a line's end keep it. */
const keepLines = (markdown: string): string => markdown.replace(/(?<=[^\n])\n(?=[^\n])/g, '  \n')

/** The text as Markdown that shows it as it is, with its tables (src/domain/table.ts) as tables, which need an empty line on either side. */
export function markdownOf(text: string): string {
  const parts: string[] = []
  let lines: string[] = []
  const close = () => {
    if (lines.length > 0) parts.push(keepLines(escapeMarkdown(lines.join('\n'))))
    lines = []
  }
  for (const block of blocksOf(text)) {
    if (typeof block === 'string') lines.push(block)
    else {
      close()
      parts.push(tableOf(block))
    }
  }
  close()
  return parts.join('\n\n')
}

/** How many bytes a text takes at most as such Markdown, whatever it is cut into; a table's borders, rule and empty lines grow with its head's cells. */
export const writtenBytes = (text: string): number => markdownBytes(text) + 2 * (text.split('\n').length - 1) + 24 * borders(text)
