/** The small pilot without weekly reports and bulletins: the clock speaks of nothing but what a test is about. */
import { smallPilot, startBot, type TestBot } from './bot.ts'

export const quietPilot = smallPilot.replace('from: [市]', 'from: []').replace('bulletin: 周一 10:00', 'bulletin: off')

export const startQuietBot = (now: string): Promise<TestBot> => startBot({ now, setup: quietPilot })
