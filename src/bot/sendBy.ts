/** One notice by one way: cut into pieces the channel takes, each at its pace. */
import type { Directory } from '../domain/directory.ts'
import { mask, maskKeys, muteCalls } from '../domain/privacy.ts'
import { Refused } from '../domain/errors.ts'
import { botNameOf } from '../domain/settings.ts'
import { withoutTables } from '../domain/table.ts'
import type { Hold } from '../ledger/lease.ts'
import type { Ledger, Waiting } from '../ledger/types.ts'
import { Busy, type Painter } from '../picture/painter.ts'
import { callByName } from './callByName.ts'
import { idOn, wayName, type Way } from './chat.ts'
import { piecesOf, type Piece } from './pieces.ts'

/** The channel's limits leave no room for now; nothing failed. */
export class NoRoom extends Error {
  override name = 'NoRoom'
  constructor(readonly afterMs: number) {
    super(`通道的频次已满，${Math.ceil(afterMs / 1000)}秒后继续`)
  }
}

/** A picture is drawn when others are, at the soonest after so many ms. */
const drawnAfter = 2_000

const draw = ({ picture }: Piece): Promise<Uint8Array> | undefined =>
  picture?.().catch((error: unknown) => {
    throw error instanceof Busy ? new NoRoom(drawnAfter) : error
  })

/** Another process may send to the destination by now; it will. */
export class NotOurs extends Error {
  override name = 'NotOurs'
}

/**
 * Sends what of a notice was not sent by this channel yet; answers the platform's receipt of the last piece.
 * Throws NoRoom, NotOurs once the hold is another's, and whatever the channel throws; what went out before stays noted on the notice.
 * `others`: there are more ways; then one that carries a single answer is refused to what does not fit into it, so that nothing is said half.
 */
export async function sendBy(
  way: Way,
  notice: Waiting,
  { directory, ledger, painter, now, hold, others = false }: { directory: Directory; ledger: Ledger; painter?: Painter | undefined; now(): number; hold?: Hold | undefined; others?: boolean },
): Promise<string | undefined> {
  const { channel, to, reply } = way
  const mentions = (notice.mentions ?? []).flatMap((personId) => {
    const person = directory.person(personId)
    const id = person && idOn(person, channel)
    return person && id ? [{ id, name: person.name }] : []
  })
  const shown = channel.can.tables ? notice.text : withoutTables(notice.text)
  const words = callByName(muteCalls(maskKeys(mask(shown))), channel, to, botNameOf(directory.settings))
  const pieces = await piecesOf(words, way, painter)
  const single = reply !== undefined && !channel.can.push['group' in to ? 'groups' : 'people']
  if (single && others && pieces.length > 1) throw new Refused('只能应答一次，装不下这么长的内容')
  const begun = notice.pieces?.channel === wayName(way) ? notice.pieces.sent : 0
  let ref: string | undefined
  for (const [i, piece] of pieces.entries()) {
    if (i < begun) continue
    const picture = await draw(piece)
    const wait = (await channel.room?.(to, now())) ?? 0
    if (wait > 0) throw new NoRoom(wait)
    // Whatever was asked before may have been answered late, by a Redis that stood still or a connection that had to be made anew.
    if (hold && !(await hold.keep())) throw new NotOurs('another process sends now')
    const last = i === pieces.length - 1
    const receipt = await channel.send({
      id: pieces.length === 1 ? notice.id : `${notice.id}/${i + 1}`,
      text: piece.text,
      picture,
      sort: notice.sort,
      to,
      mentions: i === 0 ? mentions : [],
      at: notice.at,
      reply: i === 0 ? reply : undefined,
      actions: last ? notice.actions : undefined,
    })
    ref = receipt.ref ?? ref
    if (!last) await ledger.outbox.pieceSent(notice, { channel: wayName(way), sent: i + 1 })
  }
  return ref
}
