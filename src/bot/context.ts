/** What a command may look at, gathered for one message. */
import type { Chat } from '../domain/notice.ts'
import type { Directory, Group, Person, Unit } from '../domain/directory.ts'
import { within } from '../domain/unitPath.ts'
import type { WorkCalendar } from '../domain/workCalendar.ts'
import type { Command, Context } from '../grammar/command.ts'
import type { Heard } from '../ledger/types.ts'

/** Who speaks where, before any command is known. */
export interface Scene {
  chat: Chat
  sender: Person | undefined
  group: Group | undefined
  /** The unit meant when none is named. */
  unit: Unit | undefined
}

/** The unit meant when none is named: the group's if the sender's own contains it, else the sender's own (domain.md). */
function usualUnit(directory: Directory, sender: Person | undefined, group: Group | undefined): Unit | undefined {
  if (!sender) return group && directory.unit(group.unit)
  return directory.unit(group && within(group.unit, sender.unit) ? group.unit : sender.unit)
}

/** The scene of a message, by the directory as it stands. */
export function sceneOf(heard: Heard, directory: Directory): Scene {
  const sender = directory.personOn(heard.channel, heard.sender)
  const group = heard.group === undefined ? undefined : directory.groupOn(heard.channel, heard.group)
  return { chat: heard.chat, sender, group, unit: usualUnit(directory, sender, group) }
}

/** The context of one command. */
export function contextOf(
  scene: Scene,
  heard: Heard,
  more: {
    calendar: WorkCalendar
    commands: readonly Command[]
    chairs: readonly string[]
    quoted: string | undefined
    form: Context['form']
    health: Context['health']
    readAddress: Context['readAddress']
    named?: { unit?: Unit | undefined; group?: Group | undefined } | undefined
  },
): Context {
  const { calendar, commands, chairs, quoted, form, health, readAddress, named } = more
  const group = named?.group ?? scene.group
  return {
    now: heard.at,
    message: heard,
    chat: scene.chat,
    sender: scene.sender,
    group,
    unit: named?.unit ?? scene.unit,
    unitNamed: named?.unit !== undefined,
    calendar,
    chairs,
    quoted,
    form,
    commands,
    health,
    readAddress,
  }
}
