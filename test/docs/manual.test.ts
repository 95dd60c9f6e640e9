import { beforeAll, describe, expect, it } from 'vitest'
import { usualQuiet } from '../../src/domain/slots.ts'
import { manual } from '../../src/grammar/docs.ts'
import { byArea } from '../../src/grammar/help.ts'
import { loadCommands, type Registry } from '../../src/grammar/registry.ts'
import { mostMentions } from '../../src/work/reminders/mention.ts'

let registry: Registry
let text: string
beforeAll(async () => {
  registry = await loadCommands(new URL('../../commands/', import.meta.url))
  text = manual(registry.all)
})

/** Names of an area's commands in the order of the manual and of /帮助. */
const order = (title: string) => byArea(registry.all).find((chapter) => chapter.title === title)?.commands.map(({ name }) => name) ?? []

describe('the order of commands', () => {
  it('begins with what the area is named after', () => {
    expect(order('任务')[0]).toBe('任务')
    expect(order('通知')[0]).toBe('通知')
    expect(order('周报与简报').slice(0, 2)).toEqual(['周报', '简报'])
  })

  it('keeps two-word names behind their first word', () => {
    for (const { commands } of byArea(registry.all)) {
      for (const { name } of commands.filter((command) => command.name.includes(' '))) {
        const names = commands.map((command) => command.name)
        const between = names.slice(names.indexOf(name.split(' ')[0] ?? ''), names.indexOf(name))
        expect(between.length, name).toBeGreaterThan(0)
        for (const other of between) expect(other.split(' ')[0]).toBe(name.split(' ')[0])
      }
    }
  })

  it('puts what everybody may use before what takes a role', () => {
    const people = order('人员与设置')
    expect(people[0]).toBe('我是')
    expect(people.indexOf('请假')).toBeLessThan(people.indexOf('授权'))
  })

  it('loses none and shows none twice', () => {
    const shown = byArea(registry.all).flatMap(({ commands }) => commands.map(({ name }) => name))
    expect(shown.toSorted()).toEqual(registry.all.map(({ name }) => name).toSorted())
  })
})

describe('the manual', () => {
  it('numbers its chapters without a gap', () => {
    const numbers = [...text.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number))
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  })

  it('says when the bot is quiet and how often it mentions, as the rules have it', () => {
    const numerals = ['', '一', '二', '三', '四', '五']
    expect(text).toContain(`晚上 ${usualQuiet.from} 到早上 ${usualQuiet.to.replace(/^0/, '')}`)
    expect(text).toContain(`一个工作日最多被 @ ${numerals[mostMentions.aDay]}次，一周最多${numerals[mostMentions.aWeek]}次`)
  })

  it('names only commands that there are', () => {
    // Paths, dates and the like have a slash too: only words of Chinese behind one that stands alone.
    for (const [, word = ''] of text.matchAll(/(?<![\w\p{Script=Han}/])\/(\p{Script=Han}{2,})/gu)) expect(registry.root(word) ?? registry.byName(word), word).toBeDefined()
  })
})
