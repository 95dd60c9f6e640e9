import { expect, test } from 'vitest'
import { createComplaints } from '../../src/app/complaints.ts'

function scene() {
  const lines: [Record<string, unknown>, string][] = []
  let time = 0
  const log = { info: () => {}, warn: () => {}, error: (fields: Record<string, unknown>, message: string) => void lines.push([fields, message]) }
  return { lines, complain: createComplaints(log, () => time), pass: (ms: number) => void (time += ms) }
}
const away = new Error('connect ECONNREFUSED 127.0.0.1:6379')

test('the same is logged once in a minute, then with how often it came', () => {
  const { lines, complain, pass } = scene()
  for (let i = 0; i < 5; i++) complain(away, 'inbox')
  expect(lines).toEqual([[{ what: 'inbox', error: away.message }, expect.stringContaining('连不上 Redis')]])
  pass(59_999)
  complain(away, 'inbox')
  expect(lines).toHaveLength(1)
  pass(1)
  complain(away, 'inbox')
  expect(lines[1]?.[0]).toEqual({ what: 'inbox', error: away.message, times: 6 })
  pass(60_000)
  complain(away, 'inbox')
  expect(lines[2]?.[0]).toEqual({ what: 'inbox', error: away.message })
})

test('jobs and scripts that differ by their numbers alone are the same', () => {
  const { lines, complain } = scene()
  for (const job of ['17', '18', 'repeat:remind@x:1795378233894']) complain(new Error(`could not renew lock for job ${job}`), 'inbox')
  for (const script of ['d96ca626f1', '0e9bb7deb6']) complain(new Error(`OOM command not allowed. script: ${script}, on @user_script:217.`), 'inbox')
  expect(lines.map(([{ error }]) => error)).toEqual(['could not renew lock for job 17', 'could not renew lock for job repeat:remind@x:1795378233894', 'OOM command not allowed. script: d96ca626f1, on @user_script:217.'])
})

test('another error, or of something else, is logged at once, and a bug without words for Redis', () => {
  const { lines, complain } = scene()
  complain(away)
  complain(away, 'clock')
  complain(new Error('x is not a function'), 'clock')
  expect(lines.map(([{ what }, message]) => [what, message.slice(0, 9)])).toEqual([['redis', '连不上 Redis'], ['clock', '连不上 Redis'], ['clock', 'a connect']])
})
