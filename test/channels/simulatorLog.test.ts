import { beforeEach, describe, expect, test } from 'vitest'
import { createChatLog, type ChatLog, type Line } from '../../src/channels/simulator/log.ts'
import { freshRedis, type FreshRedis } from '../support/redis.ts'

let fresh: FreshRedis
let log: ChatLog
beforeEach(async () => {
  fresh = await freshRedis()
  log = createChatLog(fresh.redis, 'w')
})

const place = 'g:群'
const line = (id: string, text = id): Line => ({ id, at: 1, sender: 'a', senderName: '甲', text, mentions: [] })
const ids = async (from: ChatLog = log, after = 0) => (await from.list(place, after)).map(({ id }) => id)
/** Something to wait for, and its end. */
function gate<T>() {
  let open: (value: T) => void = () => {}
  const waiting = new Promise<T>((resolve) => (open = resolve))
  return { waiting, open }
}

describe('order', () => {
  test('kept and passing lines stand in the order in which they came', async () => {
    for (const [i, keep] of (['redis', 'memory', 'memory', 'redis', 'memory'] as const).entries()) await log.addHeard(place, line(`l${i}`), async () => keep)
    await log.add(place, line('bot'))
    expect(await ids()).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'bot'])
    const [, , third] = await log.list(place, 0)
    expect(await ids(log, third?.seq)).toEqual(['l3', 'l4', 'bot'])
  })

  test('lines that came within one microsecond stand one behind the other', async () => {
    const still = Object.assign(Object.create(fresh.redis) as typeof fresh.redis, { time: async () => ['1700000000', '5'] })
    const stopped = createChatLog(still, 'w')
    for (const id of ['a', 'b']) await stopped.addHeard(place, line(id), async () => 'memory')
    const [first] = await stopped.list(place, 0)
    expect(await ids(stopped, first?.seq)).toEqual(['b'])
  })

  test('an answer that is faster than the hearing stays behind what it answers', async () => {
    const heard = gate<'redis'>()
    const adding = log.addHeard(place, line('asked'), () => heard.waiting)
    await expect.poll(async () => {
      await log.add(place, line('answer'))
      return ids()
    }).toEqual([])
    await log.add('g:别处', line('elsewhere'))
    expect((await log.list('g:别处', 0)).map(({ id }) => id)).toEqual(['elsewhere'])
    heard.open('redis')
    await adding
    expect(await ids()).toEqual(['asked', 'answer'])
  })

  test('nobody who reads on from the last line misses one, whoever writes', async () => {
    const seen: string[] = []
    let last = 0
    const reading = (async () => {
      while (seen.length < 90) {
        const news = await log.list(place, last)
        seen.push(...news.map(({ id }) => id))
        last = news.at(-1)?.seq ?? last
      }
    })()
    const write = async (name: string, keep: 'redis' | 'memory') => {
      for (let i = 0; i < 30; i++) await log.addHeard(place, line(`${name}${i}`), async () => keep)
    }
    const answer = async () => {
      for (let i = 0; i < 30; i++) await log.add(place, line(`b${i}`))
    }
    await Promise.all([write('r', 'redis'), write('m', 'memory'), answer()])
    await reading
    expect(seen).toEqual(await ids())
  })

  test('goes on after a restart', async () => {
    await log.addHeard(place, line('chat'), async () => 'memory')
    const [gone] = await log.list(place, 0)
    const next = createChatLog(fresh.redis, 'w')
    await next.addHeard(place, line('new'), async () => 'memory')
    expect(await ids(next, gone?.seq)).toEqual(['new'])
  })
})

describe('a line', () => {
  test('of an id that is there is not added again', async () => {
    for (const keep of ['redis', 'redis', 'memory', 'memory'] as const) await log.addHeard(place, line(keep), async () => keep)
    await Promise.all([log.add(place, line('bot')), log.add(place, line('bot'))])
    expect(await ids()).toEqual(['redis', 'memory', 'bot'])
  })

  test('that could not be heard is not there, and holds nothing up', async () => {
    await expect(log.addHeard(place, line('lost'), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await log.add(place, line('next'))
    expect(await ids()).toEqual(['next'])
  })

  test('keeps its quote, and may be one of many', async () => {
    await log.addHeard(place, { ...line('q'), quote: '原话' }, async () => 'redis')
    await Promise.all(Array.from({ length: 2005 }, (_, i) => log.add(place, line(`x${i}`))))
    const all = await log.list(place, 0)
    expect(all).toHaveLength(2000)
    expect(await fresh.redis.hlen('sim:{w}:lines:g:群')).toBe(2000)
    expect(all.at(-1)?.id).toBe('x2004')
    await log.addHeard(place, { ...line('q2'), quote: '原话' }, async () => 'redis')
    expect((await log.list(place, all.at(-1)?.seq ?? 0))[0]?.quote).toBe('原话')
  })

  test('in memory leaves Redis as it was', async () => {
    await log.addHeard(place, line('chat', '普通聊天'), async () => 'memory')
    expect(await ids()).toEqual(['chat'])
    expect(await fresh.redis.dbsize()).toBe(0)
    expect(await ids(createChatLog(fresh.redis, 'w'))).toEqual([])
  })
})

describe('watchers', () => {
  test('hear of kept lines in every process, of passing ones in their own, until they stop', async () => {
    const other = createChatLog(fresh.redis, 'w')
    const heard: Record<string, (string | undefined)[]> = { here: [], also: [], there: [] }
    const stops = await Promise.all([log.watch((p) => heard['here']?.push(p)), log.watch((p) => heard['also']?.push(p)), other.watch((p) => heard['there']?.push(p))])
    await log.add('g:1', line('a'))
    await expect.poll(() => heard).toEqual({ here: ['g:1'], also: ['g:1'], there: ['g:1'] })
    await log.addHeard('g:2', line('b'), async () => 'memory')
    expect(heard['here']).toEqual(['g:1', 'g:2'])
    await stops[0]?.()
    await log.add('g:3', line('c'))
    await expect.poll(() => heard['there']).toEqual(['g:1', 'g:3'])
    await expect.poll(() => heard['also']).toEqual(['g:1', 'g:2', 'g:3'])
    expect(heard['here']).toEqual(['g:1', 'g:2'])
    await Promise.all(stops.slice(1).map((stop) => stop()))
  })

  test('are told to look everywhere when the connection was lost', async () => {
    const heard: (string | undefined)[] = []
    const stop = await log.watch((p) => heard.push(p))
    const [subscriber] = String(await fresh.redis.call('CLIENT', 'LIST', 'TYPE', 'PUBSUB')).split('\n').filter((text) => text.includes(`db=${fresh.url.split('db=')[1]} `))
    await fresh.redis.call('CLIENT', 'KILL', 'ID', /id=(\d+)/.exec(subscriber ?? '')?.[1] ?? '')
    await expect.poll(() => heard).toContain(undefined)
    await stop()
  })
})
