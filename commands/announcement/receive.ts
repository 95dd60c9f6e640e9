import { receiveChain } from '../../src/work/announcements/chain.ts'
import { spellUnits } from '../../src/work/assignments/give.ts'
import { standing } from '../../src/work/assignments/mine.ts'
import { openAnnouncements } from '../../src/work/assignments/offers.ts'
import { confirm, countOf, openIn, ownShare, sharesOf } from '../../src/work/announcements/receipt.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import type { Rec } from '../../src/domain/record.ts'
import { announcement, type AnnouncementData } from '../../src/domain/records/announcement.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { saysNotReceived } from '../../src/grammar/contrary.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'
import { demandReadable } from '../../src/work/records/find.ts'

const silence = { changes: [], notices: [] }

async function receive(record: Rec<AnnouncementData>, view: View, ctx: Context, { asked, note }: { asked: boolean; note?: string | undefined }) {
  const shares = await sharesOf(record.id, view)
  const share = ownShare(shares, ctx.sender, view, ctx.now)
  if (!share) {
    if (!asked) return undefined
    // To whom it went is told where it was posted, and to those who may read it.
    if (!record.data.chats.includes(ctx.chat)) demandReadable(record, view, ctx)
    throw new SayToUser(`${record.id} 是发给${spellUnits(record.data.units, view.directory)}的，不需要您回执。`)
  }
  if (share.data.done) {
    if (!asked) return undefined
    const by = view.directory.person(share.data.done.by)?.name ?? ''
    throw new SayToUser(`${record.id} 之前已经回执${by === '' ? '' : `（${by}）`}，不必再回。`)
  }
  const who = share.data.person === undefined ? view.directory.unit(share.unit)?.short : ctx.sender?.name
  const text = `已收到 ${record.id}：${record.data.title}\n${who ?? share.unit} 已回执（${countOf(shares, 1)}）${note === undefined ? '' : `\n说明：${note}`}`
  return { changes: [confirm(share, ctx, { note })], notices: [reply(ctx, text, [record.id])] }
}

const mostNamed = 5
const none = '这里没有等您回执的通知。'

/** What to say where nothing was posted: what was posted elsewhere may not have been read, so it is named, not confirmed; undefined when there is none. */
async function elsewhere(view: View, ctx: Context): Promise<string | undefined> {
  const open = (await openAnnouncements({ view, ctx })).slice(0, mostNamed)
  return open.length === 0 ? undefined : [`${none}别处还有等您回执的：`, ...open.map(({ number, title }) => `《${title}》，看过后请发：/收到 ${number}`)].join('\n')
}

export default defineCommand({
  name: '收到',
  aliases: ['received', 'shoudao', 'sd', '已阅'],
  area: 'announcement',
  summary: '回执一条通知',
  who: 'known',
  users: '通知发到的单位的管理员、团干部、联系人，或被要求回执的本人',
  fields: {
    of: f.record('编号', { kinds: ['通知'] }).optional(),
    note: f.longText('说明', { also: ['备注'] }).optional(),
  },
  examples: ['/收到', '/收到 通知-2026-002'],
  words: ['收到', '已阅'],
  subject: 'of',
  remarks: ['通知发出后直接回“收到”两个字即可，算作最新一条还没回执的通知；引用通知回“收到，我们派两人”，逗号后面的记作说明。', '用微信接龙也可以：接龙标题写通知的标题或编号，名单里的单位、人员算作已回执。'],
  chain: ({ input, view, ctx }) => receiveChain(input, view, ctx),
  async decide({ input: { of, note }, view, ctx }) {
    if (of !== undefined) {
      if (note !== undefined && saysNotReceived(note)) throw new SayToUser(`说明写的是“${note.slice(0, 40)}”，没有记为收到。看通知内容请发：/查 ${of}`)
      return (await receive(await standing(announcement, of, view, ctx), view, ctx, { asked: true, note })) ?? silence
    }
    for (const record of await openIn(ctx.chat, view, ctx.now)) {
      const received = await receive(record, view, ctx, { asked: false, note })
      if (received) return received
    }
    // Bare words may be meant for somebody else, or be a nod in private; a command or the bot's name are neither.
    const asked = ctx.message.toBot === true || /^[/／]|[@＠]/.test(ctx.message.text.trim())
    const more = asked || ctx.message.group === undefined ? await elsewhere(view, ctx) : undefined
    if (asked || more !== undefined) throw new SayToUser(more ?? none)
    return silence
  },
})
