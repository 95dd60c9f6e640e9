/** What the try-out interface hands to its page; types only. */
import type { FieldForm } from '../../grammar/field.ts'

/** One line of a chat as `GET /tryout/messages` gives it. */
export interface ShownLine {
  seq: number
  /** ISO 8601 with +08:00. */
  at: string
  /** Sender's id, or the bot's display name. */
  sender: string
  text: string
  /** Names. */
  mentions: string[]
  /** Sender's display name. */
  name: string
  bot: boolean
  /** Text of the message it quotes. */
  quote?: string | undefined
  /** Buttons below it; a tap says `say`. */
  actions?: readonly { label: string; say: string }[] | undefined
  /** Message id. */
  id: string
}

export interface WorldPerson {
  id: string
  name: string
  /** Short name of the home unit. */
  unit: string
  title: string
  /** Chinese names of all roles held. */
  roles: string[]
  /** Names of the groups of the person's own units and those above. */
  groups: string[]
}

export interface WorldGroup {
  /** Its address in the simulator. */
  name: string
  /** Short name of the unit it belongs to. */
  unit: string
  /** 省, 市, 街道 … */
  kind: string
}

export interface WorldField {
  label: string
  hint: string
  form: FieldForm
  options: string[]
  required: boolean
  /** Whether it is common enough to be shown before the rest. */
  plain: boolean
}

export interface WorldCommand {
  /** Without the slash. */
  name: string
  summary: string
  /** Title of its area of work. */
  area: string
  /** Who may use it, in words. */
  who: string
  /** Everything that may be typed for it, lower case; the name first. */
  words: string[]
  fields: WorldField[]
  /** Whether it may sometimes be sent with required fields empty. */
  lenient: boolean
  /** Messages that work, with their values by label. */
  examples: { text: string; values: Record<string, string> }[]
}

/** Answer of `GET /tryout/world`. */
export interface World {
  workspace: string
  /** Name of the pilot. */
  name: string
  /** The bot's display names, the first its own. */
  botNames: string[]
  people: WorldPerson[]
  groups: WorldGroup[]
  /** Short names of the units, in tree order. */
  units: string[]
  commands: WorldCommand[]
}
