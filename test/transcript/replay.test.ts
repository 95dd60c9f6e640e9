import { describe, expect, it } from 'vitest'
import { day, instant } from '../../src/domain/time.ts'
import { loadParts } from '../../src/parts.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { formatTranscript, mergeTranscripts } from '../../src/transcript/format.ts'
import { parseTranscript } from '../../src/transcript/parse.ts'
import { replay } from '../../src/transcript/replay.ts'
import { smallPilot } from '../support/bot.ts'
import { freshRedis } from '../support/redis.ts'

const parts = await loadParts()
const group = '中河街道工作群'
const heading = (chat: string) => `消息对象:${chat}\n`
const said = (when: string, who: string, text: string) => `\n2026-11-${when} ${who}\n${text}\n`

async function run(text: string, setup: string | undefined = smallPilot) {
  const { redis } = await freshRedis()
  const lines = mergeTranscripts(text.split('---\n').map((part) => parseTranscript(part)))
  const { messages, failures } = await replay(lines, { redis, parts, setup: setup === undefined ? undefined : parseSetup(setup, 'p.yaml') })
  expect(failures).toEqual([])
  return messages
}
const activity = heading(group) + said('16 09:00:00', '王敏(wangmin)', '/活动 主题:青年联谊会 时间:11月20日14:00 地点:街道青年中心')

describe('replay', () => {
  it('prints what people said with the bot\'s answers in their places, under the bot\'s first name', async () => {
    const messages = await run(activity + said('16 09:00:30', '陈磊(chenlei)', '收到，谢谢'))
    expect(messages.map(({ name, id, chat }) => [name, id, chat])).toEqual([
      ['王敏', 'wangmin', group], ['团讯', 'bot', group], ['陈磊', 'chenlei', group],
    ])
    expect(messages[1]).toMatchObject({ at: instant('2026-11-16', '09:00'), text: expect.stringContaining('活动-2026-001') })
  })

  it('leaves the bot\'s messages of the input out, so that its own output replays to itself', async () => {
    const once = formatTranscript(await run(activity + said('24 18:00:00', '时钟(clock)', '到此')))
    expect(once).toContain('团讯(bot)')
    expect(formatTranscript(await run(once))).toBe(once)
  })

  it('runs the clock through everything due, at its own moment, on to the last clock line', async () => {
    const messages = await run(activity + said('24 18:00:00', '时钟(clock)', '到此'))
    const bulletin = messages.find(({ text, chat }) => chat === '全省试点工作群' && text.includes('（总第'))
    expect(bulletin?.at).toBe(instant('2026-11-16', '10:00'))
    expect(messages.map(({ at }) => at)).toEqual(messages.map(({ at }) => at).sort((a, b) => a - b))
    expect(messages.at(-1)).toEqual({ at: instant('2026-11-24', '18:00'), chat: group, name: '时钟', id: 'clock', text: '到此' })
    expect((await run(activity)).some(({ at }) => at > instant('2026-11-16') + day)).toBe(false)
  })

  it('feeds several transcripts in time order', async () => {
    const other = heading('全省试点工作群') + said('16 08:59:00', '李欣(lixin)', '/帮助') + said('16 09:01:00', '李欣(lixin)', '/帮助')
    const people = (await run(`${activity}---\n${other}`)).filter(({ id }) => id !== 'bot')
    expect(people.map(({ id }) => id)).toEqual(['lixin', 'wangmin', 'lixin'])
  })

  it('knows a private chat by name and id, also one that the bot opens', async () => {
    const messages = await run(heading('王敏(wangmin)') + said('16 09:00:00', '王敏(wangmin)', '没有这个指令吗'))
    expect(new Set(messages.map(({ chat }) => chat))).toEqual(new Set(['王敏(wangmin)']))
    const overdue = await run(heading(group) + said('16 09:00:00', '王敏(wangmin)', '早') + said('30 18:00:00', '时钟(clock)', '到此'))
    expect(overdue.map(({ chat }) => chat)).toContain('冯导(fengdao)')
  })

  it('a group whose name ends in brackets is a group when the setup knows it', async () => {
    const named = '工作群(2026)'
    const setup = smallPilot.replaceAll('name: 中河街道工作群', `name: ${named}`)
    const messages = await run(activity.replace(group, named), setup)
    expect(messages.map(({ chat }) => chat)).toEqual([named, named])
  })

  it('without a setup knows nobody; chat that is not for the bot stays unanswered', async () => {
    const { redis } = await freshRedis()
    const lines = parseTranscript(activity + said('16 09:01:00', '王敏(wangmin)', '大家早上好'))
    const { messages } = await replay(lines, { redis, parts })
    expect(messages.map(({ id }) => id)).toEqual(['wangmin', 'bot', 'wangmin'])
    expect(messages[1]?.text).not.toContain('活动-2026-001')
  })

  it('of nothing is nothing', async () => expect(await run('')).toEqual([]))
})
