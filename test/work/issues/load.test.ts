/** What an issue reads from the records: chairs, tasks, matters, and whose they are. */
import { beforeEach, describe, expect, it } from 'vitest'
import { create, type Change } from '../../../src/domain/record.ts'
import { assignment, assignmentId } from '../../../src/domain/records/assignment.ts'
import { chairTerm } from '../../../src/domain/records/chairTerm.ts'
import { handover } from '../../../src/domain/records/handover.ts'
import { unit as unitKind } from '../../../src/domain/records/directory.ts'
import { dayOf, momentOf, spellMoment } from '../../../src/domain/time.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import type { View } from '../../../src/ledger/types.ts'
import { officeOf } from '../../../src/work/issues/issue.ts'
import { load } from '../../../src/work/issues/load.ts'
import { sources } from '../../../src/work/matters/index.ts'
import { at, startBot, type TestBot } from '../../support/bot.ts'

const street = '浙江省/宁波市/鄞州区/中河街道'
const calendar = chineseCalendar()
let bot: TestBot
let keys = 0

beforeEach(async () => {
  bot = await startBot()
})

async function record(when: string, ...changes: Change[]): Promise<void> {
  const now = at(when)
  const view = await bot.ledger.view()
  await bot.ledger.commit({ cause: { key: `load-${keys++}`, day: dayOf(now) }, view, now, by: 'test', changes, notices: [] })
}
const read = async (unit: string, to: string) =>
  load({ view: await bot.ledger.view(), calendar, sources, unit, to: at(to), previous: undefined })

const term = (member: string, from: string, to: string, more = {}) =>
  create(chairTerm, { unit: street, now: 0, data: { committee: street, unit: `${street}/${member}`, from, to, duties: [], ...more } })

const task = (unit: string, title: string, due: string, done?: string) =>
  create(assignment, {
    unit, id: assignmentId(`任务-2026-${title}`, unit), now: 0,
    data: {
      of: `任务-2026-${title}`, label: '任务', title, issuer: '浙江省', due: at(due), timed: true, since: 0, next: '', escalates: true,
      ...(done !== undefined && { done: { at: at(done), by: 'wangmin' } }),
    },
  })

describe('轮值交接', () => {
  it('tells of terms that begin and end in the period, and of handovers filed and taken', async () => {
    await record('2026-10-01 09:00', term('中河中学', '2026-09-01', '2026-11-18', { outcome: { met: false, counted: [] } }), term('鄞州银行', '2026-11-19', '2027-01-31'))
    const data = {
      committee: street, term: '轮值-1970-001', outgoing: `${street}/中河中学`, done: '三场活动', passed: [], filedAt: at('2026-11-19 10:00'),
      taken: { unit: `${street}/鄞州银行`, term: '轮值-1970-002', by: 'sunyan', at: at('2026-11-20 10:00') },
    }
    await record('2026-11-20 10:00', create(handover, { unit: street, data, now: at('2026-11-19 10:00') }))
    expect((await read('浙江省', '2026-11-23 10:00')).chair.map(({ unit, text }) => `${unit}：${text}`)).toEqual([
      '中河街道：中河中学轮值任期届满，任期职责未完成',
      '中河街道：鄞州银行任轮值主席，任期2026年11月19日至2027年1月31日',
      '中河街道：中河中学提交交接',
      '中河街道：鄞州银行接任',
    ])
    expect((await read('浙江省', '2026-11-30 10:00')).chair).toEqual([])
    expect((await read('浙江省/杭州市', '2026-11-23 10:00')).chair).toEqual([])
  })
})

