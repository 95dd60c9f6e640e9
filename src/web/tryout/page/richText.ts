/** What stands out in a message: mentions, numbers of records, commands to tap, labels of the bot's lines. */

export interface Piece {
  kind: 'text' | 'mention' | 'number' | 'command' | 'label'
  text: string
}

const number = /\p{Script=Han}{2,6}-\d{4}-\d{3,6}(?!\d)/u
const label = /^\p{Script=Han}{2,8}：(?=.)/u
/** A command runs to the end of its sentence or line, or to the next one. */
const command = /^\/\p{Script=Han}[^\n；。（）”]*?(?=\s+\/\p{Script=Han}|[；。（）”]|$)/u

export interface Known {
  /** Those who may be mentioned. */
  names: readonly string[]
  /** Names of commands, for a line of the bot's: only there labels and commands stand out. */
  commands?: readonly string[] | undefined
}

/** Cuts a text into pieces; put together they are the text again. */
export function pieces(text: string, { names, commands }: Known): Piece[] {
  const known = { names: [...names].sort((a, b) => b.length - a.length), commands }
  const found: Piece[] = []
  const put = (kind: Piece['kind'], piece: string) => {
    const last = found.at(-1)
    if (kind === 'text' && last?.kind === 'text') last.text += piece
    else if (piece !== '') found.push({ kind, text: piece })
  }
  for (const [i, line] of text.split('\n').entries()) {
    if (i > 0) put('text', '\n')
    let at = 0
    const start = commands && label.exec(line)?.[0]
    if (start !== undefined) {
      put('label', start)
      at = start.length
    }
    while (at < line.length) {
      const rest = line.slice(at)
      const next = nextPiece(rest, line[at - 1], known)
      put(next.kind, next.text)
      at += next.text.length
    }
  }
  return found
}

function nextPiece(rest: string, before: string | undefined, { names, commands }: Known): Piece {
  if (/^[@＠]/.test(rest)) {
    const name = names.find((one) => rest.startsWith(one, 1))
    if (name !== undefined) return { kind: 'mention', text: rest.slice(0, name.length + 1) }
  }
  if (rest.startsWith('/') && commands?.some((name) => rest.startsWith(name, 1)) && (before === undefined || !/\w/.test(before))) {
    const whole = command.exec(rest)?.[0].trimEnd()
    if (whole !== undefined) return { kind: 'command', text: whole }
  }
  const match = number.exec(rest)
  if (match?.index === 0) return { kind: 'number', text: match[0] }
  const stop = /[@＠/]/.exec(rest.slice(1))
  const until = Math.min(match?.index ?? rest.length, stop ? stop.index + 1 : rest.length)
  return { kind: 'text', text: rest.slice(0, until) }
}
