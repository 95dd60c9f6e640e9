import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { smallPilot } from '../support/bot.ts'
import { findJourneys, runJourney } from '../support/journey.ts'

const human = '消息对象:中河街道工作群\n\n2026-11-16 09:00:00 王敏(wangmin)\n/活动 青年联谊会 11月20日14:00\n'

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'small'))
  writeFileSync(join(folder, 'small', 'pilot.yaml'), smallPilot)
  writeFileSync(join(folder, 'small', 'day.txt'), text)
  return folder
}
const only = (folder: string) => {
  const [journey, ...more] = findJourneys(folder)
  if (!journey || more.length > 0) throw new Error('expected one journey')
  return journey
}

describe('the runner of journeys', () => {
  it('finds transcripts beside the setup of their folder', () => {
    const folder = folderWith(human)
    expect(findJourneys(folder)).toEqual([{ name: 'small/day', file: join(folder, 'small', 'day.txt'), setup: join(folder, 'small', 'pilot.yaml') }])
  })

  it('tells a conversation that lacks the bot\'s words, or has others', async () => {
    const { printed, expected } = await runJourney(only(folderWith(human)), false)
    expect(expected).toBe(human)
    expect(printed).toContain('团讯(bot)\n已记录 活动-2026-001')
    const other = await runJourney(only(folderWith(printed.replace('已记录', '记录了'))), false)
    expect(other.printed).not.toBe(other.expected)
    const same = await runJourney(only(folderWith(printed)), false)
    expect(same.printed).toBe(same.expected)
  })

  it('writes the conversation into the file when asked to', async () => {
    const journey = only(folderWith(human))
    const { printed, expected } = await runJourney(journey, true)
    expect(expected).toBe(printed)
    expect(readFileSync(journey.file, 'utf8')).toBe(printed)
  })
})
