import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import about from '../../package.json' with { type: 'json' }
import { programNames } from '../../scripts/lib/programs.mjs'
import { environment } from '../../src/config.ts'
import { anchorsOn, conversationsOn, filesOn, linksOn, pages, read, root } from './pages.ts'

const written = pages.filter((page) => page !== 'docs/manual.zh-CN.md')
const readmes = ['README.md', 'README.zh-CN.md']

describe('every page', () => {
  it('is one of those that a newcomer is promised', () => {
    expect(pages).toEqual([
      'CONTRIBUTING.md', 'README.md', 'README.zh-CN.md', 'SECURITY.md', 'docs/add-a-command.md', 'docs/architecture.md', 'docs/channels.zh-CN.md', 'docs/deployment.md', 'docs/manual.zh-CN.md', 'docs/operations.md', 'docs/performance.md',
    ])
  })

  it.each(pages)('%s links to files and headings that are there', (page) => {
    for (const link of linksOn(read(page))) {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? page : join(dirname(page), file)
      expect(existsSync(join(root, target)), `${page}: ${link}`).toBe(true)
      if (anchor !== undefined) expect(anchorsOn(read(target)), `${page}: ${link}`).toContain(anchor)
    }
  })

  it.each(written)('%s names only npm scripts that exist', (page) => {
    for (const [, name = ''] of read(page).matchAll(/npm run (?:--silent )?([a-z-]+)/g)) expect(Object.keys(about.scripts), `${page}: ${name}`).toContain(name)
  })

  it.each(written)('%s names only files of this project', (page) => {
    const shown = [...filesOn(read(page)).keys()]
    for (const [, path = ''] of read(page).matchAll(/`((?:src|commands|jobs|test|scripts|docs)\/[\w./-]+)`/g)) {
      const there = existsSync(join(root, path.replace(/NAME\.ts$/, ''))) || shown.some((file) => file.startsWith(path))
      expect(there, `${page}: ${path}`).toBe(true)
    }
  })
})

describe.each(readmes)('%s', (page) => {
  const text = read(page)

  it('explains every variable of the configuration, and no other', () => {
    const rows = text.split('\n').filter((line) => /^\| `[A-Z]/.test(line))
    const explained = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name))
    expect(explained.sort()).toEqual(Object.keys(environment.shape).sort())
    for (const [, name = ''] of text.matchAll(/\b([A-Z]+(?:_[A-Z]+)+|PORT|HOST|SETUP|ROLE|ADMIN|TRYOUT|WORKSPACE)\b(?!\.md)/g)) expect(explained, name).toContain(name)
  })

  it('names the defaults that the program has', () => {
    const defaults = environment.parse({ REDIS_URL: 'redis://127.0.0.1' })
    for (const name of ['PORT', 'HOST', 'DATA_DIR', 'ROLE', 'LOG_LEVEL', 'TRYOUT', 'FAILED_KEEP_DAYS'] as const) {
      expect(text).toContain(`| \`${name}\` | \`${defaults[name]}\` |`)
    }
  })

  it('names the test command that the checks of the project run', () => {
    expect(text).toContain('```sh\nnpm test\n```')
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toMatch(/\bnpm test\b/)
  })

  it('names every program that npm run offers', () => {
    for (const name of programNames.filter((one) => one !== 'test')) expect(text).toMatch(new RegExp(`npm run (--silent )?${name}\\b`))
  })
})

it('both READMEs show the same conversations', () => {
  const [english = '', chinese = ''] = readmes.map(read)
  expect(conversationsOn(chinese)).toEqual(conversationsOn(english))
})
