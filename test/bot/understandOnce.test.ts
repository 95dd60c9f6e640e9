import { beforeAll, describe, expect, it } from 'vitest'
import { parseContextOf } from '../../src/bot/understanding.ts'
import { createUnderstandOnce } from '../../src/bot/understandOnce.ts'
import { buildDirectory } from '../../src/domain/buildDirectory.ts'
import type { Directory } from '../../src/domain/directory.ts'
import { loadParts, type Parts } from '../../src/parts.ts'
import { at } from '../support/bot.ts'

let parts: Parts
beforeAll(async () => {
  parts = await loadParts()
})

const settings = {
  name: '试点', office: '办公室', botNames: ['团讯'], weeklyReport: { due: { weekday: 5, time: '17:00' }, from: [] }, since: '2026-01-01', noon: '12:00',
  endOfWork: '17:30', ranking: false, series: {}, standards: 'default',
}
const directory = () => buildDirectory({ settings, units: [], people: [], groups: [] })
const said = { channel: 'simulator', id: 'm1', sender: 'wangmin', group: '中河', text: '/活动 读书会 明天14:00', at: at('2026-11-20 09:00') }
const contextBy = (by: Directory, when = said.at) =>
  parseContextOf({ chat: '', sender: undefined, group: undefined, unit: undefined }, { at: when }, { directory: by, calendar: parts.calendar, registry: parts.registry, open: () => false })

describe('a message that was heard in this process', () => {
  it('is not read again when it is handled, but once', () => {
    const [once, context] = [createUnderstandOnce(), contextBy(directory())]
    const read = once.hearing(said, context, false)
    expect(read).toMatchObject({ kind: 'command' })
    expect(once.handling({ ...said }, context, false)).toBe(read)
    const again = once.handling(said, context, false)
    expect(again).not.toBe(read)
    expect(again).toMatchObject({ kind: 'command' })
  })

  it.each([
    ['other words', { text: '/活动 读书会 后天14:00' }], ['another sender', { sender: 'lixin' }], ['another quote', { quote: '团讯：好' }], ['another time', { at: said.at + 1 }],
    ['in private', { group: undefined }], ['another id', { id: 'm2' }], ['another channel', { channel: 'wecom' }], ['said to the bot', { toBot: true }],
  ])('is read again with %s', (_, change) => {
    const [once, context] = [createUnderstandOnce(), contextBy(directory())]
    const read = once.hearing(said, context, false)
    expect(once.handling({ ...said, ...change }, context, false)).not.toBe(read)
  })

  it('is read again once the directory has changed or something was opened in the chat', () => {
    const [once, context] = [createUnderstandOnce(), contextBy(directory())]
    const read = once.hearing(said, context, false)
    expect(once.handling(said, contextBy(directory()), false)).not.toBe(read)
    const second = once.hearing(said, context, false)
    expect(once.handling(said, context, true)).not.toBe(second)
  })

  it('is forgotten when very many others were heard since', () => {
    const [once, context] = [createUnderstandOnce(), contextBy(directory())]
    const read = once.hearing(said, context, false)
    for (let i = 0; i < 500; i++) once.hearing({ ...said, id: `x${i}` }, context, false)
    expect(once.handling(said, context, false)).not.toBe(read)
  })
})
