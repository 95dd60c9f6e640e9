import { describe, expect, it } from 'vitest'
import { SetupProblems } from '../../src/setup/setup.ts'
import { parseSetup } from '../../src/setup/yaml.ts'

const sample = `workspace: zhejiang-2026            # one pilot programme
name: 浙江省街道团建试点
office: 共青团浙江省委城市青年工作部
bot: { names: [团讯, 小团] }
units:
  - { path: 浙江省/宁波市/鄞州区/中河街道, kind: 街道, aliases: [中河] }
  - { path: 浙江省/宁波市/鄞州区/中河街道/中河中学, kind: 成员单位, nature: 学校 }
people:
  - { id: wangmin, name: 王敏, unit: 浙江省/宁波市/鄞州区/中河街道, title: 团工委书记, roles: [团干部] }
  - { id: lixin, name: 李欣, unit: 浙江省, title: 城市青年工作部, roles: [管理员, 领导] }
groups:
  - { name: 鄞州区中河街道工作群, unit: 浙江省/宁波市/鄞州区/中河街道 }
  - { name: 全省试点工作群, unit: 浙江省, bulletin: 周一 10:00, reminders: true }
weeklyReport: { due: 周五 17:00, from: [市] }
bulletins:
  - { unit: 浙江省, nextIssue: 17, nextTotal: 34 }
standards: default
`
const zhonghe = '浙江省/宁波市/鄞州区/中河街道'

function problems(text: string): readonly string[] {
  try {
    parseSetup(text, 'pilot.yaml')
  } catch (error) {
    if (error instanceof SetupProblems) return error.problems
    throw error
  }
  return []
}
const minimal = (more: string): string => `workspace: test\nunits:\n  - { path: 浙江省/宁波市, kind: 市 }\n${more}`

describe('the sample of grammar.md', () => {
  const setup = parseSetup(sample, 'pilot.yaml')

  it('is read whole', () => {
    expect(setup.workspace).toBe('zhejiang-2026')
    expect(setup.settings).toEqual({
      name: '浙江省街道团建试点',
      office: '共青团浙江省委城市青年工作部',
      botNames: ['团讯', '小团'],
      weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['市'] },
      standards: 'default',
      series: { 浙江省: { nextIssue: 17, nextTotal: 34 } },
    })
    expect(setup.people).toEqual([
      { id: 'wangmin', name: '王敏', unit: zhonghe, posts: [{ unit: zhonghe, title: '团工委书记', roles: ['cadre'] }], ids: undefined },
      { id: 'lixin', name: '李欣', unit: '浙江省', posts: [{ unit: '浙江省', title: '城市青年工作部', roles: ['admin', 'leader'] }], ids: undefined },
    ])
    expect(setup.groups).toEqual([
      { id: '鄞州区中河街道工作群', name: '鄞州区中河街道工作群', unit: zhonghe },
      { id: '全省试点工作群', name: '全省试点工作群', unit: '浙江省', bulletin: { weekday: 1, time: '10:00' }, reminders: true },
    ])
  })

  it('creates the missing parents before their first child', () => {
    expect(setup.units.map(({ path, kind, guessed }) => [path, kind, guessed])).toEqual([
      ['浙江省', '省', true],
      ['浙江省/宁波市', '市', true],
      ['浙江省/宁波市/鄞州区', '区', true],
      [zhonghe, '街道', false],
      [`${zhonghe}/中河中学`, '成员单位', false],
    ])
  })
})

