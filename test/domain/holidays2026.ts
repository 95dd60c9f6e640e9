/** 国务院办公厅关于2026年部分节假日安排的通知 (4 November 2025), copied by hand from the notice, not from any package. */
import { addDays } from '../../src/domain/time.ts'

const days = (from: string, to: string): string[] => {
  const all: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) all.push(date)
  return all
}

export const resting2026: ReadonlySet<string> = new Set([
  ...days('2026-01-01', '2026-01-03'), // 元旦
  ...days('2026-02-15', '2026-02-23'), // 春节
  ...days('2026-04-04', '2026-04-06'), // 清明节
  ...days('2026-05-01', '2026-05-05'), // 劳动节
  ...days('2026-06-19', '2026-06-21'), // 端午节
  ...days('2026-09-25', '2026-09-27'), // 中秋节
  ...days('2026-10-01', '2026-10-07'), // 国庆节
])

/** Weekend days on which work is made up for. */
export const working2026: ReadonlySet<string> = new Set([
  '2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10',
])
