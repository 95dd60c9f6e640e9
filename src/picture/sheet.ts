/** What a picture is made of, in pixels: rows from top to bottom, which a page never cuts. */

export const sheet = { width: 1080, margin: 64, top: 72, bottom: 96 } as const
/** Between the margins. */
export const across = sheet.width - 2 * sheet.margin
/** A page with its margins; a telephone shows a picture four times as high as wide by a few strokes of the thumb. */
export const longestPage = 4320

export type Colour = 'red' | 'black' | 'grey' | 'pale'

/** Words on one line. `x` and `y` are where they stand from the sheet's left and the row's top, `y` at their foot. */
export interface Words {
  text: string
  x: number
  y: number
  size: number
  colour: Colour
  /** Where `x` is: at their beginning unless said. */
  from?: 'middle' | 'end'
  bold?: boolean
  /** Added behind each sign, so that both edges are straight. */
  spread?: number
}

/** A filled oblong: a rule, or the ground of a table's head. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
  colour: Colour
}

export interface Row {
  height: number
  words: Words[]
  boxes: Box[]
  /** A heading: the row behind it stands on the same page. */
  stays?: boolean
  /** Empty: not needed where a page begins. */
  gap?: boolean
  /** A table's head, to be said again where a page begins with this row. */
  head?: Row
}

/** Rows one below the other as one. */
export function stack(rows: readonly Row[]): Row {
  const all: Row = { height: 0, words: [], boxes: [] }
  for (const { height, words, boxes } of rows) {
    all.words.push(...words.map((one) => ({ ...one, y: one.y + all.height })))
    all.boxes.push(...boxes.map((one) => ({ ...one, y: one.y + all.height })))
    all.height += height
  }
  return all
}

export const gapOf = (height: number): Row => ({ height, words: [], boxes: [], gap: true })
