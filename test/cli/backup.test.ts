import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupProgram } from '../../src/cli/backupProgram.ts'
import { restoreProgram } from '../../src/cli/restoreProgram.ts'
import { sealProgram } from '../../src/cli/sealProgram.ts'
import { verifyProgram } from '../../src/cli/verifyProgram.ts'
import { create } from '../../src/domain/record.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { unit } from '../../src/domain/records/directory.ts'
import { instant } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { programScene } from '../support/program.ts'

const BACKUP_KEY = '一条足够长的备份口令，不要告诉别人'

/** Two workspaces with a unit of last year and one of this year. */
async function scene(more: Record<string, string> = {}) {
  const { redis, folder, url, run } = await programScene(backupProgram, more)
  for (const workspace of ['zhejiang-2026', 'guangdong-2026']) {
    const ledger = openLedger(redis, { workspace, kinds })
    for (const [path, now] of [['浙江省', instant('2020-05-05')], ['浙江省/宁波市', instant('2021-05-05')]] as const) {
      const changes = [create(unit, { unit: path, now, id: path, data: { path, kind: '市', aliases: [] } })]
      await ledger.commit({ cause: { key: path, day: '2026-11-20' }, view: await ledger.view(), now, by: 'setup', changes, notices: [] })
    }
  }
  const head = (await openLedger(redis, { workspace: 'zhejiang-2026', kinds }).view()).head
  return { redis, folder, url, run, head, backups: join(folder, 'backups') }
}
const made = async (backups: string) => join(backups, (await readdir(backups)).find((name) => name.startsWith('tuanxun-')) ?? '')

test('a backup says where it is and prints each chain\'s head; restored, verify finds all in order', async () => {
  const { run, head, backups } = await scene()
  const { out, err } = await run([])
  expect(err).toBe('')
  expect(out).toContain(`zhejiang-2026：2 条，链值 2:${head.link}\n`)
  expect(out).toMatch(/已备份：.*\/backups\/tuanxun-\d{8}-\d{6}\.ndjson\.gz（\d+ 行，\d+ 字节，未加密）\n$/)
  const other = await programScene(restoreProgram)
  const restored = await other.run([await made(backups)])
  expect(restored.err).toBe('')
  expect(restored.out).toMatch(new RegExp(`^已恢复 20.*的备份\\nguangdong-2026：.*核对无误\\nzhejiang-2026：台账共 2 条，链值 ${head.link}，核对无误\\n$`))
  expect((await other.run([await made(backups)])).err).toMatch(/不是空的.*请换一个空的 DATA_DIR/)
})

test('with BACKUP_KEY the file is encrypted, and only opened with it', async () => {
  const { run, backups } = await scene({ BACKUP_KEY })
  expect((await run([])).out).toContain('已加密')
  const file = await made(backups)
  expect(file).toMatch(/\.enc$/)
  expect((await (await programScene(restoreProgram)).run([file])).err).toMatch(/^tuanxun-\d{8}-\d{6}\.ndjson\.gz\.enc：是加密的，请设置 BACKUP_KEY/)
  expect((await (await programScene(restoreProgram, { BACKUP_KEY })).run([file])).err).toBe('')
})

