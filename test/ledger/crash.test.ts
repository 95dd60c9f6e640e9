import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, file, freshLedger, heard, kinds, memo, newMemo, now, place } from './sample.ts'

const script = 'test/ledger/crashWorker.ts'
/** So many workers at work on the same inboxes, on at most so many messages each. */
async function workers(url: string, many: number, most: number): Promise<ChildProcess[]> {
  const children = Array.from({ length: many }, () => spawn(process.execPath, ['scripts/program.mjs', script, url, String(most)], { stdio: ['pipe', 'pipe', 'ignore'] }))
  onTestFinished(() => children.forEach((child) => child.kill('SIGKILL')))
  await Promise.all(children.map((child) => once(child.stdout, 'data')))
  for (const child of children) child.stdin.write('go\n')
  return children
}

test('workers killed at any moment: every message is recorded once, answered once, in order', async () => {
  const { ledger, redis, url } = await freshLedger()
  const chats = ['g:甲', 'g:乙', 'g:丙']
  const total = 240
  const recorded = async () => (await ledger.view()).head.seq
  const say = (i: number) => ledger.hear(heard(`m${i}`, { chat: chats[i % chats.length]! }), now)
  for (let i = 0; i < total; i++) await say(i)
  for (const mark of [10, 60]) {
    // However late they are killed, some is left for those that follow.
    const victims = await workers(url, 2, 50)
    await expect.poll(recorded, { interval: 1 }).toBeGreaterThan(mark)
    const gone = victims.map((victim) => once(victim, 'exit'))
    for (const victim of victims) victim.kill('SIGKILL')
    await Promise.all(gone)
    expect(await recorded()).toBeLessThan(total)
  }
  const [last] = await workers(url, 1, total)
  await expect.poll(() => ledger.inbox.chats()).toEqual([])
  expect(last?.exitCode).toBeNull()
  for (let i = 0; i < total; i += 17) expect(await say(i)).toBe('duplicate')

  const memos = await (await ledger.view()).list(memo, 'open', place)
  expect(memos.map(({ data }) => Number(data.title.split(':')[0])).sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, i) => i + 1))
  for (const [c, chat] of chats.entries()) {
    const due = Array.from({ length: total / chats.length }, (_, i) => `m${c + i * chats.length}`)
    const answers = await redis.lrange(`tx:{test}:out:${chat}`, 0, -1)
    expect(answers.map((answer) => /，(m\d+)"/.exec(answer)?.[1])).toEqual(due)
  }
  expect((await verify(redis, { workspace: 'test', kinds })).faults).toEqual([])
})

test('an answer lost on the way: the same commit again is a duplicate, whatever was read', async () => {
  const { ledger } = await freshLedger()
  await ledger.hear(heard('1'), now)
  const view = await ledger.view()
  await view.count(memo, 'tree', place)
  const commit = { view, cause: { inbox: heard('1') }, changes: [newMemo('一')] }
  expect((await commitAs(ledger, commit)).outcome).toBe('committed')
  expect((await commitAs(ledger, commit)).outcome).toBe('duplicate')
  expect(await file(ledger, newMemo('二'))).toBe('便条-2026-002')
})