describe('tasks', () => {
  it('count as done in the period in which they were done', async () => {
    await record('2026-11-18 09:00', task(street, '001', '2026-11-20 17:00', '2026-11-18 09:00'), task(`浙江省/杭州市`, '001', '2026-11-20 17:00'))
    const material = await read('浙江省', '2026-11-23 10:00')
    expect(material.counts.done).toBe(1)
    expect(material.sources['done']).toEqual([`任务-2026-001|${street}`])
    expect((await read('浙江省', '2026-11-30 10:00')).counts.done).toBe(0)
  })

  it('are named when they are the unit’s own and counted for the units directly below', async () => {
    await record('2026-11-18 09:00', task('浙江省', '001', '2026-11-20 17:00'), task(street, '001', '2026-11-20 17:00'), task('浙江省/宁波市', '002', '2026-11-19 17:00'), task('浙江省/杭州市/下城区', '003', '2026-12-20 17:00'))
    const { overdue, dueNext } = await read('浙江省', '2026-11-23 10:00')
    expect(overdue.own.map(({ title }) => title)).toEqual(['001'])
    // The weekly reports of both cities are overdue too.
    expect(overdue.below).toEqual([{ unit: '宁波市', count: 3 }, { unit: '杭州市', count: 1 }])
    expect(overdue.all.map(({ short, label }) => `${short}${label}`)).toEqual(['浙江省任务', '宁波市任务', '宁波市周报', '中河街道任务', '杭州市周报'])
    expect(dueNext.map(({ label, units }) => [label, units])).toEqual([['周报', ['浙江省/宁波市', '浙江省/杭州市']]])
  })

  it('are nobody’s concern above who asked when they are never taken upward, and named once', async () => {
    const receipt = (issuer: string) => create(assignment, {
      unit: street, id: assignmentId(`通知-${issuer}`, street), now: 0,
      data: { of: '通知-2026-001', label: '通知', title: issuer, issuer, due: at('2026-11-20 17:00'), timed: true, since: 0, next: '', escalates: false },
    })
    await record('2026-11-18 09:00', receipt(street), receipt('浙江省/宁波市'))
    const titles = async (unit: string, to: string) => (await read(unit, to)).overdue.all.filter(({ label }) => label === '通知').map(({ title }) => title)
    expect(await titles('浙江省', '2026-11-23 10:00')).toEqual([])
    expect(await titles('浙江省/宁波市', '2026-11-23 10:00')).toEqual(['浙江省/宁波市'])
    expect(await titles(street, '2026-11-23 10:00')).toHaveLength(2)
    expect(await titles(street, '2026-11-30 10:00')).toEqual([])
    expect((await read('浙江省', '2026-11-16 10:00')).dueNext.map(({ label }) => label)).not.toContain('通知')
  })

  it('name one that several units owe once', async () => {
    await record('2026-11-18 09:00', task('浙江省/杭州市', '004', '2026-11-27 12:00'), task('浙江省/宁波市', '004', '2026-11-27 12:00'))
    expect((await read('浙江省', '2026-11-23 10:00')).dueNext[0]).toMatchObject({ title: '004', units: ['浙江省/宁波市', '浙江省/杭州市'] })
  })
})

describe('what falls due next', () => {
  it('is in order of due time, then of the first unit that owes it, whether told alike or one by one', async () => {
    const due = '2026-11-27 17:00'
    await record('2026-11-18 09:00', task('浙江省/杭州市', '乙', due), task('浙江省', '甲', due), task('浙江省/宁波市', '丙', due), task('浙江省/杭州市', '丁', '2026-11-24 12:00'), task('浙江省', '戊', '2026-12-10 12:00'))
    const { dueNext } = await read('浙江省', '2026-11-23 10:00')
    expect(dueNext.map(({ label, title }) => (label === '任务' ? title : label))).toEqual(['丁', '甲', '周报', '丙', '乙'])
  })
})

describe('reports', () => {
  it('of the week are read once, by their time of filing; by the week only where some were filed before the period', async () => {
    await bot.say('zhaogang', '宁波市工作群', '/周报 进展情况:完成', '2026-11-18 10:00')
    await bot.say('qianfang', '全省试点工作群', '/周报 进展情况:完成', '2026-11-20 18:00')
    const view = await bot.ledger.view()
    const asked: string[] = []
    const spied = (): View => ({ ...view, directory: view.directory, untracked: view, list: (kind, index, path, range) => (kind.kind === 'weeklyReport' && asked.push(`${index} ${spellMoment(momentOf(range?.from ?? 0))}`), view.list(kind, index, path, range)) })
    const loaded = (to: string) => load({ view: { ...view, directory: view.directory, untracked: spied() }, calendar, sources, unit: '浙江省', to: at(to), previous: undefined })
    const { weeks, overdue, dueNext } = await loaded('2026-11-23 10:00')
    expect(weeks).toMatchObject([{ onTime: ['浙江省/宁波市'], late: ['浙江省/杭州市'], missing: 0 }])
    expect([overdue.all, dueNext.map(({ units }) => units.length)]).toEqual([[], [2]])
    expect(asked.splice(0)).toEqual(['filed 2026年11月16日 10:00'])
    expect((await loaded('2026-11-26 10:00')).weeks[0]).toMatchObject({ onTime: ['浙江省/宁波市'], late: ['浙江省/杭州市'] })
    expect(asked).toEqual(['filed 2026年11月19日 10:00', 'week 2026年11月16日 00:00'])
  })
})

describe('the issuing office', () => {
  it('is the unit’s own, the workspace’s for the top unit, else the name', async () => {
    await record('2026-11-18 09:00', create(unitKind, { unit: '浙江省/温州市', id: '浙江省/温州市', now: 0, data: { path: '浙江省/温州市', kind: '市', aliases: [], office: '共青团温州市委' } }))
    const { directory } = await bot.ledger.view()
    expect(officeOf(directory, '浙江省')).toBe('共青团浙江省委城市青年工作部')
    expect(officeOf(directory, '浙江省/温州市')).toBe('共青团温州市委')
    expect(officeOf(directory, street)).toBe('中河街道')
  })
})
