/** Placeholders for numbers not yet allotted, in texts that are written to the ledger. */
import { tokenPattern } from '../../domain/record.ts'

const signs = /[\uE000\uE001]/g

/** Takes the placeholders' signs out of something a person wrote, so that it cannot pass for a number. */
export const stripSigns = (text: string): string => text.replace(signs, '')

/** A text with every placeholder replaced; unknown ones stay. */
export const fillTokens = (text: string, numbers: ReadonlyMap<string, string>): string =>
  text.replace(tokenPattern, (whole, token: string) => numbers.get(token) ?? whole)

/** Digits that name a placeholder. Throws when the text is not exactly one. */
export function tokenName(token: string): string {
  const name = /^\uE000(\d+)\uE001$/.exec(token)?.[1]
  if (name === undefined) throw new Error('an allotment without a placeholder')
  return name
}

/**
 * The same text with its placeholders numbered from 0 in order of appearance, so that equal decisions give equal bytes;
 * `tokens` are the original names in that order. Throws for one that nothing in the decision allots.
 */
export function renumber(text: string, known: ReadonlySet<string>): { text: string; tokens: string[] } {
  const order = new Map<string, number>()
  const renumbered = text.replace(tokenPattern, (_, token: string) => {
    if (!known.has(token)) throw new Error('a placeholder that nothing in this decision allots')
    const i = order.get(token) ?? order.size
    order.set(token, i)
    return `\uE000${i}\uE001`
  })
  return { text: renumbered, tokens: [...order.keys()] }
}

/** Undoes `renumber` with the numbers in its order. */
export const denumber = (text: string, numbers: readonly string[]): string =>
  text.replace(tokenPattern, (whole, i: string) => numbers[Number(i)] ?? whole)
