/** A chained list (接龙) under an announcement's title or number: every name in it is a receipt (S28). */
import type { Assignment } from '../assignments/mine.ts'
import type { Rec } from '../../domain/record.ts'
import type { AnnouncementData } from '../../domain/records/announcement.ts'
import { reply } from '../../grammar/answer.ts'
import type { CommandDecision, Context } from '../../grammar/command.ts'
import { foldWord } from '../../grammar/fold.ts'
import type { Chain, ChainItem } from '../../grammar/chain.ts'
import type { View } from '../../ledger/types.ts'
import { confirm, countOf, openIn, ownShare, sharesOf } from './receipt.ts'

/** The open announcement of the chat that a list is about: its number stands in the title, or the title is its own. */
async function announcementOf({ title }: Chain, view: View, ctx: Context): Promise<Rec<AnnouncementData> | undefined> {
  const said = foldWord(title)
  const open = await openIn(ctx.chat, view, ctx.now)
  return open.find(({ id }) => said.includes(id)) ?? open.find(({ data }) => foldWord(data.title) === said)
}

interface Meant {
  share: Assignment
  /** Person id of whoever is named. */
  by?: string | undefined
}

/** The share that a line stands for: that of the unit or of the person named first in it. */
function meant({ name, extra }: ChainItem, shares: readonly Assignment[], view: View, ctx: Context): Meant | undefined {
  for (const word of [name, ...extra.split(/[\s,，]+/)].filter(Boolean)) {
    const unit = view.directory.findUnit(word, ctx.group?.unit)
    const ofUnit = 'unit' in unit && shares.find((share) => share.data.person === undefined && share.unit === unit.unit.path)
    if (ofUnit) return { share: ofUnit }
    for (const person of view.directory.findPeople(word)) {
      const share = ownShare(shares, person, view, ctx.now)
      if (share) return { share, by: person.id }
    }
  }
  return undefined
}

/** Of a list made with WeChat's own tool only the title may arrive (protocol.md section F4): said once for each announcement. */
async function titleAlone({ id, data }: Rec<AnnouncementData>, view: View, ctx: Context): Promise<CommandDecision> {
  const key = `chainTitle|${id}`
  if ((await view.state(key)) !== undefined) return { changes: [], notices: [] }
  const text = `${id} 的接龙只传来标题，读不到名单，没有统计。请把接龙全文复制成文字再发一次，或各自回复“收到”。`
  return { changes: [], notices: [reply(ctx, text, [id])], state: [{ key, value: '1', until: data.openUntil }] }
}

/**
 * Counts the names of a list as receipts. Everybody re-sends the whole list, so only what is new is said; a receipt once given stands,
 * whoever is left out later. undefined: the list is about something else.
 */
export async function receiveChain(chain: Chain, view: View, ctx: Context): Promise<CommandDecision | undefined> {
  const record = await announcementOf(chain, view, ctx)
  if (!record) return undefined
  if (chain.items.length === 0) return titleAlone(record, view, ctx)
  const shares = await sharesOf(record.id, view)
  const key = `chain|${record.id}`
  const before = new Set(JSON.parse((await view.state(key)) ?? '[]') as string[])
  const found = new Map<string, Meant>()
  const strange: string[] = []
  for (const item of chain.items) {
    const one = meant(item, shares, view, ctx)
    if (one) found.set(one.share.id, one)
    else if (!before.has(item.name)) strange.push(item.name)
  }
  const fresh = [...found.values()].filter(({ share }) => share.data.done === undefined)
  if (fresh.length === 0 && strange.length === 0) return { changes: [], notices: [] }
  const nameOf = ({ share }: Meant) => (share.data.person === undefined ? view.directory.unit(share.unit)?.short : view.directory.person(share.data.person)?.name) ?? share.unit
  const text = [
    `已按接龙统计 ${record.id}：${record.data.title}`,
    `${fresh.length > 0 ? `新回执：${fresh.map(nameOf).join('、')}` : '没有新回执'}（${countOf(shares, fresh.length)}）`,
    ...(strange.length > 0 ? [`没有对上：${strange.join('、')}，请写发到的单位名或其登记人员的姓名`] : []),
  ].join('\n')
  return {
    changes: fresh.map(({ share, by }) => confirm(share, ctx, { by, note: '接龙' })),
    notices: [reply(ctx, text, [record.id])],
    state: [{ key, value: JSON.stringify(chain.items.map(({ name }) => name)), until: record.data.openUntil }],
  }
}
