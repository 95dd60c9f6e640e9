/** Template cards: a notice's buttons, and what a card shows after a tap (protocol.md section B4). */
import type { Action } from '../channel.ts'

/** As the platform takes it; more than these fields is never used here. */
export interface Card {
  card_type: 'button_interaction' | 'text_notice'
  main_title: { title: string; desc?: string }
  sub_title_text?: string
  task_id: string
  button_list?: { text: string; style: number; key: string }[]
  card_action?: { type: 1; url: string }
}

const most = { title: 26, desc: 30, body: 112, label: 10, buttons: 6 }
/** Longest key of a button, UTF-8 bytes. */
const longestKey = 1024

const signs = (text: string): string[] => [...text]
const cut = (text: string, max: number): string => (signs(text).length <= max ? text : `${signs(text).slice(0, max - 1).join('')}…`)

/** Buttons as they fit; what has no place there can still be typed. */
const buttonsOf = (actions: readonly Action[]) =>
  actions
    .filter(({ label, say }) => label !== '' && say !== '' && Buffer.byteLength(say) <= longestKey)
    .slice(0, most.buttons)
    .map(({ label, say }, i) => ({ text: cut(label, most.label), style: i === 0 ? 1 : 2, key: say }))

/**
 * A piece's card: `whole` when its text stands in it, else the text must be sent before it. Undefined when nothing can be tapped.
 * `task` is unique for the bot and the same when the piece is sent again: at most 128 letters, digits and `_-@`.
 */
export function cardOf(task: string, actions: readonly Action[], text: string): { card: Card; whole: boolean } | undefined {
  const buttons = buttonsOf(actions)
  if (buttons.length === 0) return undefined
  const [title = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '')
  const body = rest.join('\n')
  const whole = signs(title).length <= most.title && signs(body).length <= most.body
  const below = whole ? body : '请点下面的按钮，或照上一条消息说的发文字。'
  return { whole, card: { card_type: 'button_interaction', main_title: { title: cut(title, most.title) || '请选择' }, ...(below ? { sub_title_text: below } : {}), task_id: task, button_list: buttons } }
}

/** What is answered to a tap: the card as it stands now for the one who tapped. */
export const cardChange = (userid: string, card: Card): object => ({ response_type: 'update_template_card', userids: [userid], template_card: card })

/** The card without buttons, for whoever has tapped: what came of it, which may be a refusal, is not known yet. A card of this kind must lead somewhere. */
export function tappedCard({ main_title: { title }, sub_title_text: below, task_id, button_list = [] }: Card, say: string, name: string): Card {
  const label = button_list.find(({ key }) => key === say)?.text
  const desc = cut(`${name}已点${label === undefined ? '' : `“${label}”`}，结果见回复`, most.desc)
  return { card_type: 'text_notice', main_title: { title, desc }, ...(below ? { sub_title_text: below } : {}), task_id, card_action: { type: 1, url: 'https://work.weixin.qq.com' } }
}
