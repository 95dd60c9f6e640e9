import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuiet, usualQuiet } from '../../../src/domain/slots.ts'
import { addDays, clockOf, dayOf, mondayOf } from '../../../src/domain/time.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import { startQuietBot } from '../../support/quiet.ts'

const street = '中河街道工作群'
const places = [street, '宁波市工作群', '全省试点工作群', { person: 'fengdao' }, { person: 'lixin' }]
const members = ['中河中学', '鄞州银行', '中河医院']
const contacts: Record<string, string> = { 中河中学: 'chenlei', 鄞州银行: 'sunyan', 中河医院: 'linhua' }
const calendar = chineseCalendar()

/** What happens on the way: a task with a deadline some days ahead, somebody done with it, a wish, a stop. */
const event = fc.record({
  /** Hours after the event before. */
  wait: fc.integer({ min: 1, max: 60 }),
  what: fc.constantFrom('task' as const, 'task' as const, 'notice' as const, 'done' as const, 'later' as const, 'stop' as const, 'leave' as const),
  days: fc.integer({ min: 1, max: 9 }),
  hour: fc.integer({ min: 0, max: 23 }),
  who: fc.constantFrom(...members),
})

describe('whatever is asked, done and missed', () => {
  it('is spoken of once a slot and group, never at night or on rest days, within the caps, and never after it is done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('2026-09-14 09:00', '2026-09-28 09:00', '2026-11-16 09:00'), fc.array(event, { minLength: 2, maxLength: 10 }), async (start, events) => {
        const bot = await startQuietBot(start)
        const doneAt = new Map<string, number>()
        let number = 0
        let stopped = 0
        for (const { wait, what, days, hour, who } of events) {
          const time = bot.now() + wait * 3_600_000
          const when = `${dayOf(time)} ${clockOf(time)}`
          const deadline = `${addDays(dayOf(time), days)} ${String(hour).padStart(2, '0')}:30`
          if (what === 'task') await bot.say('wangmin', street, `/任务 标题:事${++number}号 截止:${deadline} 对象:${who}、鄞州银行`, when)
          if (what === 'notice') await bot.say('wangmin', street, `/通知 标题:知${days}号 截止:${deadline} 对象:${who}`, when)
          if (what === 'done' && number > 0) {
            const [answer] = await bot.say(contacts[who] ?? '', street, `/完成 任务${number}`, when)
            if (answer?.startsWith('已办结')) doneAt.set(`事${number}号|${who}`, bot.now())
          }
          if (what === 'later' && number > 0) await bot.say(contacts[who] ?? '', street, `/稍后 任务${number} ${deadline}`, when)
          if (what === 'leave') await bot.say(contacts[who] ?? '', street, `/请假 ${addDays(dayOf(time), 1)}`, when)
          if (what === 'stop') {
            await bot.restart(when)
            stopped++
          }
        }
        await bot.clockTo(`${addDays(dayOf(bot.now()), 20)} 12:00`)
        const mentions: { name: string; day: string }[] = []
        for (const place of places) {
          const said = (await bot.said(place)).filter(({ text }) => /^【(?:提醒|催办)】/.test(text))
          expect(new Set(said.map(({ at }) => at)).size).toBe(said.length)
          for (const { at, text, mentions: names } of said) {
            expect([text, dayOf(at), calendar.isWorkday(dayOf(at)), isQuiet(clockOf(at), usualQuiet)]).toEqual([text, dayOf(at), true, false])
            expect(new Set(names).size).toBe(names.length)
            for (const name of names) expect(text.split(`@${name}`)).toHaveLength(2)
            mentions.push(...names.map((name) => ({ name, day: dayOf(at) })))
            for (const [thing, done] of doneAt) {
              const [title = '', unit = ''] = thing.split('|')
              const block = text.split('\n\n').find((one) => one.includes(`《${title}》`))
              if (at > done) expect(block ?? '').not.toContain(unit)
            }
          }
          const late = said.flatMap(({ text }) => text.split('\n\n')).filter((block) => block.includes('通知《') && block.includes('逾期'))
          for (const block of late) expect(late.filter((one) => one === block).length).toBe(1)
        }
        for (const { name, day } of mentions) {
          expect(mentions.filter((one) => one.name === name && one.day === day)).toHaveLength(1)
          expect(mentions.filter((one) => one.name === name && mondayOf(one.day) === mondayOf(day)).length).toBeLessThanOrEqual(5)
        }
        expect(stopped).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 12, seed: 7 },
    )
  })
})
