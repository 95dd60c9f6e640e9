/** Who is called upon by name in what is said about the chair, within everyone's cap on mentions (Burden). */
import type { Person } from '../../domain/directory.ts'
import { groupChat, type Chat, type Notice } from '../../domain/notice.ts'
import { create, type Change } from '../../domain/record.ts'
import { reminder, type ReminderData } from '../../domain/records/reminder.ts'
import { dayOf } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'
import { mayMention, responsibleFor } from '../reminders/mention.ts'
import { groupOf } from '../reminders/where.ts'

export interface Called {
  /** `@陈磊`, or `陈磊` beyond the cap, for a unit; empty when nobody answers for it. */
  name(unit: string): string
  mentioned: string[]
}

/** The persons who answer for some units, and which of them may be mentioned now. */
export async function callUpon(view: View, units: readonly string[], now: number): Promise<Called> {
  const people = new Map<string, Person[]>()
  const mentioned = new Set<string>()
  for (const unit of units) {
    const found = await responsibleFor({ assignees: [], unit }, dayOf(now), view)
    people.set(unit, found)
    for (const person of found) if (await mayMention(person, now, view)) mentioned.add(person.id)
  }
  const name = ({ id, name: own }: Person) => (mentioned.has(id) ? `@${own}` : own)
  return { name: (unit) => (people.get(unit) ?? []).map(name).join('、'), mentioned: [...mentioned] }
}

/** The record that keeps the caps: who was mentioned where, about what. `key` tells it from other messages of that moment. */
export const callRecord = (spec: { to: Chat; key: string; ref: string; unit: string; now: number; mentioned: string[] }): Change =>
  create<ReminderData>(reminder, {
    id: `${spec.key}|${spec.to}`, unit: spec.unit, now: spec.now,
    data: { to: spec.to, slot: spec.now, items: [{ ref: spec.ref, unit: spec.unit, stage: 'before' }], mentioned: spec.mentioned },
  })

/** Something said unasked in a committee's group, mentioning who answers for some units; nothing when the group wants no reminders. */
export async function sayInGroup(
  view: View,
  committee: string,
  spec: { key: string; ref: string; units: readonly string[]; now: number; text(called: Called): string; sort: Notice['sort'] },
): Promise<{ changes: Change[]; notices: Notice[] }> {
  const group = groupOf(view.directory, committee)
  if (!group?.reminders) return { changes: [], notices: [] }
  const to = groupChat(group.id)
  const called = await callUpon(view, spec.units, spec.now)
  const { mentioned } = called
  return {
    changes: mentioned.length > 0 ? [callRecord({ ...spec, to, unit: committee, mentioned, key: `${spec.now}|${spec.key}` })] : [],
    notices: [{ to, text: spec.text(called), mentions: mentioned, sort: spec.sort, about: [spec.ref] }],
  }
}
