import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Config } from '../src/config.ts'
import { kinds } from '../src/domain/records/index.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import { knownWorkspace, openWorkspace, rememberWorkspace } from '../src/start.ts'
import { at } from './support/bot.ts'
import { quietPilot } from './support/quiet.ts'
import { freshRedis } from './support/redis.ts'

async function scene() {
  const { redis } = await freshRedis()
  const folder = await mkdtemp(join(tmpdir(), 'start-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'pilot.yaml')
  const said: string[] = []
  const begin = (config: Partial<Config>) =>
    openWorkspace({ redis, config: { tryout: false, ...config } as Config, open: (workspace) => openLedger(redis, { workspace, kinds }), now: () => at('2026-11-16 09:00'), say: (line) => void said.push(line) })
  return { redis, file, said, begin, write: (text: string) => writeFileSync(file, text) }
}

describe('opening the workspace', () => {
  it('loads the file named, once, and again only when it has changed', async () => {
    const { begin, write, file, said } = await scene()
    write(quietPilot)
    expect((await begin({ setup: file })).workspace).toBe('test-pilot')
    await begin({ setup: file })
    expect(said).toEqual([expect.stringMatching(/^已载入pilot.yaml：新增\d+项，更新0项$/)])
    write(quietPilot.replace('name: 周领', 'name: 周玲'))
    const { ledger } = await begin({ setup: file })
    expect(said[1]).toBe('已载入pilot.yaml：新增0项，更新1项')
    expect((await ledger.view()).directory.findPeople('周玲')).toHaveLength(1)
  })

  it('loads the sample only to try out, and only into an empty Redis', async () => {
    const { begin, said, redis } = await scene()
    expect((await begin({ tryout: true })).workspace).toBe('zhejiang-2026')
    expect(said).toEqual([expect.stringContaining('已载入示例试点')])
    expect((await begin({ tryout: true })).workspace).toBe('zhejiang-2026')
    expect(said).toHaveLength(1)
    expect(await knownWorkspace(redis, undefined)).toBe('zhejiang-2026')
  })

  it('begins empty where there is nothing to load, and takes the one workspace there is', async () => {
    const { begin, said, redis } = await scene()
    const { workspace, ledger } = await begin({})
    expect([workspace, said, (await ledger.view()).directory.people]).toEqual(['tuanxun', [], []])
    expect((await begin({})).workspace).toBe('tuanxun')
    await rememberWorkspace(redis, 'second')
    expect(await knownWorkspace(redis, undefined)).toBeUndefined()
    expect((await begin({ workspace: 'second' })).workspace).toBe('second')
  })

  it('refuses a file with mistakes and loads nothing of it', async () => {
    const { begin, write, file, said } = await scene()
    write(quietPilot.replace('kind: 街道', 'kind: 街区'))
    await expect(begin({ setup: file })).rejects.toThrow('街区')
    expect(said).toEqual([])
  })
})
