/** What the bot itself says, whatever the command. */
import type { Command, Offer } from '../grammar/command.ts'
import type { Understood } from '../grammar/understood.ts'

/** Choices as a numbered list to be answered by number or name. */
export const spellChoices = (choices: readonly string[]): string => choices.map((choice, i) => `${i + 1}. ${choice}`).join('\n')

/** A record that may be meant; a title that holds one already needs no marks of its own. */
export const spellOffer = ({ number, title }: Offer): string => (title.includes('《') ? `${number} ${title}` : `${number}《${title}》`)

const guess = ({ name, summary }: Command): string => `/${name}：${summary}`

const courtesies = {
  thanks: '不客气。',
  greeting: '您好！发 /帮助 看能用的指令，也可以直接问，如“我还有哪些事要办”“现在谁是轮值主席”。',
}

/** A command's fields that must be filled, one a line. */
const rows = ({ fields }: Command): string[] => Object.values(fields).filter(({ required }) => required).map(({ label }) => `${label}:…`)

const howTo = {
  inline: (command: Command): string => [`没有记录：“【${command.name}】”要单独占一行，下面一行写一项，如：`, `【${command.name}】`, ...rows(command), `也可以写成一行：${command.examples[0] ?? ''}`].join('\n'),
  behind: (command: Command): string => `没有记录：指令要写在消息开头，请把 /${command.name} 那一段单独发一遍。`,
}

/** The answer to what was meant for the bot and not understood (fixed wording 您是不是要). */
export function spellUnknown({ said, slash, nearest, courtesy, about, how, instead, nothingLately }: Extract<Understood, { kind: 'unknown' }>): string {
  if (how) return howTo[how.wrong](how.command)
  if (courtesy) return courtesies[courtesy]
  if (instead !== undefined) return `没有记录。您是不是要：\n${instead}\n核对后按这样发一遍即可。`
  if (nothingLately !== undefined) return `您最近30分钟在这里没有记录过什么，不知道说的是哪一条。请引用团讯的那条消息，或写编号，如：\n${nothingLately}\n不记得编号可以发 /查 活动、/查 任务。`
  const [only, ...more] = nearest
  if (about !== undefined && only && more.length === 0) return `要${only.name}请发：/${only.name} ${about}${rows(only).slice(1).map((row) => ` ${row}`).join('')}`
  if (about !== undefined) return `没看懂。${about} 可以发：${nearest.map(({ name }) => `/${name}`).join('、')}，后面写编号，如 /${nearest[0]?.name} ${about}`
  const what = slash ? `没有“/${said.slice(0, 20)}”这个指令。` : '没看懂这句话。'
  if (nearest.length === 0 && slash) return `${what}发 /帮助 可以看全部指令。`
  if (nearest.length === 0) return `${what}发 /帮助 可以看全部指令，也可以这样问：“中河街道进度怎么样”“谁还没交周报”“本月搞了几场活动”“现在谁是轮值主席”。`
  return `${what}您是不是要：\n${nearest.map(guess).join('\n')}`
}

export const strangerText = '还不认识您，请先登记：/我是 姓名:… 单位:… 职务:…'

/** For an answer that comes after its form has lapsed. */
export const lapsedText = (name: string, example = ''): string => `刚才的 /${name} 已过了30分钟，没有记录。请重新发${example === '' ? '一遍' : `，如 ${example}`}`

export const refusal = (who: string): string => `没有权限：这条指令由${who}使用。`
