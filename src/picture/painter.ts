/** Text -> pictures, for channels that send them. Nothing of it is loaded before the first is asked for. */
import { readFile } from 'node:fs/promises'
import { undecorated } from './emoji.ts'
import { findFont } from './fontFile.ts'
import { readFont, type Font } from './font.ts'
import { layOut } from './layout.ts'
import { pagesOf } from './pages.ts'
import { lacking, visible } from './signs.ts'
import { svgOf } from './svg.ts'
import { openThread } from './thread.ts'

/** No picture can be made; the message says why, in Chinese and without the text. */
export class CannotPaint extends Error {
  override name = 'CannotPaint'
}

/** Others are being drawn: it may be asked for again in a while. */
export class Busy extends Error {
  override name = 'Busy'
}

/** Draws one page: a PNG. Throws CannotPaint or Busy. */
export type Page = () => Promise<Uint8Array>

export interface Painter {
  /** A text as pages, laid out but not drawn; the same text gives the same pages. Throws CannotPaint. */
  pages(text: string): Promise<Page[]>
  /** Why the last one could not be made; undefined once one could. */
  trouble(): string | undefined
}

export interface PainterOptions {
  /** Path of a font that was set; else one is looked for. */
  font: string | undefined
  /** Told which emoji a picture does without, by their numbers. */
  leftOut?(signs: readonly string[]): void
}

interface Loaded {
  font: Font
  path: string
}

/** Who waits for a picture keeps a place that others' messages need. */
const mostWaiting = 3

async function load(set: string | undefined): Promise<Loaded> {
  const path = findFont(set)
  if (path === undefined) throw new CannotPaint('没有中文字体，请安装 fonts-wqy-microhei，或用 PICTURE_FONT 指明字体文件')
  const bytes = await readFile(path).catch(() => {
    throw new CannotPaint(`字体文件打不开：${path}`)
  })
  try {
    return { font: readFont(bytes), path }
  } catch {
    throw new CannotPaint(`字体文件读不懂，应是 .ttf、.ttc 或 .otf：${path}`)
  }
}

/** The painter of a process: one picture at a time. */
export function createPainter({ font: set, leftOut: tell }: PainterOptions): Painter {
  let trouble: string | undefined
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  const draw = openThread()
  const noting = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      if (error instanceof CannotPaint) trouble = error.message
      throw error
    })
  const inTurn = async (svg: string, loaded: Loaded): Promise<Uint8Array> => {
    if (waiting >= mostWaiting) throw new Busy('several pictures wait already')
    waiting += 1
    const mine = last.then(() => draw({ svg, path: loaded.path, family: loaded.font.family }))
    last = mine.catch(() => undefined)
    try {
      const png = await mine
      trouble = undefined
      return png
    } catch (error) {
      throw new CannotPaint('图片没有画成', { cause: error })
    } finally {
      waiting -= 1
    }
  }
  const laidOut = async (said: string): Promise<Page[]> => {
    const loaded = await load(set)
    const { text, leftOut } = undecorated(visible(said), loaded.font)
    const missing = lacking(text, loaded.font)
    if (missing.length > 0) throw new CannotPaint(`字体里没有这些字：${missing.slice(0, 5).map(codeOf).join('、')}`)
    if (leftOut.length > 0) tell?.(leftOut.map(codeOf))
    return pagesOf(layOut(text, loaded.font)).map((page) => () => noting(inTurn(svgOf(page, loaded.font.family), loaded)))
  }
  return { pages: (text) => noting(laidOut(text)), trouble: () => trouble }
}

/** A sign by its number alone: logs hold no words. */
const codeOf = (sign: string): string => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
