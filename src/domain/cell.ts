/** Words of people in a table that a spreadsheet opens. */

/** What a spreadsheet may take for a formula: these signs, also full-width, and control characters or blanks before them. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠−﹣﹢﹦﹫]|^[\t\r\n]/u

/**
 * The text for a cell of a workbook or CSV that we write: where it could be run as a formula an apostrophe stands before it, which spreadsheets
 * take as "this is text". Numbers of ours go out as numbers, not through here. Texts go out through this one function.
 */
export const plainCell = (text: string): string => (formula.test(text) ? `'${text}` : text)
