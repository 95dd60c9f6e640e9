/** The record that a command is about, where its number was not typed: by its title, or to be picked from a list. */
import { foldName } from '../domain/unitNames.ts'
import type { Context, Offer } from '../grammar/command.ts'
import { isFree, assess } from '../grammar/read.ts'
import type { Asked, ParseContext, Problem } from '../grammar/understood.ts'
import type { View } from '../ledger/types.ts'

const most = 5

interface Around {
  view: View
  ctx: Context
}

/** What the subject may be, where it is asked for and nothing else is wrong; a few, the likeliest first. */
export async function offersFor({ command, missing }: Asked, wrong: readonly Problem[], { view, ctx }: Around): Promise<readonly Offer[]> {
  const asked = command.subject !== undefined && missing.some((field) => field === command.fields[command.subject ?? ''])
  return asked && wrong.length === 0 ? ((await command.offers?.({ view, ctx })) ?? []).slice(0, most) : []
}

/** The words that may be a title: what stands where the number would, else the first word of a remark. */
function titleIn({ command, raw, missing, problems }: Asked): { words: string; key: string; rest: string } | undefined {
  const { subject = '', fields } = command
  const said = problems.find(({ key, choices }) => key === subject && choices === undefined)?.said
  if (said !== undefined) return { words: said, key: subject, rest: '' }
  const remark = missing.includes(fields[subject] as never) ? Object.keys(raw).find((key) => fields[key] && isFree(fields[key])) : undefined
  const [, words = '', rest = ''] = (remark !== undefined && /^([^\s,，。;；]+)[\s,，。;；]*([^]*)$/u.exec(raw[remark] ?? '')) || []
  return remark === undefined || words === '' ? undefined : { words, key: remark, rest }
}

/** A command in which words of the title (/完成 名册) stand for the one open record of that title; itself where none or several have it. */
export async function namedByTitle(asked: Asked, { view, ctx, at }: Around & { at: ParseContext }): Promise<Asked> {
  const { command } = asked
  const { subject, offers } = command
  const title = subject === undefined || offers === undefined ? undefined : titleIn(asked)
  const wanted = foldName(title?.words ?? '')
  if (!title || subject === undefined || !/\p{Script=Han}{2}/u.test(wanted) || /^(?:活动|任务|通知|周报|简报|轮值)$/.test(wanted)) return asked
  const [only, ...more] = ((await offers?.({ view, ctx })) ?? []).filter((offer) => foldName(offer.title).includes(wanted))
  if (!only || more.length > 0) return asked
  const others = asked.problems.filter(({ key }) => key !== subject && key !== title.key)
  return { ...asked, ...assess(command, { ...asked.raw, ...(title.key === subject ? {} : { [title.key]: title.rest }), [subject]: only.number }, at.fields, others) }
}
