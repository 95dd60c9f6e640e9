/** Cuts what follows a command's name into labelled values and the values without a label before them. */
import type { Command } from './command.ts'
import { fold, foldWord, join, part, trimFolded, typedBetween, trim, type Folded } from './fold.ts'
import type { FieldContext } from './field.ts'
import { fieldOf, fusedLabels, gluedLabels, labelBook, labelLikes, loneLabels, spacedLabels, type LabelLike, type Slot } from './labels.ts'
import { shapeFor } from './price.ts'
import { isFree } from './read.ts'
import { sections, type Section } from './sections.ts'
import { shapeOf } from './shape.ts'
import { withoutQuotes } from './pieces.ts'
import { kindredLabel, nearestLabel } from './suggest.ts'
import type { Problem } from './understood.ts'

export interface Split {
  /** Values without a label. */
  bare: Folded
  /** Labelled values by key, as folded messages so that they can be cut further; empty ones are left out. */
  labelled: Map<string, { slot: Slot; value: Folded }>
  problems: Problem[]
}

/** A label, or a heading that stands for one. */
type Found = LabelLike & Partial<Pick<Section, 'slot' | 'more'>>
type Mark = LabelLike & { slot: Slot | undefined; more?: true }

const declared = (slot: Slot | undefined): boolean => slot?.field !== undefined && !slot.loose

function isTyped(slot: Slot | undefined): boolean {
  const field = slot && fieldOf(slot)
  return field !== undefined && !isFree(field)
}

const longForms: ReadonlySet<string> = new Set(['longText', 'lines'])
const runsOn = (slot: Slot | undefined): boolean => slot?.field !== undefined && longForms.has(slot.field.form)

/**
 * Splits a body; labels may have synonyms, values run to the next known label. In `chat` (an answer to a question) only what stands
 * behind a known label is held to be meant for the bot.
 */
