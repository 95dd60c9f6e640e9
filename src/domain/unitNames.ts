/** Names of units and people as they are compared: width, script and odd spaces do not matter. */
import { Converter } from 'opencc-js/t2cn'
import type { UnitKind } from './records/directory.ts'

/** How a unit may be called, folded. */
export interface Forms {
  name: string
  exact: string[]
  loose: string[]
}

/** Traditional characters to Simplified ones. */
export const toSimplified = Converter({ from: 't', to: 'cn' })
const unseen = /[\s\u200b-\u200f\u2060\ufeff]+/gu

/** The name without spaces and zero-width signs at its ends. */
export const cleanName = (text: string): string => text.replace(/^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/gu, '')

/** What two spellings of one name have in common: half width, Simplified, lower case, no spaces, one kind of middle dot. */
export const foldName = (text: string): string =>
  toSimplified(text.normalize('NFKC')).replace(unseen, '').replace(/[•‧・∙]/gu, '·').toLowerCase()

/** Ending words by kind, longest first; people leave them out. Member units, organisations and departments keep theirs. */
const endings: Partial<Record<UnitKind, readonly string[]>> = {
  省: ['壮族自治区', '回族自治区', '维吾尔自治区', '自治区', '省'],
  直辖市: ['市'],
  市: ['自治州', '地区', '市', '盟'],
  县级市: ['市'],
  区: ['新区', '区'],
  县: ['自治县', '县', '旗'],
  街道: ['街道办事处', '街道'],
  '社区（街道）': ['社区(街道)', '街道', '社区'],
  乡镇: ['乡', '镇'],
  社区: ['社区'],
  居民区: ['居民区', '居委会'],
  村: ['村'],
}

/** A folded name without the ending word of its kind: 中河 for 中河街道; undefined when nothing of two signs would be left. */
export function stemOf(folded: string, kind: UnitKind): string | undefined {
  const ending = endings[kind]?.find((word) => folded.endsWith(word))
  if (ending === undefined || folded.length - ending.length < 2) return undefined
  return folded.slice(0, -ending.length)
}

/** Other ways to say a folded name, less exact than the name and its aliases: without its ending, or with one that it leaves out. */
export function looseForms(folded: string, kind: UnitKind): string[] {
  const stem = stemOf(folded, kind)
  if (kind === '社区（街道）' && stem !== undefined) return [stem, `${stem}街道`, `${stem}社区`].filter((form) => form !== folded)
  if (stem !== undefined) return kind === '街道' ? [stem, `${stem}街道办事处`].filter((form) => form !== folded) : [stem]
  return (endings[kind] ?? []).map((ending) => folded + ending)
}
