import { appendFile, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backup } from '../../src/backup/backup.ts'
import { keepFiles } from '../../src/backup/files.ts'
import { noteForgotten, readForgotten } from '../../src/backup/forgotten.ts'
import { restore } from '../../src/backup/restore.ts'
import { amend, forgottenName } from '../../src/domain/record.ts'
import { person } from '../../src/domain/records/directory.ts'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, file, kinds, newMemo, now } from '../ledger/sample.ts'
import { freshRedis } from '../support/redis.ts'
import { freshFolder } from './files.ts'
import { fill, open, scene } from './scene.ts'

const later = now + 86_400_000
const one = { workspace: 'w', person: 'wangmin', at: 1 }

/** A backup, and after it 王敏's wish, kept on the list when the connection knows where. */
async function forgottenSince({ listed = true } = {}) {
  const { redis, folder } = await scene()
  if (listed) keepFiles(redis, [folder], undefined)
  const ledger = await fill(redis, 'w')
  await file(ledger, newMemo('王敏写'), { by: 'wangmin', text: '王敏的原话' })
  const { file: old } = await backup(redis, { folder, now })
  await commitAs(ledger, { now: later, forget: { person: 'wangmin' } })
  return { redis, folder, ledger, old }
}
const into = async (path: string, folder: string) => {
  const { redis } = await freshRedis()
  return { redis, ...(await restore(redis, path, { folder, kinds, now: later + 1000 })) }
}

describe('a backup from before somebody was forgotten', () => {
  test('does not bring them back: tombstones, side data, original texts', async () => {
    const { folder, old } = await forgottenSince()
    const { redis, workspaces: [w] } = await into(old, folder)
    expect(w).toMatchObject({ forgottenAgain: ['wangmin'], faults: [] })
    expect(w!.now.seq).toBeGreaterThan(w!.head.seq)
    expect((await (await open(redis, 'w').view()).get(person, 'wangmin'))?.data).toMatchObject({ name: forgottenName, ids: {} })
    const left = JSON.stringify([await redis.hvals('tx:{w}:side'), await redis.hvals('tx:{w}:text'), await redis.hvals('tx:{w}:r:person')])
    for (const trace of ['王敏', 'W-wangmin']) expect(left).not.toContain(trace)
    expect(left).toContain('W-lixin')
    expect((await verify(redis, { workspace: 'w', kinds, anchors: [w!.head] })).faults).toEqual([])
  })

  test('the list is found beside the file too, and nobody is forgotten twice', async () => {
    const { folder, old } = await forgottenSince()
    const first = await into(old, await freshFolder())
    expect(first).toMatchObject({ listed: true, workspaces: [{ forgottenAgain: ['wangmin'] }] })
    const { file: newer } = await backup(first.redis, { folder, now: later + 2000 })
    const { workspaces: [w] } = await into(newer, folder)
    expect(w).toMatchObject({ forgottenAgain: [], faults: [] })
    expect(w!.now).toEqual(w!.head)
  })

  test('a later backup puts on the list whoever is not there yet', async () => {
    const { redis, folder, old } = await forgottenSince({ listed: false })
    expect((await readForgotten(folder))?.map((each) => each.person)).toEqual(['chenlei'])
    await backup(redis, { folder, now: later + 5000 })
    expect(await readForgotten(folder)).toContainEqual({ workspace: 'w', person: 'wangmin', at: later })
    expect((await into(old, folder)).workspaces[0]?.forgottenAgain).toEqual(['wangmin'])
  })

  test('without a list it says that none was there', async () => {
    const { folder, old } = await forgottenSince()
    await rm(join(folder, 'forgotten.ndjson'))
    expect(await into(old, folder)).toMatchObject({ listed: false, workspaces: [{ forgottenAgain: [], faults: [] }] })
  })

  test('strangers on the list, and people of other workspaces, are passed over', async () => {
    const { redis, folder } = await scene()
    await fill(redis, 'w')
    const { file: path } = await backup(redis, { folder, now })
    await noteForgotten(folder, [{ ...one, person: 'nobody' }, { ...one, workspace: 'elsewhere' }])
    expect((await into(path, folder)).workspaces[0]?.forgottenAgain).toEqual([])
  })

  test('someone who came back after their wish stays in a backup from after it', async () => {
    const { redis, folder, ledger } = await forgottenSince()
    const view = await ledger.view()
    await commitAs(ledger, { view, now: later, changes: [amend(person, (await view.get(person, 'wangmin'))!, { name: '王敏', gone: undefined } as never)] })
    const { file: path } = await backup(redis, { folder, now: later + 9000 })
    const again = await into(path, folder)
    expect(again.workspaces[0]?.forgottenAgain).toEqual([])
    expect((await (await open(again.redis, 'w').view()).get(person, 'wangmin'))?.data.name).toBe('王敏')
  })
})

describe('the list', () => {
  test('holds each wish once, and ids and times only', async () => {
    const { folder } = await forgottenSince()
    await noteForgotten(folder, [one, one])
    await noteForgotten(folder, [one])
    expect(await readForgotten(folder)).toEqual([{ workspace: 'w', person: 'chenlei', at: now }, { workspace: 'w', person: 'wangmin', at: later }, one])
    expect(await readFile(join(folder, 'forgotten.ndjson'), 'utf8')).not.toMatch(/王敏|陈磊|W-/)
  })

  test('a line cut short by a crash does not spoil what comes after', async () => {
    const folder = await freshFolder()
    await noteForgotten(folder, [one])
    await appendFile(join(folder, 'forgotten.ndjson'), '{"works')
    expect(await readForgotten(folder)).toEqual([one])
    const other = { ...one, person: 'chenlei' }
    await noteForgotten(folder, [other])
    expect(await readForgotten(folder)).toEqual([one, other])
  })

  test('a last line that somebody wrote by hand, without an end, counts and stays', async () => {
    const folder = await freshFolder()
    await writeFile(join(folder, 'forgotten.ndjson'), JSON.stringify(one))
    expect(await readForgotten(folder)).toEqual([one])
    const other = { ...one, person: 'chenlei' }
    await noteForgotten(folder, [other])
    expect(await readForgotten(folder)).toEqual([one, other])
  })

  test('a damaged one is refused, and named', async () => {
    const folder = await freshFolder()
    await writeFile(join(folder, 'forgotten.ndjson'), '{"workspace":"w"}\n')
    await expect(readForgotten(folder)).rejects.toThrow('forgotten.ndjson 第 1 行读不懂')
  })

  test('a wish that could not be written down is one still, until the next purge', async () => {
    const { redis, folder } = await scene()
    const taken = join(folder, 'sub')
    await writeFile(taken, 'in the way')
    const complaints: string[] = []
    keepFiles(redis, [taken], undefined, (error) => complaints.push(error.message))
    const ledger = await fill(redis, 'w')
    expect(await redis.hkeys('tx:{w}:forgetting')).toEqual(['chenlei'])
    expect(complaints).toHaveLength(1)
    expect(JSON.stringify(await redis.hvals('tx:{w}:side'))).not.toContain('陈磊')
    await rm(taken)
    await mkdir(taken)
    await chmod(taken, 0o700)
    await ledger.purge(now)
    expect(await redis.exists('tx:{w}:forgetting')).toBe(0)
    expect(await readForgotten(taken)).toMatchObject([{ person: 'chenlei' }])
  })
})
