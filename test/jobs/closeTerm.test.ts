import { expect, it } from 'vitest'
import closeTerm from '../../jobs/closeTerm.ts'
import { chairTerm } from '../../src/domain/records/chairTerm.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'
import { at } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'

const group = '中河街道工作群'

it('marks a term once: what is filed afterwards does not change the mark', async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  await bot.say('wangmin', group, '/轮值 中河中学 11月16日至11月30日')
  const marked = async () => (await (await bot.ledger.view()).get(chairTerm, '轮值-2026-001'))?.data.outcome
  await bot.clockTo('2026-11-30 23:59')
  expect(await marked()).toBeUndefined()
  await bot.clockTo('2026-12-01 00:00')
  expect(await marked()).toEqual({ met: false, counted: [] })

  await bot.say('chenlei', group, '/活动 主题:读书会 时间:11月20日14:00 人数:30', '2026-12-02 09:00')
  const view = await bot.ledger.view()
  const ask = { view, since: at('2026-11-30 23:59'), due: at('2026-12-01 00:00'), now: bot.now(), calendar: chineseCalendar() }
  const [step, ...more] = (await closeTerm.steps(ask)) ?? []
  expect(more).toEqual([])
  expect(await step?.decide(ask)).toEqual({ changes: [], notices: [] })
})
