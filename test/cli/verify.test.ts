import { expect, test } from 'vitest'
import { verifyProgram } from '../../src/cli/verifyProgram.ts'
import { create } from '../../src/domain/record.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { unit } from '../../src/domain/records/directory.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { programScene } from '../support/program.ts'

const now = Date.UTC(2026, 10, 20)

async function scene() {
  const { redis, run } = await programScene(verifyProgram)
  for (const workspace of ['zhejiang-2026', 'guangdong-2026']) {
    const ledger = openLedger(redis, { workspace, kinds })
    const paths = ['浙江省', '浙江省/宁波市']
    const changes = paths.map((path) => create(unit, { unit: path, now, id: path, data: { path, kind: '市', aliases: [] } }))
    await ledger.commit({ cause: { key: 'k', day: '2026-11-20' }, view: await ledger.view(), now, by: 'setup', changes, notices: [] })
  }
  const head = (await openLedger(redis, { workspace: 'zhejiang-2026', kinds }).view()).head
  return { redis, run, head }
}

test('one line for each workspace, with the number of entries and the head', async () => {
  const { run, head } = await scene()
  const { out, err } = await run([])
  expect(err).toBe('')
  expect(out.trimEnd().split('\n')).toEqual([expect.stringMatching(/^guangdong-2026：.*核对无误$/), `zhejiang-2026：台账共 2 条，链值 ${head.link}，核对无误`])
  expect((await run(['zhejiang-2026', '--anchor', `2:${head.link}`])).err).toBe('')
  expect((await run(['zhejiang-2026', '--anchor', `2-${head.link.slice(0, 8)}`])).err).toBe('')
  expect((await run(['zhejiang-2026', '--anchor', '2-00000000'])).err).toBe('核对不符：zhejiang-2026')
  expect((await run(['zhejiang-2026', '--anchor', `2:${'0'.repeat(40)}`])).err).toBe('核对不符：zhejiang-2026')
})

test('tampering is named and fails; --repair mends what is only a cache', async () => {
  const { redis, run } = await scene()
  await redis.hset('tx:{zhejiang-2026}:r:unit', '浙江省/宁波市', '2,2:{}')
  const { out, err } = await run([])
  expect(out).toMatch(/发现 \d+ 处不符，最早在第 2 条\n  第 2 条（浙江省\/宁波市）：记录缓存被改动\n/)
  expect(err).toBe('核对不符：zhejiang-2026')
  expect(await run(['--repair'])).toMatchObject({ err: '', out: expect.stringMatching(/已按台账重建记录和索引。zhejiang-2026：.*核对无误/) })
  await redis.xdel('tx:{zhejiang-2026}:log:2026', '1-0')
  expect(await run(['--repair'])).toMatchObject({ err: '核对不符：zhejiang-2026', out: expect.stringContaining('第 1 条：条目缺失') })
  await redis.xadd('tx:{zhejiang-2026}:log:2026', '3-0', 'b', '{', 'n', '', 'h', '')
  await redis.hset('tx:{zhejiang-2026}:head', 'seq', 3)
  expect((await run(['--repair'])).err).toBe('第 3 条读不出来，没有重建')
  expect((await run([])).out).toContain('第 3 条：条目内容与哈希链不符')
})

test('a long list of faults is cut; nothing there and a wrong anchor are said', async () => {
  const { run, redis } = await scene()
  for (let i = 0; i < 30; i++) await redis.zadd(`tx:{zhejiang-2026}:x:unit:all:${i}`, 1, 'x')
  expect((await run([])).out).toMatch(/发现 30 处不符[^]*…另有 10 处\n$/)
  expect((await run(['--anchor', 'abc'])).err).toContain('例：--anchor 120-')
  await redis.flushdb()
  expect(await run([])).toEqual({ out: '还没有台账\n', err: '' })
})
