/** One message. */
import { useRef } from 'preact/hooks'
import type { ShownLine, WorldPerson } from '../shapes.ts'
import { BotAvatar, PersonAvatar } from './avatar.tsx'
import { Copy, Quote } from './icons.tsx'
import { pieces } from './richText.ts'

interface BubbleProps {
  line: ShownLine
  mine: boolean
  unit: string
  me: WorldPerson
  known: { names: readonly string[]; commands: readonly string[] }
  /** Whether its actions are called up by a long press. */
  menu: boolean
  onMenu(): void
  onQuote(): void
  onTake(text: string): void
  onSay(text: string): void
}

/** How long a press is long, ms. */
const longPress = 450

/** Something to tap inside a text; unlike a button it breaks over lines. */
function Tap({ kind, text, title, onTap }: { kind: string; text: string; title: string; onTap(): void }) {
  return <span class={`tap ${kind}`} role="button" tabIndex={0} title={title} onClick={onTap} onKeyDown={({ key }) => key === 'Enter' && onTap()}>{text}</span>
}

export function Bubble({ line, mine, unit, me, known, menu, onMenu, onQuote, onTake, onSay }: BubbleProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const press = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(onMenu, longPress)
  }
  const release = () => clearTimeout(timer.current)
  const mentioned = !mine && line.mentions.includes(me.name)
  return (
    <article class={`message ${mine ? 'mine' : ''} ${line.bot ? 'by-bot' : ''} ${mentioned ? 'at-me-line' : ''}`} data-seq={line.seq}>
      {line.bot ? <BotAvatar /> : <PersonAvatar name={line.name} />}
      <div class="said">
        <p class="who"><b>{line.name}</b><span>{unit}</span></p>
        <div class="bubble-row" data-menu={menu}>
          <div class="bubble" onTouchStart={press} onTouchEnd={release} onTouchMove={release}>
            {pieces(line.text, line.bot ? known : { names: known.names }).map(({ kind, text }, i) => {
              if (kind === 'command') return <Tap key={i} kind={kind} text={text} title="填到输入框" onTap={() => onTake(text)} />
              if (kind === 'number' && line.bot) return <Tap key={i} kind={kind} text={text} title="查这条记录" onTap={() => onTake(`/查 ${text}`)} />
              if (kind === 'mention') return <b key={i} class={text.slice(1) === me.name ? 'mention to-me' : 'mention'}>{text}</b>
              return kind === 'text' ? text : <span key={i} class={kind}>{text}</span>
            })}
          </div>
          <div class="actions">
            <button type="button" onClick={onQuote} aria-label={`引用${line.name}的消息`}><Quote />引用</button>
            <button type="button" onClick={() => void navigator.clipboard?.writeText(line.text)} aria-label="复制"><Copy />复制</button>
          </div>
        </div>
        {line.actions && (
          <div class="taps">
            {line.actions.map(({ label, say }) => <button key={say} type="button" title={say} onClick={() => onSay(say)}>{label}</button>)}
          </div>
        )}
        {line.quote !== undefined && <blockquote>{line.quote.replace(/\s+/g, ' ').slice(0, 90)}</blockquote>}
      </div>
    </article>
  )
}
