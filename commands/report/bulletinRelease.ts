import { SayToUser } from '../../src/domain/errors.ts'
import { amend, create } from '../../src/domain/record.ts'
import { bulletinSetting } from '../../src/domain/records/bulletin.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { office } from '../../src/work/issues/office.ts'

export default defineCommand({
  name: '简报 审签',
  aliases: [],
  area: 'report',
  summary: '设定本单位简报先审签再发，或到时直接发',
  who: office,
  fields: { release: f.flag('审签') },
  examples: ['/简报 审签 开', '/简报 审签 关'],
  remarks: ['开了审签，到时编好的简报先私聊发给本单位的管理员和团干部，签发后才发到各群；期号在编好时已定。'],
  async decide({ input: { release }, view, ctx }) {
    const { unit } = ctx
    if (unit === undefined) throw new SayToUser('不知道是哪个单位的简报，请写明，如 /简报 审签 开 单位:浙江省。')
    const before = await view.get(bulletinSetting, unit.path)
    const change = before === undefined
      ? create(bulletinSetting, { unit: unit.path, id: unit.path, data: { release }, now: ctx.now })
      : amend(bulletinSetting, before, { release })
    const text = release
      ? `已设定：${unit.short}的简报编好后先发给管理员和团干部，签发后才发出。签发请发 /简报 签发 期号`
      : `已设定：${unit.short}的简报到时直接发出。`
    return { changes: [change], notices: [reply(ctx, text)] }
  },
})
