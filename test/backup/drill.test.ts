/** A pilot that is restored goes on as if nothing had happened: people, clock, bulletins. */
import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { backup } from '../../src/backup/backup.ts'
import { keepFiles } from '../../src/backup/files.ts'
import { restore } from '../../src/backup/restore.ts'
import { sealYear } from '../../src/backup/sealYear.ts'
import { silentLog } from '../../src/bot/log.ts'
import { createVirtualBot } from '../../src/bot/virtual.ts'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator } from '../../src/channels/simulator/simulator.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { soleLease } from '../../src/ledger/lease.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { loadParts } from '../../src/parts.ts'
import { at, startBot, type TestBot } from '../support/bot.ts'
import { freshRedis } from '../support/redis.ts'
import { freshFolder } from './files.ts'

const group = '中河街道工作群'
const workspace = 'test-pilot'

/** A week of a street, with a form half filled and a task open at its end. */
async function aWeek(bot: TestBot): Promise<void> {
  await bot.say('wangmin', group, '/活动 主题:青年联谊会 时间:11月17日14:00 人数:28 联办:鄞州银行', '2026-11-17 16:00')
  await bot.say('wangmin', group, '/任务 报送台账 11月25日17:00 对象:中河中学', '2026-11-18 09:00')
  await bot.say('wangmin', group, '/通知 标题:例会 截止:11月19日17:00 对象:各成员单位', '2026-11-18 10:00')
  await bot.say('chenlei', group, '收到', '2026-11-18 11:00')
  await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:进展顺利 问题:场地不足', '2026-11-20 15:00')
  await bot.say('wangmin', group, '/更正 活动-2026-001 人数:30', '2026-11-20 16:00')
  await bot.clockTo('2026-11-23 12:00')
  await bot.say('wangmin', group, '/活动 主题:读书会 人数:12', '2026-11-23 12:05')
}

/** Goes on talking on some Redis: answers all that is said from then on, in every group. */
async function goOn(redis: Redis, start: string): Promise<string[]> {
  const ledger = openLedger(redis, { workspace, kinds, salt: 'drill' })
  const chatLog = createChatLog(redis, workspace)
  const groups = [group, '宁波市工作群', '全省试点工作群']
  const places = groups.map((name) => `g:${name}`)
  const before = await Promise.all(places.map(async (place) => (await chatLog.list(place, 0)).length))
  const bot = await createVirtualBot({ ...(await loadParts()), ledger, lease: soleLease, channels: [createSimulator(chatLog, async () => '团讯')], log: silentLog }, at(start))
  const says: [string, string, string, string][] = [
    ['2026-11-23 12:10', 'wangmin', group, '时间:昨天15:00'],
    ['2026-11-23 12:20', 'wangmin', group, '/查 活动-2026-001'],
    ['2026-11-23 12:21', 'wangmin', group, '/历史 活动-2026-001'],
    ['2026-11-23 12:22', 'zhaogang', '宁波市工作群', '/待办'],
    ['2026-11-23 12:23', 'lixin', '全省试点工作群', '/简报'],
    ['2026-11-24 09:00', 'chenlei', group, '/完成 任务1'],
    ['2026-11-30 12:00', 'wangmin', group, '/历史 任务-2026-001'],
  ]
  for (const [i, [when, sender, where, text]] of says.entries()) await bot.say({ channel: 'simulator', id: `later${i}`, group: where, sender, text, at: at(when) })
  expect(await ledger.failed.list(5)).toEqual([])
  const lines = await Promise.all(places.map(async (place, i) => (await chatLog.list(place, 0)).slice(before[i])))
  return lines.flat().map(({ at: time, sender, text, mentions }) => JSON.stringify([time, sender, text, mentions]))
}

test('answers, history, reminders and bulletins after a restore are those of a pilot that never went down, byte for byte', async () => {
  const bot = await startBot()
  await aWeek(bot)
  const folder = await freshFolder()
  const { file } = await backup(bot.redis, { folder, now: bot.now() })
  const { redis: other } = await freshRedis()
  const { workspaces: [one] } = await restore(other, file, { folder, kinds, now: bot.now() })
  expect(one).toMatchObject({ workspace, faults: [] })
  const went = await goOn(bot.redis, '2026-11-23 12:06')
  expect(await goOn(other, '2026-11-23 12:06')).toEqual(went)
  expect(went.filter((line) => line.includes('"bot"')).length).toBeGreaterThan(8)
  expect(went.join('\n')).toMatch(/读书会[^]*青年联谊会[^]*简报/)
})

test('/查 and /历史 read a sealed year', async () => {
  const bot = await startBot()
  await aWeek(bot)
  await bot.clockTo('2027-01-04 12:00')
  const ask = async (text: string, when: string) => bot.say('wangmin', group, text, when)
  const [shown, history] = [await ask('/查 活动-2026-001', '2027-01-04 12:01'), await ask('/历史 活动-2026-001', '2027-01-04 12:02')]
  expect(history.join()).toMatch(/登记[^]*更正[^]*28[^]*30/)
  const folder = await freshFolder()
  keepFiles(bot.redis, [folder], undefined)
  await sealYear(bot.redis, { workspace, year: '2026', folder, kinds, now: bot.now() })
  expect(await ask('/查 活动-2026-001', '2027-01-04 12:03')).toEqual(shown)
  expect(await ask('/历史 活动-2026-001', '2027-01-04 12:04')).toEqual(history)
  keepFiles(bot.redis, [await freshFolder()], undefined)
  expect((await ask('/历史 活动-2026-001', '2027-01-04 12:05')).join()).toContain('2026年的台账已封存')
  const without = (await ask('/查 活动-2026-001', '2027-01-04 12:06')).join().split('\n')
  expect(without.filter((line) => !line.startsWith('附件：2026年的台账已封存')).join('\n')).toBe(shown.join())
  expect(without.length).toBe(shown.join().split('\n').length + 1)
})
