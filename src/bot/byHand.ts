/** A group that no channel reaches: its unit's cadres get the text in private, to paste it there (domain.md: 工作群 with people outside WeCom). */
import { byHand } from '../domain/channels.ts'
import { TryAgain } from '../domain/errors.ts'
import { groupAt, upward, type Directory, type Group, type Person } from '../domain/directory.ts'
import { privateChat, type Chat, type Notice } from '../domain/notice.ts'
import { withoutTables } from '../domain/table.ts'
import { dayOf } from '../domain/time.ts'
import type { Ledger, Waiting } from '../ledger/types.ts'
import { keepPastings, nextNumber, pastings, type Pasting } from '../work/pasting/pasting.ts'

/** The group a notice is for, where it is set to be pasted by hand. */
export const pastedGroup = ({ to }: Pick<Waiting, 'to'>, directory: Directory): Group | undefined => {
  const group = groupAt(directory, to)
  return group?.fallback === byHand ? group : undefined
}

/** Who pastes: the cadres of the group's unit, without any its admins; where there is neither those of the nearest unit above. */
export function pasters({ unit }: Group, directory: Directory, now: number): Person[] {
  for (const { path } of upward(directory, unit)) {
    for (const role of ['cadre', 'admin'] as const) {
      const found = directory.holders(path, dayOf(now), role)
      if (found.length > 0) return found
    }
  }
  return []
}

/** As it is to stand in the group: those to be mentioned by name, since nothing mentions them for us. */
function pasted({ text: said, mentions = [] }: Waiting, directory: Directory): string {
  const text = withoutTables(said)
  const names = mentions.flatMap((id) => directory.person(id)?.name ?? []).filter((name) => !text.includes(`@${name}`))
  return names.length === 0 ? text : `${names.map((name) => `@${name}`).join(' ')}\n${text}`
}

/** What stands before the text: where it belongs, and how to say that it is there. Short enough for a card (src/channels/wecom/cards.ts). */
function headFor({ id }: Person, people: readonly Person[], group: Group, n: number): Notice {
  const others = people.filter((one) => one.id !== id).map(({ name }) => name)
  const also = others.length === 0 ? '' : `也发给了${others.join('、')}，一个人贴就行。`
  const text = `下一条请粘贴到“${group.name}”\n机器人发不到这个群，请复制后粘贴。${also}贴好请回“已粘贴”。`
  return { to: privateChat(id), text, sort: 'notice', actions: [{ label: '已粘贴', say: `/已粘贴 ${n}` }] }
}

/** Tries before it is left for the next round: more would mean that something writes without end. */
const mostConflicts = 20

/**
 * Hands a notice over, once however often it is asked: to each a line saying where it belongs, then the text alone so that it can be copied.
 * Answers their chats, none where nobody can be asked. That it was pasted is known only when one of them says so (/已粘贴).
 */
export async function handOver(notice: Waiting, group: Group, { ledger, now }: { ledger: Ledger; now(): number }): Promise<Chat[]> {
  for (let tries = 0; tries < mostConflicts; tries++) {
    const view = await ledger.view()
    const people = pasters(group, view.directory, now())
    if (people.length === 0) return []
    const [given, text] = [await pastings(view), pasted(notice, view.directory)]
    const pasting: Pasting = { n: nextNumber(given), group: group.id, people: people.map(({ id }) => id), at: now(), sort: notice.sort }
    // The same hand-over may be asked for by two processes, or again after a crash: the key lets only one through.
    const { outcome } = await ledger.commit({
      cause: { key: `paste|${notice.id}`, day: dayOf(notice.at) }, view, now: now(), by: 'clock', changes: [],
      notices: people.flatMap((person) => [headFor(person, people, group, pasting.n), { to: privateChat(person.id), text, sort: 'notice' as const, about: notice.about }]), state: [keepPastings([...given, pasting], now())],
    })
    if (outcome !== 'conflict') return people.map(({ id }) => privateChat(id))
  }
  throw new TryAgain(`${notice.id}: ${mostConflicts} conflicts`)
}
