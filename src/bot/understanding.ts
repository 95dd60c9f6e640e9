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

/** Longest message that is carried out, in UTF-16 units: more than a messenger lets anybody type, and still read in good time. */
const longest = 10_000
/** What of a longer one is read: it tells whether it is meant for the bot. */
const beginning = 1000

const isTooLong = ({ text }: Pick<Heard, 'text'>): boolean => text.length > longest

/** A message as it is kept until it is handled: of one that is too long no more than shows that it is. */
export const cutLong = <M extends Pick<Heard, 'text' | 'quote'>>(message: M): M =>
  isTooLong(message) || (message.quote?.length ?? 0) > longest ? { ...message, text: message.text.slice(0, longest + 1), quote: message.quote?.slice(0, longest) } : message

export const messageOf = (message: Omit<Heard, 'chat'>): Message => {
  const { text, quote, toBot, group } = message
  return { text: isTooLong(message) ? text.slice(0, beginning) : text, quote, toBot, private: group === undefined }
}

/** What is answered to a message that is too long; undefined for any other. */
export const tooLongText = (message: Pick<Heard, 'text'>): string | undefined =>
  isTooLong(message) ? `这条消息太长，一条最多${longest}字，没有记录，请分几条发。` : undefined

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
