/** A long text's first sentences, word for word. */

/** At most `limit` signs of a text on one line: whole sentences where they fit, else up to a comma, with …… where something was left out. */
export function digest(text: string, limit = 120): string {
  const line = text.replace(/\s*\n\s*/g, ' ').replace(/\s{2,}/g, ' ').trim()
  if (line.length <= limit) return line
  let taken = ''
  for (const sentence of line.match(/[^。！？；!?;]*[。！？；!?;]|[^。！？；!?;]+$/g) ?? []) {
    if (taken.length + sentence.length > limit) break
    taken += sentence
  }
  if (taken !== '') return `${taken}……`
  const head = line.slice(0, limit)
  const comma = Math.max(head.lastIndexOf('，'), head.lastIndexOf('、'), head.lastIndexOf(','))
  return `${wholeSigns(comma > limit / 2 ? head.slice(0, comma) : head)}……`
}

/** Takes half a surrogate pair off the end. */
const wholeSigns = (text: string): string => (/[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text)
