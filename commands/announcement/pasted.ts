import { SayToUser } from '../../src/domain/errors.ts'
import { privateChat } from '../../src/domain/notice.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { byGroup, keepPastings, pastings, spellPasting } from '../../src/work/pasting/pasting.ts'

const silence = { changes: [], notices: [] }

export default defineCommand({
  name: '已粘贴',
  aliases: ['pasted', 'yizhantie', 'yzt'],
  area: 'announcement',
  summary: '告诉机器人：要人工粘贴的内容已经贴到群里',
  who: 'known',
  users: '收到待粘贴内容的人',
  offered: { roles: ['admin', 'cadre'], mode: 'read' },
  fields: { n: f.number('序号', { hint: '按钮上带的，自己发不用写' }).optional() },
  examples: ['/已粘贴'],
  words: ['已粘贴', '粘贴了', '粘贴好', '已贴', '贴好', '贴了', '贴过'],
  remarks: ['私聊直接回“已粘贴”即可，交给您的各条都算贴好。两小时还没有回的，上班时间提醒一次，只提醒一次。'],
  async decide({ input: { n }, view, ctx }) {
    // Bare words in a group are chat; a command or the bot's name are not.
    if (ctx.message.group !== undefined && ctx.message.toBot !== true && !/^[/／]|[@＠]/.test(ctx.message.text.trim())) return silence
    const all = await pastings(view)
    const mine = all.filter(({ people }) => people.includes(ctx.sender?.id ?? ''))
    const meant = mine.filter((one) => (n === undefined ? one.by === undefined : one.n === n))
    const open = meant.filter(({ by }) => by === undefined)
    const [first] = meant
    if (open.length === 0) {
      const by = first?.by === undefined ? undefined : view.directory.person(first.by)?.name
      throw new SayToUser(by === undefined ? '没有等您粘贴的内容。' : `${by}已经说过贴好了，不必再贴。`)
    }
    const done = all.map((one) => (open.includes(one) ? { ...one, by: ctx.sender?.id } : one))
    const told = byGroup(open, view).map(({ name, what }) => `已贴到“${name}”：${what}`)
    // Whoever else was given it need not paste it a second time.
    const others = open.flatMap((one) => one.people.filter((id) => id !== ctx.sender?.id).map((id) => ({ id, one })))
    const notices = others.map(({ id, one }) => ({
      to: privateChat(id), sort: 'notice' as const, text: `${ctx.sender?.name}已贴到“${view.directory.group(one.group)?.name ?? one.group}”：${spellPasting(one)}。不必再贴。`,
    }))
    return { changes: [], notices: [reply(ctx, ['好的，记下了。', ...told].join('\n')), ...notices], state: [keepPastings(done, ctx.now)] }
  },
})
