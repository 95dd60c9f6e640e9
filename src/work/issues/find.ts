/** Finding an issue by what people call it: 16, 第16期, 总第33期, 2026年第3期, 简报-2026-016. */
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import type { Rec } from '../../domain/record.ts'
import { bulletin, type BulletinData } from '../../domain/records/bulletin.ts'
import { readNumber } from '../../grammar/values/index.ts'
import type { View } from '../../ledger/types.ts'

/** What a text says about an issue; undefined when it is no issue's number. */
export type IssueWord = { ref: string } | { total: number } | { issue: number; year?: number | undefined }

export function readIssue(text: string): IssueWord | undefined {
  const word = text.normalize('NFKC').replace(/\s+/g, '').replace(/總/g, '总')
  const ref = /^简报-?(\d{4})-(\d{1,6})$/.exec(word)
  if (ref) return { ref: `简报-${ref[1]}-${String(Number(ref[2])).padStart(3, '0')}` }
  const match = /^(?:(\d{4})年)?(总)?第?([^第期]+?)期?$/.exec(word)
  if (!match) return undefined
  const number = readNumber(match[3] ?? '')
  if (!number.ok || !Number.isInteger(number.value) || number.value < 1) return undefined
  if (match[2]) return { total: number.value }
  return { issue: number.value, year: match[1] === undefined ? undefined : Number(match[1]) }
}

/** How many issues before the latest one is meant: 上一期, 上期 (1), 上上期 (2), 最近一期, 本期 (0); undefined where it is named otherwise. */
export function issuesBack(text: string): number | undefined {
  const word = text.normalize('NFKC').replace(/\s+/g, '').replace(/的?简报$/, '')
  if (/^(?:最近|最新|本|这|当前)(?:的?一)?期?$/.test(word)) return 0
  const before = /^(?:(上{1,3})|前)(?:的?一)?期$/.exec(word)
  return before ? (before[1]?.length ?? 1) : undefined
}

/** A unit's issue; of two with the same number in different years the later is meant unless the year is said. Throws SayToUser when there is none. */
export async function findIssue(view: View, unit: string, text: string): Promise<Rec<BulletinData>> {
  const word = readIssue(text)
  if (word === undefined) throw new SayToUser(`“期号”没有看懂“${text}”，请写期号，如 /简报 16 或 /简报 简报-2026-016。`)
  const issues = await view.list(bulletin, 'unit', unit, { reverse: true })
  const found = issues.find(({ id, data }) => {
    if ('ref' in word) return id === word.ref
    if ('total' in word) return data.total === String(word.total)
    return data.issue === String(word.issue) && (word.year === undefined || data.year === word.year)
  })
  if (found !== undefined) return found
  const name = nameOf(view.directory, unit)
  const latest = issues[0]
  throw new SayToUser(`${name}没有“${text}”这一期${latest === undefined ? '，还没有编发过简报' : `，最近一期是${bulletin.title(latest.data)}`}。`)
}
