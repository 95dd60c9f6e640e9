import { describe, expect, it, onTestFinished } from 'vitest'
import { Queue } from 'bullmq'
import { clusterTags, oneTag, prefixOf, tagOf } from '../../src/queue/tags.ts'
import { openWaker } from '../../src/queue/waker.ts'
import { startWorkers } from '../../src/queue/queue.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { freshRedis } from '../support/redis.ts'

const workspaces = Array.from({ length: 40 }, (_, i) => `pilot-${i}`)

describe('tags', () => {
  it('take every workspace to one and the same, and all are used', () => {
    const used = workspaces.map((workspace) => tagOf(workspace, clusterTags))
    expect(new Set(used)).toEqual(new Set(clusterTags))
    expect(workspaces.map((workspace) => tagOf(workspace, clusterTags))).toEqual(used)
    expect(new Set(workspaces.map((workspace) => tagOf(workspace, oneTag)))).toEqual(new Set(oneTag))
  })

  it('are where wake-ups lie, and where workers look for them', async () => {
    const { url } = await freshRedis()
    const connection = connectRedis(url)
    const deps = { connection, tags: clusterTags, onError: () => {} }
    const waker = openWaker(deps)
    onTestFinished(async () => {
      await waker.close()
      connection.disconnect()
    })
    for (const workspace of workspaces) await waker.inbox({ workspace, chat: 'g:甲' })
    const waiting = await Promise.all(clusterTags.map(async (tag) => {
      const queue = new Queue('inbox', { connection, prefix: prefixOf(tag) })
      const jobs = await queue.getWaiting()
      await queue.close()
      return jobs.map(({ data }) => tagOf(data.workspace, clusterTags) === tag)
    }))
    expect(waiting.flat()).toEqual(workspaces.map(() => true))
    const got = new Set<string>()
    const workers = await startWorkers({
      ...deps, schedules: [{ name: 'look', workspace: 'pilot-7', every: 200 }],
      handlers: {
        inbox: async ({ workspace }) => void got.add(workspace),
        outbox: async ({ workspace }) => void got.add(`out ${workspace}`),
        clock: async (name, workspace) => void got.add(`${name} ${workspace}`),
      },
    })
    await waker.outbox({ workspace: 'pilot-3', chat: 'g:甲' })
    await expect.poll(() => [...got].sort()).toEqual([...workspaces, 'out pilot-3', 'look pilot-7'].sort())
    await workers.close()
  })
})
