/** Lists of record numbers written short: neighbours as runs, `周报-2026-001~004`. */

const shape = /^(.+-)(\d+)(?:~(\d+))?$/

/** The number from a place to the end of what is a single spoken number, NaN otherwise; for tens of thousands, where a pattern is slow. */
function endOf(ref: string, from: number): number {
  let n = from < 2 || from === ref.length ? NaN : 0
  for (let i = from; i < ref.length; i++) {
    const digit = ref.charCodeAt(i) - 48
    n = digit >= 0 && digit <= 9 ? 10 * n + digit : NaN
  }
  return n
}

/** Numbers of any order as sorted runs; what is not a spoken number stands as it is. */
export function packRefs(refs: Iterable<string>): string[] {
  const byPrefix = new Map<string, number[]>()
  const others = new Set<string>()
  // Neighbours begin alike, mostly.
  let prefix = ''
  let numbers: number[] = []
  for (const ref of refs) {
    const from = ref.lastIndexOf('-') + 1
    const n = endOf(ref, from)
    if (Number.isNaN(n)) {
      others.add(ref)
      continue
    }
    if (from !== prefix.length || !ref.startsWith(prefix)) {
      prefix = ref.slice(0, from)
      numbers = byPrefix.get(prefix) ?? []
      byPrefix.set(prefix, numbers)
    }
    numbers.push(n)
  }
  const runs = [...byPrefix].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([before, all]) => runsOf(before, new Float64Array(all).sort()))
  return [...runs, ...[...others].sort()]
}

/** Numbers in rising order as runs; the same one may stand there twice. */
function runsOf(prefix: string, numbers: Float64Array): string[] {
  const runs: string[] = []
  for (let i = 0; i < numbers.length; ) {
    const first = numbers[i] as number
    let last = first
    for (i++; i < numbers.length && (numbers[i] as number) <= last + 1; i++) last = numbers[i] as number
    runs.push(first === last ? prefix + pad(first) : `${prefix}${pad(first)}~${pad(last)}`)
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
