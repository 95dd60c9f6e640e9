import { describe, expect, it } from 'vitest'
import { clusterAddress, isRedisAddress } from '../../src/redis/address.ts'

describe('an address of Redis', () => {
  it('of a cluster names nodes, and may hold a login and ask for TLS', () => {
    expect(clusterAddress('redis+cluster://10.0.0.1:7000,redis-2.example:7001')).toEqual({
      nodes: [{ host: '10.0.0.1', port: 7000 }, { host: 'redis-2.example', port: 7001 }], tls: false,
    })
    expect(clusterAddress('rediss+cluster://tuanxun:p%40ss:x@[::1]:7000/')).toEqual({
      nodes: [{ host: '::1', port: 7000 }], username: 'tuanxun', password: 'p@ss:x', tls: true,
    })
    expect(clusterAddress('redis+cluster://:secret@h:1')).toMatchObject({ username: undefined, password: 'secret' })
  })

  it.each(['redis://h', 'rediss://u:p@h:1/2', 'unix:///run/a.sock?db=1'])('%s is that of one Redis', (url) => {
    expect([isRedisAddress(url), clusterAddress(url)]).toEqual([true, undefined])
  })

  it.each([
    '', 'localhost:6379', 'http://h', 'unix://relative', 'redis://', 'redis://a:1,b:2', 'redis+cluster://', 'redis+cluster://a',
    'redis+cluster://a:1,b', 'redis+cluster://a:1,,b:2', 'redis+cluster://a:0', 'redis+cluster://a:65536', 'redis+cluster://a:1/3', 'redis+cluster:///run/a.sock',
  ])('%j is none', (url) => expect(isRedisAddress(url)).toBe(false))
})
