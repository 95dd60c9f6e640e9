/** Reads the files of sealed years: each entry alone, by the block it stands in. */
import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { SayToUser } from '../domain/errors.ts'
import type { SealedYears } from '../ledger/chain/outside.ts'
import type { RawLine } from '../ledger/chain/rawLine.ts'
import type { Seal } from '../ledger/chain/sealed.ts'
import { openBlocks, type Place } from './blocks.ts'
import { readLines, splitLines } from './lines.ts'
import { line as shape, type EntryLine } from './shapes.ts'
import { Unusable } from './unusable.ts'

/** Where sealed years lie in the folder of backups. */
export const sealedFolder = (folder: string): string => join(folder, 'sealed')

/** Which entries a block holds. */
interface Span {
  first: number
  last: number
  place: Place
}

interface Indexed {
  path: string
  spans: Span[]
}

const rawLine = ({ seq, year, body, numbers, link }: EntryLine): RawLine => ({ seq, year, body, numbers, link })

/** Reads a whole file once: what its blocks hold. Throws Unusable when it is damaged or not the one that was written when the year was sealed. */
async function indexOf(path: string, seal: Seal, key: string | undefined): Promise<Indexed> {
  const spans: Span[] = []
  let sum = ''
  for await (const { line, place } of readLines(path, key)) {
    if (line.t === 'end') sum = line.sha256
    if (line.t !== 'entry') continue
    const span = spans.at(-1)
    if (span?.place.at === place.at) span.last = line.seq
    else spans.push({ first: line.seq, last: line.seq, place })
  }
  if (sum !== seal.sha256) throw new Unusable(`${basename(path)}：不是封存时写的那一份`)
  return { path, spans }
}

async function blockLines({ path }: Indexed, place: Place, key: string | undefined): Promise<RawLine[]> {
  const blocks = await openBlocks(path, key)
  try {
    const lines = splitLines(await blocks.one(place)).map((text) => shape.parse(JSON.parse(text)))
    return lines.flatMap((line) => (line.t === 'entry' ? [rawLine(line)] : []))
  } finally {
    await blocks.close()
  }
}

async function whereIs(folders: readonly string[], file: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, basename(file))
    if (await access(path).then(() => true, () => false)) return path
  }
  return undefined
}

/**
 * Looks for files in `folders`, in this order. A file is read through once, when it is first asked for; after that a block at a time,
 * the last one kept.
 */
export function createSealedReader(folders: readonly string[], key: string | undefined): SealedYears {
  const indexes = new Map<string, Promise<Indexed | undefined>>()
  let kept: { path: string; at: number; lines: Promise<RawLine[]> } | undefined
  const indexed = (seal: Seal): Promise<Indexed | undefined> => {
    const found = indexes.get(seal.sha256) ?? whereIs(folders, seal.file).then((path) => (path === undefined ? undefined : indexOf(path, seal, key)))
    indexes.set(seal.sha256, found)
    // A file that is put back is found the next time.
    const drop = () => void indexes.delete(seal.sha256)
    found.then((index) => index ?? drop(), drop)
    return found
  }
  const read = (index: Indexed, place: Place): Promise<RawLine[]> => {
    if (kept?.path !== index.path || kept.at !== place.at) kept = { path: index.path, at: place.at, lines: blockLines(index, place, key) }
    return kept.lines
  }
  return {
    async state(seal) {
      try {
        return (await indexed(seal)) ? 'whole' : 'absent'
      } catch (error) {
        return { broken: error instanceof Error ? error.message : String(error) }
      }
    },
    async *lines(seal, from, to) {
      if (to < seal.first || from > seal.last) return
      try {
        const index = await indexed(seal)
        if (!index) throw new Unusable(`找不到 ${seal.file}`)
        for (const { first, last, place } of index.spans) {
          if (last < from || first > to) continue
          for (const line of await read(index, place)) if (line.seq >= from && line.seq <= to) yield line
        }
      } catch (error) {
        kept = undefined
        throw new SayToUser(`${seal.year}年的台账已封存，封存文件读不出来，请联系管理员（${error instanceof Error ? error.message : String(error)}）`)
      }
    },
  }
}
