import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBlocks } from '../../src/backup/blocks.ts'
import { createLines, readLines } from '../../src/backup/lines.ts'
import type { Line } from '../../src/backup/shapes.ts'
import { freshFolder } from './files.ts'

const key = '一条足够长的口令 for tests'
const head: Line = { t: 'backup', format: 1, made: 1, workspaces: ['浙江'] }
/** Does not pack, so that some lines make several blocks. */
const noise = (n: number) => Array.from({ length: 3000 }, (_, i) => createHash('sha256').update(`${n} ${i}`).digest('hex')).join('')
const long = (n: number): Line => ({ t: 'list', key: `in:${n}`, items: [noise(n), '青年🎉\n'] })

async function write(lines: Line[], passphrase?: string, folder?: string) {
  const path = join(folder ?? (await freshFolder()), 'file')
  const file = await createLines(path, passphrase)
  for (const line of lines) await file.add(line as Exclude<Line, { t: 'end' }>)
  return { path, ...(await file.finish()) }
}
async function read(path: string, passphrase?: string): Promise<Line[]> {
  const lines: Line[] = []
  for await (const { line } of readLines(path, passphrase)) if (line.t !== 'end') lines.push(line)
  return lines
}
const many = [head, ...Array.from({ length: 8 }, (_, i) => long(i))]

describe.each([['plain', undefined], ['encrypted', key]])('%s', (_sort, passphrase) => {
  let written: Awaited<ReturnType<typeof write>>
  let home: string
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'lines-'))
    written = await write(many, passphrase, home)
  })
  afterAll(() => rm(home, { recursive: true }))
  /** A copy that a test may spoil. */
  const copied = async () => {
    const path = join(await freshFolder(), 'file')
    await copyFile(written.path, path)
    return { path, bytes: written.bytes }
  }

  test('what is read is what was written, and the file is its owner\'s alone', async () => {
    const { path, lines, bytes } = written
    expect(await read(path, passphrase)).toEqual(many)
    expect(lines).toBe(9)
    expect((await stat(path)).size).toBe(bytes)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test('any text comes back', async () => {
    const drawn = fc.sample(fc.array(fc.string({ unit: 'grapheme' })), 50)
    const lines: Line[] = [head, ...drawn.map((items): Line => ({ t: 'list', key: 'in:x', items }))]
    const { path } = await write(lines, passphrase)
    expect(await read(path, passphrase)).toEqual(lines)
  })

  test('a byte changed anywhere is found, and where', async () => {
    const { path, bytes } = await copied()
    const whole = await readFile(path)
    const places = [0, 9, 30, 60, ...[1, 2].map((i) => Math.floor((bytes * i) / 3)), bytes - 1]
    for (const place of places) {
      const changed = Buffer.from(whole)
      changed[place] = (changed[place] ?? 0) ^ 1
      await writeFile(path, changed)
      await expect(read(path, passphrase), `byte ${place}`).rejects.toThrow(/^file：(不是团讯|开头|解不开|第 \d+ (字节|行)|不完整|校验|由更新)/)
    }
  })

  test('cut off anywhere it is found out, a whole block left out too', async () => {
    const { path, bytes } = await copied()
    const whole = await readFile(path)
    for (const length of [3, 25, 40, bytes >> 1, bytes - 30, bytes - 1]) {
      await writeFile(path, whole)
      await truncate(path, length)
      await expect(read(path, passphrase), `${length} bytes`).rejects.toThrow(/不完整|中断|不是团讯|解不开|损坏/)
    }
  })

  test('an abandoned file leaves nothing, an unfinished one has no name yet', async () => {
    const folder = await freshFolder()
    const file = await createLines(join(folder, 'file'), passphrase)
    for (const line of many) await file.add(line as typeof head)
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^file\.unfinished-/)])
    await file.abandon()
    expect(await readdir(folder)).toEqual([])
  })
})

test('a plain file is ordinary gzip of ordinary lines', async () => {
  const { path, sha256 } = await write(many)
  const lines = gunzipSync(await readFile(path)).toString().split('\n')
  expect(lines.slice(0, 9).map((text) => JSON.parse(text) as Line)).toEqual(many)
  expect(JSON.parse(lines[9] ?? '')).toEqual({ t: 'end', lines: 9, sha256 })
  expect(createHash('sha256').update(`${lines.slice(0, 9).join('\n')}\n`).digest('hex')).toBe(sha256)
})

test('an encrypted file shows nothing, wants the key, and says so when it is another', async () => {
  const { path } = await write([head, { t: 'list', key: 'in:x', items: ['秘密'] }], key)
  expect((await readFile(path)).includes('秘密')).toBe(false)
  await expect(read(path)).rejects.toThrow('是加密的，请设置 BACKUP_KEY')
  await expect(read(path, `${key}!`)).rejects.toThrow('解不开：BACKUP_KEY 不对')
  const again = await write([head], key)
  expect((await readFile(again.path)).subarray(9, 25)).not.toEqual((await readFile(path)).subarray(9, 25))
})

test('blocks of an encrypted file cannot change places or be left out', async () => {
  const { path } = await write(many, key)
  const whole = await readFile(path)
  const first = 25
  const second = first + 4 + whole.readUInt32LE(first)
  const third = second + 4 + whole.readUInt32LE(second)
  await writeFile(path, Buffer.concat([whole.subarray(0, first), whole.subarray(second, third), whole.subarray(first, second), whole.subarray(third)]))
  await expect(read(path, key)).rejects.toThrow('解不开')
  await writeFile(path, Buffer.concat([whole.subarray(0, second), whole.subarray(third)]))
  await expect(read(path, key)).rejects.toThrow(`第 ${second} 字节起损坏`)
  await writeFile(path, whole.subarray(0, third))
  await expect(read(path, key)).rejects.toThrow('还有内容')
})

test.each<[string, string, string]>([
  ['a newer form', '{"t":"backup","format":3,"new":true}\n', '由更新的版本写成（格式 3）'],
  ['a line of no known sort', `${JSON.stringify(head)}\n{"t":"thing"}\n`, '第 2 行读不懂'],
  ['a line that is no JSON', `${JSON.stringify(head)}\n{\n`, '第 2 行不是 JSON'],
  ['a number of lines that does not fit', `${JSON.stringify(head)}\n{"t":"end","lines":7,"sha256":""}\n`, '应有 7 行，实有 1 行'],
  ['a sum that does not fit', `${JSON.stringify(head)}\n{"t":"end","lines":1,"sha256":"0"}\n`, '校验值不符'],
  ['no last line', `${JSON.stringify(head)}\n`, '只到第 1 行，缺少末行'],
  ['something after the last line', `${JSON.stringify({ t: 'end', lines: 0, sha256: createHash('sha256').digest('hex') })}\n{}\n`, '第 2 行在末行之后'],
])('%s is refused', async (_, text, complaint) => {
  const path = join(await freshFolder(), 'file')
  const blocks = await createBlocks(path, undefined)
  await blocks.write(text)
  await blocks.finish()
  await expect(read(path)).rejects.toThrow(complaint)
})

test('a file of somebody else, and none', async () => {
  const folder = await freshFolder()
  await writeFile(join(folder, 'x.gz'), '这不是备份，只是一段普通的文字而已，而且够长')
  await expect(read(join(folder, 'x.gz'))).rejects.toThrow('x.gz：不是团讯写的备份文件')
  await expect(read(join(folder, 'none'))).rejects.toThrow('none：找不到文件')
})
