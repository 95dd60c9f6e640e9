import { expect, onTestFinished, test, vi } from 'vitest'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { createReach } from '../../../src/channels/wecom/reach.ts'
import { createGroupRobot } from '../../../src/channels/groupRobot/groupRobot.ts'
import { startFakeWecom } from '../../support/wecom/index.ts'

async function scene() {
  let time = 1000
  const wecom = await startFakeWecom({ corp: { groups: [{ name: '群' }] } })
  onTestFinished(() => wecom.stop())
  const reach = createReach({ api: createWecomApi(wecom.apiBase), now: () => time, look: 20 })
  onTestFinished(() => reach.stop())
  return { wecom, reach, pass: (ms: number) => void (time += ms) }
}

test('a refusal is an answer; no answer is noticed, with its beginning, and so is that it is back', async () => {
  const { wecom, reach, pass } = await scene()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  expect(reach.away()).toBeUndefined()
  await reach.ask()
  expect([reach.away(), wecom.exchanges().map(({ answer }) => answer)]).toEqual([undefined, [41_001]])
  wecom.unreachable(true)
  for (let i = 0; i < 2; i++) {
    await expect(reach.api({ path: '/cgi-bin/gettoken' })).rejects.toThrow('没有应答')
    pass(1000)
  }
  expect(reach.away()).toEqual({ since: 1000, why: expect.stringContaining('网络不通') })
  wecom.unreachable(false)
  vi.advanceTimersByTime(60)
  expect(reach.away()).toBeDefined()
  reach.start()
  vi.advanceTimersByTime(20)
  await expect.poll(() => reach.away()).toBeUndefined()
  const asks = vi.spyOn(reach, 'ask')
  vi.advanceTimersByTime(60)
  expect(asks).not.toHaveBeenCalled()
})

test('a robot that cannot send says so, until WeCom answers again', async () => {
  const { wecom, reach } = await scene()
  const robot = createGroupRobot({ api: reach.api, apiBase: wecom.apiBase, limiter: async () => 0, reach })
  await robot.start(async () => 'heard')
  onTestFinished(() => robot.stop())
  expect(robot.state?.()).toMatchObject({ up: true })
  wecom.unreachable(true)
  await expect(robot.send({ id: '1', text: '话', sort: 'notice', to: { group: wecom.webhook('群') }, mentions: [], at: 0 })).rejects.toMatchObject({ name: 'TryAgain' })
  expect(robot.state?.()).toMatchObject({ up: false, since: 1000, detail: expect.stringContaining('没有应答') })
  wecom.unreachable(false)
  await expect.poll(() => robot.state?.().up).toBe(true)
})
