/** What a font file says of its signs: which it has and how wide they are (OpenType: cmap, hhea, hmtx, name). */

export interface Font {
  /** By which it is asked for in an SVG. */
  family: string
  has(sign: string): boolean
  /** How far a sign moves the pen, in parts of the font's size. Those it lacks count as one. */
  width(sign: string): number
}

type Table = { at: number; length: number }

/** A collection names the faces of several regions; ours is the simplified one. */
const simplified = /\b(?:SC|CN|GB)\b/

/** Reads a .ttf, .otf or .ttc. Throws an Error where it is none, or one without the tables that are needed. */
export function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const faces = facesOf(view).map((at) => tablesOf(view, at))
    const named = faces.map((tables) => ({ tables, family: familyOf(view, need(tables, 'name')) }))
    const chosen = named.find(({ family }) => simplified.test(family)) ?? named[0]
    if (!chosen) throw new RangeError('no face')
    return faceOf(view, chosen.tables, chosen.family)
  } catch (error) {
    throw new Error('not a font that can be read', { cause: error })
  }
}

function faceOf(view: DataView, tables: Map<string, Table>, family: string): Font {
  const glyphOf = charactersOf(view, need(tables, 'cmap').at)
  const unitsPerEm = view.getUint16(need(tables, 'head').at + 18)
  const widths = view.getUint16(need(tables, 'hhea').at + 34)
  const metrics = need(tables, 'hmtx').at
  const glyph = (sign: string): number => glyphOf(sign.codePointAt(0) ?? 0)
  return {
    family,
    has: (sign) => glyph(sign) > 0,
    width(sign) {
      const found = glyph(sign)
      return found === 0 ? 1 : view.getUint16(metrics + 4 * Math.min(found, widths - 1)) / unitsPerEm
    },
  }
}

/** Where each face begins: one, or those of a collection. */
function facesOf(view: DataView): number[] {
  if (tag(view, 0) !== 'ttcf') return [0]
  return Array.from({ length: view.getUint32(8) }, (_, i) => view.getUint32(12 + 4 * i))
}

const tag = (view: DataView, at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))

function tablesOf(view: DataView, at: number): Map<string, Table> {
  return new Map(Array.from({ length: view.getUint16(at + 4) }, (_, i) => {
    const row = at + 12 + 16 * i
    return [tag(view, row), { at: view.getUint32(row + 8), length: view.getUint32(row + 12) }]
  }))
}

function need(tables: Map<string, Table>, name: string): Table {
  const found = tables.get(name)
  if (!found) throw new RangeError(`no table ${name}`)
  return found
}

/** The family's English name for Windows, the typographic one (16) before the other (1). */
function familyOf(view: DataView, { at }: Table): string {
  const strings = at + view.getUint16(at + 4)
  const names = new Map<number, string>()
  for (let i = 0; i < view.getUint16(at + 2); i++) {
    const row = at + 6 + 12 * i
    const [platform, language, id, length, offset] = [0, 4, 6, 8, 10].map((more) => view.getUint16(row + more)) as [number, number, number, number, number]
    if (platform !== 3 || language !== 0x409 || (id !== 1 && id !== 16)) continue
    names.set(id, String.fromCharCode(...Array.from({ length: length / 2 }, (_, k) => view.getUint16(strings + offset + 2 * k))))
  }
  const family = names.get(16) ?? names.get(1)
  if (family === undefined) throw new RangeError('no name')
  return family
}

/** Character to glyph, 0 for none, by the widest table of Unicode: format 12, else 4. */
function charactersOf(view: DataView, at: number): (code: number) => number {
  const tables = Array.from({ length: view.getUint16(at + 2) }, (_, i) => {
    const row = at + 4 + 8 * i
    return { platform: view.getUint16(row), start: at + view.getUint32(row + 4) }
  })
  const unicode = tables.filter(({ platform }) => platform === 0 || platform === 3)
  const wide = unicode.find(({ start }) => view.getUint16(start) === 12)
  if (wide) return segmented(view, wide.start)
  const plain = unicode.find(({ start }) => view.getUint16(start) === 4)
  if (plain) return paired(view, plain.start)
  throw new RangeError('no table of characters')
}

/** Format 12: groups of first character, last character and first glyph. */
function segmented(view: DataView, at: number): (code: number) => number {
  const count = view.getUint32(at + 12)
  return (code) => {
    const i = firstAt(count, (k) => view.getUint32(at + 16 + 12 * k + 4) >= code)
    if (i === count) return 0
    const group = at + 16 + 12 * i
    const first = view.getUint32(group)
    return code < first ? 0 : view.getUint32(group + 8) + code - first
  }
}

/** Format 4: arrays of last and first character, of what to add, and of where to look. */
function paired(view: DataView, at: number): (code: number) => number {
  const twice = view.getUint16(at + 6)
  const count = twice / 2
  const [ends, starts, deltas, offsets] = [14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice].map((more) => at + more) as [number, number, number, number]
  return (code) => {
    const i = firstAt(count, (k) => view.getUint16(ends + 2 * k) >= code)
    if (i === count || code < view.getUint16(starts + 2 * i)) return 0
    const offset = view.getUint16(offsets + 2 * i)
    const delta = view.getUint16(deltas + 2 * i)
    if (offset === 0) return (code + delta) & 0xffff
    const glyph = view.getUint16(offsets + 2 * i + offset + 2 * (code - view.getUint16(starts + 2 * i)))
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
}

/** The first of `count` places for which `is` holds, it holding for all behind; `count` for none. */
function firstAt(count: number, is: (i: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (is(middle)) high = middle
    else low = middle + 1
  }
  return low
}
