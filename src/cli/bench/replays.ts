/** Replays of made-up pilots of 21 streets: a quarter, and a whole year. */
import { makeYear, type YearPlan } from '../../../test/support/year.ts'
import { parseSetup } from '../../setup/yaml.ts'
import { replay } from '../../transcript/replay.ts'
import { clock, type Figure } from './figure.ts'

const replayed = (name: string, plan: YearPlan): Figure => ({
  names: [name],
  async measure({ redis, parts }) {
    const { setup, lines } = makeYear(plan)
    const begun = clock()
    const { failures } = await replay(lines, { redis, parts, setup: parseSetup(setup, 'year.yaml') })
    if (failures.length > 0) throw new Error(failures.map(({ id, error }) => `${id} ${error}`).join('\n'))
    const seconds = (clock() - begun) / 1000
    await redis.flushdb()
    return { [name]: seconds.toFixed(1) }
  },
})

export const quarter = replayed('replay_quarter_s', { cities: 3, streets: 7, weeks: 13 })
export const year = replayed('replay_year_s', { cities: 3, streets: 7, weeks: 52 })
