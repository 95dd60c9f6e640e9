/** The sheets and columns of a setup workbook: the template writes them, the reader looks for them. */
import { bulletinFormNames, natures, roleNames, roles, unitKinds } from '../domain/records/directory.ts'

export interface Column {
  header: string
  /** Key of the entry it fills; `id.wecom` and `addresses.wecom` are parts of one. */
  key: string
  required?: true
  /** What the note on the header says, with an example. */
  note: string
  example: string
  /** Values offered to choose from; others may be typed where `free`. */
  choices?: readonly string[]
  free?: true
}

export interface Sheet {
  name: string
  list: 'head' | 'units' | 'people' | 'groups'
  columns: readonly Column[]
}

const flags = ['是', '否']

export const sheets: readonly Sheet[] = [
  {
    name: '试点',
    list: 'head',
    columns: [
      { header: '试点编号', key: 'workspace', required: true, note: '字母、数字和 -，装入后不再改', example: 'zhejiang-2026' },
      { header: '试点名称', key: 'name', note: '印在页面上', example: '浙江省街道团建试点' },
      { header: '编发单位', key: 'office', note: '最上级单位简报的编发单位', example: '共青团浙江省委城市青年工作部' },
      { header: '机器人名称', key: 'bot.names', note: '群里怎么叫它，多个用、隔开', example: '团讯、小团' },
      { header: '周报单位', key: 'weeklyReport.from', note: '哪一类单位每周报送', example: '市', choices: unitKinds, free: true },
      { header: '周报截止', key: 'weeklyReport.due', note: '周几几点', example: '周五 17:00' },
    ],
  },
  {
    name: '单位',
    list: 'units',
    columns: [
      { header: '路径', key: 'path', required: true, note: '从省写起，用 / 隔开；没写的上级单位自动补上', example: '浙江省/宁波市/鄞州区/中河街道' },
      { header: '类别', key: 'kind', note: '不写时按末字推断', example: '街道', choices: unitKinds },
      { header: '性质', key: 'nature', note: '成员单位才写', example: '', choices: natures },
      { header: '主管系统', key: 'system', note: '成员单位才写，如教育系统', example: '' },
      { header: '别名', key: 'aliases', note: '平时怎么叫，多个用、隔开；改了名的，路径写新名称，原名称写在这里', example: '中河' },
      { header: '试点级别', key: 'pilot.level', note: '不是试点不写', example: '团中央', choices: ['团中央', '省', '市'] },
      { header: '试点批次', key: 'pilot.batch', note: '不是试点不写', example: '第一批' },
      { header: '编发单位', key: 'office', note: '简报上印的名称，不写时用单位名', example: '' },
    ],
  },
  {
    name: '人员',
    list: 'people',
    columns: [
      { header: '编号', key: 'key', note: '系统内的编号，可用拼音；写了微信账号可以不写', example: 'wangmin' },
      { header: '姓名', key: 'name', required: true, note: '有几个职务的人写几行，编号相同', example: '王敏' },
      { header: '单位', key: 'unit', required: true, note: '与“单位”表的路径一致；同一人的第一行是本人单位', example: '浙江省/宁波市/鄞州区/中河街道' },
      { header: '职务', key: 'title', note: '在这个单位的职务', example: '团工委书记' },
      { header: '角色', key: 'roles', note: '多个用、隔开', example: '团干部', choices: roles.map((role) => roleNames[role]), free: true },
      { header: '报送人', key: 'reporter', note: '本单位的报送人写“是”', example: '', choices: flags },
      { header: '任职开始', key: 'from', note: '不写为一直', example: '2026-01-01' },
      { header: '任职结束', key: 'to', note: '不写为一直', example: '' },
      { header: '企业微信账号', key: 'id.wecom', note: '企业微信通讯录里的账号', example: 'WangMin' },
      { header: '微信账号', key: 'id.wechaty', note: '个人微信的编号', example: '' },
    ],
  },
  {
    name: '工作群',
    list: 'groups',
    columns: [
      { header: '群名', key: 'name', required: true, note: '与群里显示的一致', example: '鄞州区中河街道工作群' },
      { header: '单位', key: 'unit', required: true, note: '与“单位”表的路径一致', example: '浙江省/宁波市/鄞州区/中河街道' },
      { header: '简报', key: 'bulletin', note: '周几几点发简报，不写为周一 10:00，不发写 off', example: '周一 10:00' },
      { header: '简报形式', key: 'bulletinAs', note: '不写为“文字”；“图片”由群机器人发', example: '', choices: Object.values(bulletinFormNames) },
      { header: '催办', key: 'reminders', note: '不写为“是”', example: '是', choices: flags },
      { header: '静默', key: 'quiet', note: '不打扰的时段，不写为 21:00-08:00', example: '' },
      { header: '排名', key: 'ranking', note: '是否允许公布排名，不写为“否”', example: '', choices: flags },
      { header: '备用通道', key: 'fallback', note: '主通道不通时用的通道，如 群机器人、人工粘贴', example: '' },
      { header: '企业微信群编号', key: 'addresses.wecom', note: '企业微信的群编号', example: '' },
      { header: '微信群编号', key: 'addresses.wechaty', note: '个人微信的群编号', example: '' },
    ],
  },
]

/** Columns that people like to keep and that are not read. */
export const ignoredHeaders = ['序号', '备注', '说明']
