/** Cuts a text into pieces a channel takes. */
import { blocksOf, rowLine, tableLines } from '../domain/table.ts'

/** How many bytes a text takes: as it is, unless the channel writes it otherwise. */
export type Measure = (text: string) => number
const plainBytes: Measure = (text) => Buffer.byteLength(text)

/** Cuts one line that is too long by itself, never inside a character. */
function* cutLine(line: string, room: number, bytes: Measure): Generator<string> {
  let piece = ''
  let size = 0
  for (const sign of line) {
    const more = bytes(sign)
    if (size + more > room && piece !== '') {
      yield piece
      piece = ''
      size = 0
    }
    piece += sign
    size += more
  }
  if (piece !== '') yield piece
}

/** Lines gathered into pieces of at most `room` bytes; those that are put together stay together. */
function gather(room: number, bytes: Measure) {
  const pieces: string[] = []
  let lines: string[] = []
  let size = 0
  const flush = () => {
    if (lines.length > 0) pieces.push(lines.join('\n'))
    lines = []
    size = 0
  }
  const sizeOf = (together: readonly string[]): number => together.reduce((sum, line) => sum + bytes(line) + bytes('\n'), 0)
  const fits = (together: readonly string[]): boolean => size + sizeOf(together) <= room + bytes('\n')
  return {
    pieces, flush, fits,
    put(...together: string[]) {
      if (!fits(together)) flush()
      lines.push(...together)
      size += sizeOf(together)
    },
  }
}

/** A number stands behind the last line's words, but below a table. */
const number = (piece: string, i: number, all: number): string => {
  const last = blocksOf(piece).at(-1)
  return `${piece}${typeof last === 'string' ? '' : '\n'}（${i + 1}/${all}）`
}

/**
 * Pieces of at most `maxBytes` UTF-8 bytes each as `bytes` counts them, cut at line ends where possible.
 * `bytes` must count a text at least as high as its parts together.
 * More than one piece are numbered `（1/3）` at the end of their last line; without the numbers and joined by line breaks they are the text again,
 * but for tables, whose head is repeated in each piece.
 */
export function splitText(text: string, maxBytes: number, bytes: Measure = plainBytes): string[] {
  if (bytes(text) <= maxBytes) return [text]
  const room = maxBytes - bytes('\n（999/999）')
  const { pieces, flush, fits, put } = gather(room, bytes)
  const putLine = (line: string) => {
    for (const part of line === '' ? [''] : cutLine(line, room, bytes)) put(part)
  }
  for (const block of blocksOf(text)) {
    if (typeof block === 'string') {
      putLine(block)
      continue
    }
    let open = false
    for (const cells of block.rows) {
      const [head = '', row = ''] = tableLines({ head: block.head, rows: [cells] })
      if (open && fits([row])) {
        put(row)
        continue
      }
      open = bytes(head) + bytes(row) + bytes('\n') <= room
      if (open) put(head, row)
      else putLine(rowLine(cells))
    }
  }
  flush()
  return pieces.map((piece, i) => number(piece, i, pieces.length))
}
