import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Surroundings } from '../../src/cli/files.ts'
import { printField } from '../../src/cli/printUnderstood.ts'
import { understandProgram } from '../../src/cli/understandProgram.ts'
import { valueContext } from '../../src/grammar/values/index.ts'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const printed = (out: string) => out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>)
/** As npm runs it for somebody in the folder docs. */
async function run(lines: readonly string[], ...args: string[]) {
  let out = ''
  const stdin = (async function* () {
    yield `${lines.join('\n')}\n`
  })()
  const surroundings: Surroundings = { args, env: { INIT_CWD: docs }, stdin, print: (text) => void (out += text) }
  const err = await understandProgram(surroundings).then(() => '', (error: unknown) => String(error))
  return { err, out: printed(out) }
}
const at = ['--at', '2026-11-21 10:00']
const fine = { missing: [], complaint: null }

describe('printField', () => {
  const context = valueContext(Date.parse('2026-11-21T10:00:00+08:00'))
  it.each([
    ['dateTime', '11月20日14:00', '2026-11-20T14:00:00+08:00'], ['dateTime', '11月20日', '2026-11-20'], ['date', '12月1日', '2026-12-01'], ['time', '下午2点半', '14:30'],
    ['range', '1月1日至3月31日', '2027-01-01/2027-03-31'], ['deadline', '周五下班前', '2026-11-27T17:30:00+08:00'], ['number', '三十五', 35], ['money', '2万元', 2_000_000],
  ] as const)('%s: %s', (form, text, value) => expect(printField(text, form, context)).toMatchObject({ text, value, complaint: null }))
  it('says what was wrong', () => expect(printField('2月30日', 'date', context)).toEqual({ text: '2月30日', value: null, complaint: expect.any(String) }))
})

describe('understand', () => {
  it('prints one object a line: command, fields by label, what is missing, what is wrong', async () => {
    const lines = [
      '/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心 人数:35',
      '【活动】\\n主题:青年联谊会\\n时间:11月20日14:00\\n摘要:第一行\\n第二行',
      '/活动 主题:青年联谊会',
      '/活动 主题:青年联谊会 时间:2月30日',
      '/活动 已办 活动-2026-003 人数:40',
      '/轮值 中河中学 1月1日至3月31日',
      '/完成 任务4 单位:下应街道',
      '/任务 标题:报送台账 截止:12月25日2点 对象:中河街道、下应街道',
      '/活运 主题:甲', '/constructor', '好的收到啦', '',
    ]
    const { out, err } = await run(lines, ...at)
    expect(err).toBe('')
    expect(out.map(({ text }) => text)).toEqual(lines)
    expect(out[0]).toEqual({ text: lines[0], command: '活动', fields: { 主题: '青年联谊会', 时间: '2026-11-20T14:00:00+08:00', 地点: '街道青年中心', 人数: 35 }, ...fine })
    expect(out[1]).toMatchObject({ command: '活动', fields: { 摘要: '第一行\n第二行' }, ...fine })
    expect(out[2]).toMatchObject({ command: '活动', fields: { 主题: '青年联谊会' }, missing: ['时间'], complaint: null })
    expect(out[3]).toMatchObject({ command: '活动', missing: [], complaint: expect.stringContaining('2月30日') })
    expect(out[4]).toMatchObject({ command: '活动', fields: { 编号: '活动-2026-003', 人数: 40 }, ...fine })
    expect(out[5]).toMatchObject({ command: '轮值', fields: { 单位: '中河中学', 任期: '2027-01-01/2027-03-31' }, ...fine })
    expect(out[6]).toMatchObject({ command: '完成', fields: { 编号: '任务-2026-004', 单位: '下应街道' }, ...fine })
    expect(out[7]).toMatchObject({ command: '任务', fields: { 截止: '2026-12-25T14:00:00+08:00', 对象: '中河街道、下应街道' }, ...fine, note: expect.stringContaining('下午2点') })
    expect(out[8]).toMatchObject({ command: '?', fields: {}, complaint: expect.stringContaining('您是不是要') })
    expect(out[9]).toMatchObject({ command: '?', complaint: expect.any(String) })
    for (const silent of out.slice(10)) expect(silent).toMatchObject({ command: null, fields: {}, ...fine })
  })

  it('resolves units and people with a setup file', async () => {
    const { out } = await run(['/进度 单位:鄞州区中河街道', '/进度 没有这个街道', '/任务 标题:甲 截止:12月25日 对象:中河街道'], ...at, '--setup', '../pilot.example.yaml')
    expect(out[0]).toMatchObject({ command: '进度', fields: { 单位: '中河街道' }, complaint: null })
    expect(out[1]).toMatchObject({ command: '进度', complaint: expect.stringContaining('没有找到单位') })
    expect(out[2]).toMatchObject({ fields: { 对象: '中河街道' } })
  })

  it('reads values of one form', async () => {
    expect((await run(['三十五', '很多'], ...at, '--field', 'number')).out).toEqual([{ text: '三十五', value: 35, complaint: null }, { text: '很多', value: null, complaint: expect.any(String) }])
  })

  it.each([[['--at', 'gestern'], '--at'], [[...at, '--field', 'x'], '--field'], [[], '--at'], [[...at, '--as', 'wangmin'], '--as']])('refuses %j', async (args, name) => {
    const { out, err } = await run(['甲'], ...args)
    expect(out).toEqual([])
    expect(err).toContain(name)
  })

  it('as a process: reads a thousand lines at once, and ends with 1 when it refuses', () => {
    const chat = readFileSync(new URL('../grammar/fixtures/chat.txt', import.meta.url), 'utf8').split('\n').filter(Boolean)
    const lines = [...chat, ...Array.from({ length: 100 }, (_, i) => `/活动 青年联谊会第${i}场 11月20日14:00 街道青年中心 ${i}人`)]
    const asProcess = (...args: string[]) => spawnSync(process.execPath, ['scripts/program.mjs', 'src/cli/understand.ts', ...args], { cwd: join(docs, '..'), input: `${lines.join('\n')}\n`, encoding: 'utf8' })
    expect(printed(asProcess(...at).stdout)).toHaveLength(lines.length)
    expect(asProcess('--at', 'gestern')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^--at .*gestern\n$/) })
  })
})
