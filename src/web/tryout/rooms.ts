/** Which workspace a request of the try-out page is about. */
import type { Context } from 'koa'
import type { Channel } from '../../channels/channel.ts'
import type { ChatLog } from '../../channels/simulator/log.ts'
import type { Simulator } from '../../channels/simulator/simulator.ts'
import type { Ledger } from '../../ledger/types.ts'

/** One workspace's simulated messenger. */
export interface Room {
  workspace: string
  ledger: Ledger
  channels: readonly Channel[]
  simulator: Simulator
  chatLog: ChatLog
}

/** The room that `?workspace=` names, the first when none is named. Answers 404 when there is no such room. */
export function roomOf(ctx: Context, rooms: readonly Room[]): Room {
  const { workspace } = ctx.query
  const room = workspace === undefined || workspace === '' ? rooms[0] : rooms.find((one) => one.workspace === workspace)
  if (!room) ctx.throw(404)
  return room
}
