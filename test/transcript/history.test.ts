import { describe, expect, it } from 'vitest'
import { buildDirectory } from '../../src/domain/buildDirectory.ts'
import type { PersonData, WorkspaceData } from '../../src/domain/records/directory.ts'
import { messageIds, senderOf } from '../../src/transcript/history.ts'
import type { Line } from '../../src/transcript/transcript.ts'

const line = (more: Partial<Line>): Line => ({ at: 1, chat: '群', name: '王敏', id: '12345', text: '/活动', line: 1, ...more })

describe('messageIds', () => {
  const ids = messageIds([line({}), line({ line: 9 }), line({ at: 2 }), line({ id: '6' }), line({ text: '收到' }), line({ name: '另名' })], '群')

  it('follow from group, time, sender, text and how many such came before', () => {
    expect(new Set(ids)).toHaveLength(6)
    expect(messageIds([line({ line: 77 }), line({})], '群')).toEqual(ids.slice(0, 2))
    expect(messageIds([line({})], '别的群')).not.toEqual(ids.slice(0, 1))
  })
  it('do not depend on the display name, which people change', () => {
    expect(messageIds([line({ name: '甲' })], '群')).toEqual(ids.slice(0, 1))
  })
})

describe('senderOf', () => {
  const person = (id: string, name: string, more: Partial<PersonData> = {}) => ({
    kind: 'person', id, unit: '浙江省', version: 1, at: 0, by: 'setup', data: { name, unit: '浙江省', posts: [], ids: {}, ...more },
  })
  const people = [
    person('wangmin', '王敏'), person('lixin', '李欣', { ids: { qq: '777' } }), person('a', '张三'), person('b', '张三'), person('c', '赵六', { gone: true }),
  ]
  const directory = buildDirectory({ settings: {} as WorkspaceData, units: [], people, groups: [] })
  const found = (id: string, name: string) => senderOf(line({ id, name }), directory)?.id

  it.each([
    ['wangmin', '别名', 'wangmin'],
    ['777', '小李', 'lixin'],
    ['12345', '王敏', 'wangmin'],
    ['777', '王敏', 'lixin'],
  ])('%s %s is %s', (id, name, expected) => expect(found(id, name)).toBe(expected))
  it.each([
    ['999', '张三'], ['999', '王'], ['999', '中河王敏'], ['c', '赵六'], ['999', '赵六'], ['999', ''],
  ])('%s %s is nobody', (id, name) => expect(found(id, name)).toBeUndefined())
})
