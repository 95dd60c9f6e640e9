import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { refuseLoss, watchLoss } from '../../src/app/loss.ts'
import { UnfitRedis } from '../../src/redis/check.ts'
import { freshFolder } from '../backup/files.ts'
import { freshRedis } from '../support/redis.ts'

const head = (workspace: string) => `tx:{${workspace}}:head`

describe('at start', () => {
  test('an empty Redis beside backups is refused, and the newest is named', async () => {
    const { redis } = await freshRedis()
    const folder = await freshFolder()
    for (const name of ['tuanxun-20261120-030000.ndjson.gz', 'tuanxun-20261122-030000.ndjson.gz.enc', 'tuanxun-20261121-030000.ndjson.gz']) await writeFile(join(folder, name), '')
    await expect(refuseLoss(redis, { folder })).rejects.toThrow(UnfitRedis)
    await expect(refuseLoss(redis, { folder })).rejects.toThrow(`npm run restore -- ${folder}/tuanxun-20261122-030000.ndjson.gz.enc\n`)
    // What processes leave that met it empty.
    await redis.hset(head('one'), 'layout', 'x')
    await expect(refuseLoss(redis, { folder })).rejects.toThrow(UnfitRedis)
    await redis.hset(head('one'), 'seq', 1)
    await expect(refuseLoss(redis, { folder })).resolves.toBeUndefined()
  })

  test('no folder, and one without backups, are a beginning', async () => {
    const { redis } = await freshRedis()
    const folder = await freshFolder()
    await writeFile(join(folder, 'forgotten.ndjson'), '')
    for (const one of [folder, join(folder, 'none')]) await expect(refuseLoss(redis, { folder: one })).resolves.toBeUndefined()
  })
})

describe('at work', () => {
  async function scene() {
    const { redis } = await freshRedis()
    const [gone, logged, errors] = [[] as string[], [] as unknown[], [] as string[]]
    const log = { info: () => {}, warn: () => {}, error: (fields: unknown) => void logged.push(fields) }
    await redis.hset(head('one'), 'seq', 12)
    const stop = watchLoss({ redis, workspaces: ['one', 'new'], log, onError: (error) => void errors.push(error.message), gone: (words) => void gone.push(words) })
    onTestFinished(stop)
    await redis.ping()
    /** Connects anew, and waits until that was looked at. */
    const reconnect = async () => {
      const ready = new Promise((done) => redis.once('ready', done))
      redis.disconnect(true)
      await ready
      await redis.ping()
      await new Promise(setImmediate)
    }
    return { redis, gone, logged, errors, reconnect, stop }
  }

  test('a ledger that is gone when the connection is back is told at once', async () => {
    const { redis, gone, reconnect } = await scene()
    await redis.flushdb()
    await reconnect()
    expect(gone).toEqual([expect.stringContaining('试点 one 的台账（12 条）不见了')])
  })

  test('one that has lost its end is logged, and served', async () => {
    const { redis, gone, logged, reconnect } = await scene()
    await redis.hset(head('one'), 'seq', 9)
    await reconnect()
    expect([gone, logged]).toEqual([[], [{ workspace: 'one', before: 12, now: 9 }]])
    await reconnect()
    expect(logged).toHaveLength(1)
  })

  test('one that is whole, has grown or has only begun is nothing to tell', async () => {
    const { redis, gone, logged, errors, reconnect } = await scene()
    await reconnect()
    await redis.hset(head('one'), 'seq', 13)
    await redis.hset(head('new'), 'seq', 1)
    await reconnect()
    expect([gone, logged, errors]).toEqual([[], [], []])
  })

  test('after its end nothing is looked at', async () => {
    const { redis, gone, reconnect, stop } = await scene()
    stop()
    await redis.flushdb()
    await reconnect()
    expect(gone).toEqual([])
  })
})
