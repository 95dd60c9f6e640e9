/** The one way to write: checks a decision, hands it to the script, and says what became of it. */
import type { Redis } from 'ioredis'
import { TryAgain } from '../../domain/errors.ts'
import type { Change, Kind } from '../../domain/record.ts'
import type { Firsts } from '../boxes/firsts.ts'
import { readWaiting } from '../boxes/outbox.ts'
import type { Salt } from '../chain/side.ts'
import { carryOutForgetting, tombstones } from '../forget.ts'
import type { Scripts } from '../scripts.ts'
import type { Commit, Committed, View, Waiting } from '../types.ts'
import type { Notes } from '../views/notes.ts'
import type { ReadCache } from '../views/reads.ts'
import { fillTokens } from './placeholder.ts'
import { planOf } from './plan.ts'

export interface CommitDeps {
  redis: Redis
  prefix: string
  scripts: Scripts
  kinds: readonly Pick<Kind<unknown>, 'kind'>[]
  salt: Salt
  /** How this program lays records out; '' where nobody asks. */
  layout: string
  cache: ReadCache
  /** Absent where nothing may be sent before replicas have it. */
  firsts: Firsts<Waiting> | undefined
  /** What a view of this ledger has read. */
  notesOf(view: View): Notes | undefined
}

/** A new record under a key of its own must be new. Reading it also makes the commit expect that it still is. */
async function refuseTaken(changes: readonly Change[], view: View): Promise<void> {
  const fresh = changes.filter(({ before, allot, ref }) => before === undefined && !allot.some(({ token }) => token === ref))
  const taken = await Promise.all(fresh.map(({ kind, ref }) => view.get(kind as unknown as Kind<unknown>, ref)))
  const one = taken.find((record) => record !== undefined)
  if (one) throw new Error(`${one.kind} ${one.id} exists already`)
}

export function createCommit({ redis, prefix, scripts, kinds, salt, layout, cache, firsts, notesOf }: CommitDeps): (commit: Commit) => Promise<Committed> {
  const names = new Set(kinds.map(({ kind }) => kind))
  return async (asked) => {
    const notes = notesOf(asked.view)
    if (!notes) throw new Error('a commit needs the view its decision was made on')
    const changes = asked.forget ? [...asked.changes, ...(await tombstones(redis, prefix, asked.view, asked.forget.person))] : asked.changes
    const commit = { ...asked, changes }
    const stranger = changes.find(({ kind }) => !names.has(kind.kind))
    if (stranger) throw new Error(`the ledger was not told of the kind ${stranger.kind.kind}`)
    await refuseTaken(changes, asked.view)

    const { args, ...touched } = planOf(commit, notes, salt)
    const [outcome, detail = '', numbers = [], ends = [], more = 0, granted = [], firstOnes = []] = await scripts.commit(prefix, [layout, ...args]).catch((error: unknown) => {
      // It may have been carried out all the same.
      cache.forget()
      throw error
    })
    switch (outcome) {
      case 'conflict':
        cache.forget()
        return { outcome, on: detail }
      case 'duplicate':
        // By ourselves, perhaps: what a broken connection left unanswered is sent again.
        cache.forget()
        return { outcome }
      case 'rebuilding':
        throw new TryAgain('the records are being rebuilt', 1000)
      case 'layout':
        throw new TryAgain('台账正由另一版本的程序使用 / a program of another version works on the ledger', 1000)
      case 'committed':
        break
      default:
        throw new Error('the message this answers was never heard')
    }
    if (more === 0) commit.hold?.letGo()
    const tokens = changes.flatMap((change) => change.allot).map(({ token }) => token.slice(1, -1))
    const allotted = new Map(tokens.map((token, i) => [token, numbers[i] ?? '']))
    const fill = (text: string) => fillTokens(text, allotted)
    const [from = '', to = '', dir = '', rebuilt = '', seq = ''] = ends
    cache.takeOut({
      records: touched.records.map(fill), moves: touched.moves.map((move) => ({ ...move, name: fill(move.name), id: fill(move.id) })), states: touched.states.map(fill),
      from, to, dir: Number(dir), first: Number(detail), seq: Number(seq),
    })
    cache.standsAt(to, rebuilt, '')
    const taken = [...(commit.offers ?? [])].filter(([, { token }]) => granted.includes(token))
    for (const [chat, offer] of taken) {
      const nth = firstOnes.find((i) => touched.waiting[i - 1]?.to === chat)
      if (nth !== undefined) firsts?.note(offer, readWaiting(`${detail}.${nth}\n0\n${fill(touched.waiting[nth - 1]?.json ?? '')}`))
    }
    if (commit.forget) await carryOutForgetting(redis, prefix)
    return { outcome: 'committed', fill, more: more === 1, granted: taken.map(([chat]) => chat) }
  }
}
