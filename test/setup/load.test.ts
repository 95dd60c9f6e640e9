import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { amend, voidRecord } from '../../src/domain/record.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { chairTerm } from '../../src/domain/records/chairTerm.ts'
import { group, person, unit, workspace } from '../../src/domain/records/directory.ts'
import { day, dayOf, instant } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Change } from '../../src/domain/record.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { loadSetup, setupChanges } from '../../src/setup/load.ts'
import { SetupProblems } from '../../src/setup/setup.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { freshRedis } from '../support/redis.ts'

const now = instant('2026-11-16', '09:00')
const street = '浙江省/宁波市/鄞州区/中河街道'
const base = `workspace: test
name: 试点
units:
  - { path: ${street}, kind: 街道, aliases: [中河] }
  - { path: ${street}/中河中学, kind: 成员单位, nature: 学校 }
  - { path: ${street}/鄞州银行, kind: 成员单位, nature: 企业 }
people:
  - { id: wangmin, name: 王敏, unit: ${street}, title: 团工委书记, roles: [团干部] }
  - { id: { wecom: LiXin }, key: lixin, name: 李欣, unit: 浙江省, title: 处长, roles: [管理员] }
groups:
  - { name: 中河群, unit: ${street} }
  - { name: 全省群, unit: 浙江省, bulletin: off }
chairTerms:
  - { committee: ${street}, unit: ${street}/中河中学, from: 2026-10-01, to: 2026-12-31 }
`
const setupOf = (text: string) => parseSetup(text, 'pilot.yaml')
const fresh = async (): Promise<Ledger> => openLedger((await freshRedis()).redis, { workspace: 'test', kinds })
const seqOf = async (ledger: Ledger) => (await ledger.view()).head.seq
let keys = 0
async function change(ledger: Ledger, ...changes: Change[]): Promise<void> {
  const { outcome } = await ledger.commit({ cause: { key: `change ${++keys}`, day: dayOf(now) }, view: await ledger.view(), now: now + 1, by: 'lixin', changes, notices: [] })
  expect(outcome).toBe('committed')
}

describe('loadSetup into an empty workspace', () => {
  it('records everything with the defaults of grammar.md', async () => {
    const ledger = await fresh()
    expect(await loadSetup(ledger, setupOf(base), now)).toEqual({ added: { workspace: 1, unit: 6, person: 2, group: 2, chairTerm: 1 }, changed: {} })
    const view = await ledger.view()
    const { settings, units, people, groups } = view.directory
    expect(settings).toEqual({
      name: '试点', office: '浙江省', botNames: ['团讯'], weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['市'] },
      since: '2026-11-16', noon: '12:00', endOfWork: '17:30', ranking: false, series: {}, standards: 'default',
    })
    expect(units.map(({ name }) => name)).toEqual(['浙江省', '宁波市', '鄞州区', '中河街道', '中河中学', '鄞州银行'])
    expect(people.map(({ id, ids }) => [id, ids])).toEqual([['wangmin', {}], ['lixin', { wecom: 'LiXin' }]])
    expect(groups.map(({ id, bulletin, reminders }) => [id, bulletin, reminders])).toEqual([
      ['中河群', { weekday: 1, time: '10:00' }, true],
      ['全省群', null, true],
    ])
    const [term] = await view.list(chairTerm, 'committee', street)
    expect(term).toMatchObject({ id: '轮值-2026-001', by: 'setup', data: { from: '2026-10-01', to: '2026-12-31', duties: [{ least: 1 }] } })
  })

  it('keeps the order of the file, whatever the names', async () => {
    const ledger = await fresh()
    const names = ['丙', '甲', '乙', '丁', '戊'].map((name) => `  - { path: 省/市/${name}街道, kind: 街道 }`).join('\n')
    await loadSetup(ledger, setupOf(`workspace: test\nunits:\n${names}\n`.replaceAll('省/市', '浙江省/宁波市')), now)
    expect((await ledger.view()).directory.units.slice(2).map(({ name }) => name)).toEqual(['丙街道', '甲街道', '乙街道', '丁街道', '戊街道'])
  })

  it('loads the sample pilot', async () => {
    const ledger = openLedger((await freshRedis()).redis, { workspace: 'zhejiang-2026', kinds })
    const text = readFileSync(new URL('../../pilot.example.yaml', import.meta.url), 'utf8')
    const { added } = await loadSetup(ledger, setupOf(text), now)
    expect(added).toMatchObject({ workspace: 1, group: 3, chairTerm: 4 })
    expect((await ledger.view()).directory.findUnit('中河')).toMatchObject({ unit: { path: street } })
  })
})

