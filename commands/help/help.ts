import { SayToUser } from '../../src/domain/errors.ts'
import { mayUse } from '../../src/domain/roles.ts'
import { dayOf } from '../../src/domain/time.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand, type Command, type Context } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { foldWord } from '../../src/grammar/fold.ts'
import { helpFor, helpIndex, newcomer } from '../../src/grammar/help.ts'
import { nearestCommands } from '../../src/grammar/suggest.ts'
import type { View } from '../../src/ledger/types.ts'

/** Whether the sender could use a command at least at one of their own units. */
function usable({ who, offered = who }: Command, view: View, ctx: Context): boolean {
  const units = new Set([ctx.unit?.path, ctx.sender?.unit, ...(ctx.sender?.posts ?? []).map((post) => post.unit)])
  return [...units].some((unit) => mayUse(offered, { directory: view.directory, person: ctx.sender, unit, on: dayOf(ctx.now), chairs: ctx.chairs }))
}

export default defineCommand({
  name: '帮助',
  aliases: ['help', 'bangzhu', 'bz', 'h', '?'],
  area: 'help',
  summary: '看能用哪些指令，或一条指令怎么用',
  who: 'everyone',
  fields: { command: f.text('命令', { also: ['指令'], hint: '如 活动' }).optional() },
  examples: ['/帮助', '/帮助 活动'],
  questions: [
    { pattern: /^(?:怎么用|怎么使用|如何使用|你?能[做干]什么|你?能干啥|有什么功能|有哪些(?:指令|命令|功能)|你会(?:什么|做什么))$/, example: '有哪些指令' },
    { pattern: /^(?:怎么|怎样|如何)(?:才能)?(?:改|修改|更正|更改|改正).{0,12}$/, fields: { 命令: '更正' }, example: '怎么改活动人数' },
    { pattern: /^(?:怎么|怎样|如何)(?:才能)?(?:给任务)?换(?:个|一个)?(?:负责人|承办人|人办?)$/, fields: { 命令: '更正' }, example: '怎么换负责人' },
    { pattern: /^(?:怎么|怎样|如何)(?:才能)?(?:给|把)?(?:单位|街道|社区|成员单位)?(?:改名|更名|新增|增加|添加|加)(?:一?个)?(?:单位|街道|社区|成员单位)?$/, fields: { 命令: '单位' }, example: '怎么给单位改名' },
    { pattern: /^(?:新(?:来的?)?(?:同事|同志|人|干部|成员))?(?:怎么|怎样|如何)(?:才能)?(?:登记|注册|加入|加进来|加)$/, fields: { 命令: '我是' }, example: '新同事怎么登记' },
    { pattern: /^(?:怎么|怎样|如何)(?:才能)?(?:删|删除|作废|撤回|撤销|删掉|取消(?=.)(?!一?[场个]?活动)).{0,12}$/, fields: { 命令: '作废' }, example: '怎么作废一条记录' },
    { pattern: /^(?:怎么|怎样|如何)(?:才能)?(?:发|报|记|登记|记录|写|填|交|报送|布置|发布|用|申请)?(?:一?[个条场份次项])?(?<命令>活动|任务|通知|周报|请假|简报|进度|统计|换班|交接|代班|延期)$/, example: '怎么报活动' },
    { pattern: /^(?<命令>活动|任务|通知|周报|请假|简报|进度|统计|换班|交接|代班|延期)(?:要|该|应该|是)?(?:怎么|怎样|如何)(?:发|报|交|报送|布置|发布|申请)$/, example: '周报怎么交' },
  ],
  async decide({ input: { command: said }, view, ctx }) {
    const allowed = ctx.commands.filter((command) => usable(command, view, ctx))
    if (said === undefined) return only(ctx, ctx.sender ? helpIndex(allowed) : `${newcomer}\n${helpIndex(allowed)}`)
    const word = foldWord(said).replace(/^\//, '')
    const found = ctx.commands.filter((command) => [command.name, ...command.aliases].some((name) => foldWord(name) === word))
    const forms = ctx.commands.filter((command) => command.name.startsWith(`${found[0]?.name ?? ' '} `))
    if (found.length > 0) return only(ctx, [...found, ...forms].map(helpFor).join('\n\n'))
    const nearest = nearestCommands(word, allowed)
    if (nearest.length === 0) throw new SayToUser(`没有“${said.slice(0, 20)}”这个指令。发 /帮助 可以看全部指令。`)
    throw new SayToUser(`没有“${said.slice(0, 20)}”这个指令，您是不是要：\n${nearest.map(({ name, summary }) => `/${name}：${summary}`).join('\n')}`)
  },
})
