import { foldValue } from './fold.ts'
import { type Reading, refused, understood } from './reading.ts'

/**
 * One of `options`, however it is written (Traditional, full width, any case); `synonyms` lead to options.
 * The beginning of exactly one option is enough.
 */
export function readChoice<T extends string>(text: string, options: readonly T[], synonyms: Readonly<Record<string, T>> = {}): Reading<T> {
  const said = plain(text)
  const names: readonly (readonly [string, T])[] = [
    ...options.map((option) => [plain(option), option] as const),
    ...Object.entries(synonyms).map(([name, option]) => [plain(name), option] as const),
  ]
  const exact = names.find(([name]) => name === said)
  if (exact) return understood(exact[1])
  const begun = new Set(said === '' ? [] : names.filter(([name]) => name.startsWith(said)).map(([, option]) => option))
  const [only] = begun
  if (begun.size === 1 && only !== undefined) return understood(only)
  const what = said === '' ? '这一项是空的' : begun.size > 1 ? `“${text.trim()}”可以是${[...begun].join('或')}` : `没有“${text.trim()}”这一项`
  return refused(`${what}，请写${options.join('、')}之一，如“${options[0] ?? ''}”。`)
}

const plain = (text: string): string => foldValue(text.slice(0, 100)).replaceAll(' ', '')
