/** What is recorded between an issue's drafting and its commit (S6). */
import { describe, expect, it } from 'vitest'
import postBulletin from '../../jobs/postBulletin.ts'
import { at, startBot, type TestBot } from '../support/bot.ts'
import { parts } from '../support/parts.ts'

const cutOff = at('2026-11-23 10:00')

/** Drafts the province's issue, lets something happen, and answers what became of the commit. */
async function commitAfter(bot: TestBot, happens: () => Promise<unknown>) {
  const ask = { view: await bot.ledger.view(), since: at('2026-11-23 09:59'), due: cutOff, now: cutOff, calendar: parts.calendar }
  const [step] = (await postBulletin.steps(ask)) ?? []
  if (!step) throw new Error('nothing is due')
  const decision = await step.decide(ask)
  await happens()
  return (await bot.ledger.commit({ cause: { key: step.key, day: '2026-11-23' }, view: ask.view, now: cutOff, by: 'clock', ...decision })).outcome
}

/** A pilot in which one city has reported and another has not, a minute before the cut-off. */
async function start() {
  const bot = await startBot()
  await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成班子增配', '2026-11-18 09:00')
  await bot.clockTo('2026-11-23 09:59')
  return bot
}

describe('an issue that was drafted and not yet committed', () => {
  it('is drafted anew when a report comes in: it would print its unit as one that has not reported', async () => {
    const bot = await start()
    expect(await commitAfter(bot, () => bot.say('qianfang', null, '/周报 上周 进展情况:签约三家'))).toBe('conflict')
  })

  it('is drafted anew when a report in it is changed', async () => {
    const bot = await start()
    expect(await commitAfter(bot, () => bot.say('zhaogang', null, '/更正 周报-2026-001 进展情况:完成八个班子增配'))).toBe('conflict')
  })

  it.each(['/任务 报名册 11月27日 对象:中河街道', '/进度', '收到'])('stands when something else happens: %s', async (text) => {
    const bot = await start()
    expect(await commitAfter(bot, () => bot.say('zhaogang', '宁波市工作群', text))).toBe('committed')
  })
})