export function split(command: Command, body: Folded, at: FieldContext, { chat = false } = {}): Split {
  const { marks, problems } = findMarks(command, body, at, chat)
  const labelled = new Map<string, { slot: Slot; value: Folded }>()
  for (const [i, { slot, end }] of marks.entries()) {
    if (!slot) continue
    const value = trimFolded(part(body, end, marks[i + 1]?.start ?? body.text.length))
    const earlier = labelled.get(slot.key)?.value
    if (value.text !== '') labelled.set(slot.key, { slot, value: earlier ? join([earlier, fold('\n'), value]) : runsOn(slot) ? value : withoutComma(value) })
  }
  const bare = trimFolded(part(body, 0, marks[0]?.start ?? body.text.length))
  // A line of dashes under a form's head says nothing.
  return { bare: /^[-=*_~#\s]{3,}$/.test(bare.text) ? part(bare, 0, 0) : bare, labelled, problems }
}

/** A comma before the next label belongs to neither value. */
const withoutComma = (value: Folded): Folded => (/[,;，；、]$/.test(value.text) ? trimFolded(part(value, 0, value.text.length - 1)) : value)

const names: ReadonlySet<string> = new Set(['unit', 'units', 'person', 'choice', 'record'])

/** Whether a label may stand right before this value: one that its field reads or that looks like one, or a text that need not be written and does not begin the message. */
function fitsBehind(slot: Slot, value: string, first: boolean, at: FieldContext): boolean {
  const field = fieldOf(slot)
  if (!field || slot.loose || (names.has(field.form) && !at.directory)) return false
  if (isFree(field)) return field.form === 'text' && !field.required && !first
  const shape = shapeFor(field)
  const reading = field.read(value, at)
  // Whom 孙书记 is, or which of two streets is meant, is asked.
  return reading.ok || (names.has(field.form) && (reading.choices?.length ?? 0) > 0) || (shape !== undefined && shapeOf(foldWord(value)) === shape)
}

/** Behind a comma a text would do behind any word: a typed value shows that labels are meant. What others say among themselves must begin with one. */
function meantAsLabels(glued: readonly LabelLike[], book: ReadonlyMap<string, Slot>, chat: boolean): LabelLike[] {
  const meant = glued.some(({ word }) => isTyped(book.get(word))) && (!chat || glued[0]?.start === 0)
  return glued.filter(({ position }) => position !== 'comma' || meant)
}

function findMarks(command: Command, body: Folded, at: FieldContext, chat: boolean): { marks: Mark[]; problems: Problem[] } {
  const book = labelBook(command)
  const spaced = spacedLabels(body.text, (word) => declared(book.get(word)))
  const glued = meantAsLabels(gluedLabels(body.text, book, (slot, value, first) => fitsBehind(slot, value, first, at)), book, chat)
  const standing = labelLikes(body.text)
  const fused = fusedLabels(body.text, standing, (word) => declared(book.get(word)), (word, value) => readsValue(book.get(word), value, at))
  const behindSpaces = spaced.length > 0 ? [] : loneLabels(body.text, book, (slot, value) => declared(slot) && fitsBehind(slot, value, false, at))
  // A text would do behind any word: a typed value shows that labels are meant.
  const lone = behindSpaces.some(({ word }) => isTyped(book.get(word))) ? behindSpaces : []
  const headed = chat ? [] : sections(body.text, book)
  const isHeading = ({ start, end }: LabelLike): boolean => headed.some((one) => start < one.end && end > one.start)
  const labels = [...standing, ...spaced, ...glued, ...fused, ...lone].filter((one) => !isHeading(one))
  const likes: Found[] = [...labels, ...headed].sort((a, b) => a.start - b.start)
  const known = new Set(likes.flatMap(({ word }) => book.get(word)?.key ?? []))
  const plain = withoutQuotes(body.text)
  const prose = chat || Object.entries(command.fields).some(([key, field]) => field.positional && !known.has(key) && longForms.has(field.form))
  const first = Object.entries(command.fields).find(([, field]) => field.positional)?.[0]
  // Right behind a command's name a colon may be part of a title (读书会:论语), unless the title has its label.
  const bareStrange = ({ start, position }: LabelLike): boolean => !prose && (position === 'space' || (start === 0 && first !== undefined && known.has(first)))
  const marks: Mark[] = []
  const problems: Problem[] = []
  const used = new Set<string>()
  const twice = new Set<string>()
  const strangers = new Set<string>()
  for (const [i, like] of likes.entries()) {
    const current = marks.at(-1)?.slot
    const slot = like.slot ?? book.get(like.word)
    if (slot && (like.more || (like.slot && used.has(slot.key)))) {
      marks.push({ ...like, slot, end: like.start, more: true })
    } else if (!slot) {
      if (plain[like.end - 1] !== body.text[like.end - 1]) continue
      if (strangers.has(like.word) && !runsOn(current)) {
        marks.push({ ...like, slot: undefined })
        continue
      }
      const strange = current ? isStrange(like, current) : bareStrange(like)
      const meant = chat && !current && like.position !== 'line' ? undefined : misspelt(like, current, book, known, strange)
      if (!meant && strange) {
        strangers.add(like.word)
        problems.push({ said: like.word, complaint: `没有“${spelt(body, like)}”这一项，请去掉或写进别的项里；可以写的有：${labelsOf(command)}。` })
        marks.push({ ...like, slot: undefined })
      }
      if (!meant) continue
      known.add(meant.key)
      problems.push({ field: meant.field, key: meant.key, said: like.word, complaint: `没有“${spelt(body, like)}”这一项，您是不是要“${meant.label}”？请写如 ${meant.label}:…` })
      marks.push({ ...like, slot: undefined })
    } else if (!used.has(slot.key)) {
      const whole = (): boolean => declared(slot) && readsWhole(slot, part(body, like.end, likes[i + 1]?.start ?? body.text.length), at)
      if (runsOn(current) && ((like.position === 'comma' && (like.glued === true || !(runsOn(slot) && declared(slot)) && !whole())) || (slot.loose && known.has(slot.key) && like.position === 'space'))) continue
      used.add(slot.key)
      marks.push({ ...like, slot })
    } else if (!runsOn(current) ? like.position !== 'comma' : like.position === 'line' && !slot.loose) {
      if (!twice.has(slot.key)) problems.push({ field: slot.field, key: slot.key, said: like.word, complaint: `“${slot.label}”写了两次，请只写一次。` })
      twice.add(slot.key)
      marks.push({ ...like, slot: undefined })
    }
  }
  return { marks, problems }
}

/** Whether all that stands behind a label within a long text, up to the next label, is a value of it (，经费结余:1200元): prose is no value. */
function readsWhole(slot: Slot, value: Folded, at: FieldContext): boolean {
  const said = withoutComma(trimFolded(value))
  return readsValue(slot, trim(typedBetween(said, 0, said.text.length)), at)
}

/** Whether a short text is a value of a field that not every text would do for. */
const readsValue = (slot: Slot | undefined, value: string, at: FieldContext): boolean =>
  slot?.field !== undefined && !isFree(slot.field) && value.length <= 30 && (!names.has(slot.field.form) || at.directory !== undefined) && slot.field.read(value, at).ok

/** Whether a word that is no label can belong to no value: behind a short value, on a line of its own or after white space. */
const isStrange = ({ position }: LabelLike, current: Slot): boolean => !runsOn(current) && position !== 'comma'

const labelsOf = ({ fields }: Command): string => Object.values(fields).map(({ label }) => label).join('、') || '单位、群'

/** The word as it was typed. */
function spelt(body: Folded, like: LabelLike): string {
  return trim(typedBetween(body, like.start, like.end - 1)).replace(/^[^\p{L}]+/u, '')
}

/**
 * The label that was meant by a word one edit away from it, where a label may stand and that label was not written.
 * Inside a long text only a required label may be guessed: its lines are prose.
 */
function misspelt(like: LabelLike, current: Slot | undefined, book: ReadonlyMap<string, Slot>, known: ReadonlySet<string>, strange: boolean): Slot | undefined {
  if (like.position === 'comma') return undefined
  const open = [...book].filter(([, slot]) => declared(slot) && !known.has(slot.key) && (!runsOn(current) || (like.position === 'line' && slot.field?.required === true)))
  const free = [...book].filter(([, slot]) => slot.field !== undefined && !known.has(slot.key)).map(([word]) => word)
  const near = nearestLabel(like.word, open.map(([word]) => word)) ?? (strange ? kindredLabel(like.word, free) : undefined)
  return near === undefined ? undefined : book.get(near)
}
