/** Posts each unit's bulletin at its groups' weekly moment (S6). */
import { defineJob, type JobAsk } from '../src/bot/job.ts'
import { issuers, lastCutOff, nextCutOff, type Issuer } from '../src/bulletin/cutOff.ts'
import type { Decision } from '../src/domain/notice.ts'
import { bulletin, bulletinSetting } from '../src/domain/records/bulletin.ts'
import { draft, numbered } from '../src/work/issues/issue.ts'
import { forRelease, overdueForLeaders, posts } from '../src/work/issues/say.ts'
import { sources } from '../src/work/matters/index.ts'

const nothing: Decision = { changes: [], notices: [] }

async function postOne({ unit, groups, moment }: Issuer, to: number, { view, since, now, calendar }: JobAsk): Promise<Decision> {
  const [latest] = await view.list(bulletin, 'unit', unit, { reverse: true, limit: 1 })
  if (latest !== undefined && latest.data.to >= to) return nothing
  const held = (await view.get(bulletinSetting, unit))?.data.release === true
  // Up to `since` every cut-off was seen to.
  const previous = lastCutOff(Math.min(since, to - 1), moment, calendar)
  const drafted = await draft({ view, calendar, sources, unit, to, previous, now, groups, held })
  if (drafted === undefined) return nothing
  const { directory } = view
  const { change, data } = numbered(directory, unit, drafted.data, now)
  return {
    changes: [change],
    notices: [
      ...(held ? forRelease(directory, unit, change.ref, data) : posts(directory, change.ref, data)),
      ...overdueForLeaders(directory, unit, change.ref, data, drafted.material.overdue),
    ],
  }
}

export default defineJob({
  name: 'postBulletin',
  summary: '到时间编发各单位的简报',
  pattern: '* * * * *',
  async next(after, view, calendar) {
    const times = issuers(view.directory).map(({ moment }) => nextCutOff(after, moment, calendar))
    return times.length === 0 ? undefined : Math.min(...times)
  },
  /** After a stop the last cut-off alone counts: it covers everything since the last issue. */
  async steps({ view, since, now, calendar }) {
    return issuers(view.directory)
      .map((issuer) => ({ issuer, to: lastCutOff(now, issuer.moment, calendar) }))
      .filter(({ to }) => to > since)
      .map(({ issuer, to }) => ({ key: `bulletin|${issuer.unit}|${to}`, decide: (ask) => postOne(issuer, to, ask) }))
  },
})
