/** The real product as a process, with the made-up platform's channel and time. LOOP_… are its own settings. Runs once it is told to, having loaded everything. */
import { once } from 'node:events'
import { run } from '../../src/run.ts'
import { createLoopChannel } from './channel.ts'
import { mondayTime, type Mondays } from './mondays.ts'

const { LOOP_PLATFORM = '', LOOP_PORT, LOOP_MONDAYS = '' } = process.env
const mondays = JSON.parse(LOOP_MONDAYS) as Mondays
const now = () => mondayTime(mondays, Date.now())

await once(process, 'message')
run({ now, channels: [createLoopChannel({ platform: LOOP_PLATFORM, port: LOOP_PORT ? Number(LOOP_PORT) : undefined, now })], look: 1000 }).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
