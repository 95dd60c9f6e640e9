import type { Directory, Unit } from '../../src/domain/directory.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { amend, create } from '../../src/domain/record.ts'
import { natures, unit as unitKind, unitKinds, type UnitData } from '../../src/domain/records/directory.ts'
import { cleanName, foldName } from '../../src/domain/unitNames.ts'
import { within } from '../../src/domain/unitPath.ts'
import { calledNow, renamed } from '../../src/domain/unitTree.ts'
import { only, reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import { keepers } from '../../src/work/people/keepers.ts'

const mostLines = 40
const mostSigns = 40

function describe({ name, kind, nature, aliases, pilot }: Pick<Unit, 'name' | 'kind' | 'nature' | 'aliases' | 'pilot'>): string {
  const more = [nature, pilot && `${pilot.level}试点`, aliases.length > 0 ? `别名${aliases.join('、')}` : undefined].filter(Boolean)
  return `${name}（${[kind, ...more].join('，')}）`
}

/** The tree below a unit, indented, cut where it gets too long. */
function tree(top: Unit, directory: Directory): string {
  const depth = (one: Unit) => one.path.split('/').length - top.path.split('/').length
  const all = directory.below(top.path)
  const lines = all.slice(0, mostLines).map((one) => `${'　'.repeat(depth(one))}${describe(one)}`)
  const rest = all.length > mostLines ? [`……共${all.length}个单位，看某一个请发 /单位 单位名`] : []
  return [...lines, ...rest].join('\n')
}

export default defineCommand({
  name: '单位',
  aliases: ['unit', 'units', 'danwei', 'dw'],
  area: 'people',
  summary: '看下级单位，或增加、修改单位',
  who: 'known',
  users: '查看：本单位及上级的人员；增加和修改：本单位及上级的管理员、团干部',
  fields: {
    path: f.text('路径', { also: ['名称', '单位'], hint: '如 中河街道/中河中学' }).optional(),
    kind: f.choice('类别', unitKinds).optional(),
    nature: f.choice('性质', natures).optional(),
    aliases: f.text('别名', { positional: false, hint: '几个用顿号隔开' }).optional(),
    rename: f.text('改名', { also: ['新名称', '更名'], positional: false, hint: '新的名称，不写上级', max: mostSigns }).optional(),
  },
  examples: ['/单位', '/单位 中河街道', '/单位 路径:中河街道/中河二中 类别:成员单位 性质:学校', '/单位 中河街道 改名:中河新街道'],
  remarks: ['改名后，原来的名称仍然认得，编号和记录都不变，已发的简报不改。谁在什么时候改的，可发 /历史 单位:名称 查看。'],
  async decide({ input: { path, kind, nature, aliases, rename }, view, ctx }) {
    const { directory } = view
    const match = path === undefined ? undefined : directory.findUnit(path, ctx.unit?.path)
    const found = match === undefined ? ctx.unit : 'unit' in match ? match.unit : undefined
    if (match && 'candidates' in match) throw new SayToUser(`“${path}”有${match.candidates.length}个，请说明是哪一个。`, match.candidates.map((one) => one.short), 'path')
    const changes = { kind, nature, aliases: aliases?.split(/[、,，\s]+/).filter(Boolean) }
    const said = rename !== undefined || Object.values(changes).some((value) => value !== undefined)
    if (!said && found) {
      demand(ctx, view, { roles: ['admin', 'leader', 'cadre', 'instructor', 'contact'], mode: 'read' }, found.path)
      return only(ctx, tree(found, directory))
    }
    if (found) {
      demand(ctx, view, keepers, found.path)
      const before = await view.get(unitKind, found.path)
      if (!before) throw new SayToUser(`没有找到“${found.short}”。`)
      const patch = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<UnitData>
      if (rename !== undefined) Object.assign(patch, renaming(found, rename, directory))
      const now = { ...before.data, ...patch }
      const text = rename === undefined ? '已更新单位' : `已改名，原名称“${found.name}”仍然认得，编号和记录不变`
      const notes = rename === undefined ? [] : [...alsoMeant(calledNow(now), found, directory), ...groupsOf(found, directory)]
      return { changes: [amend(unitKind, before, patch, rename === undefined ? 'amend' : 'rename')], notices: [reply(ctx, [`${text}：${describe({ ...now, name: calledNow(now) })}`, ...notes].join('\n'))] }
    }
    const cut = (path ?? '').lastIndexOf('/')
    const upper = cut < 0 ? ctx.unit : parentOf(path?.slice(0, cut) ?? '', directory, ctx.unit?.path)
    const name = unitName((path ?? '').slice(cut + 1), '路径')
    if (!upper) throw new SayToUser(`没有找到上级单位，请写“上级/名称”，如 路径:中河街道/中河二中 类别:成员单位。`)
    if (kind === undefined) throw new SayToUser(`没有“${path}”这个单位。${rename === undefined ? '' : '要改名，请先写它现在的名称。'}要新增请写明类别，如 /单位 路径:${upper.short}/${name} 类别:成员单位`)
    demand(ctx, view, keepers, upper.path)
    const full = `${upper.path}/${name}`
    const data: UnitData = { path: full, kind, nature, aliases: changes.aliases ?? [] }
    const change = create(unitKind, { id: full, unit: full, data, now: ctx.now })
    return { changes: [change], notices: [reply(ctx, `已增加单位：${name}（${kind}${nature === undefined ? '' : `，${nature}`}），上级${upper.short}`)] }
  },
})

/** A name as the last part of a path. Throws SayToUser for one that could not stand there. */
function unitName(said: string, label: string): string {
  const name = cleanName(said)
  if (name === '' || /[/|\s、，,；;：:@]/.test(name)) throw new SayToUser(`“${label}”里的名称不能有空格和 / | 、，；：@ 这些符号，请写如 ${label}:中河新街道。`)
  return name
}

/** The name a unit is given instead of its own, which no unit beside it may have or have had in its path. */
function renaming(unit: Unit, said: string, directory: Directory): Partial<UnitData> {
  const name = unitName(said, '改名')
  if (name === unit.name) throw new SayToUser(`${unit.short}现在就叫这个名称，没有改动。`)
  const above = directory.parent(unit.path)
  const beside = above ? directory.children(above.path) : directory.units.filter(({ path }) => !path.includes('/'))
  const other = beside.find((one) => one.path !== unit.path && [one.name, calledNow({ path: one.path })].some((known) => foldName(known) === foldName(name)))
  if (other) throw new SayToUser(`“${name}”已经是${other.short}的名称，请换一个，如 改名:${name}（新）。`)
  return renamed(unit, name)
}

/** Whom else the new name means or meant. */
function alsoMeant(name: string, unit: Unit, directory: Directory): string[] {
  const match = directory.findUnit(name)
  const others = ('unit' in match ? [match.unit] : 'candidates' in match ? match.candidates : []).filter(({ path }) => path !== unit.path)
  const [same, other] = [true, false].map((is) => others.filter((one) => (one.name === name) === is).map(({ short }) => short).join('、'))
  if (same) return [`注：${same}也叫这个名称，今后请连上级一起写`]
  return other ? [`注：以前写“${name}”指的是${other}，今后指本单位`] : []
}

/** Its groups are called as before: nobody but the messenger's own people can change what stands there. */
function groupsOf({ path, name }: Unit, { groups }: Directory): string[] {
  const names = groups.filter((group) => within(group.unit, path) && foldName(group.name).includes(foldName(name))).map((group) => `“${group.name}”`)
  return names.length === 0 ? [] : [`注：工作群${names.join('、')}没有跟着改名，团讯里仍用原来的群名，收发不受影响；聊天软件里的群名请群主改`]
}

function parentOf(said: string, directory: Directory, near: string | undefined): Unit | undefined {
  const match = directory.findUnit(said, near)
  return 'unit' in match ? match.unit : undefined
}
