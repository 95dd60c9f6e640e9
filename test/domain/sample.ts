/** A small directory for tests: Ningbo's and Hangzhou's streets, some with the same names. */
import { buildDirectory } from '../../src/domain/buildDirectory.ts'
import type { Directory, DirectorySource } from '../../src/domain/directory.ts'
import type { Rec } from '../../src/domain/record.ts'
import type { GroupData, PersonData, UnitData, UnitKind, WorkspaceData } from '../../src/domain/records/directory.ts'

export const settings: WorkspaceData = {
  name: '浙江省街道团建试点', office: '共青团浙江省委城市青年工作部', botNames: ['团讯'],
  weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['市'] },
  since: '2026-01-01', noon: '12:00', endOfWork: '17:30', ranking: false, series: {}, standards: 'default',
}

const rec = <D>(kind: string, id: string, unit: string, data: D): Rec<D> => ({ kind, id, unit, version: 1, at: 0, by: 'setup', data })

export const unitRec = (path: string, kind: UnitKind, aliases: string[] = []): Rec<UnitData> => rec('unit', path, path, { path, kind, aliases })

export const personRec = (id: string, data: Partial<PersonData> & { name: string; unit: string }): Rec<PersonData> =>
  rec('person', id, data.unit, { posts: [], ids: {}, ...data })

export const groupRec = (name: string, unit: string, more: Partial<GroupData> = {}): Rec<GroupData> =>
  rec('group', name, unit, { name, unit, bulletin: null, reminders: true, ranking: false, addresses: {}, ...more })

export const ningbo = '浙江省/宁波市'
export const yinzhou = `${ningbo}/鄞州区`
export const zhonghe = `${yinzhou}/中河街道`
export const school = `${zhonghe}/中河中学`
export const xian = `${ningbo}/西岸区`
export const hangzhou = '浙江省/杭州市'

export const units = [
  unitRec('浙江省', '省'),
  unitRec(ningbo, '市'),
  unitRec(yinzhou, '区'),
  unitRec(zhonghe, '街道', ['中河街']),
  unitRec(school, '成员单位'),
  unitRec(`${zhonghe}/宋诏桥社区`, '社区', ['宋诏桥', '一社区']),
  unitRec(`${yinzhou}/白塔街道`, '街道'),
  unitRec(`${yinzhou}/白塔街道/团工委`, '部门'),
  unitRec(xian, '区'),
  unitRec(`${xian}/白塔街道`, '街道'),
  unitRec(`${xian}/白塔街道/团工委`, '部门'),
  unitRec(hangzhou, '市'),
  unitRec(`${hangzhou}/西岸区`, '区'),
  unitRec(`${hangzhou}/西岸区/白塔街道`, '街道'),
  unitRec(`${hangzhou}/余杭区`, '区'),
  unitRec(`${hangzhou}/余杭区/仓前社区（街道）`, '社区（街道）'),
]

export const directoryOf = (source: Partial<DirectorySource> = {}): Directory =>
  buildDirectory({ settings, units, people: [], groups: [], ...source })
