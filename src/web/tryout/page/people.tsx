/** People to choose from. */
import type { WorldPerson } from '../shapes.ts'
import { PersonAvatar } from './avatar.tsx'

export function PersonButton({ person, current, onPick }: { person: WorldPerson; current?: boolean; onPick(person: WorldPerson): void }) {
  return (
    <button type="button" class="person" data-person={person.id} aria-pressed={current === true} onClick={() => onPick(person)}>
      <PersonAvatar name={person.name} />
      <span class="person-text">
        <span class="person-name">
          <b>{person.name}</b>
          {person.roles.map((role) => <span key={role} class="tag">{role}</span>)}
        </span>
        <span class="person-unit">{[person.unit, person.title].filter(Boolean).join(' · ')}</span>
      </span>
    </button>
  )
}

/** One person for each sort of work, those who are in most groups: a good start for somebody new. */
export function goodStart(people: readonly WorldPerson[]): WorldPerson[] {
  const byGroups = [...people].sort((a, b) => b.groups.length - a.groups.length)
  const chosen: WorldPerson[] = []
  for (const role of ['团干部', '联系人', '领导', '管理员', '指导员']) {
    const one = byGroups.find((person) => person.roles.includes(role) && !chosen.includes(person))
    if (one) chosen.push(one)
  }
  return chosen.slice(0, 4)
}
