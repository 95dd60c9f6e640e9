import { issuers, lastCutOff, nextCutOff } from '../../src/bulletin/cutOff.ts'
import { previewText } from '../../src/bulletin/text.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { momentOf, spellDeadline } from '../../src/domain/time.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { draft } from '../../src/work/issues/issue.ts'
import { office } from '../../src/work/issues/office.ts'
import { sources } from '../../src/work/matters/index.ts'

export default defineCommand({
  name: '简报 预览',
  aliases: [],
  area: 'report',
  summary: '看现在编发会是什么样，不占期号',
  who: office,
  fields: {},
  examples: ['/简报 预览'],
  async decide({ view, ctx }) {
    const { unit, now, calendar } = ctx
    if (unit === undefined) throw new SayToUser('不知道要预览哪个单位的简报，请写明，如 /简报 预览 单位:浙江省。')
    const issuer = issuers(view.directory).find(({ unit: path }) => path === unit.path)
    const previous = issuer && lastCutOff(now, issuer.moment, calendar)
    const drafted = await draft({ view, calendar, sources, unit: unit.path, to: now, previous, now, groups: issuer?.groups ?? [], held: true })
    const next = issuer === undefined
      ? `${unit.short}的工作群没有开简报，到时不会发出；开启请在群里发 /群设置 简报:周一10:00。`
      : `下一期定于${spellDeadline(momentOf(nextCutOff(now, issuer.moment, calendar)))}。`
    const text = drafted === undefined ? `${unit.short}自上一期以来没有新记录，没有可编的内容。` : previewText(drafted.data)
    return only(ctx, `${text}\n\n${next}`)
  },
})
