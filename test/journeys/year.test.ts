/**
 * A replay of many streets and weeks: the same bytes twice, a ledger in order, one chair at every moment, bulletins numbered without a gap.
 * The ordinary run takes a quarter of four streets; YEAR=1 a whole year of twenty-one, some minutes.
 */
import { describe, expect, it } from 'vitest'
import { bulletin } from '../../src/domain/records/bulletin.ts'
import { chairTerm } from '../../src/domain/records/chairTerm.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { addDays } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verify } from '../../src/ledger/verify.ts'
import { loadParts } from '../../src/parts.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { formatTranscript } from '../../src/transcript/format.ts'
import { replay } from '../../src/transcript/replay.ts'
import { freshRedis } from '../support/redis.ts'
import { makeYear, termWeeks } from '../support/year.ts'

const whole = process.env['YEAR'] === '1'
const plan = whole ? { cities: 3, streets: 7, weeks: 52 } : { cities: 1, streets: 4, weeks: 13 }

async function run() {
  const { setup: text, lines } = makeYear(plan)
  const setup = parseSetup(text, 'year.yaml')
  const { redis } = await freshRedis()
  const { messages, failures } = await replay(lines, { redis, parts: await loadParts(), setup })
  return { redis, failures, printed: formatTranscript(messages), ledger: openLedger(redis, { workspace: setup.workspace, kinds }), setup }
}

describe(`${plan.weeks} weeks of ${plan.cities * plan.streets} streets`, () => {
  it('are the same twice, and leave the ledger in order', { timeout: 900_000 }, async () => {
    const [first, second] = [await run(), await run()]
    expect(first.failures).toEqual([])
    expect(second.printed === first.printed).toBe(true)
    expect((await verify(first.redis, { workspace: first.setup.workspace, kinds, anchors: [] })).faults).toEqual([])

    const view = await first.ledger.view()
    expect(first.printed).not.toMatch(/没有办成|没有权限|没看懂|没有找到|不能|最长/)
    for (const { path } of view.directory.units.filter(({ kind }) => kind === '街道')) {
      const terms = (await view.list(chairTerm, 'within', path)).map(({ data }) => data)
      expect(terms).toHaveLength(Math.ceil(plan.weeks / termWeeks))
      terms.reduce((before, term) => {
        expect(term.from).toBe(addDays(before.to, 1))
        return term
      })
      const issues = (await view.list(bulletin, 'unit', path)).map(({ data }) => [data.year, Number(data.issue), Number(data.total)] as const)
      expect(issues.length).toBeGreaterThan(plan.weeks / 2)
      expect(issues.map(([, , total]) => total)).toEqual(issues.map((_, i) => i + 1))
      for (const year of new Set(issues.map(([y]) => y))) {
        const ofYear = issues.filter(([y]) => y === year).map(([, issue]) => issue)
        expect(ofYear).toEqual(ofYear.map((_, i) => i + 1))
      }
    }
  })
})
