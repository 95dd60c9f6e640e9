/** The window: list of chats on the left, the open chat on the right; on a phone one of the two. */
import { useEffect, useState } from 'preact/hooks'
import type { WorldPerson } from '../shapes.ts'
import { Chat } from './chat.tsx'
import { ChatList } from './chatList.tsx'
import { IdentityPicker } from './identityPicker.tsx'
import { placesOf, unreadAt, type Model } from './model.ts'
import { useModel } from './useModel.ts'
import { Welcome } from './welcome.tsx'

export function App({ model }: { model: Model }) {
  const state = useModel(model)
  const { world, me, place } = state
  const [picking, setPicking] = useState(false)
  const [drafts, setDrafts] = useState<Record<string, string>>({})

  // A phone's own way back leads to the list.
  useEffect(() => {
    const toList = () => model.open(undefined)
    addEventListener('popstate', toList)
    return () => removeEventListener('popstate', toList)
  }, [model])
  const open = (next: string) => {
    if (place === undefined) history.pushState({ chat: true }, '')
    model.open(next)
  }
  const pickMe = () => {
    setPicking(true)
    void model.refreshWorld()
  }
  const back = () => ((history.state as { chat?: boolean } | null)?.chat ? history.back() : model.open(undefined))
  const become = (person: WorldPerson) => {
    setPicking(false)
    // The pilot that the address names stays in it.
    const address = new URL(location.href)
    address.searchParams.set('as', person.id)
    history.replaceState(history.state, '', address)
    model.become(person)
  }

  const places = me ? placesOf(world, me) : undefined
  const unread = places ? [...places.own, ...places.other].reduce((sum, one) => sum + unreadAt(state, one).count, 0) : 0
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}团讯 · 试用`
  }, [unread])

  if (!me) return <Welcome world={world} onPick={become} />
  return (
    <div class="app" data-screen={place === undefined ? 'list' : 'chat'}>
      <ChatList state={state} onOpen={open} onPickMe={pickMe} />
      {place === undefined ? (
        <main class="nothing" aria-label="聊天"><p>选一个群，或与团讯私聊</p></main>
      ) : (
        <Chat
          key={`${me.id} ${place}`} model={model} state={state} me={me} place={place} draft={drafts[place] ?? ''}
          onDraft={(text) => setDrafts((all) => ({ ...all, [place]: text }))} onBack={back} onPickMe={pickMe}
        />
      )}
      {picking && <IdentityPicker world={world} me={me} onPick={become} onClose={() => setPicking(false)} />}
    </div>
  )
}
