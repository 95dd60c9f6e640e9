/** The standing records every command looks at: the workspace, its units, people and groups. */
import { z } from 'zod'
import { dayText } from '../dayText.ts'
import { defineKind } from '../record.ts'

export const unitKinds = [
  '省', '直辖市', '市', '县级市', '区', '县', '街道', '社区（街道）', '乡镇', '社区', '居民区', '村', '成员单位', '青年社会组织', '部门',
] as const
export type UnitKind = (typeof unitKinds)[number]
export const natures = ['机关', '事业', '企业', '两新', '学校', '部队', '其他'] as const
export const roles = ['admin', 'leader', 'instructor', 'cadre', 'contact'] as const
/** What a post lets its holder do; see domain/roles.ts. */
export type Role = (typeof roles)[number]
export const roleNames: Record<Role, string> = {
  admin: '管理员', leader: '领导', instructor: '指导员', cadre: '团干部', contact: '联系人',
}

const clockText = z.string().regex(/^\d{2}:\d{2}$/)
/** Weekday (1 Monday … 7 Sunday) and time of something that comes every week. */
const weeklyMoment = z.object({ weekday: z.number().int().min(1).max(7), time: clockText })
export type WeeklyMoment = z.infer<typeof weeklyMoment>

const workspaceData = z.object({
  name: z.string(),
  /** Issuing office printed on the top unit's bulletins. */
  office: z.string(),
  botNames: z.array(z.string()),
  weeklyReport: z.object({ due: weeklyMoment, from: z.array(z.enum(unitKinds)) }),
  /** Day on which the pilot was set up: nothing is owed for weeks before. */
  since: dayText,
  /** Times that 中午 and 下班前 mean. */
  noon: clockText,
  endOfWork: clockText,
  /** Whether the order of units may be shown to others than leaders in private (/排名, Burden). */
  ranking: z.boolean(),
  /** Series of bulletins that began on paper: next numbers by unit path. */
  series: z.record(z.string(), z.object({ nextIssue: z.number().int().positive(), nextTotal: z.number().int().positive() })),
  standards: z.string(),
})
export type WorkspaceData = z.infer<typeof workspaceData>
/** Its only record has the id `workspace`. */
export const workspace = defineKind<WorkspaceData>({
  kind: 'workspace', label: '工作区', numbered: false, schema: workspaceData, title: (d) => d.name,
})

const unitData = z.object({
  /** Full path, also the record's id: 浙江省/宁波市/鄞州区/中河街道. */
  path: z.string(),
  /** What it is called since it was renamed: the path and what is filed under it stay. Unset, the path's last part is its name. */
  called: z.string().optional(),
  /** What it was called before; it is still found by these. */
  former: z.array(z.string()).optional(),
  kind: z.enum(unitKinds),
  nature: z.enum(natures).optional(),
  /** 主管系统 of a member unit. */
  system: z.string().optional(),
  aliases: z.array(z.string()),
  pilot: z.object({ level: z.enum(['团中央', '省', '市']), batch: z.string().optional() }).optional(),
  office: z.string().optional(),
})
export type UnitData = z.infer<typeof unitData>
/** Record id: the path. */
export const unit = defineKind<UnitData>({
  kind: 'unit', label: '单位', numbered: false, schema: unitData, title: (d) => d.path,
  indexes: { all: (r) => [{ in: '', at: r.at }] },
  labels: { path: '路径', called: '名称', kind: '类别', nature: '性质', system: '主管系统', aliases: '别名', office: '发文单位' },
  spell: { path: (path: string) => path },
})

const postData = z.object({
  unit: z.string(),
  title: z.string(),
  roles: z.array(z.enum(roles)),
  /** Whether the holder files this unit's reports (报送人). */
  reporter: z.boolean().optional(),
  from: dayText.optional(),
  to: dayText.optional(),
})
export type Post = z.infer<typeof postData>

const personData = z.object({
  name: z.string(),
  /** Path of the home unit. */
  unit: z.string(),
  /** In order of entry: the first holder of a post at a unit answers for it. */
  posts: z.array(postData),
  /** Ids by platform (simulator, wecom, wechaty), which its channels share; on the simulator and in transcripts the person's own id unless set. */
  ids: z.record(z.string(), z.string()),
  /** True when the person asked to be forgotten (/注销). */
  gone: z.boolean().optional(),
  /** Then: ledger positions of other people's messages that named the person, whose wording was deleted as well. */
  texts: z.array(z.number().int()).optional(),
})
export type PersonData = z.infer<typeof personData>
/** Record id: the person's own id. */
export const person = defineKind<PersonData>({
  kind: 'person', label: '人员', numbered: false, schema: personData, personal: ['name', 'ids'], title: (d) => d.name,
  indexes: { all: (r) => [{ in: '', at: r.at }] },
  labels: { name: '姓名', unit: '单位', posts: '职务' },
})

/** As what a bulletin is posted. */
export const bulletinForms = ['text', 'picture'] as const
export type BulletinForm = (typeof bulletinForms)[number]
export const bulletinFormNames: Record<BulletinForm, string> = { text: '文字', picture: '图片' }

const groupData = z.object({
  name: z.string(),
  /** Path of the unit the group belongs to. */
  unit: z.string(),
  /** When its bulletin is posted; null for none. */
  bulletin: weeklyMoment.nullable(),
  /** As what it is posted where a channel can; text unless set. */
  bulletinAs: z.enum(bulletinForms).optional(),
  reminders: z.boolean(),
  /** Quiet hours other than 21:00–08:00. */
  quiet: z.object({ from: clockText, to: clockText }).optional(),
  ranking: z.boolean(),
  /** Id of the channel that stands in when the main one fails. */
  fallback: z.string().optional(),
  /** Address of a push-only robot; a secret. */
  webhook: z.string().optional(),
  /** Addresses by platform; on the simulator and in transcripts the group's name unless set. */
  addresses: z.record(z.string(), z.string()),
})
export type GroupData = z.infer<typeof groupData>
/** Record id: the name the group was first known by. */
export const group = defineKind<GroupData>({
  kind: 'group', label: '工作群', numbered: false, schema: groupData, personal: ['webhook'], title: (d) => d.name,
  indexes: { all: (r) => [{ in: '', at: r.at }] },
  labels: { name: '群名', unit: '单位', bulletin: '简报', bulletinAs: '简报形式', reminders: '催办', quiet: '静默', ranking: '排名', fallback: '备用通道' },
})
