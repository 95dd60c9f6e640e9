/** What a platform has accepted is sent, nothing more: nobody counts as having read it until they say so. */
import { expect, onTestFinished, test } from 'vitest'
import { createVirtualBot } from '../../src/bot/virtual.ts'
import { silentLog } from '../../src/bot/log.ts'
import { assignment } from '../../src/domain/records/assignment.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { hour } from '../../src/domain/time.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'
import { soleLease } from '../../src/ledger/lease.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { loadParts } from '../../src/parts.ts'
import { loadSetup } from '../../src/setup/load.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { statusHtml } from '../../src/web/status/html.ts'
import { statusOf } from '../../src/web/status/status.ts'
import { at } from '../support/bot.ts'
import { freshRedis } from '../support/redis.ts'
import { quietPilot } from '../support/quiet.ts'
import { onCallbacks, onLongConnection } from './journeys/rigs.ts'
import type { Rig, Scene } from './journeys/walk.ts'

const start = at('2026-11-16 09:00')
const [street, province] = ['中河街道工作群', '全省试点工作群']

/** The pilot on WeCom, everybody known there by the same id. */
async function pilot(open: (scene: Scene) => Promise<Rig>) {
  const setup = parseSetup(quietPilot, 'test.yaml')
  const { redis } = await freshRedis()
  let now = () => start
  const rig = await open({ redis, people: new Map(setup.people.map(({ id, name }) => [id, name])), groups: setup.groups.map(({ name }) => name), botName: '团讯', now: () => now() })
  for (const person of setup.people) person.ids = { wecom: person.id }
  for (const group of setup.groups) Object.assign(group, { addresses: { wecom: rig.address(group.name) }, ...(rig.webhook ? { webhook: rig.webhook(group.name) } : {}) })
  const ledger = openLedger(redis, { workspace: setup.workspace, kinds })
  await loadSetup(ledger, setup, start)
  let heard = 0
  const channels = rig.channels.map((channel) => ({ ...channel, start: (hear: Parameters<typeof channel.start>[0]) => channel.start((message) => hear(message).finally(() => void (heard += 1))) }))
  const virtual = await createVirtualBot({ ...(await loadParts()), ledger, lease: soleLease, channels, log: silentLog }, start)
  onTestFinished(async () => void (await Promise.all(channels.map((channel) => channel.stop()))))
  now = virtual.now
  await rig.begin()
  /** Says something to the bot; answers what the bot says then, wherever. */
  const say = async (person: string, group: string, text: string): Promise<string[]> => {
    const [before, count] = [rig.said().length, heard]
    await rig.say({ group, person, text: `@团讯 ${text}`, at: virtual.now() })
    await expect.poll(() => heard).toBeGreaterThan(count)
    await virtual.bot.settle()
    return rig.said().slice(before).map((one) => one.text)
  }
  const page = async () => statusHtml(await statusOf({ ledger, channels: rig.channels, calendar: chineseCalendar(), version: '1', since: start }, virtual.now()))
  const done = async () => (await (await ledger.view()).list(assignment, 'of', '通知-2026-001')).map(({ data }) => data.done?.by)
  return { rig, ledger, virtual, say, page, done }
}

const claims = /已读|已看|看过|已阅|未读|送达|阅读|seen|read by/

test.each([['the long connection', onLongConnection], ['URL callbacks, app and robots', onCallbacks]] as const)('%s: posted in groups, accepted, and seen by nobody', async (_name, open) => {
  const { rig, ledger, virtual, say, page, done } = await pilot(open)
  const posted = await say('lixin', province, '/通知 标题:报送名册 截止:11月20日17:00 对象:中河街道、庄桥街道')
  expect(posted.filter((text) => text.startsWith('【通知】')).length).toBeGreaterThan(1)
  const view = await ledger.view()
  const accepted = await view.said(start, virtual.now() + hour)
  expect(accepted.length).toBeGreaterThan(1)
  expect([await ledger.outbox.chats(), await ledger.failed.count()]).toEqual([[], 0])
  // What was accepted is kept by channel and time, without anybody who would have read it.
  for (const receipt of accepted) expect(Object.keys(receipt).filter((key) => /read|seen|view/i.test(key))).toEqual([])
  expect(await done()).toEqual([undefined, undefined])
  const { seq } = view.head

  await virtual.clockTo(virtual.now() + 2 * hour)
  expect((await ledger.view()).head.seq).toBe(seq)
  expect(await done()).toEqual([undefined, undefined])
  const asked = [...(await say('lixin', province, '/查 通知-2026-001')), ...(await say('wangmin', street, '/待办'))].join('\n')
  expect(asked).toContain('0/2')
  expect(asked).toContain('报送名册')
  expect(asked).not.toMatch(claims)
  expect(await page()).toContain('最近发出')
  expect(await page()).not.toMatch(claims)

  expect((await say('wangmin', street, '收到')).join()).toContain('1/2')
  expect(await done()).toEqual(expect.arrayContaining(['wangmin', undefined]))
  expect(rig.said().some(({ text }) => /2\/2/.test(text))).toBe(false)
})
