/** Words of people in a Markdown message: shown as they are, never carried out. */

/**
 * Signs that mean something to Markdown or to WeCom anywhere in a line: links, images, `<font>`, `<@userid>`, tables, code, emphasis, entities, escapes.
 * Each becomes its full-width twin: what a backslash does differs between the kinds of Markdown, and the grammar folds the twins back when such a line is copied into a command.
 */
const anywhere = /[<>[\]`*_|\\]|~(?=~)|(?<=~)~|&(?=#?\w+;)/g
const twin = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)

/** What begins a heading, a list, a rule or a heading's underline at the start of a line. */
const atStart = /^( {0,3})(?:#(?=#{0,5}(?:\s|$))|[-+](?=\s|$)|[-=](?=[-= ]*$))/gm
const numbered = /^( {0,3}\d{1,9})([.)])(?=\s|$)/gm
/** Indented so far that it would be code. */
const indented = /^(?: {4,}|[ ]*\t[ \t]*)/gm

/** The text such that Markdown shows it as it is. Real mentions and the channel's own Markdown are added afterwards. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(anywhere, twin)
    .replace(indented, '　')
    .replace(atStart, (found, space: string) => space + twin(found.slice(-1)))
    .replace(numbered, (_found, head: string, point: string) => head + twin(point))

/** Signs that may become a twin of three bytes, wherever a cut puts them. */
const growing = /[<>[\]`*_|\\~&#+\-=.)\t]/g

/** How many bytes a text takes at most when it is written so, whatever it is cut into. */
export const markdownBytes = (text: string): number => Buffer.byteLength(text) + 2 * (text.match(growing)?.length ?? 0)
