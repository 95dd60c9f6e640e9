/** Which signs of a text can be shown. */
import type { Font } from './font.ts'

/** Marks that are not seen and for which fonts have no picture, and control signs. */
const unseen = /\p{Default_Ignorable_Code_Point}|\p{Cc}/gu
/** But for line ends, a table's borders, and tabs. */
const meant = new Map([['\n', '\n'], ['\u001F', '\u001F'], ['\t', ' ']])

/** The text without what nobody sees. */
export const visible = (text: string): string => text.replace(/\r\n?/g, '\n').replace(unseen, (sign) => meant.get(sign) ?? '')

/** The signs of a visible text that a font lacks, each once. They would be empty boxes. */
export const lacking = (text: string, font: Font): string[] => [...new Set(text)].filter((sign) => sign.trim() !== '' && sign !== '\u001F' && !font.has(sign))
