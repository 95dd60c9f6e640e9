/** What was said in a chat, the newest at the bottom and in sight. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ShownLine, WorldPerson } from '../shapes.ts'
import { Bubble } from './bubble.tsx'
import { FirstSteps } from './firstSteps.tsx'
import { Down } from './icons.tsx'
import { isMine, type Model, type State } from './model.ts'
import { PendingBubble } from './pendingBubble.tsx'
import { breaks, spellMoment, todayAt } from './times.ts'

interface LinesProps {
  model: Model
  state: State
  me: WorldPerson
  place: string
  onQuote(text: string): void
  /** Puts a text into the box to write in. */
  onTake(text: string): void
}

/** Lines drawn at first, and more at each wish. */
const screenful = 120
/** Distance from the bottom that still counts as being there, px. */
const near = 60

export function Lines({ model, state, me, place, onQuote, onTake }: LinesProps) {
  const { world } = state
  const all = state.lines[place] ?? []
  const pending = state.pending.filter((one) => one.place === place && !all.some(({ id }) => id === `in:${one.id}`))
  const [shown, setShown] = useState(screenful)
  const [atEnd, setAtEnd] = useState(true)
  const [menu, setMenu] = useState<number>()
  const box = useRef<HTMLDivElement>(null)
  const last = all.at(-1)?.seq ?? 0

  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight })
  useLayoutEffect(() => {
    if (atEnd || pending.length > 0) toEnd()
  }, [last, pending.length])
  useEffect(() => {
    const look = () => {
      if (atEnd && document.visibilityState === 'visible') model.seen(last)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [last, atEnd])

  const today = todayAt(Date.now())
  const known = { names: [...world.botNames, ...world.people.map(({ name }) => name)], commands: world.commands.map(({ name }) => name) }
  const unitOf = (line: ShownLine) => world.people.find(({ id }) => id === line.sender)?.unit ?? '名册外'
  const drawn = all.slice(-shown)
  return (
    <div class="lines-frame">
      <div
        class="lines scroll" ref={box} role="log" aria-label="消息" tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => setAtEnd(scrollHeight - scrollTop - clientHeight < near)}
        onClick={() => setMenu(undefined)}
      >
        {all.length > shown && <button type="button" class="link earlier" onClick={() => setShown(shown + screenful)}>更早的消息</button>}
        {all.length === 0 && pending.length === 0 && <FirstSteps botName={world.botNames[0] ?? '团讯'} privately={place.startsWith('p:')} onTake={onTake} />}
        {drawn.map((line, i) => (
          <div key={line.seq}>
            {breaks(drawn[i - 1]?.at, line.at) && <time class="moment" dateTime={line.at}>{spellMoment(line.at, today, drawn[i - 1]?.at.slice(0, 10) !== line.at.slice(0, 10))}</time>}
            <Bubble
              line={line} mine={isMine(line, me)} unit={line.bot ? '机器人' : unitOf(line)} me={me} known={known}
              menu={menu === line.seq} onMenu={() => setMenu(line.seq)} onQuote={() => onQuote(line.text)} onTake={onTake} onSay={(text) => model.send(text)}
            />
          </div>
        ))}
        {pending.map((one) => <PendingBubble key={one.id} pending={one} me={me} onRetry={() => model.retry(one.id)} onDrop={() => { model.drop(one.id); onTake(one.text) }} />)}
      </div>
      {!atEnd && <button type="button" class="to-end" onClick={toEnd} aria-label="到最新一条"><Down /></button>}
    </div>
  )
}
