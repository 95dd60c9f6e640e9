import { yearOf } from '../../domain/time.ts'
import { complain, type FieldKind } from './complaints.ts'
import type { ValueContext } from './context.ts'
import { foldValue, LONGEST_VALUE } from './fold.ts'
import { parseExpression } from './parse.ts'
import { type Reading, refused, understood } from './reading.ts'
import type { Expression } from './syntax.ts'
import { shareUnits, type Token, tokenise } from './tokens.ts'

/** Folds a value's text, or refuses it when it is empty or far too long. */
export function foldFor(kind: FieldKind, text: string): Reading<string> {
  // Halved pairs and the like never belong to a value; cutting first keeps the fold cheap.
  if (text.length > LONGEST_VALUE) return refused(complain(kind, `这一项太长了（超过${LONGEST_VALUE}字）`))
  const folded = foldValue(text)
  if (folded.length > LONGEST_VALUE) return refused(complain(kind, `这一项太长了（超过${LONGEST_VALUE}字）`))
  return folded === '' ? refused(complain(kind, '这一项是空的')) : understood(folded)
}

/** Parses folded text into a date expression; whatever is not understood is named in a complaint. */
export function understandExpression(kind: FieldKind, folded: string, ctx: ValueContext): Reading<Expression> {
  const tokens = tokenise(folded)
  const named = tokens.map((token, i) => refusalOf(token, tokens[i + 1])).find((reason) => reason !== null)
  if (named) return refused(complain(kind, named))
  const expression = parseExpression(shareUnits(tokens), yearOf(ctx.now))
  if (expression.leftover !== undefined) return refused(complain(kind, `没有看懂“${expression.leftover}”`))
  return understood(expression)
}

/** Why a word cannot stand in an exact date or time. */
function refusalOf(token: Token, next: Token | undefined): string | null {
  if (token.t === 'num' && token.digits === 3 && next?.text === '年') return `“${token.text}年”像是民国纪年，这里只认公历`
  if (token.t !== 'word') return null
  switch (token.word.w) {
    case 'ref':
      return `“${token.text}”${token.word.reason}`
    case 'rough':
      return `“${token.text}”不够确切，记录要写清楚日期或时间`
    case 'either':
      return `“${token.text}”前后写了两种可能，只能写一个`
    case 'each':
      return `“${token.text}”表示重复，这里只能写一次的时间`
    default:
      return null
  }
}
