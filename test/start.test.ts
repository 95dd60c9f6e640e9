import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Config } from '../src/config.ts'
import { kinds } from '../src/domain/records/index.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import { knownWorkspace, openWorkspaces, rememberWorkspace } from '../src/start.ts'
import { at } from './support/bot.ts'
import { quietPilot } from './support/quiet.ts'
import { freshRedis } from './support/redis.ts'

async function scene() {
  const { redis } = await freshRedis()
  const folder = await mkdtemp(join(tmpdir(), 'start-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'pilot.yaml')
  const said: string[] = []
  const beginAll = (config: Partial<Config>) =>
    openWorkspaces({ redis, config: { tryout: false, setups: [], workspaces: [], ...config }, open: (workspace) => openLedger(redis, { workspace, kinds }), now: () => at('2026-11-16 09:00'), say: (line) => void said.push(line) })
  const begin = async (config: Partial<Config>) => (await beginAll(config))[0]
  const served = async (config: Partial<Config>) => (await beginAll(config)).map(({ workspace }) => workspace)
  return { redis, folder, file, said, begin, served, write: (text: string) => writeFileSync(file, text) }
}

describe('opening the workspace', () => {
  it('loads the file named, once, and again only when it has changed', async () => {
    const { begin, write, file, said } = await scene()
    write(quietPilot)
    expect((await begin({ setups: [file] })).workspace).toBe('test-pilot')
    await begin({ setups: [file] })
    expect(said).toEqual([expect.stringMatching(/^已载入pilot.yaml：新增\d+项，更新0项$/)])
    write(quietPilot.replace('name: 周领', 'name: 周玲'))
    const { ledger } = await begin({ setups: [file] })
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
    for (const name of ['second', 'third']) await rememberWorkspace(redis, name)
    expect(await knownWorkspace(redis, undefined)).toBeUndefined()
    expect((await begin({ workspaces: ['second'] })).workspace).toBe('second')
  })

  it('leaves out the empty one that a start before any setup has made, once another is set up', async () => {
    const { served, write, file } = await scene()
    expect(await served({})).toEqual(['tuanxun'])
    write(quietPilot)
    await served({ setups: [file] })
    expect(await served({})).toEqual(['test-pilot'])
  })

  it('refuses a file with mistakes and loads nothing of it', async () => {
    const { begin, write, file, said } = await scene()
    write(quietPilot.replace('kind: 街道', 'kind: 街区'))
    await expect(begin({ setups: [file] })).rejects.toThrow('街区')
    expect(said).toEqual([])
  })

  it('serves the workspaces that are named, in their order, those of the files behind them', async () => {
    const { served, write, file, folder, said } = await scene()
    write(quietPilot)
    const other = join(folder, 'other.yaml')
    writeFileSync(other, quietPilot.replace('workspace: test-pilot', 'workspace: another'))
    expect(await served({ workspaces: ['third', 'another'], setups: [file, other] })).toEqual(['third', 'another', 'test-pilot'])
    expect(said).toEqual([expect.stringMatching(/^已载入other.yaml：/), expect.stringMatching(/^已载入pilot.yaml：/)])
    expect(await served({ setups: [other] })).toEqual(['another'])
    expect(await served({})).toEqual(['another', 'test-pilot', 'third'])
    expect(said).toHaveLength(2)
  })

  it('refuses two files for one workspace', async () => {
    const { begin, write, file, folder, redis } = await scene()
    write(quietPilot)
    writeFileSync(join(folder, 'other.yaml'), quietPilot)
    await expect(begin({ setups: [file, join(folder, 'other.yaml')] })).rejects.toThrow('other.yaml：和 pilot.yaml 都是试点 test-pilot')
    expect(await redis.dbsize()).toBe(0)
  })
})