test('notices that waited are kept back, listed, and sent or dropped by choice; or sent at once', async () => {
  const { run, redis, backups } = await scene()
  const ledger = openLedger(redis, { workspace: 'zhejiang-2026', kinds })
  const notices = [{ to: 'g:中河街道工作群', text: '【提醒】台账\n第二行', sort: 'reminder' as const, about: ['任务-2026-001'] }, { to: 'y:wecom|account', text: '您好', sort: 'answer' as const }]
  await ledger.commit({ cause: { key: 'k', day: '2026-11-20' }, view: await ledger.view(), now: instant('2026-11-20', '14:00'), by: 'clock', changes: [], notices })
  await run([])
  const file = await made(backups)
  const other = await programScene(restoreProgram)
  expect((await other.run([file])).out).toContain('备份时等着发的通知 2 条（答复 1，提醒 1）已留下不发')
  const { out } = await other.run(['--waiting', 'list'])
  expect(out).toBe('guangdong-2026：没有恢复时留下的通知\nzhejiang-2026：恢复时留下 2 条（答复 1，提醒 1）\n  中河街道工作群：提醒，2026年11月20日 14:00，任务-2026-001：【提醒】台账\n  未登记的人（私聊）：答复，2026年11月20日 14:00：您好\n')
  expect((await other.run(['--waiting', 'send'])).out).toContain('zhejiang-2026：已放回待发 2 条')
  expect((await other.run(['--waiting', 'drop'])).out).toContain('zhejiang-2026：没有恢复时留下的通知')
  expect(await openLedger(other.redis, { workspace: 'zhejiang-2026', kinds }).outbox.chats()).toHaveLength(2)
  const atOnce = await programScene(restoreProgram)
  expect((await atOnce.run([file, '--send-waiting'])).out).toContain('待发出的通知 2 条，启动后会发出')
  for (const wrong of [['--waiting', 'some'], [file, '--waiting', 'list'], ['--waiting', 'list', '--send-waiting'], [file, file]]) expect((await atOnce.run(wrong)).err).toContain('用法')
})

test('a damaged file is refused with the place, and nothing is written', async () => {
  const { run, backups } = await scene()
  await run([])
  const file = await made(backups)
  const bytes = await readFile(file)
  const other = await programScene(restoreProgram)
  await writeFile(file, bytes.subarray(0, -9))
  expect((await other.run([file])).err).toMatch(/gz：不完整：第 \d+ 字节起/)
  expect((await other.run([join(backups, 'none')])).err).toBe('none：找不到文件')
  expect((await other.run([])).err).toContain('用法')
  expect(await other.redis.dbsize()).toBe(0)
})

test('faults of what was restored are told, and fail; a list of the forgotten that is missing is mentioned', async () => {
  const { run, redis, backups } = await scene()
  await redis.hset('tx:{zhejiang-2026}:head', 'link', 'f'.repeat(40))
  await run([])
  const file = await made(backups)
  await writeFile(join(backups, 'x'), '')
  const other = await programScene(restoreProgram)
  expect(await other.run([file])).toMatchObject({ err: '已恢复，但核对不符：zhejiang-2026', out: expect.stringContaining('发现') })
})

test('--drop deletes aged backups after a new one was written', async () => {
  const { run, backups } = await scene({ BACKUP_KEEP_DAYS: '7' })
  await run([])
  await writeFile(join(backups, 'tuanxun-20200101-030000.ndjson.gz'), '')
  expect((await run([])).out).not.toContain('删去')
  expect((await run(['--drop'])).out).toContain('已删去过期的备份：tuanxun-20200101-030000.ndjson.gz')
  expect((await run(['what'])).err).toContain('用法')
})

test('a closed year is sealed in every workspace that has it; verify reads its file', async () => {
  const { url, folder, redis } = await scene()
  const at = { REDIS_URL: url, DATA_DIR: folder }
  const seal = (await programScene(sealProgram, at)).run
  const check = (await programScene(verifyProgram, at)).run
  expect((await seal([])).err).toContain('用法')
  const { out, err } = await seal(['--year', '2020'])
  expect(err).toBe('')
  expect(out).toMatch(/guangdong-2026：2020年 1 条（第 1 至 1 条）已封存到 .*\/backups\/sealed\/guangdong-2026-2020-1\.ndjson\.gz\nzhejiang/)
  expect(await redis.exists('tx:{zhejiang-2026}:log:2020')).toBe(0)
  expect((await check([])).out).toMatch(/^(.*核对无误\n){2}$/)
  expect((await seal(['--year', '2020', 'zhejiang-2026'])).err).toBe('zhejiang-2026 的2020年已经封存')
  const elsewhere = (await programScene(verifyProgram, { REDIS_URL: url })).run
  expect(await elsewhere(['zhejiang-2026'])).toMatchObject({ err: '', out: expect.stringContaining('核对无误（读不到封存的2020年，只核对了其余条目的哈希链）') })
})
