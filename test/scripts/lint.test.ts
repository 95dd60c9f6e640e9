import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ARROWS, folderOf, layerRules } from './layers.ts'

const tree = resolve(import.meta.dirname, '../..')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuanxun-lint-'))
  cpSync(join(tree, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (path: string, body: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), body)
}

/** What the linter says about the folder: `path rule`, sorted. */
const complaints = (): string[] => {
  const { stdout } = spawnSync(process.execPath, [join(tree, 'node_modules/.bin/oxlint'), '--format=json'], { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] }
  return diagnostics.map(({ filename, code }) => `${filename} ${/\((?:.*\/)?([a-z-]+)\)/.exec(code)?.[1] ?? code}`).toSorted()
}

/** Long lists on one line each, so that the file stays readable. */
const spelled = (config: object) =>
  `${JSON.stringify(config, null, 2).replace(/\[\s+("[^[\]{}]*?")\s+\]/g, (_whole, list: string) => `[${list.replace(/\s*\n\s*/g, ' ')}]`)}\n`

test('.oxlintrc.json holds the rules of test/scripts/layers.ts (after a new folder or arrow: npx vitest run test/scripts/lint.test.ts -u)', async () => {
  const config = JSON.parse(readFileSync(join(tree, '.oxlintrc.json'), 'utf8')) as { overrides: { rules: object }[] }
  const others = config.overrides.filter(({ rules }) => !('no-restricted-imports' in rules))
  await expect(spelled({ ...config, overrides: [...layerRules(), ...others] })).toMatchFileSnapshot(join(tree, '.oxlintrc.json'))
})

describe('layers', () => {
  test('every arrow that is not drawn is refused, and every one that is drawn is not', () => {
    const targets = [...new Set([...Object.keys(ARROWS), ...Object.values(ARROWS).flat(), 'cli', 'main.ts', 'run.ts', 'config.ts'])]
    const refused: string[] = []
    for (const [layer, arrows] of Object.entries(ARROWS)) {
      for (const target of targets.filter((name) => name.split('/')[0] !== layer)) {
        const [path, file] = [`${folderOf(layer)}/deep/${target.replaceAll('/', '-')}.ts`, target.endsWith('.ts') ? `src/${target}` : `${folderOf(target)}/deep/x.ts`]
        write(path, `export type { X } from '${relative(dirname(path), file)}';\n`)
        if (!arrows.includes(target) && !arrows.includes(target.split('/')[0] ?? '')) refused.push(`${path} no-restricted-imports`)
      }
    }
    expect(complaints()).toEqual(refused.toSorted())
  })

  test('run.ts and src/cli import everything, and a layer its own files', () => {
    for (const path of ['src/run.ts', 'src/cli/docs.ts']) {
      write(path, `export * from '${relative(dirname(path), 'src/bot/bot.ts')}';\nexport * from '${relative(dirname(path), 'src/config.ts')}';\n`)
    }
    write('src/domain/records/task.ts', "export * from '../time.ts';\nexport * from 'zod';\n")
    expect(complaints()).toEqual([])
  })
})

test('what the house forbids is refused, each by its rule; a long test is not', () => {
  const long = 'export const x = [\n'.concat('  1,\n'.repeat(300), '];\n')
  const files = {
    'src/any.ts': ['export const x = (y: any) => y;\n', 'no-explicit-any'],
    'src/long.ts': [long, 'max-lines'],
    'src/a.ts': ["import { a } from './a.ts';\nexport { a };\n", 'no-self-import|no-cycle'],
    'src/unused.ts': ['const x = 1;\n', 'no-unused-vars'],
    // Two that import each other.
    'src/one.ts': ["import { two } from './two.ts';\nexport const one = () => two;\n", 'no-cycle'],
    'src/two.ts': ["import { one } from './one.ts';\nexport const two = () => one;\n", 'no-cycle'],
    'test/long.test.ts': [long, undefined],
  } as const
  for (const [path, [body]] of Object.entries(files)) write(path, body)
  const said = complaints()
  for (const [path, [, rule]] of Object.entries(files)) {
    const mine = said.filter((line) => line.startsWith(`${path} `)).join('\n')
    if (rule === undefined) expect(mine).toBe('')
    else expect(mine).toMatch(new RegExp(`^${path} (${rule})`, 'm'))
  }
})
