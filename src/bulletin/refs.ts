/** Lists of record numbers written short: neighbours as runs, `周报-2026-001~004`. */

const shape = /^(.+-)(\d+)(?:~(\d+))?$/

/** The number at the end of what is a single spoken number, NaN otherwise; for tens of thousands, where a pattern is slow. */
const endOf = (ref: string, dash: number): number => {
  let n = dash < 1 || dash === ref.length - 1 ? NaN : 0
  for (let i = dash + 1; i < ref.length; i++) {
    const digit = ref.charCodeAt(i) - 48
    n = digit >= 0 && digit <= 9 ? 10 * n + digit : NaN
  }
  return n
}

/** Numbers of any order as sorted runs; what is not a spoken number stands as it is. */
export function packRefs(refs: Iterable<string>): string[] {
  const byPrefix = new Map<string, Set<number>>()
  const others = new Set<string>()
  for (const ref of refs) {
    const dash = ref.lastIndexOf('-')
    const n = endOf(ref, dash)
    if (Number.isNaN(n)) {
      others.add(ref)
      continue
    }
    const prefix = ref.slice(0, dash + 1)
    const known = byPrefix.get(prefix)
    if (known) known.add(n)
    else byPrefix.set(prefix, new Set([n]))
  }
  const runs = [...byPrefix].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([prefix, set]) => runsOf(prefix, [...set].sort((a, b) => a - b)))
  return [...runs, ...[...others].sort()]
}

function runsOf(prefix: string, numbers: number[]): string[] {
  const runs: string[] = []
  for (let i = 0; i < numbers.length; ) {
    let end = i
    while (numbers[end + 1] === (numbers[end] as number) + 1) end++
    const [first, last] = [pad(numbers[i] as number), pad(numbers[end] as number)]
    runs.push(first === last ? prefix + first : `${prefix}${first}~${last}`)
    i = end + 1
  }
  return runs
}

const pad = (n: number): string => String(n).padStart(3, '0')

/** Whether a number is in a packed list. */
export function holdsRef(packed: readonly string[], ref: string): boolean {
  const wanted = shape.exec(ref)
  if (wanted === null) return packed.includes(ref)
  const n = Number(wanted[2])
  return packed.some((run) => {
    const match = shape.exec(run)
    return match !== null && match[1] === wanted[1] && Number(match[2]) <= n && n <= Number(match[3] ?? match[2])
  })
}

/** How many numbers a packed list holds. */
export const countRefs = (packed: readonly string[]): number =>
  packed.reduce((sum, run) => {
    const match = shape.exec(run)
    return sum + (match?.[3] === undefined ? 1 : Number(match[3]) - Number(match[2]) + 1)
  }, 0)
