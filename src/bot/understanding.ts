/** Reading one message in its chat: the parser with everything it may know. */
import type { Directory } from '../domain/directory.ts'
import { mayUse } from '../domain/roles.ts'
import { dayOf } from '../domain/time.ts'
import type { WorkCalendar } from '../domain/workCalendar.ts'
import type { Registry } from '../grammar/registry.ts'
import type { Message, ParseContext } from '../grammar/understood.ts'
import { valueContext, workingDaysBy } from '../grammar/values/index.ts'
import type { Heard } from '../ledger/types.ts'
import type { Scene } from './context.ts'

export const messageOf = ({ text, quote, toBot, group }: Omit<Heard, 'chat'>): Message => ({ text, quote, toBot, private: group === undefined })

/** Everything the parser may know; `open` says which commands a plain word (收到) may answer here. */
export function parseContextOf(
  scene: Scene,
  heard: Pick<Heard, 'at'>,
  { directory, calendar, registry, open }: { directory: Directory; calendar: WorkCalendar; registry: Registry; open: ParseContext['open'] },
): ParseContext {
  const { settings } = directory
  const { sender, unit } = scene
  return {
    registry,
    botNames: settings.botNames,
    fields: {
      values: valueContext(heard.at, {
        noon: settings.noon,
        endOfWork: settings.endOfWork,
        addWorkingDays: workingDaysBy(calendar),
      }),
      directory,
      sender,
      near: unit,
    },
    // Where the command's unit depends on its values, the sender's own unit stands for it.
    allowed: ({ who, offered = who }) => mayUse(offered, { directory, person: sender, unit: sender?.unit, on: dayOf(heard.at), chairs: [] }),
    ...(open ? { open } : {}),
  }
}
