/** Cuts what follows a command's name into labelled values and the values without a label before them. */
import type { Command } from './command.ts'
import { part, trimFolded, typedBetween, trim, type Folded } from './fold.ts'
import { labelBook, labelLikes, spacedLabels, type LabelLike, type Slot } from './labels.ts'
import { nearestLabel } from './suggest.ts'
import type { Problem } from './understood.ts'

export interface Split {
  /** Values without a label. */
  bare: Folded
  /** Labelled values by key, as folded messages so that they can be cut further; empty ones are left out. */
  labelled: Map<string, { slot: Slot; value: Folded }>
  problems: Problem[]
}

type Mark = LabelLike & { slot: Slot | undefined }

const declared = (slot: Slot | undefined): boolean => slot?.field !== undefined && !slot.loose

const runsOn = (slot: Slot | undefined): boolean => slot?.field?.form === 'longText' || slot?.field?.form === 'lines'

/** Splits a body; labels may have synonyms, values run to the next known label. */
export function split(command: Command, body: Folded): Split {
  const { marks, problems } = findMarks(command, body)
  const labelled = new Map<string, { slot: Slot; value: Folded }>()
  for (const [i, { slot, end }] of marks.entries()) {
    if (!slot) continue
    const value = trimFolded(part(body, end, marks[i + 1]?.start ?? body.text.length))
    if (value.text !== '') labelled.set(slot.key, { slot, value: runsOn(slot) ? value : withoutComma(value) })
  }
  const bare = trimFolded(part(body, 0, marks[0]?.start ?? body.text.length))
  // A line of dashes under a form's head says nothing.
  return { bare: /^[-=*_~#\s]{3,}$/.test(bare.text) ? part(bare, 0, 0) : bare, labelled, problems }
}

/** A comma before the next label belongs to neither value. */
const withoutComma = (value: Folded): Folded => (/[,;，；、]$/.test(value.text) ? trimFolded(part(value, 0, value.text.length - 1)) : value)

function findMarks(command: Command, body: Folded): { marks: Mark[]; problems: Problem[] } {
  const book = labelBook(command)
  const spaced = spacedLabels(body.text, (word) => declared(book.get(word)))
  const likes = [...labelLikes(body.text), ...spaced].sort((a, b) => a.start - b.start)
  const known = new Set(likes.flatMap(({ word }) => book.get(word)?.key ?? []))
  const marks: Mark[] = []
  const problems: Problem[] = []
  const used = new Set<string>()
  const twice = new Set<string>()
  for (const like of likes) {
    const current = marks.at(-1)?.slot
    const slot = book.get(like.word)
    if (!slot) {
      const meant = misspelt(like, current, book, known)
      if (!meant) continue
      known.add(meant.key)
      problems.push({ field: meant.field, key: meant.key, said: like.word, complaint: `没有“${spelt(body, like)}”这一项，您是不是要“${meant.label}”？请写如 ${meant.label}:…` })
      marks.push({ ...like, slot: undefined })
    } else if (!used.has(slot.key)) {
      if (runsOn(current) && (like.position === 'comma' || (slot.loose && known.has(slot.key) && like.position === 'space'))) continue
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

/** The word as it was typed. */
function spelt(body: Folded, like: LabelLike): string {
  return trim(typedBetween(body, like.start, like.end - 1)).replace(/^[^\p{L}]+/u, '')
}

/**
 * The label that was meant by a word one edit away from it, where a label may stand and that label was not written.
 * Inside a long text only a required label may be guessed: its lines are prose.
 */
function misspelt(like: LabelLike, current: Slot | undefined, book: ReadonlyMap<string, Slot>, known: ReadonlySet<string>): Slot | undefined {
  if (like.position === 'comma') return undefined
  const open = [...book].filter(([, slot]) => declared(slot) && !known.has(slot.key) && (!runsOn(current) || (like.position === 'line' && slot.field?.required === true)))
  const near = nearestLabel(like.word, open.map(([word]) => word))
  return near === undefined ? undefined : book.get(near)
}
