import ExcelJS from 'exceljs'
import type { CellValue } from 'exceljs'
import { describe, expect, it } from 'vitest'
import { parseWorkbook } from '../../src/setup/excelRead.ts'
import { sheets } from '../../src/setup/excelSheets.ts'
import { templateWorkbook } from '../../src/setup/excelTemplate.ts'
import { SetupProblems } from '../../src/setup/setup.ts'

const street = '浙江省/宁波市/鄞州区/中河街道'
type Table = CellValue[][]
const head: Table = [['试点编号', '试点名称', '机器人名称'], ['test', '试点', '团讯、小团']]
const units: Table = [['路径', '类别', '性质', '别名', '试点级别'], [street, '街道', '', '中河', '省'], [`${street}/中河中学`, '成员单位', '学校']]
const people: Table = [['编号', '姓名', '单位', '职务', '角色'], ['wangmin', '王敏', street, '团工委书记', '团干部']]
const groups: Table = [['群名', '单位', '简报', '简报形式', '催办'], ['中河群', street, 'off', '图片', '否']]
const full = { 试点: head, 单位: units, 人员: people, 工作群: groups }

async function bookOf(tables: Record<string, Table>, edit: (book: ExcelJS.Workbook) => void = () => {}): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(tables)) book.addWorksheet(name).addRows(rows)
  edit(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const read = async (tables: Record<string, Table>, edit?: (book: ExcelJS.Workbook) => void, workspace?: string) =>
  parseWorkbook(await bookOf(tables, edit), '表.xlsx', workspace)
const problems = async (tables: Record<string, Table>, edit?: (book: ExcelJS.Workbook) => void): Promise<readonly string[]> => {
  const error = await read(tables, edit).then(() => undefined, (reason: unknown) => reason)
  if (error !== undefined && !(error instanceof SetupProblems)) throw error
  return error?.problems ?? []
}

describe('parseWorkbook', () => {
  it('reads the four sheets into a setup', async () => {
    const setup = await read(full)
    expect(setup).toMatchObject({ workspace: 'test', settings: { name: '试点', botNames: ['团讯', '小团'] } })
    expect(setup.units.map(({ path, kind }) => [path.split('/').at(-1), kind])).toEqual([
      ['浙江省', '省'], ['宁波市', '市'], ['鄞州区', '区'], ['中河街道', '街道'], ['中河中学', '成员单位'],
    ])
    expect(setup.units[3]).toMatchObject({ aliases: ['中河'], pilot: { level: '省' } })
    expect(setup.people).toEqual([{ id: 'wangmin', name: '王敏', unit: street, posts: [{ unit: street, title: '团工委书记', roles: ['cadre'] }], ids: undefined }])
    expect(setup.groups).toEqual([{ id: '中河群', name: '中河群', unit: street, bulletin: null, bulletinAs: 'picture', reminders: false }])
  })

  it('takes the pilot\'s id from outside when the workbook names none', async () => {
    const rest = { 单位: units, 人员: people, 工作群: groups }
    expect((await read(rest, undefined, 'given')).workspace).toBe('given')
    expect(await problems(rest)).toEqual(['工作表“试点”「试点编号」：缺少 试点编号'])
  })

  it('tolerates titles, headers merged over two rows, stars and remarks, full width, spaces, blank rows and other sheets', async () => {
    const messy: Table = [
      ['试点单位人员名册'],
      ['序号', ' 编 号 ', '姓名 *', '单位（路径）', '职务', '角　色', '备注'],
      [],
      [1, 'ａ01', '王　敏', '浙江省 ／ 宁波市／鄞 州区/中河街道 ', ' 书记 ', '团干部，领导', '随便写'],
      [],
      [2, 7, '李欣', street, null, '', ''],
    ]
    const setup = await read({ ...full, ' 人员 ': messy, 说明: [['任意']], 人员: [] }, (book) => {
      book.removeWorksheet('人员')
      const sheet = book.getWorksheet(' 人员 ')
      sheet?.mergeCells('A1:G1')
      for (const column of 'ABCDEFG') sheet?.mergeCells(`${column}2:${column}3`)
    })
    expect(setup.people).toMatchObject([
      { id: 'ａ01', name: '王敏', unit: street, posts: [{ title: '书记', roles: ['cadre', 'leader'] }] },
      { id: '7', name: '李欣', unit: street, posts: [] },
    ])
  })

  it('takes values of formulas, rich text, links and dates', async () => {
    const rows: Table = [
      ['编号', '姓名', '单位', '职务', '任职开始'],
      [
        { formula: '"wang"&"min"', result: 'wangmin' }, { richText: [{ text: '王' }, { text: '敏' }] }, { text: street, hyperlink: 'http://localhost/' },
        '书记', new Date(Date.UTC(2026, 0, 1)),
      ],
    ]
    expect((await read({ ...full, 人员: rows })).people).toMatchObject([{ id: 'wangmin', name: '王敏', posts: [{ title: '书记', from: '2026-01-01' }] }])
  })

  it('several rows of one person are several posts, the first unit is home', async () => {
    const rows: Table = [
      ['编号', '姓名', '单位', '职务', '角色', '报送人', '企业微信账号'],
      ['', '王敏', street, '', '团干部', '√', 'WangMin'],
      ['', '王敏', '浙江省', '挂职干部', '', '', 'WangMin'],
      ['li', '李欣', '浙江省', '', '', '', 'LiXin'],
    ]
    expect((await read({ ...full, 人员: rows })).people).toEqual([
      {
        id: 'WangMin', name: '王敏', unit: street, ids: { wecom: 'WangMin' },
        posts: [{ unit: street, title: '团干部', roles: ['cadre'], reporter: true }, { unit: '浙江省', title: '挂职干部', roles: [] }],
      },
      { id: 'li', name: '李欣', unit: '浙江省', ids: { wecom: 'LiXin' }, posts: [] },
    ])
  })

  it('who only files reports has that for a post', async () => {
    const rows: Table = [['编号', '姓名', '单位', '职务', '角色', '报送人'], ['li', '李欣', '浙江省', '', '', '是']]
    expect((await read({ ...full, 人员: rows })).people[0]?.posts).toEqual([{ unit: '浙江省', title: '报送人', roles: [], reporter: true }])
  })
})

describe('rejected rows', () => {
  it('are listed all at once with sheet, row, column and reason', async () => {
    expect(await problems({
      试点: head,
      单位: [...units, ['浙江省/宁波市/高新', ''], [`${street}/某厂`, '工厂']],
      人员: [...people, ['', '无名', street], ['zhang', '张三', '浙江省/温州市', '', '书记'], ['wangmin', '王明', street, '委员']],
      工作群: [...groups, ['另一群', street, '每天', '视频', '也许']],
    })).toEqual([
      '工作表“单位” 第4行「路径」：“浙江省/宁波市/高新”的类别看不出来，请为它写上 类别',
      expect.stringContaining('工作表“单位” 第5行「类别」：不认识的类别“工厂”，可用：省、'),
      '工作表“人员” 第3行「编号」：缺少 编号',
      expect.stringContaining('工作表“人员” 第4行「角色」：不认识的角色“书记”'),
      '工作表“人员” 第5行「编号」：人员编号“wangmin”已经写过',
      expect.stringContaining('工作表“工作群” 第3行「简报」：“每天”不是每周时刻'),
      '工作表“工作群” 第3行「简报形式」：不认识的简报形式“视频”，可用：文字、图片',
      expect.stringContaining('工作表“工作群” 第3行「催办」：“也许”应为'),
    ])
  })

  it('a unit that is not in the sheet, by the row of the post', async () => {
    const rows: Table = [...people, ['wangmin', '王敏', '福建省', '委员']]
    expect(await problems({ ...full, 人员: rows })).toEqual(['工作表“人员” 第3行「单位」：不认识的单位“福建省”，请先写上这个单位'])
  })

  it('people without any units are told so, not that nothing was filled in', async () => {
    expect(await problems({ 试点: head, 人员: people })).toEqual([`工作表“人员” 第2行「单位」：不认识的单位“${street}”，请先写上这个单位`])
    expect(await problems({ 试点: head, 工作群: groups })).toEqual([`工作表“工作群” 第2行「单位」：不认识的单位“${street}”，请先写上这个单位`])
    expect(await problems({ 试点: head })).toEqual([expect.stringContaining('没有填写内容')])
  })

  it('names the cell that stands for everybody', async () => {
    const rows: Table = [['编号', '姓名', '单位', '企业微信账号'], ['@all', '王敏', street, ''], ['', '李欣', street, 'all'], ['c', '所有人', street, 'WangMin'], ['d', '陈磊', street, 'a|b']]
    expect(await problems({ ...full, 人员: rows })).toEqual([
      '工作表“人员” 第2行「编号」：“@all”在平台上指所有人，不能用作人员编号，请写本人的，例：wangmin',
      '工作表“人员” 第3行「企业微信账号」：“all”在平台上指所有人，不能用作账号，请写本人的，例：WangMin',
      '工作表“人员” 第4行「姓名」：“所有人”在平台上指所有人，不能用作姓名，请写本人的，例：王敏',
      '工作表“人员” 第5行「企业微信账号」：“a|b”是几个账号，请只写本人的一个，例：WangMin',
    ])
  })

  it.each([
    ['an unknown column', { ...full, 人员: [['编号', '姓名', '单位', '电话'], ['a', '甲', street, '1']] }, /^工作表“人员” 第1行：不认识的列“电话”/],
    ['no header', { ...full, 人员: [['甲', street]] }, /^工作表“人员”：找不到表头/],
    ['an error value', { ...full, 人员: [['编号', '姓名', '单位'], ['a', { error: '#REF!' }, street]] }, /第2行「姓名」：单元格是错误值 #REF!/],
    ['two pilots', { ...full, 试点: [...head, ['other', '二']] }, /^工作表“试点”：只能填一行/],
    ['nothing at all', { Sheet1: [] }, /^表\.xlsx：没有填写内容/],
  ] as [string, Record<string, Table>, RegExp][])('%s', async (_, tables, expected) => {
    expect((await problems(tables))[0]).toMatch(expected)
  })

  it('a file that is no workbook', async () => {
    await expect(parseWorkbook(new TextEncoder().encode('workspace: a'), '表.xlsx')).rejects.toThrow('表.xlsx：不是有效的 Excel 工作簿')
  })
})

describe('templateWorkbook', () => {
  const open = async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await templateWorkbook()) as unknown as ExcelJS.Buffer)
    return book
  }

  it('is empty: as it stands it is refused, with nothing to delete first', async () => {
    await expect(parseWorkbook(await templateWorkbook(), '表.xlsx')).rejects.toThrow('没有填写内容')
  })

  it('offers kinds, natures and roles, notes on every header and examples', async () => {
    const book = await open()
    const offered = (name: string, cell: string) => book.getWorksheet(name)?.getCell(cell).dataValidation
    expect(offered('单位', 'B2')).toMatchObject({ type: 'list', formulae: ['"省,直辖市,市,县级市,区,县,街道,社区（街道）,乡镇,社区,居民区,村,成员单位,青年社会组织,部门"'] })
    expect(offered('单位', 'C400')?.formulae).toEqual(['"机关,事业,企业,两新,学校,部队,其他"'])
    expect(offered('人员', 'E2')).toMatchObject({ formulae: ['"管理员,领导,指导员,团干部,联系人"'] })
    expect(offered('人员', 'E2')?.showErrorMessage).toBeFalsy()
    for (const { name, columns } of sheets) {
      for (const [i, column] of columns.entries()) {
        const cell = book.getWorksheet(name)?.getCell(1, i + 1)
        expect(cell?.value).toBe(column.header)
        expect(cell?.note).toBeTruthy()
      }
    }
    const guide = book.getWorksheet('填写说明')?.getSheetValues().flat().join(' ')
    expect(guide).toContain('浙江省/宁波市/鄞州区/中河街道')
  })

  it('filled in with its own examples, is loaded as it says', async () => {
    const book = await open()
    for (const { name, columns } of sheets) columns.forEach(({ example }, i) => {
      const cell = book.getWorksheet(name)?.getCell(2, i + 1)
      if (cell && example) cell.value = example
    })
    const setup = await parseWorkbook(new Uint8Array(await book.xlsx.writeBuffer()), '表.xlsx')
    expect(setup).toMatchObject({
      workspace: 'zhejiang-2026',
      settings: { botNames: ['团讯', '小团'], weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['市'] } },
      people: [{ id: 'wangmin', ids: { wecom: 'WangMin' }, posts: [{ from: '2026-01-01' }] }],
      groups: [{ name: '鄞州区中河街道工作群', bulletin: { weekday: 1, time: '10:00' } }],
    })
  })
})
