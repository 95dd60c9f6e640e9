import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSwitchboard, type Line } from '../../src/bot/switchboard.ts'
import type { Incoming } from '../../src/channels/channel.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { loadSetup } from '../../src/setup/load.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { at } from '../support/bot.ts'
import { freshRedis } from '../support/redis.ts'

const pilot = (workspace: string, province: string, group: string, people: string) => `
workspace: ${workspace}
name: ${workspace}
units: [{ path: ${province}, kind: 省 }]
people: [${people}]
groups: [{ name: ${group}, unit: ${province} }]
`
const person = (id: string, province: string) => `{ id: ${id}, name: ${id}, unit: ${province} }`

async function scene() {
  const { redis } = await freshRedis()
  const heard: string[] = []
  const lineOf = async (workspace: string, province: string, group: string, people: string[]): Promise<Line> => {
    const ledger = openLedger(redis, { workspace, kinds })
    const setup = pilot(workspace, province, group, people.map((id) => person(id, province)).join(', '))
    await loadSetup(ledger, parseSetup(setup, 'test.yaml'), at('2026-11-16 09:00'))
    return { ledger, hear: async ({ id }) => (heard.push(`${workspace} ${id}`), 'heard') }
  }
  const lines = [await lineOf('zhejiang', '浙江省', 'R1', ['anna', 'both']), await lineOf('guangdong', '广东省', 'R2', ['bert', 'both'])] as const
  const hear = createSwitchboard(lines)
  const say = async (id: string, sender: string, group?: string) => {
    const message: Incoming = { channel: 'simulator', id, sender, group, text: '/待办', at: 0 }
    await hear(message)
  }
  return { heard, say, lines }
}

describe('the switchboard', () => {
  afterEach(() => void vi.useRealTimers())

  it('gives a message to the workspace that knows its group, whoever speaks', async () => {
    const { say, heard } = await scene()
    await say('1', 'anna', 'R1')
    await say('2', 'anna', 'R2')
    await say('3', 'nobody', 'R2')
    expect(heard).toEqual(['zhejiang 1', 'guangdong 2', 'guangdong 3'])
  })

  it('in private, and in a group that nobody knows, to the one that knows the sender', async () => {
    const { say, heard } = await scene()
    await say('1', 'bert')
    await say('2', 'bert', 'R3')
    await say('3', 'anna', 'R3')
    expect(heard).toEqual(['guangdong 1', 'guangdong 2', 'zhejiang 3'])
  })

  it('to the first when nobody or more than one knows, and to one only', async () => {
    const { say, heard } = await scene()
    await say('1', 'nobody')
    await say('2', 'nobody', 'R3')
    await say('3', 'both')
    expect(heard).toEqual(['zhejiang 1', 'zhejiang 2', 'zhejiang 3'])
  })

  it('fails within three seconds when Redis does not answer', async () => {
    const { lines: [first] } = await scene()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stuck: Line = { ledger: { view: () => new Promise<Awaited<ReturnType<Ledger['view']>>>(() => {}) }, hear: async () => 'heard' }
    const failed = createSwitchboard([first, stuck])({ channel: 'simulator', id: '1', sender: 'anna', text: '/待办', at: 0 }).catch((error: Error) => error.message)
    await vi.advanceTimersByTimeAsync(3000)
    expect(await failed).toContain('in time')
    vi.useRealTimers()
  })
})
