/** A filled-in form as the message it is sent as. */
import type { WorldCommand } from '../shapes.ts'

/** `【活动】` and one `主题:…` a line; a command without values as it would be typed: `/待办`. */
export function formText({ name, fields }: Pick<WorldCommand, 'name' | 'fields'>, values: Readonly<Record<string, string>>): string {
  const lines = fields.flatMap(({ label }) => {
    const value = values[label]?.trim() ?? ''
    return value === '' ? [] : [`${label}:${value}`]
  })
  return lines.length === 0 ? `/${name}` : [`【${name}】`, ...lines].join('\n')
}

/** Labels of required fields that are still empty. */
export const missingIn = ({ fields, lenient }: Pick<WorldCommand, 'fields' | 'lenient'>, values: Readonly<Record<string, string>>): string[] =>
  lenient ? [] : fields.filter(({ label, required }) => required && !values[label]?.trim()).map(({ label }) => label)
