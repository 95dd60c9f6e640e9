/** The outcome of a verification in words. */
import type { Verified } from '../ledger/verify.ts'

/** Faults printed at most; the first is what matters. */
const shown = 20

/** One line, and one for each of the first faults. */
export function spellFaults({ workspace, head, faults, unread = [] }: Verified): string {
  const sum = `${workspace}：台账共 ${head.seq} 条，链值 ${head.link || '（空）'}`
  const rest = unread.length > 0 ? `（读不到封存的${unread.join('、')}年，只核对了其余条目的哈希链）` : ''
  if (faults.length === 0) return `${sum}，核对无误${rest}`
  const lines = faults.slice(0, shown).map(({ seq, number, what }) => `  第 ${seq} 条${number === '' ? '' : `（${number}）`}：${what}`)
  const more = faults.length > shown ? [`  …另有 ${faults.length - shown} 处`] : []
  return [`${sum}，发现 ${faults.length} 处不符，最早在第 ${faults[0]?.seq} 条${rest}`, ...lines, ...more].join('\n')
}