describe('complaints name the line', () => {
  it.each([
    ['unknown key at the top', 'colour: red', 'pilot.yaml 第4行：不认识的键“colour”'],
    ['unknown key of a person', 'people:\n  - id: a\n    name: 甲\n    unit: 浙江省\n    phone: 1', 'pilot.yaml 第8行：不认识的键“phone”'],
    ['unknown role', 'people:\n  - id: a\n    name: 甲\n    unit: 浙江省\n    roles: [团干部, 皇帝]', 'pilot.yaml 第8行：不认识的角色“皇帝”，可用：管理员、领导、指导员、团干部、联系人'],
    ['unknown unit of a person', 'people:\n  - id: a\n    name: 甲\n    unit: 浙江省/温州市', 'pilot.yaml 第7行：不认识的单位“浙江省/温州市”'],
    ['unknown unit of a post', 'people:\n  - id: a\n    name: 甲\n    unit: 浙江省\n    posts:\n      - { unit: 福建省, title: 副书记 }', 'pilot.yaml 第9行：不认识的单位“福建省”'],
    ['unknown unit of a group', 'groups:\n  - { name: 群, unit: 江苏省 }', 'pilot.yaml 第5行：不认识的单位“江苏省”'],
    ['unknown channel of time', 'groups:\n  - name: 群\n    unit: 浙江省\n    bulletin: 每天十点', 'pilot.yaml 第7行：“每天十点”不是每周时刻，例：周一 10:00'],
    ['unknown flag', 'groups:\n  - name: 群\n    unit: 浙江省\n    reminders: maybe', 'pilot.yaml 第7行：“maybe”应为 true 或 false'],
    ['missing name', 'people:\n  - id: a\n    unit: 浙江省', 'pilot.yaml 第5行：缺少 name'],
    ['same person twice', 'people:\n  - { id: a, name: 甲, unit: 浙江省 }\n  - { id: a, name: 乙, unit: 浙江省 }', 'pilot.yaml 第6行：人员编号“a”已经写过'],
    ['same group twice', 'groups:\n  - { name: 群, unit: 浙江省 }\n  - { name: 群, unit: 浙江省 }', 'pilot.yaml 第6行：工作群“群”已经写过'],
    ['one address for two groups', 'groups:\n  - { name: 甲群, unit: 浙江省, addresses: { wecom: wr1 } }\n  - { name: 乙群, unit: 浙江省, addresses: { wecom: wr1 } }', 'pilot.yaml 第6行：群地址“wecom:wr1”已经写过'],
    ['a key twice', 'workspace: again', 'pilot.yaml 第4行：同一个键写了两次'],
    ...['bot', 'clock'].map((id): [string, string, string] => [`a reserved id: ${id}`, `people:\n  - { id: ${id}, name: 甲, unit: 浙江省 }`, `pilot.yaml 第5行：“${id}”不能用作人员编号`]),
    ...['"@all"', 'all', 'ＡＬＬ', '所有人'].map((id): [string, string, string] => [`everybody as a person's id: ${id}`, `people:\n  - id: ${id}\n    name: 甲\n    unit: 浙江省`, `pilot.yaml 第5行：“${id.replaceAll('"', '')}”在平台上指所有人，不能用作人员编号，请写本人的，例：wangmin`]),
    ['everybody as an account', 'people:\n  - name: 甲\n    unit: 浙江省\n    id:\n      wechaty: wxid_1\n      wecom: "@all"', 'pilot.yaml 第9行：“@all”在平台上指所有人，不能用作账号，请写本人的，例：WangMin'],
    ['several accounts in one', 'people:\n  - { id: { wecom: a|b }, name: 甲, unit: 浙江省 }', 'pilot.yaml 第5行：“a|b”是几个账号，请只写本人的一个'],
    ['everybody as a key', 'people:\n  - id: { wecom: WangMin }\n    key: announcement@all\n    name: 甲\n    unit: 浙江省', 'pilot.yaml 第6行：“announcement@all”在平台上指所有人'],
    ['everybody as a name', 'people:\n  - id: a\n    name: 全体成员\n    unit: 浙江省', 'pilot.yaml 第6行：“全体成员”在平台上指所有人，不能用作姓名，请写本人的，例：王敏'],
    ['one account of WeCom in two spellings', 'people:\n  - { id: { wecom: WangMin }, key: a, name: 甲, unit: 浙江省 }\n  - { id: { wecom: wangmin }, key: b, name: 乙, unit: 浙江省 }', 'pilot.yaml 第6行：渠道编号“wecom:wangmin”已经写过'],
    ['a list that is none', 'people: 甲', 'pilot.yaml 第4行：people 应是一个列表'],
    ['an entry that is text', 'people:\n  - 甲', 'pilot.yaml 第5行：people 的写法不对'],
    ['a bad counter', 'bulletins:\n  - { unit: 浙江省, nextIssue: 0, nextTotal: 1 }', 'pilot.yaml 第5行：“0”应为正整数'],
    ['an unknown kind that owes reports', 'weeklyReport:\n  from: [城市]', 'pilot.yaml 第5行：不认识的类别“城市”'],
    ['an impossible date', 'people:\n  - id: a\n    name: 甲\n    unit: 浙江省\n    posts:\n      - unit: 浙江省\n        title: 部长\n        from: 2026-02-30', 'pilot.yaml 第11行：“2026-02-30”不是日期'],
  ])('%s', (_, more, expected) => {
    expect(problems(minimal(more)).some((line) => line.startsWith(expected)), problems(minimal(more)).join('\n')).toBe(true)
  })

  it('all at once, in one error', () => {
    const text = 'workspace: test\nunits:\n  - { path: 浙江省/宁波市, kind: 城市 }\n  - { path: 浙江省/温州市, knid: 市 }\npeople:\n  - { id: a, name: 甲, unit: 浙江省/宁波市, roles: [书记] }\n'
    expect(problems(text)).toEqual([
      expect.stringContaining('第3行：不认识的类别“城市”'),
      expect.stringContaining('第4行：不认识的键“knid”'),
      expect.stringContaining('第6行：不认识的角色“书记”'),
    ])
  })

  it('says one mistake once: people of a unit whose own line is wrong are not complained about', () => {
    expect(problems('workspace: t\nunits:\n  - { path: 浙江省/甲区, kind: 城区 }\npeople:\n  - { id: a, name: 甲, unit: 浙江省/甲区 }')).toHaveLength(1)
  })

  it.each([
    ['broken YAML', 'workspace: [a\nunits: b\n', /^pilot\.yaml 第\d行：不是有效的 YAML/],
    ['nothing at all', '', /^pilot\.yaml 第1行：/],
    ['no workspace', 'name: 甲\n', /缺少 workspace/],
    ['an alias without anchor', 'workspace: *a\n', /^pilot\.yaml 第1行：引用/],
    ['a workspace that would break keys', 'workspace: "a}b"\n', /第1行：工作区编号/],
  ])('%s', (_, text, expected) => expect(problems(text)[0]).toMatch(expected))

  it('refuses object internals as keys like any other', () => {
    expect(problems(minimal('__proto__: { name: 甲 }'))[0]).toMatch(/第4行：不认识的键“__proto__”/)
    expect(problems(minimal('constructor: 甲'))[0]).toMatch(/第4行：不认识的键“constructor”/)
  })
})

