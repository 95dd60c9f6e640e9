/** The product as a process: backed up while it runs, restored elsewhere, started there. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backupProgram } from '../../src/cli/backupProgram.ts'
import { startProduct } from '../../src/cli/product.ts'
import { restoreProgram } from '../../src/cli/restoreProgram.ts'
import { freshRedis, startRedis } from '../support/redis.ts'
import { programScene } from '../support/program.ts'
import { freshFolder } from './files.ts'

const group = '鄞州区中河街道工作群'

async function product(redisUrl: string, folder: string) {
  const running = await startProduct(redisUrl, { DATA_DIR: folder, BACKUP_KEEP_DAYS: '0', BACKUP_DIR: '', BACKUP_KEY: '' })
  onTestFinished(() => running.stop())
  const messages = async () => ((await (await fetch(`${running.url}/tryout/messages?group=${encodeURIComponent(group)}&after=0`)).json()) as { messages: { bot: boolean; text: string }[] }).messages
  return {
    ...running,
    async say(id: string, text: string) {
      const body = JSON.stringify({ id, group, sender: 'wangmin', text })
      expect((await fetch(`${running.url}/tryout/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status).toBe(202)
    },
    answers: async () => (await messages()).filter(({ bot }) => bot).map(({ text }) => text),
  }
}

test('backed up at work, it goes on elsewhere: numbers follow on, nothing is handled twice; when all is lost there it ends, and does not start beside its backups', async () => {
  const { url, folder, run } = await programScene(backupProgram)
  const first = await product(url, folder)
  await first.say('1', '/活动 青年联谊会 昨天14:00 人数:28')
  await expect.poll(first.answers).toEqual([expect.stringContaining('活动-')])
  const { out, err } = await run([])
  expect(err).toBe('')
  await first.stop()
  const server = await startRedis()
  onTestFinished(server.stop)
  const other = await programScene(restoreProgram, { REDIS_URL: server.url })
  const restored = await other.run([/已备份：(\S+?)（/.exec(out)?.[1] ?? ''])
  expect(restored).toMatchObject({ err: '', out: expect.stringContaining('核对无误') })
  const second = await product(server.url, other.folder)
  await second.say('1', '/活动 青年联谊会 昨天14:00 人数:28')
  await second.say('2', '/活动 读书会 昨天15:00 人数:12')
  await expect.poll(second.answers).toEqual([expect.stringMatching(/活动-\d+-002：读书会/)])
  const redis = server.redis()
  await redis.flushdb()
  await redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
  await expect.poll(second.said).toMatch(/台账（\d+ 条）不见了/)
  await expect(fetch(second.url)).rejects.toThrow('fetch failed')
  await redis.flushdb()
  await writeFile(join(other.folder, 'tuanxun-20261122-030000.ndjson.gz'), '')
  await expect(startProduct(server.url, { BACKUP_DIR: other.folder, BACKUP_KEEP_DAYS: '30' })).rejects.toThrow('请先恢复')
  expect(await redis.dbsize()).toBe(0)
})

test('a Redis in which a restore was cut short is not started on', async () => {
  const { url, redis } = await freshRedis()
  await redis.set('tx:restoring', 'tuanxun-20261122-030000.ndjson.gz')
  await expect(startProduct(url, { DATA_DIR: await freshFolder() })).rejects.toThrow('恢复没有做完')
  expect(await redis.keys('*')).toEqual(['tx:restoring'])
})
