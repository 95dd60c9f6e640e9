/** Every regular expression of the product, put to what makes one go back and forth without end. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { valueContext } from '../../src/grammar/values/index.ts'
import { loadParts } from '../../src/parts.ts'
import { directoryOf } from '../domain/sample.ts'
import { costsAtMost } from '../support/effort.ts'

const root = new URL('../../', import.meta.url).pathname

/** A literal as it stands in the source, after a sign behind which no division can stand. */
const literal = /(?<=[=(,:[!&|?{};\n>]\s*)\/(?![*/ ])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g

function literalsIn(source: string): RegExp[] {
  return [...source.matchAll(literal)].flatMap(([, body = '', flags = '']) => {
    try {
      return [new RegExp(body, flags.replace(/[gy]/g, ''))]
    } catch {
      return []
    }
  })
}

const files = ['src', 'commands', 'jobs'].flatMap((folder) => readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)).filter((file) => /\.tsx?$/.test(file))

/** What a pattern speaks of: its own words and signs, one or two of each repeated, and what usually repeats. */
function pieces(source: string): string[] {
  const words = source.match(/\p{Script=Han}{1,4}|[a-z]{2,}|\d+/giu) ?? []
  const signs = source.match(/[-:/.,、。~@#+()[\]【】「」“”"' =_;]/gu) ?? []
  return [...new Set(['a', '1', ' ', '\n', '甲', '-', '/', '|', '\t', '11月', '「', '@甲 ', ...words.slice(0, 8), ...signs.slice(0, 6)])]
}

/** Whether a pattern reads a piece so many signs long in good time, with an end at which nothing fits as well. */
function isQuick(pattern: RegExp, piece: string): boolean {
  const body = piece.repeat(Math.ceil(1000 / piece.length))
  // What is quadratic costs a quarter of a unit, what is cubic eighty units, ten with a piece of two signs.
  return [body, `${body}\u0001`, `\u0001${body}`].every((text) => costsAtMost(4, () => pattern.test(text)))
}

function slow(pattern: RegExp): string[] {
  const found = pieces(pattern.source)
  const pairs = found.slice(0, 5).flatMap((one, i) => (found[i + 1] === undefined ? [] : [`${one}${found[i + 1]}`]))
  return [...found, ...pairs].flatMap((piece) => (isQuick(pattern, piece) ? [] : [`${String(pattern)} ${JSON.stringify(piece)}`]))
}

describe('every pattern in the source', () => {
  test.each(['src/grammar', 'src/domain', 'src/bot', 'src/work', 'src/channels', 'src/web', 'src/setup', 'src/transcript', 'commands', 'jobs'])('%s', (folder) => {
    const patterns = files.filter((file) => file.startsWith(`${folder}/`)).flatMap((file) => literalsIn(readFileSync(root + file, 'utf8')))
    expect(patterns.flatMap((pattern) => slow(pattern))).toEqual([])
  })
  it('is found', () => {
    const all = files.flatMap((file) => literalsIn(readFileSync(root + file, 'utf8')))
    expect(all.length).toBeGreaterThan(150)
    expect(literalsIn('const x = /a+b/u\ny.replace(/[/]c/g, z)').map(String)).toEqual(['/a+b/u', '/[/]c/'])
  })
})

test('every plain question, those put together from parts included', async () => {
  const { registry } = await loadParts()
  expect(registry.all.flatMap(({ questions = [] }) => questions.flatMap(({ pattern }) => slow(pattern)))).toEqual([])
})

test('a pattern that goes back and forth is found', () => {
  expect(isQuick(/^a*a*a*b/, 'a')).toBe(false)
  expect(isQuick(/^(?:甲乙)*(?:甲乙)*(?:甲乙)*丙/, '甲乙')).toBe(false)
  expect(isQuick(/^(?:a|b)+c/, 'a')).toBe(true)
})

/** What the longest message that is carried out may be full of. */
const fillings = ['\n', ' \n', '【活动】\n', '「', '《', '（', '下周三 ', '@王敏 ', '1. ']

test.each(['/活动 主题:', '/任务 标题:名册 截止:11月30日 对象:', '/授权 ', '/周报 进展情况:', '/查 '])('the longest message, %s and one thing over and over', async (head) => {
  const { registry } = await loadParts()
  const directory = directoryOf()
  const context = { registry, botNames: ['团讯'], fields: { values: valueContext(0), directory } }
  const slowOnes = fillings.filter((piece) => !costsAtMost(15, () => understand({ text: `${head}${piece.repeat(9900 / piece.length)}x`, private: true }, context)))
  expect(slowOnes).toEqual([])
})

test('thanks without end behind a command do not hang the bot', async () => {
  const { registry } = await loadParts()
  const context = { registry, botNames: ['团讯'], fields: { values: valueContext(0) } }
  expect(costsAtMost(50, () => understand({ text: `/收到 ${'辛苦了'.repeat(60)}吧`, toBot: true }, context))).toBe(true)
})
