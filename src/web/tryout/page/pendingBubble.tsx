/** A message that is not safe yet: its text stays here until it is. */
import type { WorldPerson } from '../shapes.ts'
import { PersonAvatar } from './avatar.tsx'
import type { Pending } from './outgoing.ts'

export function PendingBubble({ pending, me, onRetry, onDrop }: { pending: Pending; me: WorldPerson; onRetry(): void; onDrop(): void }) {
  const { text, state, why } = pending
  return (
    <article class={`message mine pending ${state}`} aria-busy={state === 'sending'}>
      <PersonAvatar name={me.name} />
      <div class="said">
        <div class="bubble-row">
          <div class="bubble">{text}</div>
          {state === 'sending' ? <span class="sending" role="status" aria-label="正在发送" /> : <button type="button" class="alarm" onClick={onRetry} aria-label="没有发出去，重发">!</button>}
        </div>
        {why !== undefined && (
          <p class="why" role="alert">
            {why}
            <button type="button" class="link" onClick={onRetry}>重发</button>
            <button type="button" class="link" onClick={onDrop}>改一改</button>
          </p>
        )}
      </div>
    </article>
  )
}
