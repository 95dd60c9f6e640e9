/** Somebody asks to be known (/我是): a new person, or a known one on another channel id. */
import { z } from 'zod'
import { defineKind, forgottenName, subtree } from '../record.ts'

const joinData = z.object({
  name: z.string(),
  unit: z.string(),
  title: z.string(),
  channel: z.string(),
  /** Id on the channel. */
  sender: z.string(),
  /** Chat in which it was asked, where the answer goes. */
  chat: z.string(),
  /** The known person whose channel id this becomes; for somebody new the one it made, once granted. */
  person: z.string().optional(),
  state: z.enum(['open', 'granted', 'refused']),
  /** Of somebody who was never admitted and is forgotten: ledger positions of messages in which others named them. */
  texts: z.array(z.number().int()).optional(),
})
export type JoinData = z.infer<typeof joinData>

export const joinRequest = defineKind<JoinData>({
  kind: 'joinRequest', label: '登记', schema: joinData, personal: ['name', 'sender', 'chat'], blank: { name: forgottenName, sender: '', chat: '' }, title: (d) => `${d.name}，${d.title}`,
  words: { state: { open: '待批准', granted: '已批准', refused: '未通过' } },
  labels: { name: '姓名', unit: '单位', title: '职务', state: '状态' },
  indexes: { open: (r) => (r.data.state === 'open' ? [{ in: '', at: r.at }, ...subtree(r.unit, r.at)] : []) },
})
