/** The first screen: what this is, and whom to be. */
import { useState } from 'preact/hooks'
import type { World, WorldPerson } from '../shapes.ts'
import { BotAvatar } from './avatar.tsx'
import { IdentityPicker } from './identityPicker.tsx'
import { goodStart, PersonButton } from './people.tsx'

export function Welcome({ world, onPick }: { world: World; onPick(person: WorldPerson): void }) {
  const [all, setAll] = useState(false)
  return (
    <main class="welcome">
      <div class="welcome-card">
        <div class="welcome-logo"><BotAvatar /></div>
        <h1>{world.botNames[0] ?? '团讯'}</h1>
        <p class="welcome-what">在工作群里说一句话，活动、任务、周报就记下了；简报按时编好，逾期自动催办。</p>
        <p class="welcome-how">这里是试用环境（{world.name}）。选一个身份，到群里说一句试试：</p>
        <div class="welcome-people">{goodStart(world.people).map((person) => <PersonButton key={person.id} person={person} onPick={onPick} />)}</div>
        <button type="button" class="link" onClick={() => setAll(true)}>全部{world.people.length}人，或以新人的身份进入</button>
      </div>
      {all && <IdentityPicker world={world} onPick={onPick} onClose={() => setAll(false)} />}
    </main>
  )
}
