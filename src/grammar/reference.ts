import { typedBetween, type Folded } from './fold.ts'

/** Words for a record without its number (刚才那条): the one that the speaker's last command made or changed. */
const reference = /^我?(?:(?:刚才|刚刚)(?:[发报记录填]的?)?(?:的|[那这上]一?[条场个项]的?)|(?:上|前|最后)一?[条场项]的?|[那这]一?[条场项]的?)(?:活动|任务|通知|记录)?的?[\s,，]*/u

/** A message (without the bot's name) in which such words at its beginning give way to a number, the rest as it was typed; undefined when it does not begin with them. */
export function withNumber(said: Folded, number: string): string | undefined {
  const lead = reference.exec(said.text.slice(0, 40))?.[0]
  return lead === undefined ? undefined : `${number}${typedBetween(said, lead.length, said.text.length)}`
}
