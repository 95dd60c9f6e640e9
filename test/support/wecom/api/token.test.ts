import { describe, expect, it } from 'vitest'
import { httpScene } from '../httpScene.ts'

const hour = 3_600_000

describe('access tokens', () => {
  it('live two hours; meanwhile there is only one', async () => {
    const { wecom, get, token, pass } = await httpScene()
    const path = `gettoken?corpid=${wecom.corp.id}&corpsecret=${wecom.corp.app.secret}`
    expect(await get(path)).toMatchObject({ errcode: 0, expires_in: 7200 })
    const first = await token()
    pass(hour)
    expect(await get(path)).toMatchObject({ access_token: first, expires_in: 3600 })
    const works = async () => (await get(`getcallbackip?access_token=${first}`))['errcode']
    expect(await works()).toBe(0)
    pass(hour)
    expect(await works()).toBe(42001)
    expect(await token()).not.toBe(first)
  })

  it.each([40014, 42001] as const)('end before their time with %i', async (errcode) => {
    const { wecom, get, token, ask } = await httpScene()
    const first = await token()
    wecom.endTokens(errcode)
    expect(await get(`getcallbackip?access_token=${first}`)).toMatchObject({ errcode })
    expect(await ask('getcallbackip')).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] })
  })

  it('are for those who know the secret', async () => {
    const { wecom, get } = await httpScene()
    expect(await get(`gettoken?corpid=${wecom.corp.id}&corpsecret=wrong`)).toMatchObject({ errcode: 40001 })
    expect(await get(`gettoken?corpid=ww0&corpsecret=${wecom.corp.app.secret}`)).toMatchObject({ errcode: 40013 })
    expect(await get('getcallbackip?access_token=guessed')).toMatchObject({ errcode: 40014 })
    expect(await get('getcallbackip')).toMatchObject({ errcode: 41001 })
  })

  it('a refusal is 200 with a tail nobody should match on', async () => {
    const { wecom } = await httpScene()
    const response = await fetch(`${wecom.apiBase}/cgi-bin/getcallbackip`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ errmsg: expect.stringMatching(/^access_token missing, hint: \[\d+\], from ip: [\d.]+, more info at .*e=41001$/) })
  })

  it('faults: a status, an errcode, a broken connection, a late answer', async () => {
    const { wecom, get } = await httpScene()
    const path = '/cgi-bin/gettoken'
    wecom.fault({ on: path, effect: { status: 500 }, times: 1 })
    expect((await fetch(wecom.apiBase + path)).status).toBe(500)
    wecom.fault({ on: '*', effect: { errcode: 45009 }, times: 1 })
    expect(await get('gettoken')).toMatchObject({ errcode: 45009 })
    wecom.fault({ on: path, effect: 'hangUp', times: 1 })
    await expect(get('gettoken')).rejects.toThrow('fetch failed')
    wecom.fault({ on: path, effect: { slowMs: 100 }, times: 1 })
    const begun = performance.now()
    expect(await get('gettoken')).toMatchObject({ errcode: 40013 })
    expect(performance.now() - begun).toBeGreaterThan(90)
    wecom.fault({ on: path, effect: 'noAnswer', times: 1 })
    const over = new AbortController()
    const asked = fetch(wecom.apiBase + path, { signal: over.signal })
    await expect.poll(() => wecom.exchanges(path)).toHaveLength(5)
    over.abort()
    await expect(asked).rejects.toThrow('aborted')
    expect(wecom.exchanges(path).map(({ answer }) => answer)).toEqual([500, 45009, 'none', 40013, 'none'])
  })
})
