/** Checks what lies beside the chain: there and unchanged, or deleted because a person asked for it. */
import { person } from '../../domain/records/directory.ts'
import { sha256, type Body } from '../chain/body.ts'
import { forgetAct } from '../forget.ts'
import type { Fault } from './fault.ts'

/** Side data that is gone, and the records (a person's own among them) whose tombstone would explain it. */
interface Missing extends Fault {
  owners: Set<string>
}

export interface SideCheck {
  /** Takes the next entry with its side data. */
  take(seq: number, body: Body, stored: { side: string | null; text: string | null }): void
  /** How many pieces are there. */
  kept: { side: number; text: number }
  faults(): Fault[]
}

const names = { side: '个人信息', text: '消息原文' } as const
const pieces = ['side', 'text'] as const
const recordOf = ({ kind, id }: Body): string => `${kind}|${id}`

export function checkSide(): SideCheck {
  const changed: Fault[] = []
  const missing = { side: new Map<number, Missing>(), text: new Map<number, Missing>() }
  const kept = { side: 0, text: 0 }

  /** Entries of one commit share the first one's text: each adds whom it belongs to. */
  const addOwners = (seq: number, body: Body) => {
    missing.side.get(seq)?.owners.add(recordOf(body))
    const text = missing.text.get(seq - (body.nth ?? 0))
    if (body.by !== '') text?.owners.add(`${person.kind}|${body.by}`)
    text?.owners.add(recordOf(body))
  }
  const forgive = (body: Body) => {
    const texts = new Set((body.data['texts'] as number[] | undefined) ?? [])
    for (const piece of pieces) {
      for (const [seq, { owners }] of missing[piece]) if (owners.has(recordOf(body)) || (piece === 'text' && texts.has(seq))) missing[piece].delete(seq)
    }
  }

  return {
    kept,
    take(seq, body, stored) {
      if (body.act === forgetAct) forgive(body)
      for (const piece of pieces) {
        const digest = body[piece]
        if (digest === undefined) continue
        const text = stored[piece]
        const fault = { seq, number: body.id }
        if (text === null) missing[piece].set(seq, { ...fault, what: `${names[piece]}缺失，且没有注销记录`, owners: new Set() })
        else {
          kept[piece]++
          if (sha256(text) !== digest) changed.push({ ...fault, what: `${names[piece]}被改动` })
        }
      }
      addOwners(seq, body)
    },
    faults: () => [...changed, ...missing.side.values(), ...missing.text.values()].map(({ seq, number, what }) => ({ seq, number, what })),
  }
}
