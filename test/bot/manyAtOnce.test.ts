/** Many who change the same record in one instant: the issue that had given all of their units as missing. */
import { expect, it } from 'vitest'
import { chatOf } from '../../src/bot/chat.ts'
import { createHandler } from '../../src/bot/handle.ts'
import { silentLog } from '../../src/bot/log.ts'
import { bulletin } from '../../src/domain/records/bulletin.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { at, smallPilot, startBot } from '../support/bot.ts'
import { parts } from '../support/parts.ts'

const many = 16
const each = <T>(make: (i: number) => T): T[] => Array.from({ length: many }, (_, i) => make(i))

const setup = smallPilot
  .replace('people:\n', `${each((i) => `  - { path: 浙江省/宁波市/鄞州区/第${i}街道, kind: 街道 }\n`).join('')}people:\n`)
  .replace('groups:\n', `${each((i) => `  - { id: p${i}, name: 周小${String.fromCodePoint(0x4e00 + 40 * i)}, unit: 浙江省/宁波市/鄞州区/第${i}街道, roles: [团干部] }\n`).join('')}groups:\n`)
  .replace('from: [市]', 'from: [街道]')

it('are worked one after another once they have met: few are decided more than twice', async () => {
  const bot = await startBot({ setup })
  await bot.say('wangmin', null, '/周报 进展情况:签约两家', '2026-11-18 09:00')
  await bot.clockTo('2026-11-23 10:00')
  const now = at('2026-11-23 11:00')
  let met = 0
  const counted: Ledger = {
    ...bot.ledger,
    async commit(input) {
      const committed = await bot.ledger.commit(input)
      if (committed.outcome === 'conflict') met += 1
      return committed
    },
  }
  const handler = createHandler({
    ...parts, ledger: counted, channels: [], log: silentLog, now: () => now,
    lease: async () => undefined, wake: { inbox: async () => {}, outbox: async () => {} },
  })
  const { directory } = await bot.ledger.view()
  const said = each((i) => ({ channel: 'simulator', id: `late${i}`, sender: `p${i}`, text: '/周报 上周 进展情况:签约一家', at: now }))
  for (const message of said) await bot.ledger.hear({ ...message, chat: chatOf(message, directory) }, now)
  await Promise.all(said.map((message) => handler.handleHead(chatOf(message, directory))))
  const issues = await (await bot.ledger.view()).list(bulletin, 'unit', '浙江省')
  expect(issues.map(({ data }) => data.late.length)).toEqual([many])
  expect(met).toBeGreaterThan(0)
  expect(met).toBeLessThan(2 * many)
})
