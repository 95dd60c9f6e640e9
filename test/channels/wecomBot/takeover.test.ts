/** The product itself as two processes on the fake WeCom, in one conversation: the one that holds the connection is paused, then the other is killed in the middle of a bulletin. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { groupChat } from '../../../src/domain/notice.ts'
import { kinds } from '../../../src/domain/records/index.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { openWaker } from '../../../src/queue/waker.ts'
import { connectRedis } from '../../../src/redis/connect.ts'
import { startRedis } from '../../support/redis.ts'
import { startFakeWecom, type FakeWecom } from '../../support/wecom/index.ts'
import { group, saidIn } from './botScene.ts'

vi.setConfig({ testTimeout: 150_000 })

const pilotOf = (chatid: string) => `
workspace: takeover
name: 浙江省街道团建试点
bot: { names: [团讯] }
units:
  - { path: 浙江省/宁波市/鄞州区/中河街道, kind: 街道, pilot: { level: 省 } }
people:
  - { id: wangmin, name: 王敏, unit: 浙江省/宁波市/鄞州区/中河街道, title: 团工委书记, roles: [管理员, 团干部] }
groups:
  - { name: ${group}, unit: 浙江省/宁波市/鄞州区/中河街道, bulletin: off, addresses: { wecom: ${chatid} } }
`

/** A worker process of the product. */
async function startWorker(env: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/program.mjs', 'src/main.ts'], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const over = once(child, 'exit')
  let said = ''
  const begun = new Promise<void>((resolve, reject) => {
    const hear = (chunk: unknown) => {
      said += String(chunk)
      if (said.includes('团讯工作进程已启动')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void over.then(() => reject(new Error(`it ended: ${said}`)))
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await over
  })
  await begun
  return { signal: (name: NodeJS.Signals) => child.kill(name), over }
}

/** The leader, then the standby; a group in which somebody has spoken. */
async function twoWorkers() {
  const wecom = await startFakeWecom()
  onTestFinished(() => wecom.stop())
  const server = await startRedis()
  onTestFinished(() => server.stop())
  const folder = await mkdtemp(join(tmpdir(), 'takeover-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'pilot.yaml'), pilotOf(wecom.group(group).chatid))
  const env = { ...wecom.env('bot'), REDIS_URL: server.url, ROLE: 'worker', PORT: '0', LOG_LEVEL: 'error', WORKSPACE: '', DATA_DIR: folder, SETUP: join(folder, 'pilot.yaml'), ADMIN: 'wangmin', BACKUP_KEEP_DAYS: '0' }
  const first = await startWorker(env)
  await wecom.subscribed()
  const second = await startWorker(env)
  const answer = await wecom.ask({ group, from: 'zhangsan', at: true, text: '/帮助' })
  expect(answer.via).toBe('aibot_respond_msg')
  return { wecom, server, first, second }
}

const lines = (name: string) => Array.from({ length: 800 }, (_, i) => `第${String(i + 1).padStart(3, '0')}条：中河街道青年${name}`)

/** Puts a bulletin of 12 000 characters and a notice after it into the group's outbox. */
async function sayBulletin(server: { redis(): ReturnType<typeof connectRedis>; url: string }, wecom: FakeWecom, name: string): Promise<void> {
  const redis = server.redis()
  const ledger = openLedger(redis, { workspace: 'takeover', kinds })
  const view = await ledger.view()
  const id = view.directory.groupOn('wecomBot', wecom.group(group).chatid)?.id ?? ''
  const text = lines(name).join('\n')
  expect([...text].length).toBeGreaterThanOrEqual(12_000)
  const notices = [{ to: groupChat(id), text, sort: 'bulletin' as const }, { to: groupChat(id), text: `${name}后的通知`, sort: 'notice' as const }]
  const now = Date.now()
  expect((await ledger.commit({ cause: { key: name, day: '2026-11-20' }, view, now, by: 'clock', changes: [], notices })).outcome).toBe('committed')
  const connection = connectRedis(server.url)
  const waker = openWaker({ connection, onError: () => {} })
  await waker.outbox({ workspace: 'takeover', chat: groupChat(id) })
  await waker.close()
  connection.disconnect()
}

const begun = (wecom: FakeWecom, name: string) => wecom.until(group, (messages) => messages.some(({ text }) => text.includes(`第001条：中河街道青年${name}`)), 40_000)
const ended = (wecom: FakeWecom, name: string) => wecom.until(group, (messages) => messages.some(({ text }) => text === `${name}后的通知`), 60_000)

/** What the pieces hold that were said after the first `from`, and how many were said twice. */
function read(wecom: FakeWecom, from: number) {
  const said = saidIn(wecom).slice(from)
  const single = said.filter((text, i) => text !== said[i - 1])
  const text = single.slice(0, -1).map((piece) => piece.replace(/（\d+\/\d+）$/, '').replaceAll('  \n', '\n')).join('\n')
  return { text, last: single.at(-1), pieces: single.length - 1, repeats: said.length - single.length }
}

test('the leader is paused: the standby takes over, and the leader does not fight when it wakes; then it takes over itself, in the middle of a bulletin', async () => {
  const { wecom, server, first, second } = await twoWorkers()
  first.signal('SIGSTOP')
  await wecom.subscribed(2)
  await sayBulletin(server, wecom, '联谊会')
  await begun(wecom, '联谊会')
  first.signal('SIGCONT')
  await ended(wecom, '联谊会')
  expect(read(wecom, 1)).toMatchObject({ text: lines('联谊会').join('\n'), last: '联谊会后的通知' })
  expect(wecom.exchanges('aibot_subscribe')).toHaveLength(2)

  const before = saidIn(wecom).length
  wecom.fault({ on: 'aibot_send_msg', effect: { slowMs: 300 } })
  await sayBulletin(server, wecom, '运动会')
  await begun(wecom, '运动会')
  second.signal('SIGKILL')
  await wecom.subscribed(3)
  await ended(wecom, '运动会')
  const { text, last, pieces, repeats } = read(wecom, before)
  expect(text).toBe(lines('运动会').join('\n'))
  expect(last).toBe('运动会后的通知')
  expect(pieces).toBeGreaterThan(1)
  expect(repeats).toBeLessThanOrEqual(1)
  expect((await wecom.ask({ group, from: 'zhangsan', at: true, text: '/帮助' })).via).toBe('aibot_respond_msg')

  // A stop in good order leaves the connection to whoever comes next.
  const lease = (await server.redis().keys('tx:{~channels}:bot:*:leader'))[0] ?? ''
  expect(await server.redis().exists(lease)).toBe(1)
  first.signal('SIGTERM')
  await first.over
  expect(await server.redis().exists(lease)).toBe(0)
})
