/** What one way sends of a notice: texts that fit, or a line of text and pictures. */
import { splitText } from '../channels/split.ts'
import { Refused } from '../domain/errors.ts'
import { CannotPaint, type Page, type Painter } from '../picture/painter.ts'
import type { Way } from './chat.ts'

export interface Piece {
  text: string
  /** Draws it when it is to be sent. Throws Refused, or Busy. */
  picture?: () => Promise<Uint8Array>
}

/** The pieces of a text for a way, in order; the same text gives the same. Throws Refused where no picture of it can be made. */
export async function piecesOf(text: string, { channel: { can }, asPictures }: Way, painter: Painter | undefined): Promise<Piece[]> {
  const texts = (said: string): Piece[] => splitText(said, can.maxBytes, can.bytes).map((one) => ({ text: one }))
  if (!asPictures) return texts(text)
  if (!painter || !can.pictures) throw new Refused('图片：没有接上')
  const { maxBytes } = can.pictures
  const pages = await painter.pages(text).catch(refuse)
  const drawn = async (page: Page) => {
    const png = await page().catch(refuse)
    if (png.length > maxBytes) throw new Refused(`图片：太大（${png.length}字节）`)
    return png
  }
  return [...texts(caption(text, pages.length)), ...pages.map((page, i): Piece => ({ text: `图${i + 1}`, picture: () => drawn(page) }))]
}

function refuse(error: unknown): never {
  throw error instanceof CannotPaint ? new Refused(`图片：${error.message}`) : error
}

/** A bulletin's head as text, by which it is found again: nobody finds a picture by words. */
const caption = (text: string, pictures: number): string => `${text.split('\n\n', 1)[0] ?? ''}\n（全文见图${pictures > 1 ? `，共${pictures}张` : ''}）`
