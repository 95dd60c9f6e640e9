/** The list above the box: commands or people that fit what is being typed. */
import { useEffect, useRef } from 'preact/hooks'
import type { Offer } from './completion.ts'

/** The other name that is being typed, else one to learn. */
const otherWord = ([, ...others]: readonly string[], query: string): string =>
  others.find((word) => query !== '' && word.startsWith(query)) ?? others.find((word) => /^[a-z]{2,12}$/.test(word)) ?? ''

export function Offers({ offer, chosen, onTake }: { offer: Offer; chosen: number | undefined; onTake(i: number): void }) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const row = (i: number, name: string, what: string, also: string) => (
    <li
      key={name + what} id={`offer-${i}`} role="option" aria-selected={i === (chosen ?? 0)}
      // The box keeps the focus.
      onPointerDown={(event) => event.preventDefault()} onClick={() => onTake(i)}
    >
      <b>{name}</b>
      <span>{what}</span>
      <small>{also}</small>
    </li>
  )
  return (
    <ul class="offers scroll" id="offers" role="listbox" aria-label={offer.kind === 'command' ? '指令' : '人员'} ref={list}>
      {offer.kind === 'command'
        ? offer.items.map(({ name, summary, words }, i) => row(i, `/${name}`, summary, otherWord(words, offer.query)))
        : offer.items.map(({ name, unit }, i) => row(i, `@${name}`, unit, ''))}
    </ul>
  )
}
