import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { manual } from '../../src/grammar/docs.ts'
import { helpFor, helpIndex } from '../../src/grammar/help.ts'
import { loadCommands } from '../../src/grammar/registry.ts'
import { activity, samples } from './support.ts'

describe('the manual', () => {
  it('in docs/ is the one the declarations give (npm run docs writes it)', async () => {
    const { all } = await loadCommands(new URL('../../commands/', import.meta.url))
    expect(await readFile(new URL('../../docs/manual.zh-CN.md', import.meta.url), 'utf8')).toBe(manual(all))
  })

  it('has a section and a row of the table for every command', () => {
    const text = manual(samples)
    for (const { name, examples } of samples) {
      expect(text).toContain(`### /${name}\n`)
      expect(text).toContain(`| /${name} |`)
      for (const example of examples) expect(text).toContain(example)
    }
  })

  it('says what each field takes', () => {
    const text = manual([activity])
    expect(text).toContain('| 主题 | 是 | 文字 | 活动主题、标题 |')
    expect(text).toContain('| 类型 |  | 联谊、培训、志愿服务、其他 |  |')
    expect(text).toContain('| 摘要 |  | 可写多行（要写项目名） |  |')
    expect(text).toContain('谁可以用：本单位及上级的团干部，或本单位的联系人')
  })
})

describe('help', () => {
  it('on one command tells what to fill in and who may use it', () => {
    const text = helpFor(activity)
    expect(text).toContain('必填：主题、时间（如 11月20日14:00）')
    expect(text).toContain('可不填：地点、人数（一个数，如 35）、类型（联谊、培训、志愿服务、其他）')
    expect(text).toContain('谁可以用：')
    expect(text).toContain(activity.examples[0])
  })

  it('lists commands by area and warns of secrets', () => {
    expect(helpIndex([activity])).toMatch(/^活动：\/活动\n/)
    expect(helpIndex([activity])).not.toContain('查询')
    expect(helpIndex([activity])).toContain('涉密')
  })
})