describe('what the sample leaves out', () => {
  it('people with posts, reporters and ids by channel', () => {
    const setup = parseSetup(minimal(`people:
  - { id: { wecom: WangMin, wechaty: wxid_1 }, name: 甲, unit: 浙江省, title: 部长, reporter: true }
  - { id: { wecom: Li }, key: li, name: 乙, unit: 浙江省, posts: [{ unit: 浙江省/宁波市, title: 指导员, roles: [指导员], from: 2026年1月1日, to: 2026/12/31 }] }
  - { id: 00123, name: 丙, unit: 浙江省, roles: 领导 }
`), 'p.yaml')
    expect(setup.people).toEqual([
      { id: 'WangMin', name: '甲', unit: '浙江省', posts: [{ unit: '浙江省', title: '部长', roles: [], reporter: true }], ids: { wecom: 'WangMin', wechaty: 'wxid_1' } },
      { id: 'li', name: '乙', unit: '浙江省', posts: [{ unit: '浙江省/宁波市', title: '指导员', roles: ['instructor'], from: '2026-01-01', to: '2026-12-31' }], ids: { wecom: 'Li' } },
      { id: '00123', name: '丙', unit: '浙江省', posts: [{ unit: '浙江省', title: '领导', roles: ['leader'] }], ids: undefined },
    ])
  })

  it('people whose ids only look like everybody, or differ in capitals where that counts', () => {
    const entries = ['{ id: allen, ', '{ id: 所有人员, ', '{ id: { wecom: all.wang }, ', '{ id: { wechaty: wxid_A }, key: b, ', '{ id: { wechaty: wxid_a }, key: c, '].map((id) => `  - ${id}name: 甲, unit: 浙江省 }`)
    expect(parseSetup(minimal(`people:\n${entries.join('\n')}\n`), 'p.yaml').people.map(({ id }) => id)).toEqual(['allen', '所有人员', 'all.wang', 'b', 'c'])
  })

  it('groups with everything', () => {
    const [group] = parseSetup(minimal(`groups:
  - { id: g1, name: 群, unit: 浙江省, bulletin: off, bulletinAs: 图片, reminders: 关, quiet: 20:00-08:30, ranking: true, fallback: 群机器人, webhook: key, addresses: { wecom: wr1 } }
`), 'p.yaml').groups
    expect(group).toEqual({
      id: 'g1', name: '群', unit: '浙江省', bulletin: null, bulletinAs: 'picture', reminders: false, quiet: { from: '20:00', to: '08:30' },
      ranking: true, fallback: 'groupRobot', webhook: 'key', addresses: { wecom: 'wr1' },
    })
  })

  it('a bulletin as something unknown', () => {
    expect(() => parseSetup(minimal('groups:\n  - { name: 群, unit: 浙江省, bulletinAs: 视频 }\n'), 'p.yaml')).toThrow('不认识的简报形式“视频”，可用：文字、图片')
  })

  it('a fallback channel that nobody knows', () => {
    const read = (fallback: string) => parseSetup(minimal(`groups:\n  - { name: 群, unit: 浙江省, fallback: ${fallback} }\n`), 'p.yaml').groups[0]?.fallback
    expect([read('人工粘贴'), read('wecombot')]).toEqual(['paste', 'wecomBot'])
    for (const wrong of ['robot', '电台', 'constructor']) expect(() => read(wrong)).toThrow(`不认识的通道“${wrong}”，可用：试用页、智能机器人`)
  })

  it('units with pilot designation, office and system; settings of time', () => {
    const setup = parseSetup(`workspace: t\nnoon: 11:30\nendOfWork: 18:00\nranking: true\nweeklyReport: { from: 区 }\nunits:
  - { path: 浙江省/宁波市/江北区/庄桥街道, pilot: { level: 团中央, batch: 第一批 }, office: 庄桥街道团工委 }
  - { path: 浙江省/宁波市/江北区/庄桥街道/庄桥中学, nature: 学校, system: 教育系统 }
`, 'p.yaml')
    expect(setup.settings).toMatchObject({ noon: '11:30', endOfWork: '18:00', ranking: true, weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['区'] } })
    expect(setup.units.at(-2)).toMatchObject({ kind: '街道', guessed: true, pilot: { level: '团中央', batch: '第一批' }, office: '庄桥街道团工委' })
    expect(setup.units.at(-1)).toMatchObject({ kind: '成员单位', nature: '学校', system: '教育系统' })
  })

  it('a value left blank counts as not written', () => {
    expect(problems(minimal('office:\npeople:\n  - { id: a, name: 甲, unit: 浙江省, title: }\n'))).toEqual([])
  })
})