describe('loading again', () => {
  it('changes nothing, not even later', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    const before = await seqOf(ledger)
    expect(await loadSetup(ledger, setupOf(base), now + 30 * day)).toEqual({ added: {}, changed: {} })
    expect(await seqOf(ledger)).toBe(before)
    expect((await ledger.view()).directory.settings.since).toBe('2026-11-16')
  })

  it('changes only what differs, and nothing is taken away', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    const next = base
      .replace('团工委书记', '团工委副书记')
      .replace('bulletin: off', 'bulletin: 周二 09:00')
      .replace(/ {2}- .*鄞州银行.*\n/, `  - { path: ${street}/海曙银行, kind: 成员单位, nature: 企业 }\n`)
    expect(await loadSetup(ledger, setupOf(next), now + day)).toEqual({ added: { unit: 1 }, changed: { person: 1, group: 1 } })
    const { directory } = await ledger.view()
    expect(directory.person('wangmin')?.posts).toEqual([{ unit: street, title: '团工委副书记', roles: ['cadre'] }])
    expect(directory.group('全省群')?.bulletin).toEqual({ weekday: 2, time: '09:00' })
    expect(directory.unit(`${street}/鄞州银行`)).toBeDefined()
  })

  it('a file that comes back after another is loaded again', async () => {
    const ledger = await fresh()
    const other = base.replace('name: 试点', 'name: 新名')
    for (const text of [base, other, base, other]) await loadSetup(ledger, setupOf(text), now)
    expect((await ledger.view()).directory.settings.name).toBe('新名')
  })

  it('leaves alone what the file does not say: settings of a group, granted posts, ids, a kind that it only guesses', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    const view = await ledger.view()
    const [g, p, u] = [await view.get(group, '中河群'), await view.get(person, 'wangmin'), await view.get(unit, '浙江省/宁波市')]
    if (!g || !p || !u) throw new Error('not loaded')
    await change(
      ledger,
      amend(group, g, { bulletin: null, quiet: { from: '20:00', to: '09:00' } }),
      amend(person, p, { posts: [...p.data.posts, { unit: '浙江省', title: '挂职', roles: ['leader'] }], ids: { wechaty: 'wx' } }),
      amend(unit, u, { kind: '县级市' }),
    )
    expect(await loadSetup(ledger, setupOf(base.replace('name: 试点', 'name: 新名')), now + day)).toEqual({ added: {}, changed: { workspace: 1 } })
  })

  it('never brings back who asked to be forgotten', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    const p = await (await ledger.view()).get(person, 'wangmin')
    if (!p) throw new Error('not loaded')
    await change(ledger, amend(person, p, { name: '已注销', gone: true, posts: [], ids: {} }))
    expect(await loadSetup(ledger, setupOf(base.replace('name: 试点', 'name: 新名')), now + day)).toEqual({ added: {}, changed: { workspace: 1 } })
  })

  it('moves a person to another home unit', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    await loadSetup(ledger, setupOf(base.replace(`name: 王敏, unit: ${street}`, 'name: 王敏, unit: 浙江省/宁波市')), now)
    expect(await (await ledger.view()).get(person, 'wangmin')).toMatchObject({ unit: '浙江省/宁波市', data: { unit: '浙江省/宁波市' } })
  })

  it('enters a unit again that was voided', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    const u = await (await ledger.view()).get(unit, `${street}/鄞州银行`)
    if (!u) throw new Error('not loaded')
    await change(ledger, voidRecord(unit, u, 'lixin', now, '误'))
    await loadSetup(ledger, setupOf(base.replace('name: 试点', 'name: 新名')), now)
    expect((await ledger.view()).directory.unit(`${street}/鄞州银行`)).toBeDefined()
  })
})

describe('what contradicts the records', () => {
  const refused = async (ledger: Ledger, text: string): Promise<string> => {
    const before = await seqOf(ledger)
    const error = await loadSetup(ledger, setupOf(text), now).then(() => undefined, (reason: unknown) => reason)
    expect(error).toBeInstanceOf(SetupProblems)
    expect(await seqOf(ledger)).toBe(before)
    return (error as SetupProblems).message
  }

  it('an id on a channel, or an address, that is another\'s already: nothing is loaded', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    const people = base.replace('key: lixin', 'key: other')
    expect(await refused(ledger, people)).toContain('wecom:LiXin 已属于“lixin”')
    const groups = base.replace('{ name: 全省群', '{ id: g2, name: 中河群').replace('{ name: 中河群', '{ name: 原名')
    expect(await refused(ledger, groups)).toContain('simulator:中河群 已属于“中河群”')
  })

  it('a term that overlaps one on record; an extended one is amended, a concluded one is not', async () => {
    const ledger = await fresh()
    await loadSetup(ledger, setupOf(base), now)
    const other = base.replace(`${street}/中河中学, from: 2026-10-01`, `${street}/鄞州银行, from: 2026-12-01`)
    expect(await refused(ledger, other)).toContain('与已有的 轮值-2026-001（2026年10月1日至2026年12月31日）重叠')
    const shorter = base.replace('to: 2026-12-31', 'to: 2026-12-30')
    expect(await loadSetup(ledger, setupOf(shorter), now)).toEqual({ added: {}, changed: { chairTerm: 1 } })
    const term = await (await ledger.view()).get(chairTerm, '轮值-2026-001')
    if (!term) throw new Error('not loaded')
    await change(ledger, amend(chairTerm, term, { outcome: { met: true, counted: [] } }))
    expect(await refused(ledger, base)).toContain('轮值-2026-001 的任期已经结束')
  })
})

describe('setupChanges', () => {
  it('decides without writing', async () => {
    const ledger = await fresh()
    const { changes, notices } = await setupChanges(setupOf(base), await ledger.view(), now)
    expect(changes[0]).toMatchObject({ kind: workspace, ref: 'workspace' })
    expect(notices).toEqual([])
    expect(await seqOf(ledger)).toBe(0)
  })
})
