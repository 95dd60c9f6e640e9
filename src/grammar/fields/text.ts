/** Fields that hold a person's own words, kept as they were typed. */
import { z } from 'zod'
import { trim } from '../fold.ts'
import { bad, field, ok, type FieldOptions, type RequiredField } from './base.ts'

/** One line of text; line breaks inside become spaces. */
export const text = (label: string, opts: FieldOptions & { max?: number; endings?: RegExp } = {}): RequiredField<string> =>
  field(label, opts, {
    form: 'text',
    hint: '',
    endings: opts.endings,
    schema: z.string(),
    read: (typed) => {
      const line = typed.split('\n').map(trim).filter(Boolean).join(' ')
      const max = opts.max ?? 200
      return line.length > max ? bad(`“${label}”最多${max}个字，这里有${line.length}个字，请缩短后再发。`) : ok(line)
    },
  })

/** Text that may run over several lines. */
export const longText = (label: string, opts: FieldOptions = {}): RequiredField<string> =>
  field(label, opts, { form: 'longText', hint: '可写多行', schema: z.string(), read: (typed) => ok(trim(typed)) })

/** One item a line; blank lines and the numbers before items are left out. */
export const lines = (label: string, opts: FieldOptions = {}): RequiredField<string[]> =>
  field(label, opts, {
    form: 'lines',
    hint: '一行一项',
    schema: z.array(z.string()),
    read: (typed) => {
      const items = typed.split('\n').map((line) => trim(line).replace(/^(?:[-*•·]\s*|[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))\s*)/, '')).filter(Boolean)
      return items.length > 0 ? ok(items) : bad(`“${label}”没有内容，请一行写一项。`)
    },
  })
