/** What somebody may mean who does not say which record is to be corrected. */
import { mayUse } from '../../domain/roles.ts'
import { dayOf } from '../../domain/time.ts'
import type { Context, Offer } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'
import { listed, listings } from '../records/listings.ts'
import { corrections } from './index.ts'

/** So many of each kind are looked through. */
const newest = 30
const kinds: ReadonlySet<string> = new Set(['活动', '任务', '通知'])

/** The records of the unit and those below that the sender may correct, those recorded last first. */
export async function correctables({ view, ctx }: { view: View; ctx: Context }): Promise<Offer[]> {
  const { unit, sender, chairs, now } = ctx
  if (!unit) return []
  const lists = await Promise.all(
    listings.filter(({ label }) => kinds.has(label)).map(async (listing) => {
      const who = corrections.find(({ label }) => label === listing.label)?.who
      const found = who ? await listed(listing, view, unit.path, { reverse: true, limit: newest }) : []
      const mine = found.filter((record) => who && record.void === undefined && mayUse(who, { directory: view.directory, person: sender, unit: record.unit, on: dayOf(now), chairs }))
      return mine.map(({ id, at, data }) => ({ number: id, title: listing.kind.title(data), at }))
    }),
  )
  return lists.flat().sort((a, b) => b.at - a.at).map(({ number, title }) => ({ number, title }))
}
