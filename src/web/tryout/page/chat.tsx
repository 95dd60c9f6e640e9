/** One chat: its head, what was said, and the place to write. */
import { useState } from 'preact/hooks'
import type { WorldCommand, WorldPerson } from '../shapes.ts'
import { CommandForm } from './commandForm.tsx'
import { CommandPalette } from './commandPalette.tsx'
import { Composer } from './composer.tsx'
import { Back } from './icons.tsx'
import { Lines } from './lines.tsx'
import type { Model, State } from './model.ts'

interface ChatProps {
  model: Model
  state: State
  me: WorldPerson
  place: string
  /** What is typed and not sent. */
  draft: string
  onDraft(text: string): void
  onBack(): void
  onPickMe(): void
}

export function Chat({ model, state, me, place, draft, onDraft, onBack, onPickMe }: ChatProps) {
  const { world } = state
  const [quote, setQuote] = useState<string>()
  const [form, setForm] = useState<WorldCommand>()
  const [choosing, setChoosing] = useState(false)
  const group = world.groups.find(({ name }) => place === `g:${name}`)
  const botName = world.botNames[0] ?? '团讯'
  const members = world.people.filter((person) => group && person.groups.includes(group.name)).length

  const send = (text: string) => {
    model.send(text, quote)
    setQuote(undefined)
  }
  const pick = (command: WorldCommand) => {
    setChoosing(false)
    onDraft('')
    if (command.fields.length > 0) setForm(command)
    else send(`/${command.name}`)
  }
  return (
    <main class="chat" aria-label={group?.name ?? botName}>
      <header class="chat-head">
        <button type="button" class="round back" onClick={onBack} aria-label="返回会话列表"><Back /></button>
        <div>
          <h1>{group?.name ?? botName}{group && <small>（{members + 1}）</small>}</h1>
          <p>{group ? `${group.unit} · ${group.kind}级工作群` : '机器人 · 私聊里不用@它'}</p>
        </div>
      </header>
      <Lines model={model} state={state} me={me} place={place} onQuote={setQuote} onTake={onDraft} />
      <Composer
        world={world} me={me} draft={draft} quote={quote} privately={!group}
        onDraft={onDraft} onDropQuote={() => setQuote(undefined)} onSend={send} onCommand={pick} onChoose={() => setChoosing(true)} onPickMe={onPickMe}
      />
      {choosing && <CommandPalette commands={world.commands} onPick={pick} onClose={() => setChoosing(false)} />}
      {form && (
        <CommandForm
          key={form.name} command={form} world={world} quote={quote}
          onClose={() => setForm(undefined)}
          onSend={(text) => {
            setForm(undefined)
            send(text)
          }}
        />
      )}
    </main>
  )
}
