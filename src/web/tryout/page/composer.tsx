/** The box to write in, with what is offered while typing. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { World, WorldCommand, WorldPerson } from '../shapes.ts'
import { offerFor } from './completion.ts'
import { Close, Commands, Send } from './icons.tsx'
import { Offers } from './offers.tsx'

interface ComposerProps {
  world: World
  me: WorldPerson
  draft: string
  quote: string | undefined
  /** Whether this is a private chat with the bot. */
  privately: boolean
  onDraft(text: string): void
  onDropQuote(): void
  onSend(text: string): void
  /** A command was picked. */
  onCommand(command: WorldCommand): void
  /** All commands are wanted. */
  onChoose(): void
  onPickMe(): void
}

export function Composer(props: ComposerProps) {
  const { world, me, draft, quote, privately, onDraft, onDropQuote, onSend, onCommand, onChoose, onPickMe } = props
  const box = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState<number>()
  /** The text for which the offers were sent away. */
  const [waved, setWaved] = useState<string>()
  const offer = draft === waved ? undefined : offerFor(draft, caret, world)
  const count = offer?.items.length ?? 0

  // A text that came from elsewhere (a tap on a suggestion) is gone on with at its end.
  useEffect(() => {
    const area = box.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
    if (document.activeElement !== area && draft !== '') area.focus()
  }, [draft])
  useEffect(() => {
    if (quote !== undefined) box.current?.focus()
  }, [quote])

  const type = (text: string, at: number) => {
    setCaret(at)
    setChosen(undefined)
    onDraft(text)
  }
  const take = (i: number) => {
    if (!offer) return
    if (offer.kind === 'command') {
      const command = offer.items[i]
      if (command) onCommand(command)
      return
    }
    const before = `${draft.slice(0, offer.start)}@${offer.items[i]?.name ?? ''} `
    type(before + draft.slice(caret), before.length)
  }
  const send = () => {
    if (draft.trim() === '') return
    onSend(draft)
    type('', 0)
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const { key, shiftKey } = event
    const done = () => event.preventDefault()
    if (offer && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const start = chosen ?? (key === 'ArrowDown' ? -1 : 0)
      setChosen((start + (key === 'ArrowDown' ? 1 : count - 1)) % count)
      done()
    } else if (key === 'Escape') {
      if (offer) setWaved(draft)
      else if (quote !== undefined) onDropQuote()
    } else if (offer && key === 'Tab' && !shiftKey) {
      const command = offer.kind === 'command' ? offer.items[chosen ?? 0] : undefined
      if (command) type(`/${command.name} `, command.name.length + 2)
      else take(chosen ?? 0)
      done()
    } else if (key === 'Enter' && !shiftKey) {
      const typedWhole = offer?.kind === 'command' && offer.exact !== undefined && chosen === undefined
      if (offer && !typedWhole) take(chosen ?? 0)
      else send()
      done()
    }
  }
  return (
    <footer class="composer">
      {offer && <Offers offer={offer} chosen={chosen} onTake={take} />}
      {quote !== undefined && (
        <div class="quoting">
          <span>引用：{quote.replace(/\s+/g, ' ').slice(0, 80)}</span>
          <button type="button" class="round" onClick={onDropQuote} aria-label="不引用了"><Close /></button>
        </div>
      )}
      <div class="composer-row">
        <button type="button" class="round big" onClick={onChoose} aria-label="全部指令" title="全部指令"><Commands /></button>
        <textarea
          ref={box} rows={1} value={draft} enterkeyhint="send" aria-label="消息"
          placeholder={privately ? '输入 / 选指令' : '发消息，输入 / 选指令'}
          aria-autocomplete="list" aria-controls={offer && 'offers'} aria-activedescendant={offer && chosen !== undefined ? `offer-${chosen}` : undefined}
          onInput={({ currentTarget }) => type(currentTarget.value, currentTarget.selectionStart)}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={press}
        />
        <button type="button" class="send" disabled={draft.trim() === ''} onClick={send} aria-label="发送"><Send /><span>发送</span></button>
      </div>
      <button type="button" class="as-whom" onClick={onPickMe}>以 <b>{me.name}</b>{me.unit && `（${me.unit}）`}的身份说话，换人</button>
    </footer>
  )
}
