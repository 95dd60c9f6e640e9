/** Breaks a paragraph into lines as Chinese is set: no closing sign begins a line, no opening one ends it, numbers and words stay whole. */

export interface Line {
  /** Blanks at its end hang over and take no room. */
  text: string
  width: number
}

/** Width of a sign, in the unit of the room. */
export type Measure = (sign: string) => number

const closing = /^[\p{Pe}\p{Pf}，。、；：？！…％‰℃·,.;:?!%]/u
const opening = /[\p{Ps}\p{Pi}￥＃#$]$/u

/** Records' numbers, figures with what they count, words, rows of dots and dashes, single signs with what is set upon them. */
const unit = /\p{Script=Han}{2,4}-\d{4}-\d{3,}|[!-~\u00A1-\u024F]*\d[年月日时分期周人场项份条][，。、；：]?|[!-~\u00A1-\u024F]+|…+|—+|\s|\P{M}\p{M}*|\p{M}/gsu

/** What may be parted from its neighbours; joined it is the text again. */
function groupsOf(text: string): string[] {
  const groups: string[] = []
  for (const [part] of text.matchAll(unit)) {
    const before = groups.at(-1)
    if (before !== undefined && before.trim() !== '' && (closing.test(part) || (opening.test(before) && part.trim() !== ''))) groups[groups.length - 1] = before + part
    else groups.push(part)
  }
  return groups
}

const widthOf = (text: string, measure: Measure): number => [...text].reduce((sum, sign) => sum + measure(sign), 0)

/**
 * Lines of at most `room`, the first of `room - indent`; joined they are the text again. What is wider than a line by itself is cut
 * between its signs. `room` takes at least one sign.
 */
export function breakLines(text: string, { room, indent = 0, measure }: { room: number; indent?: number; measure: Measure }): Line[] {
  const lines: Line[] = []
  let line: Line = { text: '', width: 0 }
  let blank = 0
  const left = () => room - (lines.length === 0 ? indent : 0) - line.width - blank
  const flush = () => {
    lines.push(line)
    line = { text: '', width: 0 }
    blank = 0
  }
  const put = (part: string, width: number) => {
    line = { text: line.text + part, width: line.width + blank + width }
    blank = 0
  }
  for (const group of groupsOf(text)) {
    const width = widthOf(group, measure)
    if (group.trim() === '') {
      line.text += group
      blank += width
    } else if (width <= left()) put(group, width)
    else {
      if (line.text !== '') flush()
      if (width <= left()) put(group, width)
      else for (const sign of group) {
        if (measure(sign) > left() && line.text !== '') flush()
        put(sign, measure(sign))
      }
    }
  }
  if (line.text !== '' || lines.length === 0) flush()
  return lines
}
