/** An announcement and who is to confirm it (S28). Each receipt owed is an assignment. */
import { z } from 'zod'
import { defineKind, subtree } from '../record.ts'
import { spellDeadline } from '../time.ts'
import { momentData } from './task.ts'

const announcementData = z.object({
  title: z.string(),
  content: z.string().optional(),
  deadline: momentData.optional(),
  units: z.array(z.string()),
  receipts: z.enum(['每单位', '每人']),
  /** Chats it was posted in; a plain 收到 there counts for the newest. */
  chats: z.array(z.string()),
  /** Number of the announcement it forwards. */
  forwards: z.string().optional(),
  /** Until when a plain 收到 counts, ms. */
  openUntil: z.number(),
})
export type AnnouncementData = z.infer<typeof announcementData>

export const announcement = defineKind<AnnouncementData>({
  kind: 'announcement', label: '通知', schema: announcementData, title: (d) => d.title,
  labels: { title: '标题', content: '内容', deadline: '截止', units: '对象', receipts: '回执', forwards: '转自' },
  spell: { deadline: (deadline) => (deadline ? spellDeadline(deadline) : '（空）') },
  indexes: {
    unit: (r) => subtree(r.unit, r.at),
    /** By chat, newest last; the score is until when a plain 收到 counts. */
    chat: (r) => r.data.chats.map((chat) => ({ in: chat, at: r.data.openUntil })),
    forwards: (r) => (r.data.forwards === undefined ? [] : [{ in: r.data.forwards, at: r.at }]),
  },
})
