/** Template cards and their limits (protocol.md B4). */
import { z } from 'zod'
import { WecomError } from './errors.ts'

const bytes = (max: number) => z.string().refine((text) => Buffer.byteLength(text) <= max)
const letters = (max: number) => z.string().refine((text) => [...text].length <= max)

const option = z.looseObject({ id: z.string().min(1), text: z.string() })

const card = z.looseObject({
  card_type: z.enum(['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction']),
  main_title: z.looseObject({ title: letters(26).optional(), desc: letters(30).optional() }).optional(),
  sub_title_text: letters(112).optional(),
  task_id: bytes(128).regex(/^[\w@-]+$/).optional(),
  button_list: z.array(z.looseObject({ text: z.string().min(1), key: bytes(1024).min(1), style: z.number().optional() })).min(1).max(6).optional(),
  checkbox: z.looseObject({ question_key: z.string().min(1), option_list: z.array(option).min(1).max(20) }).optional(),
  select_list: z.array(z.looseObject({ question_key: z.string().min(1), option_list: z.array(option).min(1).max(10) })).max(3).optional(),
  submit_button: z.looseObject({ text: z.string().min(1), key: bytes(1024).min(1) }).optional(),
  action_menu: z.looseObject({ action_list: z.array(z.looseObject({ text: z.string(), key: z.string().min(1) })).min(1).max(3) }).optional(),
  horizontal_content_list: z.array(z.looseObject({ keyname: z.string(), value: z.string().optional() })).max(6).optional(),
  vertical_content_list: z.array(z.looseObject({ title: z.string(), desc: z.string().optional() })).max(4).optional(),
  jump_list: z.array(z.looseObject({ title: z.string() })).max(3).optional(),
  card_action: z.looseObject({ type: z.number() }).optional(),
  card_image: z.looseObject({ url: z.string(), aspect_ratio: z.number().min(1.3).max(2.25).optional() }).optional(),
})

export type Card = z.output<typeof card>

const needs: Record<Card['card_type'], (keyof Card)[]> = {
  text_notice: ['card_action'],
  news_notice: ['card_action', 'card_image'],
  button_interaction: ['task_id', 'button_list'],
  vote_interaction: ['task_id', 'checkbox', 'submit_button'],
  multiple_interaction: ['task_id', 'select_list', 'submit_button'],
}

/** A card as it may be sent. Throws 40058 that names what is wrong. `changed`: a card that replaces another may be without its buttons. */
export function readCard(value: unknown, changed = false): Card {
  const parsed = card.safeParse(value)
  if (!parsed.success) throw new WecomError(40058, `template_card.${parsed.error.issues[0]?.path.join('.')}`)
  const missing = changed ? undefined : needs[parsed.data.card_type].find((field) => parsed.data[field] === undefined)
  if (missing) throw new WecomError(40058, `template_card.${missing} missing`)
  if (!parsed.data.main_title?.title && !parsed.data.sub_title_text) throw new WecomError(40058, 'template_card.main_title missing')
  return parsed.data
}

/** What can be read on a card, without its buttons. */
export function cardText(shown: Card): string {
  const lines = [shown.main_title?.title, shown.main_title?.desc, shown.sub_title_text]
  const pairs = (shown.horizontal_content_list ?? []).map(({ keyname, value }) => `${keyname}：${value ?? ''}`)
  const blocks = (shown.vertical_content_list ?? []).map(({ title, desc }) => `${title} ${desc ?? ''}`.trim())
  return [...lines, ...pairs, ...blocks].filter(Boolean).join('\n')
}

/** What can be tapped: the keys with their labels. */
export function tappable(shown: Card): { key: string; text: string }[] {
  const submit = shown.submit_button ? [shown.submit_button] : []
  return [...(shown.button_list ?? []), ...submit, ...(shown.action_menu?.action_list ?? [])].map(({ key, text }) => ({ key, text }))
}
