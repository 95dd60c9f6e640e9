/** The small pilot without weekly reports and bulletins: the clock speaks of nothing but what a test is about. */
import { smallPilot, startBot, type TestBot } from './bot.ts'

export const quietPilot = smallPilot.replace('from: [市]', 'from: []').replace('bulletin: 周一 10:00', 'bulletin: off')

/** `changes` replace pieces of the setup. */
export const startQuietBot = (now: string, changes: readonly (readonly [string, string])[] = []): Promise<TestBot> =>
  startBot({ now, setup: changes.reduce((setup, [piece, other]) => setup.replace(piece, other), quietPilot) })
