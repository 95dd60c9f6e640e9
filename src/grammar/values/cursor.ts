import type { Token } from './tokens.ts'
import type { Mark, Unit, Word } from './words.ts'

type WordOf<W extends Word['w']> = Extract<Word, { w: W }>

/** A place in a list of tokens, with small steps that either advance and return, or return null and stay. */
export class Cursor {
  at = 0
  constructor(
    readonly tokens: readonly Token[],
    /** The year of reading, to judge two-digit years by. */
    readonly thisYear: number,
  ) {}

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead]
  }

  /** Runs a parser and goes back when it finds nothing. */
  attempt<T>(parse: () => T | null): T | null {
    const start = this.at
    const result = parse()
    if (result === null) this.at = start
    return result
  }

  number(): Extract<Token, { t: 'num' }> | null {
    const token = this.peek()
    if (token?.t !== 'num') return null
    this.at++
    return token
  }

  sign(sign: string): boolean {
    const token = this.peek()
    const text = token?.t === 'sign' || (token?.t === 'word' && token.word.w === 'to') ? token.text : null
    if (text !== sign) return false
    this.at++
    return true
  }

  word<W extends Word['w']>(kind: W): WordOf<W> | null {
    const token = this.peek()
    if (token?.t !== 'word' || token.word.w !== kind) return null
    this.at++
    return token.word as WordOf<W>
  }

  mark(mark: Mark): boolean {
    return this.word(mark) !== null
  }

  unit(...units: readonly Unit[]): Unit | null {
    const token = this.peek()
    if (token?.t !== 'word' || token.word.w !== 'unit' || !units.includes(token.word.unit)) return null
    this.at++
    return token.word.unit
  }

  skipFillers(): void {
    while (this.mark('filler'));
  }

  /** The text read since `start`, as folded. */
  textFrom(start: number): string {
    return this.tokens
      .slice(start, this.at)
      .map((token, i) => (i > 0 && token.gap ? ` ${token.text}` : token.text))
      .join('')
  }
}
