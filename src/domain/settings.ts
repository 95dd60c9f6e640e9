/** How a workspace works where nothing else was set. */
import type { WorkspaceData } from './records/directory.ts'
import type { Day } from './time.ts'

/** What the bot is called where nothing else was set. */
const usualName = '团讯'

/** What the bot calls itself: the first of its names. */
export const botNameOf = ({ botNames: [first = usualName] }: Pick<WorkspaceData, 'botNames'>): string => first

/** Which units owe a weekly report, and until when. */
export const usualReport: WorkspaceData['weeklyReport'] = { due: { weekday: 5, time: '17:00' }, from: ['市'] }

/** `since`: the day from which reports are owed. */
export const defaultSettings = ({ name, office, since }: { name: string; office: string; since: Day }): WorkspaceData => ({
  name, office, botNames: [usualName],
  weeklyReport: usualReport,
  since, noon: '12:00', endOfWork: '17:30', ranking: false, series: {}, standards: 'default',
})
