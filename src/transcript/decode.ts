/** Bytes of an exported chat log as text. */
import { TranscriptError } from './transcript.ts'

/** UTF-8, UTF-16 by its byte order mark, else GB18030, in which old Chinese programs wrote. Throws TranscriptError naming the line. */
export function decodeText(bytes: Uint8Array, file: string): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text
    } catch {
      // Not this one.
    }
  }
  const read = new TextDecoder('utf-8').decode(bytes)
  const bad = read.search(/[\uFFFD\0]/)
  throw new TranscriptError(`${file} 第${read.slice(0, bad).split('\n').length}行：不是文本，请另存为 UTF-8 编码的 txt 文件`)
}
