/** Processes that reach Redis, of which not all reach WeCom. */
import { createServer } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { calmly } from '../../support/calm.ts'
import { eventually } from '../../support/eventually.ts'
import { botScene, pieceTo, saidIn } from './botScene.ts'

/** An address at which everybody is turned away; counts how often it was tried. */
async function closedDoor() {
  let tries = 0
  const server = createServer((socket) => {
    tries += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => void (await new Promise((done) => server.close(done))))
  return { url: `ws://127.0.0.1:${(server.address() as { port: number }).port}`, tries: () => tries }
}

/** Opens channels by where they connect to. */
async function scene(options: Parameters<typeof botScene>[0] = {}) {
  const made = await botScene(options)
  const { id, secret } = made.bot
  const leaderOf = () => made.redis.get(`tx:{~channels}:bot:${id}:leader`)
  return { ...made, leaderOf, openAt: (url: string) => made.open({ account: { id, secret, url } }) }
}

test('a leader that cannot reach WeCom gives way to a standby that can, and leaves it alone', calmly(async () => {
  const { wecom, openAt, leaderOf } = await scene()
  const door = await closedDoor()
  const cut = await openAt(door.url)
  await eventually(() => expect(door.tries()).toBeGreaterThan(1))
  const first = await leaderOf()
  const well = await openAt(wecom.wsUrl)
  await wecom.subscribed()
  expect(await leaderOf()).not.toBe(first)
  await eventually(() => expect(cut.state?.()).toMatchObject({ up: true }))
  const tried = door.tries()
  wecom.introduce('工作群')
  await cut.send(pieceTo(wecom, '经由另一进程'))
  await sleep(800)
  expect([door.tries(), wecom.exchanges('aibot_subscribe').length, saidIn(wecom)]).toEqual([tried, 1, ['经由另一进程']])
  await well.stop()
  // Better one that tries than none.
  await eventually(() => expect(door.tries()).toBeGreaterThan(tried))
}))

test('where nobody can reach it they do not take turns, and it is tried on', calmly(async () => {
  const { openAt, leaderOf } = await scene()
  const door = await closedDoor()
  const channels = [await openAt(door.url), await openAt(door.url)]
  const leaders: string[] = []
  for (const end = performance.now() + 2200; performance.now() < end; await sleep(10)) {
    const leader = await leaderOf()
    if (leader !== null && leader !== leaders.at(-1)) leaders.push(leader)
  }
  expect(leaders).toHaveLength(2)
  const tried = door.tries()
  await eventually(() => expect(door.tries()).toBeGreaterThan(tried + 2))
  for (const channel of channels) expect(channel.state?.()).toMatchObject({ up: false })
}))

test('alone it keeps the lease and tries on', calmly(async () => {
  const { openAt, leaderOf, lines } = await scene()
  const door = await closedDoor()
  await openAt(door.url)
  await eventually(() => expect(door.tries()).toBeGreaterThan(1))
  const first = await leaderOf()
  await eventually(() => expect(door.tries()).toBeGreaterThan(12))
  expect(await leaderOf()).toBe(first)
  expect(lines.text).not.toContain('让给')
}))
