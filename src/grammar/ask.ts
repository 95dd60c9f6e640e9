/** How missing fields are asked for. */
import type { Command } from './command.ts'
import type { AnyField } from './field.ts'
import { isFree } from './read.ts'

/** Stands in every question for missing fields, so that a quote of it is known. */
export const askPhrase = '还需要填写'

/** A question for the missing fields alone, with how to answer; on a channel that hears only mentions it says so. */
export function askFor(command: Command, missing: readonly AnyField[], { mentionOnly = false, botName = '团讯' }: { mentionOnly?: boolean; botName?: string } = {}): string {
  const call = mentionOnly ? `请 @${botName} 回复` : '请回复'
  const [only] = missing
  const end = `30分钟内有效，不填了请发 ${mentionOnly ? `@${botName} ` : ''}/取消。`
  if (only && missing.length === 1) {
    return isFree(only)
      ? `${askPhrase}“${only.label}”${hintOf(only)}。${call}“${only.label}:……”。${end}`
      : `${askPhrase}“${only.label}”${hintOf(only)}。${call}。${end}`
  }
  const rows = missing.map((field) => `${field.label}${hintOf(field)}`)
  return `/${command.name} ${askPhrase}：\n${rows.join('\n')}\n${call}“${missing.map(({ label }) => `${label}:……`).join(' ')}”。${end}`
}

const hintOf = ({ hint }: AnyField): string => (hint === '' ? '' : `（${hint}）`)
