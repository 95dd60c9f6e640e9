import { announcers, publish } from '../../src/work/announcements/publish.ts'
import { standing } from '../../src/work/assignments/mine.ts'
import { confirm, ownShare, sharesOf } from '../../src/work/announcements/receipt.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { announcement } from '../../src/domain/records/announcement.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '转发',
  aliases: ['forward', 'zhuanfa', 'zf'],
  area: 'announcement',
  summary: '把上级通知转给下一级各单位，回执逐级汇总',
  who: announcers,
  fields: { of: f.record('编号', { kinds: ['通知'] }) },
  examples: ['/转发 通知-2026-002'],
  subject: 'of',
  async decide({ input: { of }, view, ctx }) {
    const original = await standing(announcement, of, view, ctx)
    const shares = await sharesOf(of, view)
    const share = ctx.unitNamed ? shares.find((one) => one.unit === ctx.unit?.path) : (ownShare(shares, ctx.sender, view, ctx.now) ?? shares.find((one) => one.unit === ctx.unit?.path))
    if (!share) throw new SayToUser(`${of} 没有发给${ctx.unit?.short ?? '您的单位'}，不能转发。`)
    demand(ctx, view, announcers, share.unit)
    const again = (await view.list(announcement, 'forwards', of)).find((one) => one.unit === share.unit)
    if (again) throw new SayToUser(`${of} 之前已经转发，编号 ${again.id}。`)
    const units = view.directory.children(share.unit).map((unit) => unit.path)
    if (units.length === 0) throw new SayToUser('本单位下面没有单位，不需要转发。')
    const { title, content, deadline, receipts } = original.data
    const sent = publish({ title, content, deadline, issuer: share.unit, units, receipts, forwards: of }, view, ctx)
    const received = share.data.done ? [] : [confirm(share, ctx)]
    const here = sent.notices.some((notice) => notice.to === ctx.chat)
    const answer = here ? [] : [reply(ctx, `已转发 ${of}，新编号 ${sent.ref}：${title}\n应回执：${sent.shares}个`, [sent.ref, of])]
    return { changes: [...sent.changes, ...received], notices: [...sent.notices, ...answer] }
  },
})
