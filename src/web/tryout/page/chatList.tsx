/** The left column: who I am, my chats with what is new in them, other groups. */
import type { State } from './model.ts'
import { placesOf, unreadAt } from './model.ts'
import { BotAvatar, GroupAvatar, PersonAvatar } from './avatar.tsx'
import { Down } from './icons.tsx'
import { spellBrief, todayAt } from './times.ts'

/** Newest first; chats in which nothing was said keep their order, behind the others. */
function byNews(places: string[], { lines }: State): string[] {
  const last = (place: string) => lines[place]?.at(-1)?.seq ?? 0
  return [...places].sort((a, b) => last(b) - last(a))
}

function Item({ place, state, onOpen }: { place: string; state: State; onOpen(place: string): void }) {
  const { world, lines, me } = state
  const group = place.startsWith('g:') ? place.slice(2) : undefined
  const last = lines[place]?.at(-1)
  const { count, mentioned } = unreadAt(state, place)
  const name = group ?? world.botNames[0] ?? '团讯'
  const by = last && group !== undefined ? `${last.bot || last.sender !== me?.id ? last.name : '我'}：` : ''
  return (
    <li>
      <button type="button" class="item" data-place={place} aria-current={state.place === place} onClick={() => onOpen(place)}>
        {group === undefined ? <BotAvatar /> : <GroupAvatar name={group} world={world} />}
        <span class="item-text">
          <span class="item-top">
            <span class="item-name">{name}</span>
            {group === undefined && <span class="tag">机器人</span>}
            {last && <time class="item-time">{spellBrief(last.at, todayAt(Date.now()))}</time>}
          </span>
          <span class="item-bottom">
            <span class="item-last">
              {mentioned && <em class="at-me">[有人@我] </em>}
              {last ? `${by}${last.text.replace(/\s+/g, ' ').slice(0, 80)}` : group === undefined ? '私聊：只有你和它' : '还没有消息'}
            </span>
            {count > 0 && state.place !== place && <span class="badge" aria-label={`${count}条未读${mentioned ? '，有人@我' : ''}`}>{count > 99 ? '99+' : count}</span>}
          </span>
        </span>
      </button>
    </li>
  )
}

export function ChatList({ state, onOpen, onPickMe }: { state: State; onOpen(place: string): void; onPickMe(): void }) {
  const { world, me, live } = state
  if (!me) return null
  const { own, other } = placesOf(world, me)
  return (
    <nav class="list" aria-label="会话">
      <button type="button" class="me" onClick={onPickMe} aria-label={`现在是${me.name}，换一个身份`}>
        <PersonAvatar name={me.name} />
        <span class="me-text">
          <b>{me.name}</b>
          <span>{[me.unit, me.title].filter(Boolean).join(' · ')}</span>
        </span>
        <span class="me-switch">换人<Down /></span>
      </button>
      {!live && <p class="offline" role="status">连接断开，正在重连…</p>}
      <div class="scroll">
        <ul>{byNews(own, state).map((place) => <Item key={place} place={place} state={state} onOpen={onOpen} />)}</ul>
        {other.length > 0 && <h2>其他群（试用时都可以进）</h2>}
        <ul>{byNews(other, state).map((place) => <Item key={place} place={place} state={state} onOpen={onOpen} />)}</ul>
      </div>
      <footer>
        <span>{world.name} · 试用</span>
        <a href={`/status?workspace=${encodeURIComponent(world.workspace)}`}>运行状态</a>
      </footer>
    </nav>
  )
}
