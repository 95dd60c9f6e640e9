/** Whole numbers and money. */
import { z } from 'zod'
import { readMoney, readNumber } from '../values/index.ts'
import { bad, field, type FieldOptions, type RequiredField } from './base.ts'

/** A whole number: 35, 35人, 三十五, 2万. */
export const number = (label: string, opts: FieldOptions & { min?: number; max?: number } = {}): RequiredField<number> =>
  field(label, opts, {
    form: 'number',
    hint: '一个数，如 35',
    schema: z.number().int(),
    read: (typed) => {
      const reading = readNumber(typed.replace(/^\s*(?:一?共|总共|累计|合计|总计|预计)?(?:参加|参与|出席|到场|实到|到|来)?了?(?=[\d０-９一二两三四五六七八九十百])/u, ''))
      if (!reading.ok) return reading
      const { value } = reading
      if (!Number.isInteger(value)) return bad(`“${label}”要写整数，如 ${label}:35。`)
      if (value < (opts.min ?? 0)) return bad(`“${label}”不能小于${opts.min ?? 0}，这里写的是${value}。`)
      if (opts.max !== undefined && value > opts.max) return bad(`“${label}”不能大于${opts.max}，这里写的是${value}。`)
      return reading
    },
  })

/** A sum of money, in fen: 20000元, 2万元, 1234.56. */
export const money = (label: string, opts: FieldOptions = {}): RequiredField<number> =>
  field(label, opts, { form: 'money', hint: '如 2000元、2万元', schema: z.number().int(), read: (typed) => readMoney(typed) })