describe('chair terms (S2)', () => {
  const terms = (lines: string): readonly string[] =>
    problems(`workspace: t\nunits:\n  - { path: 甲区/乙街道/丙中学, nature: 学校 }\n  - { path: 甲区/乙街道/丁公司, nature: 企业 }\nchairTerms:\n${lines}`)
  const term = (unit: string, from: string, to: string) => `  - { committee: 甲区/乙街道, unit: ${unit}, from: ${from}, to: ${to} }\n`

  it('lasts three calendar months less a day at most', () => {
    expect(terms(term('甲区/乙街道/丙中学', '2026-01-01', '2026-03-31'))).toEqual([])
    expect(terms(term('甲区/乙街道/丙中学', '2026-01-01', '2026-04-01'))).toEqual([expect.stringMatching(/第6行：任期不能超过三个月，最晚到2026年3月31日/)])
  })
  it('overlaps no other of the same committee', () => {
    const first = term('甲区/乙街道/丙中学', '2026-01-01', '2026-03-31')
    expect(terms(first + term('甲区/乙街道/丁公司', '2026-03-31', '2026-06-29'))).toEqual([expect.stringMatching(/第7行：与“甲区\/乙街道\/丙中学”的任期重叠/)])
    expect(terms(first + term('甲区/乙街道/丁公司', '2026-04-01', '2026-06-30'))).toEqual([])
  })
  it('belongs to a member unit of the committee', () => {
    expect(terms(term('甲区', '2026-01-01', '2026-03-31'))).toEqual([expect.stringContaining('不是“甲区/乙街道”的成员单位')])
    expect(terms(term('甲区/乙街道/丙中学', '2026-03-01', '2026-01-31'))).toEqual([expect.stringContaining('任期结束早于开始')])
  })
})
