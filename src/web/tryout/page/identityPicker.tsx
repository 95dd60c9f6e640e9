/** Whom to speak as: the people of the directory by unit, or somebody it does not know. */
import { useState } from 'preact/hooks'
import type { World, WorldPerson } from '../shapes.ts'
import { Dialog, hasPointer } from './dialog.tsx'
import { stranger } from './model.ts'
import { PersonButton } from './people.tsx'

const matches = (person: WorldPerson, query: string): boolean => [person.name, person.unit, person.title, person.id, ...person.roles].some((text) => text.includes(query))

export function IdentityPicker({ world, me, onPick, onClose }: { world: World; me?: WorldPerson; onPick(person: WorldPerson): void; onClose(): void }) {
  const [query, setQuery] = useState('')
  const found = world.people.filter((person) => matches(person, query.trim()))
  const name = query.trim()
  const known = world.people.some((person) => person.name === name || person.id === name)
  return (
    <Dialog title="以谁的身份说话" onClose={onClose} sort="tall">
      <label class="search">
        <span class="hidden">查找</span>
        <input autofocus={hasPointer()} value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} placeholder="姓名、单位、角色；或写一个新人的名字" />
      </label>
      <div class="people scroll">
        {name !== '' && !known && (
          <button type="button" class="newcomer" onClick={() => onPick(stranger(name))}>以新人“{name}”的身份进入（名册里没有，可试 /我是）</button>
        )}
        {found.map((person) => <PersonButton key={person.id} person={person} current={person.id === me?.id} onPick={onPick} />)}
      </div>
    </Dialog>
  )
}
