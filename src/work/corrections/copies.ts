/** What becomes of a notice's copies (/转发) when it is corrected or voided: they follow, but what their own unit changed meanwhile stands (S28). */
import type { Rec } from '../../domain/record.ts'
import { announcement, type AnnouncementData } from '../../domain/records/announcement.ts'
import { groupChat, privateChat, type Chat } from '../../domain/notice.ts'
import type { View } from '../../ledger/types.ts'

type Copy = Rec<AnnouncementData>

/** Parts that a copy has from its original. */
const parts = ['title', 'content', 'deadline'] as const
type Part = (typeof parts)[number]

export interface Copied {
  copy: Copy
  /** Parts that still are as in the original, and those that its own unit changed. */
  same: Part[]
  own: Part[]
}

/** Copies of all levels down that are not void; those of a copy that stands in a part stand with it. `meant` are the parts that are to follow. */
export async function copiesOf(original: Copy, view: View, meant: readonly string[] = parts): Promise<Copied[]> {
  const asked = parts.filter((part) => meant.includes(part))
  const found: Copied[] = []
  for (const copy of await view.list(announcement, 'forwards', original.id)) {
    const isSame = (part: Part) => JSON.stringify(copy.data[part]) === JSON.stringify(original.data[part])
    const same = asked.filter(isSame)
    found.push({ copy, same, own: asked.filter((part) => !isSame(part)) })
    if (same.length > 0) found.push(...(await copiesOf(copy, view, same)))
  }
  return found
}

/** Where the unit that passed it on hears of it: the chat where it did so. */
export const issuersChat = ({ group, by }: Copy): Chat => (group === undefined ? privateChat(by) : groupChat(group))

/** 截止、标题 */
export const partNames = (own: readonly Part[]): string => own.map((part) => announcement.labels[part] ?? part).join('、')
