/** What the page puts together by itself must be understood by the grammar. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { f } from '../../src/grammar/fields.ts'
import { valueContext } from '../../src/grammar/values/index.ts'
import { loadParts, type Parts } from '../../src/parts.ts'
import { offerFor } from '../../src/web/tryout/page/completion.ts'
import { firstSteps, quickValues } from '../../src/web/tryout/page/hints.ts'
import { formText, missingIn } from '../../src/web/tryout/page/formText.ts'
import type { World, WorldCommand } from '../../src/web/tryout/shapes.ts'
import { commandsOf } from '../../src/web/tryout/world.ts'
import { at } from '../support/bot.ts'

const now = at('2026-11-20 09:00')
let parts: Parts
let commands: WorldCommand[]
let world: World
beforeAll(async () => {
  parts = await loadParts()
  commands = commandsOf(parts.registry, now)
  const person = (name: string, unit: string) => ({ id: name, name, unit, title: '', roles: [], groups: [] })
  world = { workspace: 'w', name: '试点', botNames: ['团讯', '小团'], people: [person('王敏', '中河街道'), person('陈磊', '中河中学')], groups: [], units: [], commands }
})
const named = (name: string): WorldCommand => commands.find((command) => command.name === name) ?? expect.fail(name)
const read = (text: string) => understand({ text }, { registry: parts.registry, botNames: ['团讯'], fields: { values: valueContext(now) } })

describe('a form', () => {
  test('filled from any example means what the example means', () => {
    let filled = 0
    for (const command of commands) {
      for (const { values } of command.examples.filter((one) => Object.keys(one.values).length > 0)) {
        const understood = read(formText(command, values))
        expect(understood, command.name).toMatchObject({ kind: 'command', command: { name: command.name }, problems: [] })
        expect(missingIn(command, values), command.name).toEqual([])
        filled++
      }
    }
    expect(filled).toBeGreaterThan(20)
  })

  test('says in Chinese what it is, also over several lines; empty ones are the bare command', () => {
    expect(formText(named('活动'), { 主题: ' 青年联谊会 ', 时间: '明天14:00', 地点: ' ', 摘要: '第一行\n第二行' })).toBe('【活动】\n主题:青年联谊会\n时间:明天14:00\n摘要:第一行\n第二行')
    expect(formText(named('待办'), {})).toBe('/待办')
  })

  test('tells what is missing, unless the command may do without', () => {
    expect(missingIn(named('活动'), { 主题: '  ' })).toEqual(['主题', '时间'])
    expect(missingIn(named('周报'), {})).toEqual([])
  })

  test('text that a person writes comes through as written', () => {
    const words = fc.stringMatching(/^[一-龥A-Za-z0-9]{1,20}$/)
    fc.assert(fc.property(words, words, (topic, place) => {
      expect(read(formText(named('活动'), { 主题: topic, 时间: '2026年11月23日14:00', 地点: place }))).toMatchObject({ kind: 'command', raw: { topic, place } })
    }))
  })
})

describe('things to tap', () => {
  test.each(Object.entries(quickValues).flatMap(([form, values]) => values.map((value) => [form, value] as const)))('%s: %s is understood', (form, value) => {
    const fields = { dateTime: f.dateTime('a', 'nearest'), date: f.date('a', 'nearest'), deadline: f.deadline('a'), range: f.range('a', 'ahead'), period: f.period('a') }
    const field = fields[form as keyof typeof fields]
    expect(field.read(value, { values: valueContext(now) })).toMatchObject({ ok: true })
  })
  test.each([true, false])('first steps (privately %s) are commands without fault', (privately) => {
    for (const { text } of firstSteps('团讯', privately)) {
      const message = { text, private: privately }
      expect(understand(message, { registry: parts.registry, botNames: ['团讯'], fields: { values: valueContext(now) } }), text).toMatchObject({ kind: 'command', problems: [], missing: [] })
    }
  })
})

describe('completion', () => {
  const offered = (text: string) => {
    const offer = offerFor(text, text.length, world)
    return offer?.kind === 'command' ? offer.items.map(({ name }) => name) : offer?.items.map(({ name }) => `@${name}`)
  }
  test.each([
    ['/活', '活动'], ['／活', '活动'], ['/hd', '活动'], ['/HUO', '活动'], ['/huodong', '活动'], ['/rw', '任务'], ['/task', '任务'], ['/zhoub', '周报'], ['、任务', '任务'], ['/ 任', '任务'],
  ])('%s offers %s first', (text, name) => expect(offered(text)?.[0]).toBe(name))
  test('everything after the bare slash, what is done every week first', () => {
    expect(offered('/')).toHaveLength(commands.length)
    expect(offered('/')?.[0]).toBe('活动')
  })
  test('second words, also behind another name', () => {
    expect(offered('/简报 ')).toEqual(expect.arrayContaining(['简报 预览', '简报 签发']))
    expect(offered('/jb 预')).toEqual(['简报 预览'])
    expect(offered('/活动 已')).toEqual(['活动 已办'])
  })
  test('knows when a name is whole', () => {
    const exact = (text: string) => {
      const offer = offerFor(text, text.length, world)
      return offer?.kind === 'command' ? offer.exact?.name : undefined
    }
    expect([exact('/帮助'), exact('/BZ'), exact('/帮'), exact('/')]).toEqual(['帮助', '帮助', undefined, undefined])
  })
  test.each(['/活动 青年联谊会', '活动', '1/2', '/不存在的', 'a@', '你好', '', '/活动\n主题:x', '//'])('nothing for %j', (text) => {
    if (text === 'a@') expect(offered(text)).toContain('@团讯')
    else expect(offered(text)).toBeUndefined()
  })
  test('people behind an @, where the caret stands', () => {
    expect(offered('请@')).toEqual(['@团讯', '@王敏', '@陈磊'])
    expect(offered('请＠王')).toEqual(['@王敏'])
    expect(offered('@中河')).toEqual(['@王敏', '@陈磊'])
    expect(offered('@王敏 好')).toBeUndefined()
    expect(offerFor('请@陈 看', 3, world)).toMatchObject({ kind: 'mention', start: 1 })
  })
})
