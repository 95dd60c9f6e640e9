import type { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { TryAgain } from '../../src/domain/errors.ts'
import { amend, defineKind, type Change, type Rec } from '../../src/domain/record.ts'
import { linkOf } from '../../src/ledger/chain/body.ts'
import { NewerEntry } from '../../src/ledger/chain/upcast.ts'
import { forgetAct } from '../../src/ledger/forget.ts'
import { layoutOf } from '../../src/ledger/layout.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { bringUpToDate, keepUpToDate } from '../../src/ledger/upToDate.ts'
import { verify } from '../../src/ledger/verify.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { freshRedis } from '../support/redis.ts'
import { commitAs, file, heard, kinds, memo, newMemo, now } from './sample.ts'

const workspace = 'test'
/** The memo of the next version: one field and one index more. */
const nextMemo = defineKind({
  ...memo, schema: z.object({ title: z.string(), on: z.number(), secret: z.string().optional(), refers: z.string().optional(), colour: z.string().optional() }),
  indexes: { ...memo.indexes, byTitle: (r: Rec<{ title: string }>) => [{ in: r.data.title, at: 0 }] },
})
const nextKinds = kinds.map((kind) => (kind.kind === 'memo' ? nextMemo : kind)) as typeof kinds
/** A new memo as the next version files it. */
const nextNew = (title: string, more: { colour?: string } = {}): Change => {
  const change = newMemo(title)
  return { ...change, kind: nextMemo as never, data: { ...(change.data as object), ...more } }
}

/** A program of one version on a ledger, as run.ts opens it. */
async function programs() {
  const { redis, url } = await freshRedis()
  const start = async (its: typeof kinds) => {
    const own = connectRedis(url)
    onTestFinished(() => own.disconnect())
    await bringUpToDate(own, { workspace, kinds: its })
    return openLedger(own, { workspace, kinds: its, layout: layoutOf(its) })
  }
  const faults = async (its: typeof kinds) => (await verify(redis, { workspace, kinds: its })).faults
  return { redis, start, faults }
}
const ended = (redis: Redis, its: typeof kinds) => redis.del(`tx:{${workspace}}:hold:layout:${layoutOf(its)}`)

describe('two versions of the program on one ledger', () => {
  test('the one started last has it; the other hears, and writes nothing', async () => {
    const { start, faults, redis } = await programs()
    const old = await start(kinds)
    await file(old, newMemo('一'))
    const next = await start(nextKinds)
    await expect(file(old, newMemo('二'))).rejects.toThrow(TryAgain)
    expect(await old.hear(heard('m1'), now)).toBe('heard')
    expect(await next.inbox.head('g:中河')).toMatchObject({ id: 'm1' })
    await file(next, nextNew('三'))
    expect((await (await next.view()).list(nextMemo, 'byTitle', '一')).length).toBe(1)
    expect(await faults(nextKinds)).toEqual([])
    expect([await keepUpToDate(redis, { workspace, kinds }), await keepUpToDate(redis, { workspace, kinds: nextKinds })]).toEqual(['aside', 'inStep'])
  })

  test('when the version that has it is gone the one that remains takes it over', async () => {
    const { start, faults, redis } = await programs()
    const old = await start(kinds)
    await file(await start(nextKinds), nextNew('一'))
    expect(await keepUpToDate(redis, { workspace, kinds })).toBe('aside')
    await ended(redis, nextKinds)
    expect(await keepUpToDate(redis, { workspace, kinds })).toBe('inStep')
    await file(old, newMemo('二'))
    expect(await faults(kinds)).toEqual([])
  })

  test('one that rebuilds for longer than a sign of life counts keeps the ledger: who waited for it stands aside', async () => {
    const { start, redis } = await programs()
    await file(await start(kinds), newMemo('一'))
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const lives = 60_000
    const slow = redis.duplicate()
    onTestFinished(() => slow.disconnect())
    const unlink = slow.unlink.bind(slow) as (...keys: string[]) => Promise<number>
    let goOn = () => {}
    const held = new Promise<void>((resolve) => (goOn = resolve))
    slow.unlink = (async (...keys: string[]) => {
      await held
      return unlink(...keys)
    }) as typeof slow.unlink
    const taking = bringUpToDate(slow, { workspace, kinds: nextKinds, lives })
    await expect.poll(() => redis.hget(`tx:{${workspace}}:head`, 'rebuilding')).toBe('1')
    // Its first sign of life has lapsed.
    await ended(redis, nextKinds)
    vi.advanceTimersByTime(lives / 2)
    await expect.poll(() => redis.exists(`tx:{${workspace}}:hold:layout:${layoutOf(nextKinds)}`)).toBe(1)
    // For a moment it seems to be gone, as a machine that stands still does.
    await ended(redis, nextKinds)
    const wanted = vi.spyOn(redis, 'eval')
    const standing = keepUpToDate(redis, { workspace, kinds })
    await expect.poll(() => wanted.mock.calls.length).toBeGreaterThan(0)
    goOn()
    await taking
    expect(await standing).toBe('aside')
    expect(await redis.hget(`tx:{${workspace}}:head`, 'layout')).toBe(layoutOf(nextKinds))
  })

  test('working one inbox at once they answer every message once', async () => {
    const { start, faults, redis } = await programs()
    const old = await start(kinds)
    for (let i = 0; i < 40; i++) await old.hear(heard(`m${i}`), now)
    const work = async (ledger: Ledger, made: (title: string) => Change) => {
      for (;;) {
        const message = await ledger.inbox.head('g:中河')
        if (!message) return
        await commitAs(ledger, { cause: { inbox: message }, changes: [made(message.id)] }).catch((error: unknown) => {
          if (!(error instanceof TryAgain)) throw error
        })
      }
    }
    const working = work(old, newMemo)
    const next = await start(nextKinds)
    await Promise.all([working, work(next, nextNew)])
    const titles = Object.values(await redis.hgetall('tx:{test}:r:memo')).map((text) => /"title":"(m\d+)"/.exec(text)?.[1])
    expect(titles.toSorted()).toEqual(Array.from({ length: 40 }, (_, i) => `m${i}`).toSorted())
    expect(await faults(nextKinds)).toEqual([])
  })

  test('the layout follows fields, what is personal and indexes', () => {
    const personal = kinds.map((kind) => (kind.kind === 'memo' ? { ...memo, personal: [] } : kind))
    expect(new Set([kinds, personal, nextKinds, kinds.map((kind) => (kind.kind === 'memo' ? { ...memo, schema: nextMemo.schema } : kind))].map(layoutOf)).size).toBe(4)
  })
})

describe('an older program after a newer one has written', () => {
  test('keeps fields that it does not know, where they can be deleted', async () => {
    const { start, faults } = await programs()
    const next = await start(nextKinds)
    const id = await file(next, nextNew('一', { colour: '蓝' }))
    const old = await start(kinds)
    const before = await (await old.view()).get(memo, id)
    if (!before) throw new Error('it is not there')
    await commitAs(old, { changes: [amend(memo, before, { title: '二', refers: undefined })] })
    expect(await faults(kinds)).toEqual([])
    const again = await start(nextKinds)
    expect((await (await again.view()).get(nextMemo, id))?.data).toEqual({ title: '二', on: now, colour: '蓝' })
    const [, entry] = await (await again.view()).history(nextMemo, id)
    expect(entry?.data).toMatchObject({ colour: '蓝' })
    const after = await (await old.view()).get(memo, id)
    const last = await start(kinds)
    if (after) await commitAs(last, { changes: [{ ...amend(memo, after, {}), act: forgetAct }] })
    expect((await (await last.view()).get(memo, id))?.data).toEqual({ title: '二', on: now })
    expect(await faults(kinds)).toEqual([])
  })

  test('does not touch a ledger with entries of a version that it cannot read, and says so', async () => {
    const { start, redis } = await programs()
    const old = await start(kinds)
    const id = await file(old, newMemo('一'))
    // The next version of entries, as a newer program would write it.
    const [seq, link] = await redis.hmget('tx:{test}:head', 'seq', 'link')
    const body = JSON.stringify({ v: 2, kind: 'memo', id, act: 'amend', at: now, by: 'wangmin', cause: 'k', unit: '浙江省', prev: Number(seq), fields: [['title', '二']] })
    await redis.xadd('tx:{test}:log:2026', `${Number(seq) + 1}-0`, 'b', body, 'n', '', 'h', linkOf(link ?? '', body, ''))
    await redis.hset('tx:{test}:head', { seq: Number(seq) + 1, link: linkOf(link ?? '', body, ''), layout: 'newer' })
    await redis.hset('tx:{test}:r:memo', id, `${Number(seq) + 1},${seq}:{"unit":"浙江省","at":${now},"by":"wangmin","data":{"name":"二"}}`)
    const all = async () => Object.fromEntries(await Promise.all((await redis.keys('tx:{test}:[rx]:*')).map(async (key) => [key, await redis.dump(key)])))
    const there = await all()
    await expect(file(old, newMemo('三'))).rejects.toThrow(TryAgain)
    await expect((await old.view()).history(memo, id)).rejects.toThrow(NewerEntry)
    await expect(start(kinds)).rejects.toThrow('第2版')
    await expect(keepUpToDate(redis, { workspace, kinds })).rejects.toThrow(NewerEntry)
    expect(await all()).toEqual(there)
    expect(await redis.hget('tx:{test}:head', 'layout')).toBe('newer')
    expect((await verify(redis, { workspace, kinds })).faults.map(({ what }) => what)).toContainEqual(expect.stringContaining('第2版'))
  })
})
