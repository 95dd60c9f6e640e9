/** The setup file in YAML. Every value is read as the text it is written as, so that ids keep their zeros. */
import { createHash } from 'node:crypto'
import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { assembleSetup } from './assemble.ts'
import type { Path } from './source.ts'
import { SetupProblems } from './setup.ts'
import type { Setup } from './setup.ts'

/** Offset of the deepest part of a path that is there; a map's own keys count before their values. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents
  let offset = 0
  for (const part of path) {
    const pair = isMap(node) ? node.items.find((item) => isNode(item.key) && String(item.key) === String(part)) : undefined
    const next = pair ? pair.value : isSeq(node) ? node.items[Number(part)] : undefined
    const start = pair && isNode(pair.key) ? pair.key.range?.[0] : isNode(next) ? next.range?.[0] : undefined
    if (start === undefined) break
    offset = start
    node = next
  }
  return offset
}

/** Keys without a value count as not written. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== '').map(([key, one]) => [key, withoutBlanks(one)]))
}

/**
 * Reads a setup file. `fileName` is how the complaints call it.
 * Throws SetupProblems that lists everything wrong, each with its line: `pilot.yaml 第12行：…`.
 */
export function parseSetup(text: string, fileName: string): Setup {
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines })
  const place = (offset: number): string => `${fileName} 第${lines.linePos(offset).line || 1}行`
  if (document.errors.length > 0) {
    throw new SetupProblems(document.errors.map(({ code, pos }) =>
      `${place(pos[0])}：${code === 'DUPLICATE_KEY' ? '同一个键写了两次' : '不是有效的 YAML，请检查缩进、冒号和括号'}`))
  }
  let raw: unknown
  try {
    raw = document.toJS()
  } catch {
    throw new SetupProblems([`${fileName} 第1行：引用（*）没有对应的锚点（&）`])
  }
  return assembleSetup(withoutBlanks(raw), {
    place: (path) => place(offsetOf(document, path)),
    position: (path) => offsetOf(document, path),
    name: (path) => String(path.at(-1) ?? ''),
    digest: createHash('sha256').update(text).digest('hex'),
  })
}
