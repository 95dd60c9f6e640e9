/** What an empty chat shows: what to try first. */
import { BotAvatar } from './avatar.tsx'
import { firstSteps } from './hints.ts'

export function FirstSteps({ botName, privately, onTake }: { botName: string; privately: boolean; onTake(text: string): void }) {
  return (
    <section class="first-steps" aria-label="先试试">
      <BotAvatar />
      <h2>{privately ? `和${botName}说点什么` : '在群里说一句试试'}</h2>
      <p>点一句填到输入框，改一改再发；随时输入“/”看全部指令。</p>
      <ul>
        {firstSteps(botName, privately).map(({ title, text }) => (
          <li key={title}>
            <button type="button" onClick={() => onTake(text)}><b>{title}</b><span>{text}</span></button>
          </li>
        ))}
      </ul>
      {!privately && <p class="faint">普通聊天它不会插话，也不会留存。</p>}
    </section>
  )
}
