import type { Person } from '../../src/domain/directory.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { isEverybody } from '../../src/domain/everybody.ts'
import { privateChat, type Notice } from '../../src/domain/notice.ts'
import { create, type Rec } from '../../src/domain/record.ts'
import { joinRequest, type JoinData } from '../../src/domain/records/joinRequest.ts'
import { unitKinds } from '../../src/domain/records/directory.ts'
import { dayOf } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'
import { firstAdminChanges, firstAdminKey, isFirstAdmin } from '../../src/work/people/firstAdmin.ts'
import { firstUnits } from '../../src/work/people/firstUnit.ts'

/** The person of that name at that unit who is in the roster already: to them the new channel id would be attached. */
function inRoster(name: string, unit: string, view: View): string | undefined {
  const found = view.directory.findPeople(name).filter((one) => one.unit === unit)
  return found.length === 1 ? found[0]?.id : undefined
}

/** Admins who may admit to a unit: the nearest ones, at most three. */
function adminsOf(unit: string, view: View, ctx: Context): Person[] {
  const found: Person[] = []
  for (let at = view.directory.unit(unit); at && found.length === 0; at = view.directory.parent(at.path)) {
    found.push(...view.directory.holders(at.path, dayOf(ctx.now), 'admin'))
  }
  return found.slice(0, 3)
}

const knownAlready = ({ name, unit }: Person, view: View): string => `您已经登记：${name}，${view.directory.unit(unit)?.short ?? ''}。职务有变动请联系管理员。`

/** The sender's own request that waits for an answer. */
async function pendingOf(view: View, { message: { channel, sender } }: Context): Promise<Rec<JoinData> | undefined> {
  return (await view.list(joinRequest, 'open', '')).find(({ data }) => data.channel === channel && data.sender === sender)
}

export default defineCommand({
  name: '我是',
  aliases: ['iam', 'woshi', '登记', 'dengji'],
  area: 'people',
  summary: '登记自己，等管理员批准',
  who: 'everyone',
  fields: {
    name: f.text('姓名', { also: ['名字'], hint: '如 王敏', max: 20 }),
    unit: f.unit('单位'),
    title: f.text('职务', { also: ['职位'], hint: '如 团工委书记', max: 40 }),
    kind: f.choice('类别', unitKinds, { positional: false, hint: '首次启动、还没有任何单位时用' }).optional(),
    code: f.text('口令', { also: ['验证码'], positional: false, hint: '首次启动时显示的管理员口令' }).optional(),
  },
  questions: [
    { pattern: /^(?:我的?(?:登记|注册|申请|审核|审批)?|登记|注册|申请|审核|审批)(?:有没有|是否)?(?:通过|批准|批下来|批)了?(?:没有|没|吗)?$|^(?:通过|批准|批)了(?:没有|没|吗)$/, example: '我的登记通过了吗' },
    { pattern: /^我的(?:登记|注册|申请)(?:怎么样了?|到哪了|有结果(?:了|吗)*|什么时候能?(?:批|通过|批准))?$/, example: '我的申请怎么样了' },
  ],
  // Who has asked already has nothing to fill in.
  async waives({ view, ctx }) {
    if (ctx.sender) throw new SayToUser(knownAlready(ctx.sender, view))
    const again = await pendingOf(view, ctx)
    if (again) throw new SayToUser(`您的登记 ${again.id} 正在等管理员批准：${again.data.name}，${view.directory.unit(again.unit)?.short ?? again.unit}，${again.data.title}。批准后会在这里告诉您。`)
    return []
  },
  examples: ['/我是 王敏 中河街道 团工委书记', '/我是 姓名:李欣 单位:浙江省 职务:城市青年工作部'],
  remarks: ['首次启动还没有管理员时，写上启动时显示的“口令”即成为管理员；那时一个单位也没有的，写的“单位”随之建立，如 单位:浙江省。换了微信号也用它重新登记，由管理员确认是同一个人。'],
  async decide({ input: { name, unit: said, title, kind, code }, view, ctx }) {
    const { channel, sender } = ctx.message
    if (isEverybody(name)) throw new SayToUser(`“${name}”不是一个人的姓名，请写本人的姓名，如：/我是 王敏 中河街道 团工委书记`)
    if (isEverybody(sender)) throw new SayToUser('这个账号指所有人，不能登记，请换本人的账号再发。')
    const first = await isFirstAdmin(view, ctx.message, code)
    const none = view.directory.units.length === 0
    if (none && !first) throw new SayToUser(code === undefined ? '这里还没有管理员，也没有登记单位。请管理员先用启动时显示的口令登记。' : '口令不对，或者已经用过。请核对启动时显示的口令。')
    const founded = none ? firstUnits(said, kind, ctx.now) : { path: said, changes: [] }
    const unit = founded.path
    const short = view.directory.unit(unit)?.short ?? unit.split('/').at(-1) ?? unit
    const person = ctx.sender?.id ?? inRoster(name, unit, view)
    const join: JoinData = { name, unit, title, channel, sender, chat: ctx.chat, person, state: 'open' }
    if (first) {
      return {
        changes: [...founded.changes, ...(await firstAdminChanges(join, view, ctx.now))],
        notices: [reply(ctx, `已登记 ${name}，您是${short}的管理员。\n其他人发 /我是 登记后，您用 /批准 通过。${none ? `\n下级单位请用 /单位 增加，如 /单位 路径:${short}/名称 类别:…` : ''}`)],
        state: [{ key: firstAdminKey, value: null }],
      }
    }
    if (ctx.sender) throw new SayToUser(knownAlready(ctx.sender, view))
    if (code !== undefined) throw new SayToUser('口令不对，或者已经用过。请核对启动时显示的口令，或不写口令、等管理员批准。')
    const again = await pendingOf(view, ctx)
    if (again) throw new SayToUser(`您已经申请登记（${again.id}），正在等管理员批准。`)
    const request = create(joinRequest, { unit, data: join, now: ctx.now })
    const admins = adminsOf(unit, view, ctx)
    const what = person === undefined ? '' : '\n名册里已有同名同单位的人，批准后这个账号归到其名下'
    const asks = `请管理员${admins.map((one) => one.name).join('、')}核对本人后回复：/批准 ${request.ref}（不通过：/拒绝 ${request.ref} 原因）`
    const actions = [{ label: '批准', say: `/批准 ${request.ref}` }, { label: '拒绝', say: `/拒绝 ${request.ref}` }]
    // Nobody else reads a private chat, and admins of another unit need not be in this group: they are told in their own.
    const told = admins.filter((admin) => ctx.message.group === undefined || admin.unit !== ctx.group?.unit)
    const here = told.length < admins.length
    const posts = told.map(({ id }): Notice => ({ to: privateChat(id), sort: 'notice', about: [request.ref], actions, text: `${name}申请登记 ${request.ref}：${short}，${title}${what}\n${asks}` }))
    const answer = reply(ctx, `已申请登记 ${request.ref}：${name}，${short}，${title}${what}\n${asks}`, [request.ref])
    return { changes: [request], notices: [here ? { ...answer, actions } : answer, ...posts] }
  },
})
