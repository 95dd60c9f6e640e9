/** Cuts a text into pieces a channel takes. */

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

/**
 * Pieces of at most `maxBytes` UTF-8 bytes each as `bytes` counts them, cut at line ends where possible.
 * `bytes` must count a text at least as high as its parts together.
 * More than one piece are numbered `（1/3）` at the end of their last line; without the numbers and joined by line breaks they are the text again.
 */
export function splitText(text: string, maxBytes: number, bytes: Measure = plainBytes): string[] {
  if (bytes(text) <= maxBytes) return [text]
  const room = maxBytes - bytes('（999/999）')
  const pieces: string[] = []
  let lines: string[] = []
  let size = 0
  const flush = () => {
    if (lines.length > 0) pieces.push(lines.join('\n'))
    lines = []
    size = 0
  }
  for (const line of text.split('\n').flatMap((l) => (l === '' ? [''] : [...cutLine(l, room, bytes)]))) {
    const more = bytes(line) + bytes('\n')
    if (size + more > room + bytes('\n')) flush()
    lines.push(line)
    size += more
  }
  flush()
  return pieces.map((piece, i) => `${piece}（${i + 1}/${pieces.length}）`)
}
