/** Pictures of people, of the bot and of groups, made from names. */
import type { World } from '../shapes.ts'
import { Bot } from './icons.tsx'

const hues = 8
const hueOf = (name: string): number => [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7) % hues

/** The last two signs of a name, as people are called. */
export const PersonAvatar = ({ name }: { name: string }) => (
  <span class={`avatar hue${hueOf(name)}`} aria-hidden="true">
    {[...name].slice(-2).join('')}
  </span>
)

export const BotAvatar = () => (
  <span class="avatar bot" aria-hidden="true">
    <Bot />
  </span>
)

/** The bot and some of those to whom the group is nearest, as messengers do. */
export function GroupAvatar({ name, world }: { name: string; world: World }) {
  const members = world.people.filter(({ groups }) => groups[0] === name).slice(0, 3)
  return (
    <span class="avatar group" aria-hidden="true">
      {members.map((person) => (
        <i key={person.id} class={`hue${hueOf(person.name)}`}>{[...person.name][0]}</i>
      ))}
      <i class="bot"><Bot /></i>
    </span>
  )
}
