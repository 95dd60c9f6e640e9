import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { setupProgram } from '../../src/cli/setupProgram.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { programScene } from '../support/program.ts'

const pilot = (name: string) => `workspace: ${name}\nunits:\n  - { path: 浙江省/宁波市, kind: 市 }\npeople:\n  - { id: a, name: 甲, unit: 浙江省/宁波市, roles: [团干部] }\n`

async function scene() {
  const { redis, folder, run } = await programScene(setupProgram)
  const directory = async (workspace: string) => (await openLedger(redis, { workspace, kinds }).view()).directory
  return { redis, folder, run, directory, write: (name: string, text: string) => writeFile(join(folder, name), text) }
}

describe('npm run setup', () => {
  it('loads a YAML file named from where it was called, and says what changed; again: nothing', async () => {
    const { write, run, directory } = await scene()
    await write('p.yaml', pilot('one'))
    expect(await run(['p.yaml'])).toEqual({ out: 'p.yaml → one：新增 工作区 1、单位 2、人员 1\n新的试点：已在运行的进程要重新启动才受理它（设置了 SETUP、WORKSPACE 的，先把它加进去）\n', err: '' })
    expect(await run(['p.yaml'])).toEqual({ out: 'p.yaml → one：没有需要改动的地方\n', err: '' })
    expect((await directory('one')).person('a')?.name).toBe('甲')
    await write('q.yaml', pilot('two'))
    expect((await run(['q.yaml'])).out).toContain('只启动这一个请设置 WORKSPACE=two')
  })

  it('lists what is wrong and loads nothing', async () => {
    const { redis, write, run } = await scene()
    await write('p.yaml', `${pilot('one')}  - { id: b, name: 乙, unit: 温州市 }\ncolour: red\n`)
    const { out, err } = await run(['p.yaml'])
    expect(out).toBe('')
    expect(err).toMatch(/^p\.yaml 第6行：不认识的单位“温州市”，请先写上这个单位\np\.yaml 第7行：不认识的键“colour”，可用：workspace、name、.*$/)
    expect(await redis.dbsize()).toBe(0)
  })

  it('writes a template once, which is loaded when filled in, into the workspace that is there', async () => {
    const { folder, write, run, directory } = await scene()
    await write('p.yaml', pilot('one'))
    await run(['p.yaml'])
    expect(await run(['--template', '表.xlsx'])).toEqual({ out: '已写好空表：表.xlsx\n', err: '' })
    expect(await run(['--template', '表.xlsx'])).toEqual({ out: '', err: '文件已存在，没有覆盖：表.xlsx' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await readFile(join(folder, '表.xlsx'))) as unknown as ExcelJS.Buffer)
    const cell = book.getWorksheet('单位')?.getCell('A2')
    if (cell) cell.value = '浙江省/杭州市'
    await book.xlsx.writeFile(join(folder, '表.xlsx'))
    expect(await run(['表.xlsx'])).toEqual({ out: '表.xlsx → one：新增 单位 1\n', err: '' })
    expect((await directory('one')).unit('浙江省/杭州市')?.kind).toBe('市')
  })

  it.each([
    [[], '用法：npm run setup'],
    [['a.yaml', 'b.yaml'], '用法：npm run setup'],
    [['missing.yaml'], '找不到文件'],
    [['pilot.txt'], '设置文件应是 .yaml 或 .xlsx'],
    [['--template', '表.xls'], '空表的文件名应以 .xlsx 结尾'],
  ])('refuses %j', async (args, expected) => {
    const { run } = await scene()
    expect((await run(args)).err).toContain(expected)
  })
})
