/** Files of JSON lines that tell whether they are whole and as they were written. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { createBlocks, openBlocks, type Place } from './blocks.ts'
import { format, line as shape, type Line } from './shapes.ts'
import { Unusable } from './unusable.ts'

/** What is known of a file once its last line is written. */
export interface Written {
  lines: number
  sha256: string
  bytes: number
}

export interface LineWriter {
  add(line: Exclude<Line, { t: 'end' }>): Promise<void>
  finish(): Promise<Written>
  abandon(): Promise<void>
}

/** Begins a file; `key` encrypts it. */
export async function createLines(path: string, key: string | undefined): Promise<LineWriter> {
  const blocks = await createBlocks(path, key)
  const sum = createHash('sha256')
  let lines = 0
  return {
    async add(line) {
      const text = `${JSON.stringify(line)}\n`
      sum.update(text)
      lines++
      await blocks.write(text)
    },
    async finish() {
      const sha256 = sum.digest('hex')
      const last: Line = { t: 'end', lines, sha256 }
      await blocks.write(`${JSON.stringify(last)}\n`)
      return { lines, sha256, bytes: await blocks.finish() }
    },
    abandon: blocks.abandon,
  }
}

/** A line, which it is, and the block it stands in. */
export interface LineRead {
  nth: number
  line: Line
  place: Place
}

/** The lines of one block's text. */
export const splitLines = (text: string): string[] => text.split('\n').slice(0, -1)

function parse(text: string, nth: number): Line {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Unusable(`第 ${nth} 行不是 JSON`)
  }
  const known = typeof json === 'object' && json !== null && 'format' in json ? Number(json.format) : format
  if (known > format) throw new Unusable(`由更新的版本写成（格式 ${known}），本程序只认得格式 ${format}，请用新版程序`)
  const parsed = shape.safeParse(json)
  if (!parsed.success) throw new Unusable(`第 ${nth} 行读不懂`)
  return parsed.data
}

/**
 * Reads every line. The last, `end`, comes only when the file is whole and unchanged; what was handed out before is not known to
 * be until then. Throws Unusable, naming the file and the place.
 */
export async function* readLines(path: string, key: string | undefined): AsyncGenerator<LineRead> {
  try {
    yield* linesOf(path, key)
  } catch (error) {
    throw error instanceof Unusable ? new Unusable(`${basename(path)}：${error.message}`) : error
  }
}

async function* linesOf(path: string, key: string | undefined): AsyncGenerator<LineRead> {
  const blocks = await openBlocks(path, key)
  const sum = createHash('sha256')
  let nth = 0
  let ended = false
  try {
    for await (const { place, text } of blocks.all()) {
      for (const one of splitLines(text)) {
        nth++
        if (ended) throw new Unusable(`第 ${nth} 行在末行之后`)
        const line = parse(one, nth)
        if (line.t !== 'end') sum.update(`${one}\n`)
        else if (line.lines !== nth - 1) throw new Unusable(`应有 ${line.lines} 行，实有 ${nth - 1} 行`)
        else if (line.sha256 !== sum.digest('hex')) throw new Unusable(`校验值不符，前 ${nth - 1} 行里有改动`)
        else ended = true
        yield { nth, line, place }
      }
    }
  } finally {
    await blocks.close()
  }
  if (!ended) throw new Unusable(`不完整：只到第 ${nth} 行，缺少末行`)
}
