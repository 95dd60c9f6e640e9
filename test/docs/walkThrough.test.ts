import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadParts } from '../../src/parts.ts'
import { readSetupFile } from '../../src/setup/file.ts'
import { formatTranscript } from '../../src/transcript/format.ts'
import { parseTranscript } from '../../src/transcript/parse.ts'
import { replay } from '../../src/transcript/replay.ts'
import { freshRedis } from '../support/redis.ts'
import { conversationsOn, read, root } from './pages.ts'

describe('the walk-through of the READMEs', () => {
  let printed: string
  beforeAll(async () => {
    const { redis, stop } = await freshRedis()
    const lines = parseTranscript(readFileSync(join(root, 'docs/first-week.txt'), 'utf8'), 'first-week.txt')
    const { messages, failures } = await replay(lines, { redis, parts: await loadParts(), setup: await readSetupFile(join(root, 'pilot.example.yaml')) })
    await stop()
    if (failures.length > 0) throw new Error(failures.map(({ error }) => error).join('\n'))
    printed = formatTranscript(messages)
  })

  it.each(['README.md', 'README.zh-CN.md'])('%s shows what the bot really says to docs/first-week.txt', (page) => {
    const shown = conversationsOn(read(page))
    expect(shown.length).toBeGreaterThan(5)
    // Where one is not found, the whole conversation is printed beside it.
    for (const conversation of shown) if (!printed.includes(conversation)) expect(printed).toBe(conversation)
  })
})
