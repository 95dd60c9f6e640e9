/** Records that are spoken of by words of their title (名册 for 《报送团干部名册》). */
import { upward, type Unit } from '../../domain/directory.ts'
import { foldName } from '../../domain/unitNames.ts'
import type { Rec } from '../../domain/record.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'
import { mayRead } from './find.ts'
import { listed, listings } from './listings.ts'
import { spellTitle } from './spell.ts'

/** How many of the newest records of a kind are looked through. */
const lookedThrough = 200
const titled: ReadonlySet<string> = new Set(['任务', '通知', '活动'])

/** The readable records whose title holds the words: of the unit and those below, else of the units above it, the nearest first. */
export async function recordsTitled(words: string, unit: Unit, view: View, ctx: Context): Promise<{ record: Rec<Record<string, unknown>>; title: string }[]> {
  const wanted = foldName(words)
  for (const { path } of upward(view.directory, unit.path)) {
    const found = await Promise.all(listings.filter(({ label }) => titled.has(label)).map(async (listing) =>
      (await listed(listing, view, path, { reverse: true, limit: lookedThrough })).map((record) => ({ record, title: spellTitle(listing.kind, record.data, view.directory) }))))
    const fitting = found.flat().filter(({ record, title }) => record.void === undefined && foldName(title).includes(wanted) && mayRead(record, view, ctx))
    if (fitting.length > 0) return fitting
  }
  return []
}
