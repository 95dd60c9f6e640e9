import { describe, expect, it } from 'vitest'
import { chairTerm } from '../../src/domain/records/chairTerm.ts'
import { unit } from '../../src/domain/records/directory.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { amend } from '../../src/domain/record.ts'
import { dayOf, instant } from '../../src/domain/time.ts'
import { renamed } from '../../src/domain/unitTree.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { loadSetup } from '../../src/setup/load.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { freshRedis } from '../support/redis.ts'

const now = instant('2026-11-16', '09:00')
const district = '浙江省/宁波市/鄞州区'
const street = `${district}/中河街道`
const file = (name: string, aliases = '中河', more = '') => `workspace: test
units:
  - { path: ${district}/${name}/中河中学, kind: 成员单位 }
  - { path: ${district}/${name}, kind: 街道, aliases: [${aliases}] }
  - { path: ${district}/白塔街道, kind: 街道 }
${more}people:
  - { id: wangmin, name: 王敏, unit: ${district}/${name}, title: 书记, roles: [团干部], posts: [{ unit: ${district}/${name}/中河中学, title: 顾问 }] }
groups:
  - { name: 中河群, unit: ${district}/${name} }
bulletins:
  - { unit: ${district}/${name}, nextIssue: 5, nextTotal: 9 }
chairTerms:
  - { committee: ${district}/${name}, unit: ${district}/${name}/中河中学, from: 2026-10-01, to: 2026-12-31 }
`
const load = (ledger: Ledger, text: string) => loadSetup(ledger, parseSetup(text, 'pilot.yaml'), now)
async function loaded(): Promise<Ledger> {
  const ledger = openLedger((await freshRedis()).redis, { workspace: 'test', kinds })
  await load(ledger, file('中河街道'))
  return ledger
}
const names = async (ledger: Ledger) => (await ledger.view()).directory.units.map(({ name }) => name)

async function renameInChat(ledger: Ledger, name: string): Promise<void> {
  const view = await ledger.view()
  const before = await view.get(unit, street)
  if (!before) throw new Error('not loaded')
  const changes = [amend(unit, before, renamed(before.data, name), 'rename')]
  await ledger.commit({ cause: { key: name, day: dayOf(now) }, view, now, by: 'lixin', changes, notices: [] })
}

describe('a file with a unit by another name', () => {
  it('renames the one whose name it gives as an alias, with all that the file says of it, and once', async () => {
    const ledger = await loaded()
    const next = file('首南街道', '中河, 中河街道')
    expect(await load(ledger, next)).toEqual({ added: {}, changed: { unit: 1 } })
    const view = await ledger.view()
    expect(await names(ledger)).toEqual(['浙江省', '宁波市', '鄞州区', '首南街道', '中河中学', '白塔街道'])
    expect(await view.get(unit, street)).toMatchObject({ data: { path: street, called: '首南街道', former: ['中河街道'] } })
    expect(view.directory.person('wangmin')).toMatchObject({ unit: street, posts: [{ unit: street }, { unit: `${street}/中河中学` }] })
    expect([view.directory.group('中河群')?.unit, view.directory.settings.series]).toEqual([street, { [street]: { nextIssue: 5, nextTotal: 9 } }])
    expect(await view.list(chairTerm, 'committee', street)).toHaveLength(1)
    expect(await load(ledger, `${next}# again\n`)).toEqual({ added: {}, changed: {} })
  })

  it('knows one that was renamed in the chat, by its name of today and by its path; neither file undoes it', async () => {
    const ledger = await loaded()
    await renameInChat(ledger, '首南街道')
    expect(await load(ledger, file('首南街道'))).toEqual({ added: {}, changed: {} })
    expect(await load(ledger, file('中河街道', '老中河'))).toEqual({ added: {}, changed: { unit: 1 } })
    expect(await names(ledger)).toContain('首南街道')
    expect((await ledger.view()).directory.findUnit('中河街道')).toMatchObject({ unit: { path: street } })
  })

  it.each([
    ['a name that nobody had', '首南街道', '中河', ''],
    ['a unit that the file has as well', '首南街道', '白塔街道', ''],
    ['two that become one', '首南街道', '中河街道, 潘火街道', `  - { path: ${district}/潘火街道, kind: 街道 }\n`],
    ['one of another place', '首南街道', '中河中学', ''],
  ])('is a new unit: %s', async (_, name, aliases, more) => {
    const ledger = await loaded()
    if (more) await load(ledger, file('中河街道', '中河', more))
    const text = file(name, aliases).replace(/chairTerms:[^]*/, '')
    expect((await load(ledger, text)).added).toMatchObject({ unit: 2 })
    const view = await ledger.view()
    expect([view.directory.unit(street)?.name, view.directory.unit(`${district}/${name}`)?.name]).toEqual(['中河街道', name])
  })

  const more = (path: string, aliases = '') => `  - { path: ${district}/${path}, kind: 街道, aliases: [${aliases}] }\n`
  it.each([
    ['its old path and its name of today', '中河街道', '首南街道'],
    ['its name of today and its old path', '首南街道', '中河街道'],
  ])('is refused with %s', async (_, first, second) => {
    const ledger = await loaded()
    await renameInChat(ledger, '首南街道')
    const before = await names(ledger)
    await expect(load(ledger, file(first, '中河', more(second)))).rejects.toThrow('是同一个单位的不同名称，请只写一个')
    expect(await names(ledger)).toEqual(before)
  })

  it('is refused with one old name for two', async () => {
    const ledger = await loaded()
    await expect(load(ledger, file('首南街道', '中河街道', more('钟公庙街道', '中河街道')))).rejects.toThrow(`单位“${district}/首南街道”和“${district}/钟公庙街道”是同一个单位`)
  })

  it('has as a new unit what gives today\'s name of another as an alias', async () => {
    const ledger = await loaded()
    await renameInChat(ledger, '首南街道')
    expect(await load(ledger, file('首南街道', '中河', more('潘火街道', '首南街道')))).toMatchObject({ added: { unit: 1 } })
    expect(await names(ledger)).toEqual(expect.arrayContaining(['首南街道', '潘火街道']))
  })

  it('is refused where two names change places', () => {
    const swapped = file('中河街道', '白塔街道').replace('白塔街道, kind: 街道 }', '白塔街道, kind: 街道, aliases: [中河街道] }')
    expect(() => parseSetup(swapped, 'pilot.yaml')).toThrow('“中河街道”和“白塔街道”互为别名')
  })

  it('keeps names apart that look alike after a top unit was renamed', async () => {
    const ledger = await loaded()
    const next = file('中河街道').replaceAll('浙江省', '浙江新省').replace('units:\n', 'units:\n  - { path: 浙江新省, kind: 省, aliases: [浙江省] }\n')
    expect(await load(ledger, next)).toEqual({ added: {}, changed: { unit: 1 } })
    expect((await names(ledger))[0]).toBe('浙江新省')
    expect(await load(ledger, `${next}# again\n`)).toEqual({ added: {}, changed: {} })
    expect((await load(ledger, file('中河街道'))).added).toEqual({})
  })
})
