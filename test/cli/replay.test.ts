import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { replayProgram } from '../../src/cli/replayProgram.ts'
import { smallPilot } from '../support/bot.ts'
import { programScene } from '../support/program.ts'

const morning = '消息对象:中河街道工作群\n\n2026-11-16 09:00:00 王敏(wangmin)\n/活动 青年联谊会 11月20日14:00\n'
const evening = '消息对象:中河街道工作群\n\n2026-11-16 9:30:00 王敏<wangmin>\n早\n'

async function scene() {
  const { redis, folder, run } = await programScene(replayProgram)
  const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content)
  await write('pilot.yaml', smallPilot)
  return { redis, run, write }
}

describe('npm run replay', () => {
  it('prints the conversation of several files, one of them in UTF-16', async () => {
    const { run, write } = await scene()
    await write('b.txt', evening)
    await write('a.txt', new Uint8Array(Buffer.from(`\uFEFF${morning}`, 'utf16le')))
    const { out, err } = await run(['--setup', 'pilot.yaml', 'b.txt', 'a.txt'])
    expect(err).toBe('')
    expect(out).toMatch(/^消息对象:中河街道工作群\n\n2026-11-16 09:00:00 王敏\(wangmin\)\n\/活动 青年联谊会 11月20日14:00\n\n2026-11-16 09:00:00 团讯\(bot\)\n已记录 活动-2026-001[^]*\n\n2026-11-16 09:30:00 王敏\(wangmin\)\n早\n$/)
  })

  it('reads standard input for -', async () => {
    const { run } = await scene()
    expect(await run(['-', '--setup', 'pilot.yaml'], evening)).toEqual({ out: evening.replace(' 9:30', ' 09:30').replace('<wangmin>', '(wangmin)'), err: '' })
  })

  it.each([
    [[], '', '用法：npm run --silent replay'],
    [['missing.txt'], '', '找不到文件：missing.txt'],
    [['-'], '消息对象:群\n\n早\n', '标准输入 第3行：不是消息开头'],
    [['-', '--setup', 'other.yaml'], evening, '找不到文件'],
    [['-', '--wrong'], evening, '--wrong'],
  ])('refuses %j', async (args, stdin, expected) => {
    const { run } = await scene()
    const { out, err } = await run(args, stdin)
    expect(out).toBe('')
    expect(err).toContain(expected)
  })

  it('never touches a Redis that holds something', async () => {
    const { redis, run } = await scene()
    await redis.set('precious', '1')
    expect((await run(['-'], evening)).err).toContain('空的 Redis')
    expect(await redis.keys('*')).toEqual(['precious'])
  })
})
