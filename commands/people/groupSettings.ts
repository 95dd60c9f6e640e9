import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { group, type GroupData } from '../../src/domain/records/directory.ts'
import { only, reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import { admins } from '../../src/work/people/answerJoin.ts'
import { keepers } from '../../src/work/people/keepers.ts'
import { lacksRobot, readBulletin, readFallback, readQuiet, spellSettings } from '../../src/work/people/settings.ts'

/** The address is as good as a password, and a group has read it. */
const secretSpoken = '提醒：机器人的地址等于口令，谁有它都能往群里发消息。请撤回刚才那条，以后私聊我设置；不放心就在群里重置机器人的地址再发给我。'

const noRobot = '图片由群机器人发，本群还没有群机器人，设好“备用通道”以前仍发文字。'

export default defineCommand({
  name: '群设置',
  aliases: ['settings', 'qunshezhi', 'qsz'],
  area: 'people',
  summary: '看或改本群的简报时间、催办、静默时间',
  who: keepers,
  at: (_input, ctx) => ctx.group?.unit,
  fields: {
    bulletin: f.weekly('简报', { words: ['图片', '文字'], positional: false, hint: '如 周一 10:00，不要就写 无；或写 图片、文字' }).optional(),
    reminders: f.flag('催办', { also: ['提醒'], positional: false }).optional(),
    quiet: f.text('静默', { positional: false, hint: '如 21:00至8:00' }).optional(),
    ranking: f.flag('排名', { positional: false }).optional(),
    fallback: f.text('备用通道', { positional: false, hint: '主通道发不出时用，不要就写 无' }).optional(),
  },
  examples: ['/群设置', '/群设置 简报:周一 9:00 催办:开', '/群设置 静默:20:00至8:30', '/群设置 简报:图片'],
  remarks: [
    '“简报”写 图片：简报由群机器人发成图片，便于转发；图片发不成时照发文字。改回来写 文字，时间不变。',
    '“排名”默认关，只有管理员可以打开。',
    '“备用通道”可写通道的名字，或群机器人的 Webhook 地址：请私聊机器人发 /群设置 群:群名 备用通道:地址，答复只显示最后四位。',
    '有企业外的微信用户的群，写 备用通道:人工粘贴：要发到群里的内容会私聊发给本单位的团干部，由他粘贴到群里，贴好回“已粘贴”。',
  ],
  async decide({ input, view, ctx }) {
    const bound = ctx.group && (await view.get(group, ctx.group.id))
    if (!bound) throw new SayToUser('本群还没有绑定单位，请先发 /绑定 单位。')
    const { quiet, fallback, bulletin, ...said } = input
    if (said.ranking === true) demand(ctx, view, admins, bound.data.unit)
    const patch: Partial<GroupData> = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
    Object.assign(patch, readBulletin(bulletin))
    if (quiet !== undefined) patch.quiet = readQuiet(quiet, ctx.now)
    if (fallback !== undefined) Object.assign(patch, await readFallback(fallback, bound.data, ctx))
    const head = `${bound.data.name}（${view.directory.unit(bound.data.unit)?.short ?? bound.data.unit}）`
    if (Object.keys(patch).length === 0) return only(ctx, `${head}\n${spellSettings(bound.data)}`)
    const spoken = patch.webhook !== undefined && patch.webhook !== bound.data.webhook && ctx.message.group !== undefined
    const after = { ...bound.data, ...patch }
    const hints = [...(patch.bulletinAs === 'picture' && lacksRobot(after) ? [noRobot] : []), ...(spoken ? [secretSpoken] : [])]
    const text = [`已更新 ${head}`, spellSettings(after), ...hints].join('\n')
    return { changes: [amend(group, bound, patch, 'settings')], notices: [reply(ctx, text)] }
  },
})
